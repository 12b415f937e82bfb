"""An ISBN as EAN-13 with an optional EAN-5, as rectangles and digits in mm (GS1, ISO/IEC 15420)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from barcode.charsets.ean import CODES
from barcode.ean import EAN13

MODULE_MM: Final = 0.33
"""The narrowest bar at 100 %."""
LEAST_PERCENT: Final = 80
MOST_PERCENT: Final = 200
_QUIET_LEFT: Final = 11
_QUIET_RIGHT: Final = 7
_ADDON_GAP: Final = 9
"""Between the two symbols: 7 to 12 modules."""
_ADDON_QUIET: Final = 5
_BARS_MM: Final = 22.85
_GUARD_MODULES: Final = 5
_DIGITS_MM: Final = 3.08
"""Below the bars of the digits: 25.93 mm in all."""
_ADDON_TOP_MM: Final = 3.6
"""Its digits stand above its bars."""
_PARITY: Final = (
    *("BBAAA", "BABAA", "BAABA", "BAAAB", "ABBAA"),
    *("AABBA", "AAABB", "ABABA", "ABAAB", "AABAB"),
)
"""Which of an EAN-5's digits are of set B, by its check digit."""


@dataclass(frozen=True, slots=True)
class Bar:
    x_mm: float
    y_mm: float
    width_mm: float
    height_mm: float


@dataclass(frozen=True, slots=True)
class Digits:
    """A row of digits, spread evenly over `width_mm`."""

    text: str
    x_mm: float
    y_mm: float
    width_mm: float


@dataclass(frozen=True, slots=True)
class Barcode:
    """A symbol with its quiet zones, measured from its upper left corner."""

    bars: tuple[Bar, ...]
    digits: tuple[Digits, ...]
    width_mm: float
    height_mm: float
    digit_mm: float


def symbol(isbn: str, addon: str = "", percent: int = 100) -> Barcode:
    """The barcode of an ISBN-13, with or without hyphens; `addon` is five digits or empty."""
    scale = percent / 100
    module, bars_mm = MODULE_MM * scale, _BARS_MM * scale
    guard_mm = bars_mm + _GUARD_MODULES * module
    number = isbn.replace("-", "")
    pattern = EAN13(number).build()[0]
    bars = [
        Bar((_QUIET_LEFT + at) * module, 0.0, wide * module, guard_mm if guard else bars_mm)
        for at, wide, guard in _dark(pattern)
    ]
    left, half = _QUIET_LEFT * module, 42 * module
    digits = [
        Digits(number[0], 0.0, bars_mm, left - 2 * module),
        Digits(number[1:7], left + 3 * module, bars_mm, half),
        Digits(number[7:], left + 50 * module, bars_mm, half),
    ]
    width = (_QUIET_LEFT + len(pattern) + _QUIET_RIGHT) * module
    if addon:
        begin = (_QUIET_LEFT + len(pattern) + _ADDON_GAP) * module
        top = _ADDON_TOP_MM * scale
        extra = _addon_pattern(addon)
        bars += [
            Bar(begin + at * module, top, wide * module, guard_mm - top)
            for at, wide, _ in _dark(extra)
        ]
        digits.append(Digits(addon, begin, 0.0, len(extra) * module))
        width = begin + (len(extra) + _ADDON_QUIET) * module
    height = bars_mm + _DIGITS_MM * scale
    return Barcode(tuple(bars), tuple(digits), width, height, _DIGITS_MM * scale)


def _dark(pattern: str) -> Iterator[tuple[int, int, bool]]:
    """Start and width of each bar in modules, and whether it is one of an EAN-13's guards."""
    at = 0
    for sign, run in groupby(pattern):
        wide = len(list(run))
        if sign == "1":
            yield at, wide, at < 3 or 45 <= at < 50 or at >= 92
        at += wide


def _addon_pattern(addon: str) -> str:
    values = [int(digit) for digit in addon]
    check = (3 * sum(values[::2]) + 9 * sum(values[1::2])) % 10
    parts = (CODES[kind][value] for kind, value in zip(_PARITY[check], values, strict=True))
    return "1011" + "01".join(parts)
