"""What is known of each page of a PDF: its folio, its side, whose it is and what stands on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from dinobook.book.made_pages.index import PrintedPages
from dinobook.book.model import Matter
from dinobook.book.numbers.numbering import roman

COVER: Final = "cover"
ROMAN: Final = "roman"
ARABIC: Final = "arabic"


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the finished file.

    `numbering` is "cover", "roman" or "arabic"; `label` is the folio as printed. `section` is the
    id of the section (empty for the cover). `text` is what a screen reader reads; `cut_off` are
    words that run over the edge of the page. `fill` tells how far down the text area the page is
    used, 0 to 1. `text_box_pt` is left, bottom, right, top of the area inside the margins, in
    points from the lower left corner. `digest` is that of what it draws; empty where nobody knows.
    """

    section: str
    numbering: str
    number: int
    label: str
    recto: bool
    blank: bool
    anchors: tuple[str, ...]
    text: str
    text_box_pt: tuple[float, float, float, float]
    fill: float
    cut_off: tuple[str, ...] = ()
    digest: str = ""


class InMatter(Protocol):
    """What stands in one of the three divisions of a book."""

    @property
    def id(self) -> str: ...

    @property
    def matter(self) -> Matter: ...


def first_of_body(sections: Sequence[InMatter]) -> str:
    """The id of the section on which arabic folios start; empty when there is no front matter."""
    if all(section.matter is not Matter.FRONT for section in sections):
        return ""
    return next((one.id for one in sections if one.matter is not Matter.FRONT), "")


def folios(sections: Iterable[str], first_of_body: str) -> Iterator[tuple[str, int, str]]:
    """Numbering, number and label of each page, given the section of each.

    The cover counts as the first page of the front matter. Arabic folios start at 1 on the first
    page of the section `first_of_body`; without front matter (empty), on the first page.
    """
    numbering, number = (ROMAN if first_of_body else ARABIC), 0
    for section in sections:
        if first_of_body and section == first_of_body and numbering == ROMAN:
            numbering, number = ARABIC, 0
        number += 1
        if not section:
            yield COVER, number, "Cover"
        else:
            yield numbering, number, roman(number).lower() if numbering == ROMAN else str(number)


def page_labels(pages: Sequence[Page]) -> bytes:
    """The number tree of page labels (ISO 32000-1, 12.4.2): an entry where the style changes."""
    rows = []
    before = ""
    for index, page in enumerate(pages):
        if page.numbering != before:
            style = b"/P(Cover)" if page.numbering == COVER else _style(page)
            rows.append(b"%d<<%b>>" % (index, style))
            before = page.numbering
    return b"<</Nums[%b]>>" % b"".join(rows)


def _style(page: Page) -> bytes:
    return b"/S%b/St %d" % (b"/r" if page.numbering == ROMAN else b"/D", page.number)


def printed_pages(pages: Sequence[Page]) -> PrintedPages:
    """The folios in their order, and the page on which each id stands first."""
    homes: dict[str, int] = {}
    for at, page in enumerate(pages):
        for name in page.anchors:
            homes.setdefault(name, at)
    return PrintedPages(tuple(page.label for page in pages), homes)
