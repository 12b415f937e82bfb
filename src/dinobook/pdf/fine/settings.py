"""What fine setting aims at, and what it has to say afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

NO_EXCEPTIONS: Final[Mapping[str, str]] = {}


@dataclass(frozen=True, slots=True)
class FineSettings:
    """How lines are judged. Lengths in em are of the paragraph's own type.

    `exceptions`: a word, and the same word with a "-" wherever it may be broken; without any "-"
    it is never broken.
    """

    loose_em: float = 0.40
    """A space wider than this makes a loose line (research on books: the eye begins to see it)."""

    calm_em: float = 0.31
    """When no space of a paragraph needs to be wider than this, no word of it is broken."""

    emergency_em: float = 0.60
    """A space wider than this is reported to the author."""

    shrink: float = 0.18
    """How much of a space may be taken away."""

    hyphen: float = 55.0
    hard_hyphen: float = 35.0
    second_hyphen: float = 6000.0
    last_word: float = 5000.0
    short_end: float = 12000.0
    rhythm: float = 3000.0
    """Penalties, on the scale of TeX (a line that is stretched to `loose_em` costs 100, squared):
    a broken word, a break after a hyphen that is the author's, two in a row, one on the last line
    but one, a last line that is hardly there, a tight line beside a loose one."""

    ladder: int = 2
    """No more than this many lines end in a hyphen one after another."""

    exceptions: Mapping[str, str] = field(default_factory=lambda: NO_EXCEPTIONS)


@dataclass(frozen=True, slots=True)
class Stretched:
    """A line that could not be set well: its words, and the width of its spaces in em."""

    words: str
    gap_em: float


@dataclass(frozen=True, slots=True)
class FineReport:
    """What was set. `left` counts the paragraphs that were left to WeasyPrint, by reason.

    `turns` are the words that are still broken where a page ends; `mended` counts those that were.
    """

    paragraphs: int = 0
    left: tuple[tuple[str, int], ...] = ()
    stretched: tuple[Stretched, ...] = ()
    turns: tuple[str, ...] = ()
    mended: int = 0
