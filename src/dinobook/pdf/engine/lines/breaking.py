"""Total-fit line breaking: of all ways to cut a paragraph into lines, the best as a whole.

After Knuth and Plass, “Breaking Paragraphs into Lines” (1981), with letters that give as well, as
in Hàn Thế Thành's “Micro-typographic extensions to the TeX typesetting system” (2000). No more than
so many lines in a row end in a hyphen, a line that is clearly darker than its neighbour costs, and
a paragraph on a page can be set again in as many lines. Lengths are in CSS pixels.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from typing import Final

from dinobook.pdf.engine.lines.points import ANY, Line, Measure, Point, Wanted, Word
from dinobook.pdf.engine.lines.settings import FineSettings

_MANY: Final = 32
"""Points inside one word."""
_LINE: Final = 10.0
_STRETCH: Final = 100.0
_FITS_PX: Final = 0.01
_SHORT_EM: Final = 2.0
_WORST: Final = 40.0
"""A ratio beyond which a line is just as bad: a word alone on its line."""
_MOST_CHANGE: Final = 3.0
"""A change between neighbours beyond which it is just as bad."""


@dataclass(slots=True, eq=False)
class _Node:
    """A place where a line ends, reached in the best way; the next line begins there.

    `room` is the width up to which the text fits on that next line, counted from the beginning of
    the paragraph; `spaces` are those before it. The letters of that line `give` and `take` so much
    at a ratio of 1; `far` is `room` without what they give at the tolerance of the pass.
    """

    faults: float
    before: _Node | None
    line: int
    hyphens: int
    ratio: float
    point: Point
    width: float
    room: float
    far: float
    give: float
    take: float
    spaces: int


_START: Final = Point(0, 0.0, 0, 0.0, 0)


def choose_lines(
    words: Sequence[Word],
    measure: Measure,
    settings: FineSettings,
    wanted: Wanted = ANY,
) -> tuple[Line, ...] | None:
    """The lines of a paragraph; None when a word is too wide, or what is `wanted` cannot be had.

    Words are kept whole when that can be done well, else broken; then no-break spaces yield, and at
    the very last spaces are stretched.
    """
    calm, good, loose, glued = settings.calm, settings.good, settings.loose, settings.glued
    for broken, tolerance in (
        (False, calm), (True, good), (True, loose), (True, glued), (True, _WORST),
    ):  # fmt: skip
        search = _Search(measure, settings, tolerance, wanted)
        found = search.run(words, broken=broken)
        if found is not None:
            return found
    return None


class _Search:
    """One pass over the words. A line may be stretched `tolerance` times as far as is good.

    `most` is what each of its spaces may gain then, in pixels.
    """

    def __init__(
        self, measure: Measure, settings: FineSettings, tolerance: float, wanted: Wanted
    ) -> None:
        elastic = measure.elastic
        self.measure = measure
        self.settings = settings
        self.ragged_px = elastic.ragged_em * measure.em
        self.stretch = 0.0 if self.ragged_px else elastic.stretch_em * measure.em
        self.shrink = 0.0 if self.ragged_px else elastic.shrink_em * measure.em
        self.give, self.take = (0.0, 0.0) if self.ragged_px else (elastic.give, elastic.take)
        self.tolerance = tolerance
        self.most = self.stretch * tolerance if tolerance < _WORST else inf
        self.wanted = wanted
        self.lines = wanted.lines
        self.active = [self._node(0.0, None, 0, 0, 0.0, _START)]

    def _node(
        self, faults: float, before: _Node | None, line: int, hyphens: int, ratio: float, at: Point
    ) -> _Node:
        width = self.measure.width(line)
        give = width * self.give + self.ragged_px
        room, far = width + at.next_width, give * self.tolerance
        return _Node(
            faults, before, line, hyphens, ratio, at, width, room, room - far, give,
            width * self.take, at.next_spaces,
        )  # fmt: skip

    def run(self, words: Sequence[Word], *, broken: bool) -> tuple[Line, ...] | None:
        for word in words[:-1]:
            if broken and self._may_end_inside(word):
                self._try_inside(word)
            self._drop_passed(word.end.width, word.end.spaces)
            self._try(word.end)
            if not self.active:
                return None
        last = words[-1]
        if broken and self._may_end_inside(last):
            self._try_inside(last, last=True)
        return self._finish(last.end)

    def _may_end_inside(self, word: Word) -> bool:
        """Whether some line is full within the word and could be stretched up to it."""
        end = word.end
        most = self.stretch * self.tolerance
        for node in self.active:
            spaces = end.spaces - node.spaces
            if (
                node.far - end.width <= spaces * most
                and node.room + node.take - word.width + spaces * self.shrink >= 0
            ):
                return True
        return False

    def _try(self, point: Point) -> None:
        if self.wanted.allows(point.at):
            self._end_at(point)

    def _try_inside(self, word: Word, *, last: bool = False) -> None:
        """The last word of a paragraph is not broken while there is any other way."""
        for number, point in enumerate(word.inside()):
            if number % _MANY == _MANY - 1:
                self._drop_passed(point.next_width, point.next_spaces)
            if point.yields and self.tolerance <= self.settings.loose:
                continue
            if not (last and point.drawn and self.tolerance < _WORST):
                self._try(point)

    def _drop_passed(self, end: float, spaces: int) -> None:
        """Forget the starts of lines that are too full even without a hyphen."""
        width, shrink = end - _FITS_PX, self.shrink
        self.active = [
            node
            for node in self.active
            if node.room + node.take - width + (spaces - node.spaces) * shrink >= 0
        ]

    def _ratio(self, node: _Node, slack: float, spaces: int) -> float | None:
        """How far a line is from its natural width: 1 is wide, -1 as tight as can be."""
        if slack == 0:
            return 0.0
        if slack > 0:
            if not spaces and not self.ragged_px:
                return _WORST
            return min(slack / (spaces * self.stretch + node.give), _WORST)
        least = spaces * self.shrink + node.take
        if slack < -least - _FITS_PX:
            return None
        return slack / least if least else 0.0

    def _end_at(self, point: Point) -> None:
        """Make the best line that ends at `point`; one for each number of hyphens in a row."""
        best: dict[tuple[int, int], tuple[float, _Node, float]] = {}
        width, spaces, most = point.width, point.spaces, self.most
        ragged = self.measure.em if point.ragged else 0.0
        for node in self.active:
            between = spaces - node.spaces
            slack = node.room - width
            slack = 0.0 if 0 < slack < ragged else slack
            if slack and node.far - width > between * most:  # too loose: nearly all that are tried
                continue
            ratio = self._ratio(node, slack, between)
            if ratio is None or ratio > self.tolerance:
                continue
            hyphens = node.hyphens + 1 if point.hyphen else 0
            if self._forbidden(node, point, hyphens):
                continue
            faults = node.faults + self._faults(node, ratio, point, hyphens)
            key = (hyphens, node.line if self.lines else 0)
            if key not in best or faults < best[key][0]:
                best[key] = (faults, node, ratio)
        for (hyphens, _), (faults, node, ratio) in best.items():
            self.active.append(self._node(faults, node, node.line + 1, hyphens, ratio, point))

    def _forbidden(self, node: _Node, point: Point, hyphens: int) -> bool:
        if hyphens > self.settings.ladder or (hyphens and node.line in self.wanted.whole):
            return True
        if self.wanted.held and self.wanted.held.get(point.at, node.line) != node.line:
            return True
        return bool(self.lines) and node.line + 1 >= self.lines

    def _faults(self, node: _Node, ratio: float, point: Point, hyphens: int) -> float:
        chosen = self.settings
        faults = (_LINE + _STRETCH * abs(ratio) ** 3 + point.penalty) ** 2
        if hyphens > 1:
            faults += chosen.second_hyphen
        if node.line and (change := abs(ratio - node.ratio) - chosen.rhythm_from) > 0:
            faults += chosen.rhythm * min(change, _MOST_CHANGE) ** 2
        return faults

    def _finish(self, end: Point) -> tuple[Line, ...] | None:
        """The lines, when the rest of the text fits on one; its spaces are not stretched."""
        best: tuple[float, _Node] | None = None
        for node in self.active:
            slack = node.room - end.width
            free = slack >= 0 and not self.measure.balanced
            ratio = 0.0 if free else self._ratio(node, slack, end.spaces - node.spaces)
            if ratio is None or (self.lines and node.line + 1 != self.lines):
                continue
            faults = node.faults + (_LINE + _STRETCH * abs(ratio) ** 3) ** 2
            faults += self._end_faults(node, end)
            if best is None or faults < best[0]:
                best = (faults, node)
        if best is None or not self._is_best(*best, end):
            return None  # with wider spaces there may be a better end
        return _lines(best[1], end, self.measure)

    def _is_best(self, faults: float, node: _Node, end: Point) -> bool:
        """Whether to take the best of this pass, and not to stretch spaces further.

        What is good is taken, unless the last line is only the end of a broken word. Else there
        must be no better way: any other has a line that is stretched by more than `tolerance`, and
        so at least the faults of that.
        """
        if self.tolerance <= self.settings.good:
            return not self._is_broken_end(node, end)
        return self.tolerance == _WORST or faults < (_LINE + _STRETCH * self.tolerance**3) ** 2

    def _is_broken_end(self, node: _Node, end: Point) -> bool:
        """Whether the last line would be only the end of a broken word."""
        return bool(node.line and node.hyphens) and end.spaces == node.spaces

    def _end_faults(self, node: _Node, end: Point) -> float:
        """A rest of a word, or next to nothing, on the last line."""
        if node.line == 0:
            return 0.0
        faults = self.settings.last_word if node.hyphens else 0.0
        if self._is_broken_end(node, end):
            faults += self.settings.broken_end
        width = end.width - node.point.next_width
        if width < max(_SHORT_EM * self.measure.em, self.measure.indent + self.measure.em):
            faults += self.settings.short_end
        return faults


def _lines(node: _Node, end: Point, measure: Measure) -> tuple[Line, ...]:
    """The way back from the last line to the first."""
    found = [_line(node, end, measure, last=True)]
    while node.before is not None:
        found.append(_line(node.before, node.point, measure, last=False))
        node = node.before
    return tuple(reversed(found))


def _line(node: _Node, point: Point, measure: Measure, *, last: bool) -> Line:
    slack, spaces = node.room - point.width, point.spaces - node.spaces
    ragged = bool(measure.elastic.ragged_em) or (point.ragged and 0 < slack < measure.em)
    left = min(slack, 0.0) if last or ragged else slack
    return Line(point, left, spaces, node.width, slack, ragged)
