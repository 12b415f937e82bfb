"""What fine setting aims at, and what it has to say afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

NO_EXCEPTIONS: Final[Mapping[str, str]] = {}


@dataclass(frozen=True, slots=True)
class FineSettings:
    """How lines are judged. Lengths in em are of the paragraph's own type.

    `exceptions`: a word in small letters, and the same word with a soft hyphen wherever it may be
    broken; without any it is never broken.
    """

    calm: float = 0.7
    """When no line needs to be further from its natural width than this share of what it gives, no
    word of the paragraph is broken."""

    good: float = 0.9
    loose: float = 1.5
    glued: float = 2.4
    """How far lines may be stretched where words are broken.

    Rather than to stretch lines further than `loose`, what holds together yields: “tabel 7”, the
    parts of a compound. There spaces are about .40 em wide, and a line looks loose.
    """

    emergency_em: float = 0.55
    """A line with wider spaces than this is reported to the author."""

    even_spaces: float = 2.5
    even_letters: float = 1.0
    even_neighbours: float = 0.2
    """What is worth how much when a line's slack is given out over spaces and letters."""

    fewest_letters: int = 2
    """So few letters may stand before a break when a line would be loose otherwise, also where the
    style sheet (`hyphenate-limit-chars`) wants more; but not in Dutch."""

    # Penalties on the scale of TeX: a line that is stretched to the end of what it gives costs 100.
    # The first seven are added to that before it is squared, the others after.
    hyphen: float = 60.0
    short_hyphen: float = 95.0
    """After fewer letters than the style sheet wants."""
    hard_hyphen: float = 35.0
    """At a hyphen, dash or slash that the author wrote."""
    glue: float = 200.0
    compound: float = 150.0
    """Where a line ends only rather than that it is stretched to `loose`: at a no-break space, and
    with a second hyphen in a word."""
    after_sign: float = 60.0
    anywhere: float = 300.0
    """Without a hyphen, in what is wider than a line: behind a sign, between letters."""
    second_hyphen: float = 6000.0
    """For the second of two lines that end in a hyphen."""
    last_word: float = 5000.0
    """For a hyphen on the last line but one."""
    broken_end: float = 600000.0
    """For a last line that is only the end of a broken word: rather spaces of half an em."""
    short_end: float = 12000.0
    """For a last line that is hardly there."""
    rhythm_from: float = 0.4
    rhythm: float = 3000.0
    """For a line that is so much tighter or looser than the one before, times the square of what
    goes beyond it."""

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
    `forced` is what is wider than a line, and broken anywhere.
    """

    paragraphs: int = 0
    left: tuple[tuple[str, int], ...] = ()
    stretched: tuple[Stretched, ...] = ()
    turns: tuple[str, ...] = ()
    mended: int = 0
    forced: tuple[str, ...] = ()
