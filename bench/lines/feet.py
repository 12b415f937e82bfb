"""Where pages end: facing feet, short pages, last pages, lines alone, and lines off the grid."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from PIL import ImageOps

from bench.lines.body import Body, Line
from bench.lines.read import DOTS_PT, Page

_TAIL: Final = 0.1
"""The share of pages that may reach beyond the text's usual first and last lines."""
_ABOVE_EM: Final = 1.2
_BELOW_PT: Final = 5
_SAME_PT: Final = 3
_SHORT_LINES: Final = 4
_FEW_LINES: Final = 5
_ROUNDING_LINES: Final = 0.05
_SHORT_END_PT: Final = 15
_NEAR_INDENT_PT: Final = 2.5
_OFF_GRID_PT: Final = 0.5
_UPPER: Final = 0.2
_LOWER: Final = 0.75


@dataclass(frozen=True, slots=True)
class Feet:
    """`inner` are pages whose text goes on at the head of the next; numbers count from 1.

    `short`: so much white lies between the last ink and the baseline where most pages end.
    `off_grid`: the share of lines that stand between the lines of other pages.
    """

    inner: int
    facing_even: int
    facing: int
    short: tuple[int, ...]
    few: tuple[int, ...]
    widows: tuple[int, ...]
    orphans: tuple[int, ...]
    off_grid: float


@dataclass(frozen=True, slots=True)
class _Reach:
    """From where to where a page has ink inside the text area, in points; -1: it has none."""

    top: float
    foot: float


def feet_of(pages: tuple[Page, ...], body: Body) -> Feet:
    first, last = _area(body)
    reaches = [_reach(page, first - _ABOVE_EM * body.size, last + _BELOW_PT) for page in pages]
    heads = [0 <= one.top < first + body.leading for one in reaches]
    inner = [
        index
        for index, (one, goes_on) in enumerate(zip(reaches, heads[1:], strict=False))
        if one.foot >= 0 and goes_on
    ]
    known = set(inner)
    facing = [one for one in range(1, len(pages) - 1, 2) if {one, one + 1} <= known]
    depth = [(last - one.foot) / body.leading for one in reaches]
    ends = [one for one, head in enumerate(heads) if head and one not in known and body.lines[one]]
    return Feet(
        inner=len(inner),
        facing_even=sum(
            abs(reaches[one].foot - reaches[one + 1].foot) <= _SAME_PT for one in facing
        ),
        facing=len(facing),
        short=tuple(one + 1 for one in inner if depth[one] > _SHORT_LINES - _ROUNDING_LINES),
        few=tuple(
            one + 1 for one in ends if (reaches[one].foot - first) / body.leading + 1 < _FEW_LINES
        ),
        widows=tuple(_widows(pages, body)),
        orphans=tuple(_orphans(pages, body)),
        off_grid=_off_grid(body),
    )


def _area(body: Body) -> tuple[float, float]:
    """The baselines of the first and last line of a usual page."""
    own = [[line.y for line in page if line.body] for page in body.lines]
    tops = sorted(min(rows) for rows in own if rows)
    ends = sorted(max(rows) for rows in own if rows)
    return tops[int(len(tops) * _TAIL)], ends[int(len(ends) * (1 - _TAIL))]


def _off_grid(body: Body) -> float:
    """Measured from the grid that most lines stand on."""
    places = [line.y % body.leading for line in body.every if line.body]
    counted = Counter(round(2 * place) / 2 for place in places)
    distances = (
        sum(_apart(place, line, body.leading) > _OFF_GRID_PT for place in places)
        for line in counted
    )
    return min(distances) / len(places)


def _apart(one: float, other: float, leading: float) -> float:
    return min(abs(one - other), leading - abs(one - other))


def _reach(page: Page, top: float, foot: float) -> _Reach:
    start, end = max(round(top * DOTS_PT), 0), min(round(foot * DOTS_PT), page.ink.height)
    box = ImageOps.invert(page.ink.crop((0, start, page.ink.width, end))).getbbox()
    if box is None:
        return _Reach(-1, -1)
    return _Reach((start + box[1]) / DOTS_PT, (start + box[3]) / DOTS_PT)


def _widows(pages: tuple[Page, ...], body: Body) -> list[int]:
    """Pages that begin with the last line of a paragraph."""
    found = []
    for index, (above, page) in enumerate(pairwise(body.lines), start=1):
        before = [line for line in above if line.body]
        own = [line for line in page if line.body]
        if len(own) > 1 and before and before[-1].full and own[1].left > _NEAR_INDENT_PT:
            high = own[0].y < pages[index].height * _UPPER
            if high and _ends_paragraph(own[0]):
                found.append(index + 1)
    return found


def _ends_paragraph(line: Line) -> bool:
    return abs(line.left) < 4 and not line.full and line.right < -_SHORT_END_PT


def _orphans(pages: tuple[Page, ...], body: Body) -> list[int]:
    """Pages that end with the first line of a paragraph, told by its indent."""
    found = []
    for index, page in enumerate(body.lines[:-1]):
        own = [line for line in page if line.body]
        if len(own) > 3 and own[-1].full and own[-1].y > pages[index].height * _LOWER:
            last = own[-1]
            if last.left > 4 and abs(last.left - body.indent) < _NEAR_INDENT_PT:
                found.append(index + 1)
    return found
