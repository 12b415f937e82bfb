"""The ways in which a page may end, given how far it is filled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import inf
from typing import Final

from dinobook.pdf.engine.pagination import costs
from dinobook.pdf.engine.pagination.footnotes import Footnotes
from dinobook.pdf.engine.pagination.page_states import Ending, FilledPage, Start
from dinobook.pdf.engine.pagination.pieces import Galley, Space

SLACK_PX: Final = 0.001
"""Rounding; WeasyPrint grants hardly any."""
_QUARTERS: Final = 4
"""Feet are told apart by quarters of a line."""


class PageEnder:
    """Lists the ways to end pages of a galley.

    Those that cost more than the cheapest by more than `worse` are left out.
    """

    def __init__(self, galley: Galley, feet: Footnotes, worse: float) -> None:
        self._galley, self._feet, self._worse = galley, feet, worse
        self._line, self._depth = galley.measures.line, galley.measures.depth
        self._end = len(galley.pieces)

    def endings(self, pages: Iterable[FilledPage]) -> list[Ending]:
        """The ways to end one page, filled in all these ways."""
        found: list[Ending] = []
        limit = inf
        for least, page in sorted(((self._least_cost(one), one) for one in pages), key=_first):
            if least > limit and not self._is_last(page):
                continue
            for ending in self._ends_of(page, limit):
                found.append(ending)
                limit = min(limit, ending.cost + self._worse)
        return [one for one in found if one.cost <= limit or one.next is None]

    def _least_cost(self, page: FilledPage) -> float:
        """What a page costs at least."""
        room = self._depth - page.bottom - self._feet.whole(page)
        lines = int(room / self._line) - max(costs.DEPTHS) - costs.MOST_SPACES
        return page.cost + costs.of_hole(max(lines, 0))

    def _is_last(self, page: FilledPage) -> bool:
        return page.inside is None and page.waiting is None and page.next >= self._end

    def _ends_of(self, page: FilledPage, most: float) -> Iterator[Ending]:
        """The ways to end a page that may end here, as far as they cost no more than `most`."""
        if self._is_last(page):
            yield from self._last(page)
            return
        following = Start(page.next, page.waiting)
        for depth in costs.DEPTHS:
            yield from self._at_depth(page, following, depth, most)

    def _last(self, page: FilledPage) -> Iterator[Ending]:
        """The last page; one more when the last note does not fit on it."""
        foot = self._feet.whole(page)
        for depth in (0, max(costs.DEPTHS)):
            if page.bottom + foot <= self._depth + depth * self._line + SLACK_PX:
                cost = page.cost + costs.DEPTH * depth
                cost += costs.of_last((page.bottom + foot) / self._line)
                yield Ending(None, cost, page.pieces, depth, moves=page.moves)
                return
        yield from self._at_depth(page, Start(self._end), 0, inf)

    def _at_depth(
        self, page: FilledPage, following: Start, depth: int, most: float
    ) -> Iterator[Ending]:
        """The ways to end a page that is so many lines longer than others."""
        deep = self._depth + depth * self._line
        room = deep - page.bottom - self._feet.whole(page)
        cost = page.cost + costs.DEPTH * abs(depth)
        if room < -SLACK_PX:
            cut, foot = self._feet.cut(page, deep - page.bottom + SLACK_PX)
            room, cost = deep - page.bottom - foot, cost + costs.SPLIT_NOTE
            cost += costs.LITTLE_TEXT if page.pieces < costs.LEAST_TEXT else 0.0
            following = following._replace(rest=cut)
        if room >= -SLACK_PX and cost <= most:
            yield from self._filled(page._replace(cost=cost), following, depth, room, most)

    def _filled(
        self, page: FilledPage, following: Start, depth: int, room: float, most: float
    ) -> Iterator[Ending]:
        """The page with as many lines added as can be, with one fewer, and with none."""
        hole = int((room + SLACK_PX) / self._line)
        plate = self._is_plate(page)
        lines = 0 if plate else min(hole, len(page.spaces), costs.MOST_SPACES)
        for added in range(lines, -1, -1):
            left = 0 if plate else hole - added
            cost = page.cost + costs.SPACE * added + costs.of_hole(left, depth)
            if cost > most:
                continue
            room_px = room - added * self._line
            yield Ending(
                following,
                cost,
                page.pieces,
                depth,
                _least_seen(page.spaces, added) if added else (),
                room_px,
                left,
                None if plate else self._foot(depth, room_px, page.cuttable is not None),
                following.rest,
                page.moves,
            )

    def _is_plate(self, page: FilledPage) -> bool:
        return page.above is not None and self._galley.blocks[page.above].plate

    def _foot(self, depth: int, room: float, has_notes: bool) -> float:
        deep = self._depth / self._line + depth
        if has_notes:
            return round(deep, 2)
        return round(_QUARTERS * (deep - room / self._line)) / _QUARTERS


def _first(pair: tuple[float, FilledPage]) -> float:
    return pair[0]


def _least_seen(spaces: tuple[tuple[Space, int], ...], count: int) -> tuple[int, ...]:
    return tuple(sorted(index for _, index in spaces[:count]))
