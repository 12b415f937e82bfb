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

    wide_em: float = 0.38
    """A space as wide as this is as wide as it should be. From 0.40 em on a line looks loose."""

    calm_em: float = 0.28
    """When no space of a paragraph needs to be wider than this, no word of it is broken."""

    emergency_em: float = 0.55
    """A line with wider spaces than this is reported to the author."""

    tracking_em: float = 0.008
    tracked_from_em: float = 0.34
    """In lines with wider spaces than the second, letters are moved apart by up to the first, which
    nobody sees, to make the spaces that much narrower."""

    shrink: float = 0.20
    """How much of a space may be taken away."""

    fewest_letters: int = 2
    """So few letters may stand before a break when a line would be loose otherwise, also where the
    style sheet (`hyphenate-limit-chars`) wants more."""

    # Penalties on the scale of TeX: a line that is stretched to `wide_em` costs 100. The first
    # five are added to that before it is squared, the others after.
    hyphen: float = 55.0
    short_hyphen: float = 90.0
    """After fewer letters than the style sheet wants."""
    hard_hyphen: float = 35.0
    """At a hyphen, dash or slash that the author wrote."""
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
    rhythm: float = 3000.0
    """For a tight line beside a loose one."""

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
