"""Figures that tell how well lines are set."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Final, NamedTuple

STEPS_PER_EM: Final = 100
LETTER_STEPS: Final = 1000
WORST: Final = 10


class PageBottoms(NamedTuple):
    """How the pages of a chapter end.

    Of so many pairs of `facing` pages in the middle of it, those `apart` do not end on one line;
    `short` pages end four lines early or more, and `unplanned` ones not where it was planned.
    """

    facing: int = 0
    apart: int = 0
    short: int = 0
    unplanned: int = 0


class WideLine(NamedTuple):
    """A line with wide spaces: how wide, on which page, counted from 1, and its words."""

    gap_em: float
    page: int
    words: str


class PageLines(NamedTuple):
    """The justified lines of one page, counted from 1: all, wide, loose, with a hyphen."""

    page: int
    lines: int
    wide: int
    loose: int
    hyphenated: int


@dataclass(frozen=True, slots=True)
class Typography:
    """What a reader's eye would stumble over; all but the last two are counts.

    `lines` are those of justified paragraphs; `gaps` says how many of them have spaces of so many
    hundredths of an em, `letters` how many have letters that are so many thousandths wider than
    they are drawn. `wide` lines have spaces of more than one and a half times the natural one,
    `loose` ones of more than 0.40 em. `uneven` are those of the `neighbours` whose letters differ
    by more than 3 %. `off_edge` are lines that end more than half a point off. A ladder is a run of
    three or more lines that end in a hyphen; a river is a run of three or more lines with wide
    spaces one below the other. `off_grid` are lines that do not stand on a whole line of their
    page. `facing`, `apart`, `short` and `unplanned` are those of `PageBottoms`.
    """

    lines: int = 0
    wide: int = 0
    loose: int = 0
    hyphenated: int = 0
    ladders: int = 0
    longest_ladder: int = 0
    paragraphs: int = 0
    short_ends: int = 0
    widows: int = 0
    orphans: int = 0
    rivers: int = 0
    broken_turns: int = 0
    off_grid: int = 0
    neighbours: int = 0
    uneven: int = 0
    off_edge: int = 0
    facing: int = 0
    apart: int = 0
    short: int = 0
    unplanned: int = 0
    gaps: tuple[tuple[int, int], ...] = ()
    letters: tuple[tuple[int, int], ...] = ()
    worst: tuple[WideLine, ...] = ()
    pages: tuple[PageLines, ...] = ()

    def __add__(self, other: Typography) -> Typography:
        """The figures of two chapters together."""
        sums = {
            field.name: getattr(self, field.name) + getattr(other, field.name)
            for field in fields(self)
            if field.type == "int" and field.name != "longest_ladder"
        }
        return Typography(
            **sums,
            longest_ladder=max(self.longest_ladder, other.longest_ladder),
            gaps=_together(self.gaps, other.gaps),
            letters=_together(self.letters, other.letters),
            worst=tuple(sorted((*self.worst, *other.worst), key=_widest_first)[:WORST]),
            pages=_by_page((*self.pages, *other.pages)),
        )

    def from_page(self, first: int) -> Typography:
        """The same, with its first page counted as `first`."""
        return replace(
            self,
            worst=tuple(one._replace(page=one.page + first - 1) for one in self.worst),
            pages=tuple(page._replace(page=page.page + first - 1) for page in self.pages),
        )

    @property
    def wide_percent(self) -> float:
        return 100 * self.wide / self.lines if self.lines else 0.0

    @property
    def loose_percent(self) -> float:
        return 100 * self.loose / self.lines if self.lines else 0.0

    @property
    def hyphenated_percent(self) -> float:
        return 100 * self.hyphenated / self.lines if self.lines else 0.0

    @property
    def uneven_percent(self) -> float:
        return 100 * self.uneven / self.neighbours if self.neighbours else 0.0

    @property
    def on_grid_percent(self) -> float:
        return 100 * (1 - self.off_grid / self.lines) if self.lines else 100.0

    @property
    def spread_em(self) -> float:
        """The standard deviation of the spaces, line by line; wider than 1 em counts as that."""
        return _deviation([(min(gap / STEPS_PER_EM, 1.0), count) for gap, count in self.gaps])

    @property
    def letters_percent(self) -> float:
        """The standard deviation of the letters' widths."""
        return 100 * _deviation([(step / LETTER_STEPS, count) for step, count in self.letters])


def _together(
    one: Sequence[tuple[int, int]], other: Sequence[tuple[int, int]]
) -> tuple[tuple[int, int], ...]:
    """Two counts as one."""
    counts = Counter(dict(one))
    counts.update(dict(other))
    return tuple(sorted(counts.items()))


def _widest_first(line: WideLine) -> tuple[float, int, str]:
    return (-line.gap_em, line.page, line.words)


def _by_page(pages: Sequence[PageLines]) -> tuple[PageLines, ...]:
    found: dict[int, PageLines] = {}
    for one in pages:
        known = found.get(one.page, PageLines(one.page, 0, 0, 0, 0))
        counts = (mine + more for mine, more in zip(known[1:], one[1:], strict=True))
        found[one.page] = PageLines(one.page, *counts)
    return tuple(found[page] for page in sorted(found))


def _deviation(values: Sequence[tuple[float, int]]) -> float:
    total = sum(count for _, count in values)
    if not total:
        return 0.0
    mean = sum(value * count for value, count in values) / total
    return math.sqrt(sum(count * (value - mean) ** 2 for value, count in values) / total)
