"""The lists of figures and of tables: what stands on them, line by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Final

from lxml import etree
from markupsafe import Markup, escape

from dinobook import xhtml
from dinobook.book.model import Kind, Section
from dinobook.book.numbers.numbering import BOOK_NUMBER, NUMBER_OF, Named
from dinobook.markup.tree import INLINE, NOTE_CALL, remove

LISTS: Final = {Kind.FIGURES: "figure", Kind.TABLES: "table"}
"""Which kind of figure each list is about."""

_KEPT: Final = frozenset({"abbr", "b", "code", "em", "i", "q", "span", "strong", "sub", "sup"})
_KEPT_CLASSES: Final = frozenset({BOOK_NUMBER, "small-caps", "kleinkapitaal"})
_LEFT_OUT: Final = frozenset({"caption-label", NOTE_CALL, "address"})
_MATHML: Final = "http://www.w3.org/1998/Math/MathML"


@dataclass(frozen=True, slots=True)
class Line:
    """A figure on a list: its label is `before`, its number and `after`.

    `lang` is its chapter's own language; empty: the book's.
    """

    id: str
    before: str
    number: str
    after: str
    caption: Markup
    lang: str = ""


def lines_of(
    names: Mapping[str, Named], kind: str, pattern: str, sections: Iterable[Section]
) -> tuple[Line, ...]:
    """Every figure of the kind, in the order of `names`; `pattern` are the words of its label.

    The captions are those of the finished `sections`, with their citations and formulas.
    """
    before, _, after = pattern.partition("{}")
    captions = {name: (caption, lang) for name, caption, lang in _captions(sections)}
    return tuple(
        Line(name, before, one.number, after, *captions.get(name, (escape(one.title), "")))
        for name, one in names.items()
        if one.kind == kind
    )


def _captions(sections: Iterable[Section]) -> Iterator[tuple[str, Markup, str]]:
    texts = (
        (text, section.lang)
        for section in sections
        for text in (section.xhtml, *(note.xhtml for note in section.notes))
    )
    for root, lang in ((xhtml.parse(text), lang) for text, lang in texts if "<figcaption" in text):
        for figure in root.iter(xhtml.tag("figure")):
            caption = figure.find(xhtml.tag("figcaption"))
            if caption is not None:
                yield figure.get("id", ""), _on_one_line(caption), lang


def _on_one_line(caption: etree._Element) -> Markup:
    """The caption for inside a link: no label, notes, blocks, ids and links of its own."""
    whole = deepcopy(caption)
    for element in [one for one in whole.iter() if one is not whole]:
        if etree.QName(element).namespace == _MATHML:
            continue
        if _LEFT_OUT.intersection(xhtml.classes(element)) or xhtml.name_of(element) == "img":
            remove(element)
        elif xhtml.name_of(element) not in _KEPT:
            if xhtml.name_of(element) not in INLINE:
                element.text = f" {element.text or ''}"
            xhtml.unwrap(element)
        else:
            _keep(element)
    whole.text = (whole.text or "").lstrip()
    return Markup(xhtml.inner(whole).strip())  # noqa: S704 - checked XHTML


def _keep(element: etree._Element) -> None:
    """Take off what belongs to the place of the caption itself."""
    names = [class_name for class_name in xhtml.classes(element) if class_name in _KEPT_CLASSES]
    for name in list(element.attrib):
        if name not in ("lang", xhtml.XML_LANG, "title", NUMBER_OF):
            del element.attrib[name]
    if names:
        element.set("class", " ".join(names))
