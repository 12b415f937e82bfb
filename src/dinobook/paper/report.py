"""The last build's page map → the figures of the printed book."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dinobook.book.model import Kind
from dinobook.manifest.model import EditionSpec
from dinobook.manifest.page_size import page_size_mm
from dinobook.pagemap.model import PageMap
from dinobook.paper.model import Bulk, PaperReport, ShortEnd, Signature
from dinobook.paper.post import carriers
from dinobook.printers import Paper, Printer, printer

SIGNATURES: Final = (8, 16, 32)
"""Pages of a sheet that is folded two, three or four times."""
COVER_GRAMS_M2: Final = 300.0
"""A common paperback cover."""
COVER_MM: Final = 0.6
"""Two leaves of such a cover."""
USUAL: Final = "generic"
_SHORT_FILL: Final = 0.25


def paper_report(pages: PageMap, edition: EditionSpec) -> PaperReport:
    """What the pages of an edition come to; one without a printer has the usual papers."""
    chosen = edition.printed_by or printer(USUAL)
    trim = page_size_mm(edition)
    count = len(pages.pages)
    return PaperReport(
        edition=edition.name,
        printer=chosen.name,
        trim_mm=trim,
        pages=count,
        leaves=(count + 1) // 2,
        blanks=sum(page.blank for page in pages.pages),
        signatures=tuple(signature(count, size) for size in SIGNATURES),
        papers=tuple(bulk(count, trim, paper, chosen) for paper in chosen.papers),
        short_ends=tuple(_short_ends(pages)),
    )


def signature(pages: int, size: int) -> Signature:
    """How many sheets of `size` pages a book needs, and what stays blank in the last one."""
    spare = -pages % size
    return Signature(size, (pages + spare) // size, spare, pages % size)


def bulk(pages: int, trim_mm: tuple[float, float], paper: Paper, chosen: Printer) -> Bulk:
    """How thick and heavy the book is. Boards of a hardcover are not weighed."""
    width, height = trim_mm
    spine = paper.thickness_mm(pages)
    grams = (pages + 1) // 2 * width * height * paper.grams_m2.value / 1e6
    thick = spine
    if chosen.binding == "paperback":
        grams += (2 * width + spine) * height * COVER_GRAMS_M2 / 1e6
        thick += COVER_MM
    sides = (width, height, thick)
    postage = (
        (carrier.name, carrier.kind_of(sides, grams) or "too large") for carrier in carriers()
    )
    return Bulk(paper.name, round(spine, 2), round(grams, 1), tuple(postage))


def _short_ends(pages: PageMap) -> Iterator[ShortEnd]:
    """Chapters that end with little on their last page, those with the fewest words first."""
    found = []
    for chapter in pages.chapters:
        own = [page for page in pages.pages_of(chapter.id) if not page.blank]
        if chapter.kind == Kind.CHAPTER and len(own) > 1 and own[-1].fill <= _SHORT_FILL:
            last = own[-1]
            found.append(ShortEnd(chapter.id, last.folio, last.words, last.fill))
    yield from sorted(found, key=lambda one: (one.words, one.chapter))
