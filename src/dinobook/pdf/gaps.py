"""Pages that end early because the figure after them finds no room, and the moves that fill them.

A document is laid out as it was written. Where a float leaves a gap on the page above it, places
further on are tried, in the order of what they promise, and the first one that keeps its promise
stays.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate
from typing import Final

from lxml import etree

from dinobook import xhtml
from dinobook.pdf.engine import Rendered
from dinobook.pdf.floats import Float, Move, floats_of, move, order_of
from dinobook.pdf.placement import Placement, placement_of

_WORTH: Final = 0.2
"""A gap of a smaller share of a page is left."""
_GAIN: Final = 0.05
"""What a move must win."""
_NEARLY: Final = 0.02
_TRIES: Final = 3
"""How many places are tried for one float."""
_FARTHEST: Final = 2.0
"""How many pages of text a float may pass at most."""


def lay_out_without_gaps(
    html: str, render: Callable[[str], Rendered], begin: Sequence[Move] = ()
) -> tuple[Rendered, tuple[Move, ...]]:
    """Lay a document out with `render` so that its floats leave few gaps; also the moves it took.

    `begin` are moves that it is given to begin with: they save a search that was made before.
    Nothing moves in a document without floats, and it is laid out once. Each section is searched by
    itself, all of them in the same layouts, since each begins on a page of its own.
    """
    searches = [_Search(section, begin) for section in _sections(xhtml.parse(html))]
    searches = [one for one in searches if one.floats or one.moves]
    took = _moves(searches)
    rendered = render(_with_moves(html, took) if took else html)
    for one in searches:
        one.begin(rendered)
    while any([one.try_next() for one in searches]):
        tried = _moves(searches)
        again = render(_with_moves(html, tried))
        for one in searches:
            one.judge(again)
        if _moves(searches) == tried:
            rendered, took = again, tried
    if _moves(searches) != took:
        took = _moves(searches)
        rendered = render(_with_moves(html, took))
    return rendered, took


class _Search:
    """The search for the places of one section's floats."""

    def __init__(self, section: etree._Element, begin: Sequence[Move]) -> None:
        self._section = section
        self.floats = {one.index: one for one in floats_of(section)}
        self.moves = tuple(one for one in begin if one.section == section.get("id"))
        self._attempt: Move | None = None
        self._waiting: list[Move] = []

    def begin(self, rendered: Rendered) -> None:
        self._placement = self._placed(rendered)
        for one in self.moves:
            del self.floats[one.index]

    def _placed(self, rendered: Rendered) -> Placement:
        return placement_of(rendered.document, self._section, order_of(self._section, self.all()))

    def all(self) -> tuple[Move, ...]:
        """The moves that were made, and the one that is tried."""
        return (*self.moves, *([self._attempt] if self._attempt else ()))

    def try_next(self) -> bool:
        """Take the next place for the float that leaves the first gap; False: there is none."""
        while not self._waiting:
            index = _first_gap(self._placement, self.floats)
            if index is None:
                return False
            floated = self.floats.pop(index)
            places = _promising(floated, self._placement)
            self._waiting = [Move(floated.section, index, past) for past in places]
        self._attempt = self._waiting.pop(0)
        return True

    def judge(self, rendered: Rendered) -> None:
        """Keep the move that was tried if it keeps its promise."""
        if self._attempt is None:
            return
        found = self._placed(rendered)
        if _wins(self._attempt.index, self._placement, found):
            self.moves, self._placement, self._waiting = self.all(), found, []
        self._attempt = None


def _sections(root: etree._Element) -> list[etree._Element]:
    return [one for one in root.iter(xhtml.tag("section")) if one.get("id")]


def _moves(searches: Sequence[_Search]) -> tuple[Move, ...]:
    return tuple(move for one in searches for move in one.all())


def _with_moves(html: str, moves: Sequence[Move]) -> str:
    root = xhtml.parse(html)
    for section in _sections(root):
        move(section, moves)
    return "<!DOCTYPE html>" + xhtml.serialise(root)


def _first_gap(placement: Placement, floats: Mapping[int, Float]) -> int | None:
    """The first float that leaves a gap on the page above it."""
    gaps = [
        (page, index)
        for index, page in placement.tops.items()
        if index in floats and placement.room[page - 1] >= _WORTH
    ]
    return min(gaps)[1] if gaps else None


def _promising(floated: Float, placement: Placement) -> list[int]:
    """The places where a float should leave a smaller gap, the best and nearest first."""
    room = placement.room[placement.tops[floated.index] - 1]
    size = 1.0 if floated.plate else placement.sizes[floated.index]
    passed = range(1, max(floated.places) + 1)
    sizes = (placement.sizes.get(floated.index + at, 0.0) for at in passed)
    rated = [
        (_gap(room, text, size), past)
        for past, text in zip(passed, accumulate(sizes), strict=True)
        if past in floated.places and text <= room + _FARTHEST
    ]
    return [past for gap, past in sorted(rated, key=_rank) if gap <= room - _GAIN][:_TRIES]


def _rank(rated: tuple[float, int]) -> tuple[float, int]:
    gap, past = rated
    return round(gap, 1), past


def _gap(room: float, text: float, size: float) -> float:
    """What a float of this size leaves free when so much text comes before it, all in pages."""
    if text <= room + _NEARLY:
        return max(room - text, 0.0)
    over = (text - room) % 1
    return 0.0 if over < _NEARLY or over + size <= 1 else 1 - over


def _wins(index: int, before: Placement, after: Placement) -> bool:
    """Whether a move fills the pages above the float, and opens no gap on them."""
    page = before.tops[index] - 1
    left = sum(after.room[page : after.starts[index]])
    return before.room[page] - left >= _GAIN
