"""The page breaks of a whole chapter, chosen together.

A program over pages: of all chains of pages that hold the chapter, the one that costs the least.
What a page costs is in `costs.py`; two facing pages cost more the farther
their feet are apart. A page is known by what it begins with, so that whatever led to it is worked
out once.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import Final, NamedTuple

from dinobook.pdf.engine.pagination import costs
from dinobook.pdf.engine.pagination.filling import PageFiller
from dinobook.pdf.engine.pagination.page_states import Ending, Start
from dinobook.pdf.engine.pagination.pieces import Galley

WIDTHS: Final = (100.0, 400.0)
"""By how much more than the cheapest one a page, or a chain of pages, may cost to be looked at. The
second is for chapters in which the first leaves a page that costs more than that."""
_MOST_STATES: Final = 250
"""So many chains are followed from page to page; only notes of several pages make more."""


class _State(NamedTuple):
    """What the next page begins with; on a verso's facing page also the foot of the verso."""

    start: Start
    left_foot: float | None


@dataclass(frozen=True, slots=True)
class _Chain:
    cost: float
    last: Ending | None
    before: _Chain | None


@dataclass(frozen=True, slots=True)
class Plan:
    """The pages of a chapter, and what they cost."""

    pages: tuple[Ending, ...]
    cost: float


def plan(
    galley: Galley,
    start: Start = Start(0),  # noqa: B008 - immutable
    *,
    verso: bool | None = False,
    left_foot: float | None = None,
    widths: tuple[float, ...] = WIDTHS,
) -> Plan:
    """The pages from `start` on.

    `verso`: the first is a left one; None: no pages face each other. `left_foot` is the foot, in
    lines, of the page that faces the first one. With infinity as the only one of the `widths`,
    nothing is left out.
    """
    found = Plan((), 0.0)
    for width in widths:
        found = _plan(galley, _State(start, left_foot), width, verso=verso)
        if all(page.cost <= width for page in found.pages):
            break
    return found


def _plan(galley: Galley, first: _State, width: float, *, verso: bool | None) -> Plan:
    filler = PageFiller(galley, width)
    known: dict[Start, list[Ending]] = {}
    states = {first: _Chain(0.0, None, None)}
    best: _Chain | None = None
    while states:
        found: dict[_State, _Chain] = {}
        for state, chain in states.items():
            if state.start not in known:
                known[state.start] = _cheapest(filler.endings(state.start))
            for ending in known[state.start]:
                cost = chain.cost + ending.cost + _apart(state.left_foot, ending)
                if best is not None and cost >= best.cost:
                    continue
                longer = _Chain(cost, ending, chain)
                if ending.next is None:
                    best = longer
                    continue
                following = _State(ending.next, ending.foot if verso else None)
                if following not in found or cost < found[following].cost:
                    found[following] = longer
        states = _promising(found, width)
        verso = None if verso is None else not verso
    return Plan(tuple(_pages_of(best)), best.cost if best else 0.0)


def _promising(found: dict[_State, _Chain], width: float) -> dict[_State, _Chain]:
    """The chains that are worth following."""
    limit = min((chain.cost for chain in found.values()), default=0.0) + width
    states = {state: chain for state, chain in found.items() if chain.cost <= limit}
    if len(states) <= _MOST_STATES or width == inf:
        return states
    return dict(sorted(states.items(), key=_promise)[:_MOST_STATES])


def _promise(row: tuple[_State, _Chain]) -> tuple[float, float, int]:
    """The cheapest first; of those that cost the same, what leaves the least of a note, or text."""
    (start, _), chain = row
    return chain.cost, -(inf if start.rest is None else start.rest.cut), -start.piece


def _apart(left_foot: float | None, ending: Ending) -> float:
    """What it costs that the feet of two facing pages are apart."""
    if left_foot is None or ending.foot is None or ending.next is None:
        return 0.0
    return costs.FEET_APART * abs(left_foot - ending.foot)


def _cheapest(endings: list[Ending]) -> list[Ending]:
    """The cheapest ending of each kind."""
    kinds: dict[tuple[Start | None, float | None], Ending] = {}
    for ending in endings:
        kind = (ending.next, ending.foot)
        if kind not in kinds or ending.cost < kinds[kind].cost:
            kinds[kind] = ending
    return list(kinds.values())


def _pages_of(chain: _Chain | None) -> list[Ending]:
    pages: list[Ending] = []
    one = chain
    while one is not None and one.last is not None:
        pages.append(one.last)
        one = one.before
    return pages[::-1]
