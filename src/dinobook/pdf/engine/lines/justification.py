"""Spreads what a line has too much or too little over its spaces and letters.

All lines of a paragraph together: spaces are to be even, letters as well, and letters most of all
from one line to the next, where the eye compares them. That is a sum of squares; a few rounds over
the lines come as near to its smallest value as anybody sees (Gauss and Seidel's method).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from dinobook.pdf.engine.lines.points import Line, Measure
from dinobook.pdf.engine.lines.settings import FineSettings

_ROUNDS: Final = 12
_EVEN_SPACE_EM: Final = 0.04
_EVEN_LETTERS: Final = 0.012
"""So much of a change counts as much in spaces as in letters, a share of their width."""


class Share(NamedTuple):
    """What one line is given.

    `letters` is the share of their width that letters gain, spaces among them; `gain_px` is what
    each space gains beside that. `filled`: the spaces take what is left to the edge, about so much.
    """

    letters: float
    gain_px: float
    filled: bool


@dataclass(slots=True)
class _Full:
    """A line that is filled, and what its letters gain so far.

    `soft_px` is the width of all that gives.
    """

    slack: float
    spaces: int
    soft_px: float
    letters: float = 0.0

    @property
    def gain_px(self) -> float:
        if not self.spaces:
            return 0.0
        return (self.slack - self.letters * self.soft_px) / self.spaces


def give_out(
    lines: Sequence[Line], stiff_px: Sequence[float], measure: Measure, settings: FineSettings
) -> list[Share]:
    """What each line of a paragraph is given. `stiff_px` is the width in it that never changes."""
    full: dict[int, _Full] = {}
    for number, (line, stiff) in enumerate(zip(lines, stiff_px, strict=True)):
        last = number == len(lines) - 1
        if not line.ragged and (not last or line.slack < 0) and (line.spaces or line.slack < 0):
            soft = max(line.width - line.room - stiff, 1.0)
            full[number] = _Full(line.slack, line.spaces, soft)
    _even_out(list(full.values()), measure, settings)
    shares = [
        Share(full[number].letters, full[number].gain_px, filled=True)
        if number in full
        else Share(0.0, 0.0, filled=False)
        for number in range(len(lines))
    ]
    if full and len(lines) - 1 not in full and not lines[-1].ragged:
        shares[-1] = _like(list(full.values()), lines[-1], stiff_px[-1], measure)
    return shares


def _even_out(full: Sequence[_Full], measure: Measure, settings: FineSettings) -> None:
    elastic = measure.elastic
    even = _Evenness(measure, settings)
    for _ in range(_ROUNDS if elastic.give or elastic.take else 0):
        for number, line in enumerate(full):
            beside = [one.letters for one in full[max(number - 1, 0) : number + 2]]
            others = sum(beside) - line.letters
            wanted = even.best(line, others, len(beside) - 1)
            line.letters = min(max(wanted, -elastic.take), elastic.give)


class _Evenness:
    """What a line of a paragraph is best given.

    Letters that are scaled leave the spaces between words nearly as they are; what they are moved
    apart is seen there twice, so it is worth less.
    """

    def __init__(self, measure: Measure, settings: FineSettings) -> None:
        self._elastic = measure.elastic
        self._em = measure.em
        self._spaces = settings.even_spaces / (_EVEN_SPACE_EM * measure.em) ** 2
        self._letters = settings.even_letters / _EVEN_LETTERS**2
        self._beside = settings.even_neighbours / _EVEN_LETTERS**2

    def best(self, line: _Full, others: float, count: int) -> float:
        """The share for letters when its neighbours, so many, have those that make up `others`."""
        if not line.spaces:
            return line.slack / line.soft_px
        elastic = self._elastic
        scaled = max(line.soft_px - line.spaces * elastic.space_em * self._em, 1.0)
        wanted = self._least(line.slack, line.spaces, scaled, others, count)
        limit = elastic.scale if wanted > 0 else -elastic.scale
        if abs(wanted) <= elastic.scale:
            return wanted
        moved = max(line.soft_px - line.spaces * 2 * elastic.char_em * self._em, 1.0)
        slack = line.slack - limit * (scaled - moved)
        wanted = self._least(slack, line.spaces, moved, others, count)
        return max(wanted, limit) if limit > 0 else min(wanted, limit)

    def _least(self, slack: float, spaces: int, seen: float, others: float, count: int) -> float:
        """Where the sum of squares is smallest, when letters are `seen` px wide in all."""
        pull = self._spaces * seen / spaces**2
        return (pull * slack + self._beside * others) / (
            pull * seen + self._letters + self._beside * count
        )


def _like(full: Sequence[_Full], last: Line, stiff: float, measure: Measure) -> Share:
    """A last line like those above it, as far as it holds that and nobody sees it.

    Lines above with a word that had no room are loose; a line that need not be filled is not.
    """
    letters = sum(line.letters for line in full) / len(full)
    gain = sum(line.gain_px for line in full) / len(full)
    gain = min(gain, measure.elastic.stretch_em * measure.em)
    width = max(last.width - last.room - stiff, 0.0)
    wanted = letters * width + gain * last.spaces
    if wanted > last.room:
        letters, gain = letters * last.room / wanted, gain * last.room / wanted
    return Share(letters, gain, filled=False)
