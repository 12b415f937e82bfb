"""The spaces of justified lines, their hyphens, and the white that runs down through them."""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Final

from bench.lines.body import Body, Line

_MOST_GAP_EM: Final = 1.3
"""A gap that is wider, or over twice as wide as its line's mean, is a tab and no space."""
_MOST_OF_MEAN: Final = 2.2
_LEAST_GAPS: Final = 4
_LEAST_CHARS: Final = 40
_LADDER: Final = 3
_RIVER: Final = 4
"""Lines that a white line must run through."""
_SHARED: Final = 0.5
"""Of the narrower of two spaces, what must lie below the other."""
_NEXT_LINE_PT: Final = 1.0


@dataclass(frozen=True, slots=True)
class Spaces:
    """Spaces in em, means of lines; shares of all lines that count."""

    lines: int
    mean: float
    spread: float
    loose: float
    very_loose: float
    hyphenated: float
    ladders: int
    rivers: int
    worst: tuple[tuple[float, int, str], ...]


def spaces_of(body: Body, loose_em: float, very_loose_em: float = 0.40) -> Spaces:
    """Raises `ValueError` where no line is justified."""
    lines = [line for line in body.every if is_justified(line, body.size)]
    if not lines:
        raise ValueError("no line of this file is justified")
    em = [line.space / body.size for line in lines]
    capped = [min(one, 1.0) for one in em]
    worst = sorted(zip(em, lines, strict=True), key=lambda one: -one[0])[:10]
    return Spaces(
        lines=len(lines),
        mean=statistics.mean(capped),
        spread=statistics.pstdev(capped),
        loose=sum(one > loose_em for one in em) / len(em),
        very_loose=sum(one > very_loose_em for one in em) / len(em),
        hyphenated=sum(line.hyphenated for line in lines) / len(lines),
        ladders=_ladders(body),
        rivers=sum(_rivers(page, body) for page in body.lines),
        worst=tuple((space, line.page + 1, line.text) for space, line in worst),
    )


def is_justified(line: Line, size: float) -> bool:
    """A full line with words enough to say something of their spaces."""
    if not line.full or len(line.gaps) < _LEAST_GAPS or len(line.text) < _LEAST_CHARS:
        return False
    widest = max(end - start for start, end in line.gaps)
    return widest < min(_MOST_GAP_EM * size, _MOST_OF_MEAN * line.space)


def _ladders(body: Body) -> int:
    """How often three lines in a row or more end in a hyphen."""
    runs = (
        list(run)
        for page in body.lines
        for ends, run in groupby(page, key=lambda line: line.body and line.hyphenated)
        if ends
    )
    return sum(len(run) >= _LADDER for run in runs)


def _rivers(page: tuple[Line, ...], body: Body) -> int:
    """White lines through four lines of text or more; leaders and rows of tables are no text."""
    found = 0
    chains: list[tuple[float, float, int]] = []
    for above, line in pairwise((None, *page)):
        if line is None:
            continue
        new = [(start, end, 1) for start, end in line.gaps] if _is_text(line, body) else []
        follows = above is not None and abs(line.y - above.y - body.leading) < _NEXT_LINE_PT
        if follows:
            new = [_longer(gap, chains) for gap in new]
        found += sum(
            count >= _RIVER and not (follows and any(_flows((start, end), one) for one in new))
            for start, end, count in chains
        )
        chains = new
    return found + sum(count >= _RIVER for _, _, count in chains)


def _is_text(line: Line, body: Body) -> bool:
    widest = max((end - start for start, end in line.gaps), default=0.0)
    plain = ". ." not in line.text and "..." not in line.text
    return line.full and plain and len(line.text) >= _LEAST_CHARS and widest < body.size * 1.3


def _longer(
    gap: tuple[float, float, int], chains: list[tuple[float, float, int]]
) -> tuple[float, float, int]:
    above = [count for start, end, count in chains if _flows((start, end), gap)]
    return gap[0], gap[1], 1 + max(above, default=0)


def _flows(one: tuple[float, float], other: tuple[float, float, int]) -> bool:
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared > _SHARED * min(one[1] - one[0], other[1] - other[0])
