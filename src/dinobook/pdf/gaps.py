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
from dinobook.pdf.placement import Block, Placement, placement_of

_WORTH: Final = 0.1
"""A gap of a smaller share of a page is left."""
_GAIN: Final = 0.05
"""What a move must win."""
_NEARLY: Final = 0.02
_TRIES: Final = 3
"""How many places are tried for one float."""
_FARTHEST: Final = 2.0
"""How many pages of text a float may pass at most."""

Moves = Mapping[Block, Move]


def lay_out_without_gaps(
    html: str, render: Callable[[str], Rendered], begin: Sequence[Move] = ()
) -> tuple[Rendered, tuple[Move, ...]]:
    """Lay a document out with `render` so that its floats leave few gaps; also the moves it took.

    `begin` are moves that it is given to begin with: they save a search that was made before.
    Nothing moves in a document without floats, and it is laid out once.
    """
    sections = _sections(xhtml.parse(html))
    floats = {(one.section, one.index): one for part in sections for one in floats_of(part)}
    moves: Moves = {(one.section, one.index): one for one in begin}
    rendered = render(_with_moves(html, moves) if moves else html)
    placement = _placement(rendered, sections, moves) if floats else None
    floats = {block: one for block, one in floats.items() if block not in moves}
    while placement and (block := _first_gap(placement, floats)):
        floated = floats.pop(block)
        for past in _promising(floated, placement):
            attempt = {**moves, block: Move(*block, past)}
            again = render(_with_moves(html, attempt))
            found = _placement(again, sections, attempt)
            if _wins(block, placement, found):
                rendered, moves, placement = again, attempt, found
                break
    return rendered, tuple(moves.values())


def _sections(root: etree._Element) -> list[etree._Element]:
    return [one for one in root.iter(xhtml.tag("section")) if one.get("id")]


def _with_moves(html: str, moves: Moves) -> str:
    root = xhtml.parse(html)
    for section in _sections(root):
        move(section, moves.values())
    return "<!DOCTYPE html>" + xhtml.serialise(root)


def _placement(rendered: Rendered, sections: list[etree._Element], moves: Moves) -> Placement:
    orders = {one.get("id", ""): order_of(one, moves.values()) for one in sections}
    return placement_of(rendered.document, orders)


def _first_gap(placement: Placement, floats: Mapping[Block, Float]) -> Block | None:
    """The first float that leaves a gap on the page above it."""
    gaps = [
        (page, block)
        for block, page in placement.tops.items()
        if block in floats and placement.room[page - 1] >= _WORTH
    ]
    return min(gaps)[1] if gaps else None


def _promising(floated: Float, placement: Placement) -> list[int]:
    """The places where a float should leave a smaller gap, the best and nearest first."""
    block = floated.section, floated.index
    room = placement.room[placement.tops[block] - 1]
    size = 1.0 if floated.plate else placement.sizes[block]
    passed = range(1, max(floated.places) + 1)
    sizes = (placement.sizes.get((block[0], block[1] + at), 0.0) for at in passed)
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


def _wins(block: Block, before: Placement, after: Placement) -> bool:
    """Whether a move fills the pages above the float, and opens no gap on them."""
    page = before.tops[block] - 1
    left = sum(after.room[page : after.starts[block]])
    return before.room[page] - left >= _GAIN
