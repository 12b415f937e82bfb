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
from dinobook.pdf.placement import Placement, owners_of, part_on, parts_of, placement_of
from dinobook.pdf.resume import Layout, pages_made_by

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
    first = _with_moves(html, took) if took else html
    alone = searches[0].while_rendering if len(searches) == 1 else None
    rendered = alone(render, first) if alone else render(first)
    took = _moves(searches)
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
        self._name = section.get("id", "")
        self.moves = tuple(one for one in begin if one.section == self._name)
        moved = {one.index for one in self.moves}
        self.floats = {one.index: one for one in floats_of(section) if one.index not in moved}
        self._attempt: Move | None = None
        self._waiting: list[Move] = []

    def while_rendering(self, render: Callable[[str], Rendered], html: str) -> Rendered:
        """Search while the pages are made, as far as that can be: see `dinobook.pdf.resume`."""
        with pages_made_by(self._pages_without_gaps, self._name):
            return render(html)

    def _pages_without_gaps(self, layout: Layout) -> Layout:
        growing = _Growing(layout, self._name, order_of(self._section, self.moves))
        while True:
            index = _first_gap(growing.placement(), self.floats)
            if index is not None:
                growing = self._without_gap(growing, self.floats.pop(index))
            elif not growing.make_page():
                return growing.layout

    def _without_gap(self, before: _Growing, floated: Float) -> _Growing:
        """Try the places of the float that leaves a gap, with no more pages than it takes."""
        while not _far_enough(floated, before.placement()) and before.make_page():
            pass
        for past in _promising(floated, before.placement()):
            after = before.with_moved(floated.index, past)
            while floated.index not in after.placement().starts and after.make_page():
                pass
            if _wins(floated.index, before.placement(), after.placement()):
                self.moves = (*self.moves, Move(self._name, floated.index, past))
                return after
        return before

    def begin(self, rendered: Rendered) -> None:
        self._placement = self._placed(rendered)

    def _placed(self, rendered: Rendered) -> Placement:
        order = order_of(self._section, self.all())
        return placement_of(parts_of(rendered.document, self._name, order))

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


class _Growing:
    """A layout with what stands where on the pages that are made."""

    def __init__(self, layout: Layout, section: str, order: Sequence[int]) -> None:
        self.layout = layout
        self._section = section
        self._blocks = dict(zip(order, layout.blocks, strict=True))
        self._owners = owners_of(layout.blocks, order)
        self._parts = [part_on(page, section, self._owners) for page in layout.pages]

    def placement(self) -> Placement:
        return placement_of(part for part in self._parts if part is not None)

    def make_page(self) -> bool:
        if not self.layout.make_page():
            return False
        self._parts.append(part_on(self.layout.pages[-1], self._section, self._owners))
        return True

    def with_moved(self, index: int, past: int) -> _Growing:
        """The same, with a block moved as `Move` tells."""
        blocks = self._blocks
        layout = self.layout.with_moved(blocks[index], blocks[index + past])
        order = {block: at for at, block in blocks.items()}
        return _Growing(layout, self._section, [order[block] for block in layout.blocks])


def _sections(root: etree._Element) -> list[etree._Element]:
    return [one for one in root.iter(xhtml.tag("section")) if one.get("id")]


def _moves(searches: Sequence[_Search]) -> tuple[Move, ...]:
    return tuple(move for one in searches for move in one.all())


def _with_moves(html: str, moves: Sequence[Move]) -> str:
    root = xhtml.parse(html)
    for section in _sections(root):
        move(section, moves)
    return xhtml.document(root)


def _first_gap(placement: Placement, floats: Mapping[int, Float]) -> int | None:
    """The first float that leaves a gap on the page above it."""
    gaps = [
        (page, index)
        for index, page in placement.tops.items()
        if index in floats and placement.room[page - 1] >= _WORTH
    ]
    return min(gaps)[1] if gaps else None


def _far_enough(floated: Float, placement: Placement) -> bool:
    """Whether the pages tell all that `_promising` asks."""
    last = floated.index + max(floated.places)
    room = placement.room[placement.tops[floated.index] - 1]
    passed = (placement.sizes.get(at, 0.0) for at in range(floated.index + 1, last + 1))
    return any(at > last for at in placement.starts) or sum(passed) > room + _FARTHEST


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
