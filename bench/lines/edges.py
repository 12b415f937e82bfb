"""How straight the right edge of full lines is."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bench.lines.body import Body, Line

_LEAST_CHARS: Final = 45
_FAR_PT: Final = 2.5
"""What ends farther from the edge than this was not meant to end on it."""
_OFF_PT: Final = 0.5


@dataclass(frozen=True, slots=True)
class Edge:
    """In points; `off`: the share of lines that end more than half a point beside the edge."""

    spread: float
    off: float


def edge_of(body: Body) -> Edge:
    """Left and right pages apart; lines that end in a letter, since signs may hang."""
    beside = [one for side in (0, 1) for one in _beside(body.lines[side::2])]
    if not beside:
        return Edge(0.0, 0.0)
    return Edge(statistics.pstdev(beside), sum(abs(one) > _OFF_PT for one in beside) / len(beside))


def _beside(pages: Sequence[tuple[Line, ...]]) -> list[float]:
    """How far each full line ends from the middle of all ends."""
    ends = [
        line.chars[-1].end
        for page in pages
        for line in page
        if len(line.text) > _LEAST_CHARS and line.chars[-1].text.isalpha()
    ]
    middle = statistics.median(ends) if ends else 0.0
    return [end - middle for end in ends if abs(end - middle) < _FAR_PT]
