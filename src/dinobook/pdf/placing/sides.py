"""On which page each section begins, for the side that it asks for; pages are mere numbers here."""

from __future__ import annotations

from collections.abc import Iterable

from dinobook.printers import Printer

_RECTO = ("recto", "right")
_VERSO = ("verso", "left")


def first_pages(sections: Iterable[tuple[str, int]]) -> tuple[int, ...]:
    """Where each section begins, counted from 0; each is how it starts and how many pages it has.

    Where that leaves a page between two sections, it is blank.
    """
    found: list[int] = []
    at = 0
    for starts, pages in sections:
        first = at + (bool(found) and _wrong_side(starts, at))
        found.append(first)
        at = first + pages
    return tuple(found)


def blank_at_end(pages: int, printer: Printer) -> int:
    """How many blank pages the printer asks for behind so many."""
    blank = printer.last_blank.value
    return blank + -(pages + blank) % printer.multiple.value


def _wrong_side(starts: str, at: int) -> bool:
    return (starts in _RECTO and at % 2 == 1) or (starts in _VERSO and at % 2 == 0)
