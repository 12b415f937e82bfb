"""The figures of a printed book, as values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Signature:
    """Sheets that are folded to `size` pages each.

    `spare` pages stay blank in the last of `count`; `over` is how many pages stand in it.
    """

    size: int
    count: int
    spare: int
    over: int


@dataclass(frozen=True, slots=True)
class Bulk:
    """The book on one paper. `grams` are those of the pages and a paperback's cover together.

    `postage` has, for each carrier, the cheapest kind that takes it without its envelope.
    """

    paper: str
    spine_mm: float
    grams: float
    postage: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ShortEnd:
    """A chapter whose last page holds little: a few lines less save a page."""

    chapter: str
    folio: str
    words: int
    fill: float


@dataclass(frozen=True, slots=True)
class PaperReport:
    """An edition of so many pages, `blanks` of them empty, at its printer."""

    edition: str
    printer: str
    trim_mm: tuple[float, float]
    pages: int
    leaves: int
    blanks: int
    signatures: tuple[Signature, ...]
    papers: tuple[Bulk, ...]
    short_ends: tuple[ShortEnd, ...]
