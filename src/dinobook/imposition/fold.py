"""Which page stands where on sheets that are folded once and laid into each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

PAGES_A_SHEET: Final = 4


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a sheet. Pages are counted from 0; None stays blank."""

    left: int | None
    right: int | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet, turned over along its short edge. `depth` counts the sheets around it."""

    front: Side
    back: Side
    depth: int


def fold(pages: int, gathering: int = 0) -> tuple[Sheet, ...]:
    """The sheets of a book, in order; blank pages fill up the last gathering.

    `gathering` is how many pages are folded together, a multiple of 4; 0: all of them, as in a
    booklet with staples.
    """
    size = gathering or _filled_up(max(pages, 1), PAGES_A_SHEET)
    if size % PAGES_A_SHEET:
        raise ValueError(f"a gathering has a multiple of {PAGES_A_SHEET} pages, not {size}")
    starts = range(0, _filled_up(max(pages, 1), size), size)
    return tuple(sheet for start in starts for sheet in _gathering(start, size, pages))


def _gathering(start: int, size: int, pages: int) -> tuple[Sheet, ...]:
    """The sheets of one gathering, the outermost first: its front has the last and first page."""

    def page(at: int) -> int | None:
        return start + at if start + at < pages else None

    return tuple(
        Sheet(
            Side(page(size - 1 - 2 * depth), page(2 * depth)),
            Side(page(2 * depth + 1), page(size - 2 - 2 * depth)),
            depth,
        )
        for depth in range(size // PAGES_A_SHEET)
    )


def _filled_up(pages: int, size: int) -> int:
    return pages + -pages % size
