"""Figures that tell how well lines are set."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from typing import Final

STEPS_PER_EM: Final = 100


@dataclass(frozen=True, slots=True)
class Typography:
    """What a reader's eye would stumble over; all are counts.

    `lines` are those of justified paragraphs; `gaps` says how many of them have spaces of so many
    hundredths of an em. A ladder is a run of three or more lines that end in a hyphen; a river is
    a run of three or more lines with wide spaces one below the other. `off_grid` are lines that
    do not stand on a whole line of their page.
    """

    lines: int = 0
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
    gaps: tuple[tuple[int, int], ...] = ()

    def __add__(self, other: Typography) -> Typography:
        """The figures of two chapters together."""
        sums = {
            one.name: getattr(self, one.name) + getattr(other, one.name)
            for one in fields(self)
            if one.name not in ("gaps", "longest_ladder")
        }
        gaps = dict(self.gaps)
        for gap, count in other.gaps:
            gaps[gap] = gaps.get(gap, 0) + count
        longest = max(self.longest_ladder, other.longest_ladder)
        return Typography(**sums, longest_ladder=longest, gaps=tuple(sorted(gaps.items())))

    @property
    def loose_percent(self) -> float:
        return 100 * self.loose / self.lines if self.lines else 0.0

    @property
    def hyphenated_percent(self) -> float:
        return 100 * self.hyphenated / self.lines if self.lines else 0.0

    @property
    def on_grid_percent(self) -> float:
        return 100 * (1 - self.off_grid / self.lines) if self.lines else 100.0

    @property
    def p95_gap_em(self) -> float:
        """Of the lines that are stretched to the full width, 95 % have no wider spaces."""
        wanted = math.ceil(0.95 * sum(count for _, count in self.gaps))
        for gap, count in self.gaps:
            wanted -= count
            if wanted <= 0:
                return gap / STEPS_PER_EM
        return 0.0
