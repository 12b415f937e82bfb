"""On which page everything will be, roughly, before anything is laid out.

A reference leaves room for the number of a page that is not known yet. Whatever is guessed here,
layout goes on until every number fits its room; a good guess saves a section from being laid out
twice. The guess depends on the book alone, so that the same book takes the same steps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import ceil
from typing import Final

from dinobook.book.model import Book, Kind, Section
from dinobook.manifest.model import EditionSpec
from dinobook.manifest.page_size import page_size_mm
from dinobook.pdf.placing.folios import first_of_body
from dinobook.pdf.stylesheet import sides_matter
from dinobook.theme import Theme

_TAG: Final = re.compile(r"<[^>]*>")
_ID: Final = re.compile(r'\sid="([^"]*)"')
_PER_SIGN: Final = 0.000425
_PER_PARAGRAPH: Final = 0.03
_PER_PICTURE: Final = 0.31
_PER_CHAPTER: Final = 1.25
"""Pages, fitted to 35 chapters of the house's trim (135 by 210 mm): right to within 0.75 page."""
_MARGINS_MM: Final = (35.0, 42.0)
_TEXT_MM2: Final = (135.0 - _MARGINS_MM[0]) * (210.0 - _MARGINS_MM[1])
_ON_SCREEN: Final = 1.45
"""Letters and lines are larger there."""


def guessed_pages(book: Book, theme: Theme, edition: EditionSpec) -> dict[str, float]:
    """The page of each id in the body, counted from 1, with how far down it stands."""
    more = _more_pages(edition)
    rectos = sides_matter(theme.css(edition.use))
    start = first_of_body(book.sections)
    found: dict[str, float] = {}
    page, begun = 1.0, not start
    for section in book.sections:
        begun = begun or section.id == start
        if not begun:
            continue
        length = _pages(section) * more
        for name, share in _places(section):
            found.setdefault(name, page + share * length)
        page += ceil(length)
        if rectos and page % 2 == 0:
            page += 1
    return found


def _more_pages(edition: EditionSpec) -> float:
    """How many times the pages that a book has in the house's trim."""
    width, height = page_size_mm(edition)
    text_mm2 = max(width - _MARGINS_MM[0], 1.0) * max(height - _MARGINS_MM[1], 1.0)
    return _TEXT_MM2 / text_mm2 * (_ON_SCREEN if edition.use == "screen" else 1.0)


def _pages(section: Section) -> float:
    if section.kind is not Kind.CHAPTER:
        return 1.0
    texts = (section.xhtml, *(note.xhtml for note in section.notes))
    signs = sum(len(_TAG.sub("", text)) for text in texts)
    pictures = section.xhtml.count("<img") + section.xhtml.count("<table")
    paragraphs = section.xhtml.count("<p")
    return signs * _PER_SIGN + paragraphs * _PER_PARAGRAPH + pictures * _PER_PICTURE + _PER_CHAPTER


def _places(section: Section) -> Iterator[tuple[str, float]]:
    """The ids of a section, each with how far down the section it stands, 0 to 1."""
    yield section.id, 0.0
    for found in _ID.finditer(section.xhtml):
        yield found[1], found.start() / len(section.xhtml)
