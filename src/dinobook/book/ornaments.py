"""The theme's drawings set into the text, for a medium whose style sheet cannot draw them.

An e-reader paints a background picture in its own ink, black on black at night; a drawing in the
text follows the reader's colour.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from lxml import etree

from dinobook import xhtml
from dinobook.book.model import Book, Section
from dinobook.theme import Theme

INK: Final = "#1f1d1a"
_DRAWINGS: Final = {
    "scene-break": "ornaments/scene-break.svg",
    "part-ornament": "ornaments/part.svg",
    "title-ornament": "ornaments/title.svg",
}


def with_ornaments(book: Book, theme: Theme) -> Book:
    """The book with a drawing in the place of every `<hr>` that stands for one."""
    return replace(book, sections=tuple(_section(one, theme) for one in book.sections))


def _section(section: Section, theme: Theme) -> Section:
    root = xhtml.parse(section.xhtml)
    for rule in list(root.iter(xhtml.tag("hr"))):
        name = next((one for one in xhtml.classes(rule) if one in _DRAWINGS), "")
        if name:
            _replace(rule, theme.text(_DRAWINGS[name]))
    return replace(section, xhtml=xhtml.serialise(root))


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
