"""What a section asks of its place among the pages, and takes from the places of others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from dinobook.book.model import PAGE_LISTS, Book, Kind, Section
from dinobook.pdf.document import holes_in
from dinobook.pdf.placing.see_pages import SeePages, Shown
from dinobook.pdf.placing.sequence import Placed

_LISTED: Final = re.compile(r'href="#([^"]+)"')
"""A link in a list of pages, behind which the page is printed."""


@dataclass(frozen=True, slots=True)
class OnPages:
    """`starts` is the style sheet's `break-before`, such as "recto".

    `refs` are the ids whose page numbers stand in the section.
    """

    starts: str
    refs: tuple[str, ...]


def on_pages(
    book: Book, placed: Sequence[Placed], see_pages: SeePages, shown: Shown
) -> dict[str, OnPages]:
    """By the id of each section of the book that was placed."""
    starts = {one.section: one.drawn_section.starts for one in placed if not one.blank}
    marked = frozenset(_marked(book))
    found = {}
    for section in book.sections:
        refs = marked if section.kind is Kind.INDEX else pages_printed(section, see_pages, shown)
        if section.kind in PAGE_LISTS:
            refs |= frozenset(_LISTED.findall(section.xhtml))
        found[section.id] = OnPages(starts[section.id], tuple(sorted(refs)))
    return found


def pages_printed(section: Section, see_pages: SeePages, shown: Shown) -> frozenset[str]:
    """The ids for whose pages a section has holes; an index and lists print others."""
    return see_pages.targets_of(section.id, shown) | holes_in(section.xhtml)


def _marked(book: Book) -> Iterator[str]:
    for section in book.sections:
        for mark in section.marks:
            yield from filter(None, (mark.at, mark.until))
