"""The measurements as a drawing: seconds by pages, both axes logarithmic."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from bench.numbers import Measured
from bench.run import COLD_ONE, COLD_TWO, NOTHING, WHOLE, WORD

_LINES: Final = (
    (WHOLE, "#a93d1b"),
    (COLD_ONE, "#8a6d00"),
    (COLD_TWO, "#56662b"),
    (WORD, "#2a6886"),
    (NOTHING, "#5f574c"),
)
_LEFT, _RIGHT, _TOP, _BOTTOM = 60.0, 470.0, 20.0, 340.0
_WIDTH, _HEIGHT = 680, 390
_LABEL_STEP: Final = 15.0


@dataclass(frozen=True, slots=True)
class _Axis:
    """Whole powers of ten from `low` to `high`, drawn from `start` to `end`."""

    low: int
    high: int
    start: float
    end: float

    def at(self, value: float) -> float:
        share = (math.log10(value) - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)

    def marks(self) -> list[float]:
        return [10.0**power for power in range(self.low, self.high + 1)]


def plot(measured: Sequence[Measured]) -> str:
    """An SVG. Each line bears its name at its end."""
    pages = _axis([one.pages for one in measured], _LEFT, _RIGHT)
    every = [one.costs[name].wall_s for one in measured for name, _ in _LINES if name in one.costs]
    seconds = _axis(every, _BOTTOM, _TOP)
    drawn = [*_grid(pages, seconds), *_lines(measured, pages, seconds)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
        f'width="{_WIDTH}" height="{_HEIGHT}" font-family="sans-serif" font-size="12">\n'
        "<title>Seconds by number of pages</title>\n"
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>\n'
        + "\n".join(drawn)
        + "\n</svg>\n"
    )


def _axis(values: Sequence[float], start: float, end: float) -> _Axis:
    low = math.floor(math.log10(min(values)))
    return _Axis(low, max(math.ceil(math.log10(max(values))), low + 1), start, end)


def _grid(pages: _Axis, seconds: _Axis) -> list[str]:
    rows = []
    for value in seconds.marks():
        y = seconds.at(value)
        rows.append(f'<path d="M{_LEFT} {y:.1f}H{_RIGHT}" stroke="#ddd"/>')
        rows.append(_text(_LEFT - 8, y + 4, f"{value:g} s", "end"))
    for value in pages.marks():
        x = pages.at(value)
        rows.append(f'<path d="M{x:.1f} {_TOP}V{_BOTTOM}" stroke="#ddd"/>')
        rows.append(_text(x, _BOTTOM + 18, f"{value:,.0f}", "middle"))
    return [*rows, _text((_LEFT + _RIGHT) / 2, _BOTTOM + 38, "pages", "middle")]


def _lines(measured: Sequence[Measured], pages: _Axis, seconds: _Axis) -> list[str]:
    rows, ends = [], []
    for name, colour in _LINES:
        points = [
            (pages.at(one.pages), seconds.at(one.costs[name].wall_s))
            for one in measured
            if name in one.costs
        ]
        if points:
            path = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
            rows.append(f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
            rows += [
                f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in points
            ]
            ends.append((points[-1][1], name, colour))
    return rows + _labels(ends)


def _labels(ends: list[tuple[float, str, str]]) -> list[str]:
    """The names beside the ends of their lines, moved down where two would touch."""
    rows, free = [], 0.0
    for y, name, colour in sorted(ends):
        free = max(y + 4, free)
        rows.append(_text(_RIGHT + 10, free, name, "start", colour))
        free += _LABEL_STEP
    return rows


def _text(x: float, y: float, words: str, anchor: str, colour: str = "#1f1d1a") -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}"'
    return f"<text {place}>{escape(words)}</text>"
