"""Numbers of parts, chapters, figures, tables and equations, given once, in the book's order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from lxml import etree

from dinobook import xhtml
from dinobook.book.section_ids import part_id
from dinobook.manifest.model import ChapterRow, MatterRow, PartRow, Row
from dinobook.manifest.page_rows import file_of
from dinobook.markup.fragment import Fragment, Heading

CHAPTER: Final = "chapter"
APPENDIX: Final = "appendix"
PART: Final = "part"
HEADING: Final = "heading"
_SECTION: Final = 2
PAGE: Final = "page"
BOOK_NUMBER: Final = "book-number"
"""The class of a number that the book gives: pages are kept without it, and it is filled in."""
NUMBER_OF: Final = "data-number-of"
"""On an element of that class: the id of what has the number."""

_ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)


def roman(number: int) -> str:
    """1 → I, 1994 → MCMXCIV; for parts and for folios of the front matter (in lower case)."""
    text = ""
    for value, letters in _ROMAN:
        while number >= value:
            text += letters
            number -= value
    return text


@dataclass(frozen=True, slots=True)
class Named:
    """What a reference may call a thing.

    `kind` is that of a `Figure`, or one of the constants above; `number` as printed, empty where
    it has none; `title` the caption of a figure or table.
    """

    kind: str
    number: str
    title: str


def names_of(
    rows: Sequence[Row],
    fragments: Mapping[str, Fragment],
    *,
    by_chapter: bool = False,
    headings: bool = False,
) -> dict[str, Named]:
    """Every part, chapter, heading and numbered figure of one edition, by id.

    `by_chapter` counts figures anew in each chapter and puts its number in front (2.1); those of
    all chapters without a number, and of the files of made pages, count on from each other, and
    have no such prefix. `headings` numbers those of the two highest levels in numbered chapters.
    """
    return dict(_Count(fragments, by_chapter, headings).rows(rows))


class _Count:
    """One walk over the rows."""

    def __init__(self, fragments: Mapping[str, Fragment], by_chapter: bool, headings: bool) -> None:
        self._fragments, self._by_chapter, self._headings = fragments, by_chapter, headings
        self._sections: Counter[str] = Counter()
        self._figures: Counter[tuple[str, str]] = Counter()

    def rows(self, rows: Sequence[Row]) -> Iterator[tuple[str, Named]]:
        numbered = True
        for row in rows:
            if isinstance(row, MatterRow):
                numbered = row.matter == "body"
            elif isinstance(row, PartRow):
                self._sections[PART] += 1
                yield part_id(row), Named(PART, roman(self._sections[PART]), row.part)
            elif isinstance(row, ChapterRow):
                yield from self._chapter(row, numbered)
            elif name := file_of(row):
                yield from self._inside(self._fragments[name], "")

    def _chapter(self, row: ChapterRow, numbered: bool) -> Iterator[tuple[str, Named]]:
        fragment = self._fragments[row.id]
        number = ""
        if numbered or row.kind == APPENDIX:
            self._sections[row.kind] += 1
            count = self._sections[row.kind]
            number = letters(count) if row.kind == APPENDIX else str(count)
        yield row.id, Named(row.kind, number, fragment.meta.title)
        yield from self._inside(fragment, number if self._by_chapter else "")
        if self._headings and number:
            yield from _numbered(fragment.headings, number)

    def _inside(self, fragment: Fragment, prefix: str) -> Iterator[tuple[str, Named]]:
        """The headings and numbered figures of a file."""
        for heading in fragment.headings:
            yield heading.id, Named(HEADING, "", heading.text)
        for figure in fragment.figures:
            self._figures[prefix, figure.kind] += 1
            count = self._figures[prefix, figure.kind]
            printed = f"{prefix}.{count}" if prefix else str(count)
            yield figure.id, Named(figure.kind, printed, figure.caption)


def _numbered(headings: Sequence[Heading], chapter: str) -> Iterator[tuple[str, Named]]:
    """The headings of two levels (## and ###) as 2.1 and 2.1.3; a ### needs a ## above it."""
    section = below = 0
    for heading in headings:
        if heading.level == _SECTION:
            section, below = section + 1, 0
            yield heading.id, Named(HEADING, f"{chapter}.{section}", heading.text)
        elif heading.level == _SECTION + 1 and section:
            below += 1
            yield heading.id, Named(HEADING, f"{chapter}.{section}.{below}", heading.text)


def letters(number: int) -> str:
    """1 → A, 26 → Z, 27 → AA; for appendices."""
    text = ""
    while number:
        number, at = divmod(number - 1, 26)
        text = chr(ord("A") + at) + text
    return text


def label_captions(
    root: etree._Element, names: Mapping[str, Named], patterns: Mapping[str, str]
) -> None:
    """Fill the empty caption labels below `root`; `patterns` have a label's words by kind."""
    for figure in root.iter(xhtml.tag("figure")):
        name = figure.get("id", "")
        label = _label_of(figure)
        if label is not None and name in names:
            write_number(label, patterns[names[name].kind], name, names[name].number)
            if caption := (label.tail or "").lstrip():
                label.tail = f" {caption}"


def write_number(element: etree._Element, pattern: str, name: str, number: str) -> None:
    """`pattern` as the text of an empty element, with the number in an element of its own."""
    before, _, after = pattern.partition("{}")
    element.text = before
    span = etree.SubElement(element, xhtml.tag("span"), {"class": BOOK_NUMBER, NUMBER_OF: name})
    span.text, span.tail = number, after


def _label_of(figure: etree._Element) -> etree._Element | None:
    for span in figure.iter(xhtml.tag("span")):
        if xhtml.has_class(span, "caption-label"):
            return span
    return None
