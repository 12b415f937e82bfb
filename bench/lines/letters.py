"""How much the letters of full lines are set wider or narrower than usual."""

from __future__ import annotations

import statistics
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from bench.lines.body import Body, Line

_LEAST_CHARS: Final = 45
_LEAST_PAIRS: Final = 25
_KNOWN_PAIRS: Final = 20
_OFTEN: Final = 15
"""So many times a pair of letters must stand in the book before its usual width is known."""
_WIDEST_EM: Final = 0.9
_GAP_PT: Final = 1.0
_NEIGHBOUR: Final = 1.15
"""Lines whose distance is at most this times the leading are neighbours."""


@dataclass(frozen=True, slots=True)
class Letters:
    """Widths of letters as shares of the usual; `over_2` and `over_3`: neighbours that differ."""

    lines: int
    spread: float
    over_2: float
    over_3: float


def letters_of(body: Body) -> Letters:
    rows = [(line, _pairs(line, body)) for line in body.every]
    rows = [(line, pairs) for line, pairs in rows if len(pairs) > _LEAST_PAIRS]
    seen: defaultdict[str, list[float]] = defaultdict(list)
    for _, pairs in rows:
        for pair, width in pairs:
            seen[pair].append(width)
    usual = {
        pair: statistics.median(widths) for pair, widths in seen.items() if len(widths) >= _OFTEN
    }
    wider = [(line, one) for line, pairs in rows if (one := _wider(pairs, usual)) is not None]
    steps = [
        abs(one - other)
        for (above, one), (below, other) in pairwise(wider)
        if above.page == below.page and below.y - above.y < body.leading * _NEIGHBOUR
    ]
    shares = [one for _, one in wider]
    return Letters(
        lines=len(shares),
        spread=statistics.pstdev(shares) if shares else 0.0,
        over_2=_share(steps, 0.02),
        over_3=_share(steps, 0.03),
    )


def _pairs(line: Line, body: Body) -> list[tuple[str, float]]:
    """Neighbouring letters in the body's own face, with the distance of their origins."""
    own = [char for char in line.chars if char.font == body.font and char.text.strip()]
    if len(own) + len(line.gaps) < _LEAST_CHARS:
        return []
    return [
        (one.text + other.text, other.x - one.x)
        for one, other in pairwise(own)
        if one.text.isalpha()
        and other.text.isalpha()
        and 0 < other.x - one.x < _WIDEST_EM * body.size
        and other.x - one.end < _GAP_PT
    ]


def _wider(pairs: list[tuple[str, float]], usual: dict[str, float]) -> float | None:
    known = [(usual[pair], width) for pair, width in pairs if pair in usual]
    if len(known) < _KNOWN_PAIRS:
        return None
    return sum(width for _, width in known) / sum(width for width, _ in known) - 1


def _share(steps: list[float], limit: float) -> float:
    return sum(step > limit for step in steps) / len(steps) if steps else 0.0
