"""What a screen shows in the place of a drawn rule: the theme's drawings, or a few words.

An e-reader paints a background picture in its own ink, black on black at night; a drawing in the
text follows the reader's colour.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from lxml import etree

from dinobook import xhtml
from dinobook.book.model import Book, Section
from dinobook.book.words.model import Words, words_for
from dinobook.markup.blocks.shapes import FILL_IN
from dinobook.markup.tree import remove
from dinobook.theme import Theme

INK: Final = "#1f1d1a"
_DRAWINGS: Final = {
    "scene-break": "ornaments/scene-break.svg",
    "part-ornament": "ornaments/part.svg",
    "title-ornament": "ornaments/title.svg",
}


def with_ornaments(book: Book, theme: Theme) -> Book:
    """The book with drawings for breaks, and words for the lines that paper has to write on."""
    language, own = book.metadata.language, book.metadata.own
    return replace(
        book,
        sections=tuple(
            _section(section, theme, words_for(section.lang or language, own))
            for section in book.sections
        ),
    )


def _section(section: Section, theme: Theme, words: Words) -> Section:
    root = xhtml.parse(section.xhtml)
    for rule in list(root.iter(xhtml.tag("hr"))):
        if xhtml.has_class(rule, FILL_IN):
            _write_elsewhere(rule, words)
            continue
        name = next(
            (class_name for class_name in xhtml.classes(rule) if class_name in _DRAWINGS), ""
        )
        if name:
            _replace(rule, theme.text(_DRAWINGS[name]))
    return replace(section, xhtml=xhtml.serialise(root))


def _write_elsewhere(rule: etree._Element, words: Words) -> None:
    """Nobody can write on a screen: one line of words for all rules of a box, none for a list's."""
    parent = rule.getparent()
    if parent is None:
        return
    before = rule.getprevious()
    if xhtml.name_of(parent) == "li" or (before is not None and xhtml.has_class(before, FILL_IN)):
        remove(rule)
        return
    rule.tag = xhtml.tag("p")
    rule.text = words.write_down


def _replace(rule: etree._Element, drawing: str) -> None:
    box = etree.Element(xhtml.tag("div"), {"class": rule.get("class", "")})
    if xhtml.has_class(rule, "scene-break"):
        box.set("role", "separator")
    picture = xhtml.parse(drawing.replace(INK, "currentColor"))
    picture.set("aria-hidden", "true")
    for name in ("width", "height"):
        picture.attrib.pop(name, "")
    box.append(picture)
    box.tail = rule.tail
    parent = rule.getparent()
    if parent is not None:
        parent.replace(rule, box)
