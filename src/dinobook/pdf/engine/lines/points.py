"""What lines are chosen from, and what is wanted of them. Lengths are in CSS pixels."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from dinobook.pdf.engine.lines.elastic import COMMON, Elasticity


class Point(NamedTuple):
    """A place where a line may end.

    `width` and `spaces` are what lies before it in the paragraph, with the hyphen that is drawn;
    `next_width` and `next_spaces` are taken off for the line after it. `at` is the character with
    which that line begins.
    """

    at: int
    width: float
    spaces: int
    next_width: float
    next_spaces: int
    penalty: float = 0.0
    hyphen: bool = False
    drawn: bool = False
    """The hyphen is not in the text."""
    ragged: bool = False
    """The line may be a little short: it ends in what has no place to be broken."""
    yields: bool = False
    """Where a line ends only rather than that spaces become very wide."""


class Word(NamedTuple):
    """The text up to the next space.

    `inside` gives the points inside it, which are not looked for unless a line may end there;
    `end` is the point after it, with its spaces in `next_width`.
    """

    width: float
    """All that lies before the word."""
    spaces: int
    inside: Callable[[], Sequence[Point]]
    end: Point


@dataclass(frozen=True, slots=True)
class Measure:
    """What a paragraph is set to: the lines' widths, the last for all that follow, and its type."""

    widths: tuple[float, ...]
    em: float
    space: float
    indent: float = 0.0
    elastic: Elasticity = COMMON
    balanced: bool = False
    """The last line is to be as long as the others."""

    def width(self, line: int) -> float:
        return self.widths[line] if line < len(self.widths) else self.widths[-1]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the lines of a paragraph that is set again must be like.

    `lines`: exactly so many (0: any number). `whole`: numbers of lines, from 0, that must not end
    in a hyphen. `held`: places (`Point.at`) where a line ends as it did, with the number of that
    line; between the first and the last place of each of the `free` stretches, any may be chosen.
    Nothing held: all is free.
    """

    lines: int = 0
    whole: frozenset[int] = frozenset()
    held: Mapping[int, int] = field(default_factory=dict)
    free: tuple[tuple[int, int], ...] = ()

    def allows(self, at: int) -> bool:
        """Whether a line may end at this place."""
        if not self.held or at in self.held:
            return True
        return any(first < at < last for first, last in self.free)


ANY: Final = Wanted()


class Line(NamedTuple):
    """A chosen line: the point where it ends, and what is left for its spaces and letters.

    `slack` is in pixels, negative for a tight line; `room` is what is left on the last line, which
    is not filled. `ragged`: it is not filled either.
    """

    end: Point
    slack: float
    spaces: int
    width: float
    room: float = 0.0
    ragged: bool = False
