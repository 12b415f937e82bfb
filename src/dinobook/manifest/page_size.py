"""The size of an edition's pages, in mm."""

from __future__ import annotations

from typing import Final

from dinobook.manifest.model import EditionSpec

MM_PER_PAGE: Final = {"a4": (210.0, 297.0), "a5": (148.0, 210.0)}  # ISO 216
HOUSE_TRIM_MM: Final = (135.0, 210.0)
LAYOUT_TRIM_MM: Final = {
    "large-print": (170.0, 240.0),
    "easy-reading": (148.0, 210.0),
    "thesis": MM_PER_PAGE["a4"],
}
"""The size of a layout's pages when the edition names none."""


def written_size_mm(page: str) -> tuple[float, float]:
    """`a5` or `135x210` as width and height in mm; the house's trim when empty."""
    if not page:
        return HOUSE_TRIM_MM
    if page in MM_PER_PAGE:
        return MM_PER_PAGE[page]
    width, height = page.split("x")
    return float(width), float(height)


def page_size_mm(edition: EditionSpec) -> tuple[float, float]:
    """The trim: as written, in the printer's exact mm; else the layout's or house's, or its first.

    A size that the printer does not have stays as written: that is a problem of the manifest.
    """
    written = written_size_mm(edition.page)
    if edition.layout and not edition.page:
        written = LAYOUT_TRIM_MM[edition.layout]
    printer = edition.printed_by
    if printer is None:
        return written
    trim = printer.trim_for(*written)
    if trim is not None or edition.page:
        return trim or written
    return printer.trims_mm.value[0]
