"""What the values below `print:` must look like, as `values.py` for the rest of the manifest."""

from __future__ import annotations

import re
from typing import Final

from dinobook.manifest.values import Unfit, page_size
from dinobook.units import MM_PER_INCH

CODE: Final = "manifest-043"
LENGTH_PATTERN: Final = r"(\d+(?:\.\d+)?)\s*(mm|in)?"
TRIM_PATTERN: Final = r"[0-9]+(\.[0-9]+)?x[0-9]+(\.[0-9]+)?(in)?"
_NUMBER: Final = re.compile(r"\d+(\.\d+)?")


def length_mm(given: object) -> float:
    """`3`, `3mm` or `0.125in` in mm; an inch is 25.4 mm."""
    found = re.fullmatch(LENGTH_PATTERN, given) if isinstance(given, str) else None
    if found is None:
        raise _unfit(given, "a length", "Write mm or inches: 3mm or 0.125in.")
    return round(float(found[1]) * (MM_PER_INCH if found[2] == "in" else 1), 6)


def count(given: object) -> int:
    """A whole number, 0 or more."""
    if not (isinstance(given, str) and given.isascii() and given.isdigit()):
        raise _unfit(given, "a whole number", "Write digits alone, such as 300.")
    return int(given)


def multiple(given: object) -> int:
    """A whole number, 1 or more."""
    number = count(given)
    if not number:
        raise _unfit(given, "a number to divide by", "Write 1 for any number of pages.")
    return number


def number(given: object) -> float:
    """A number, 0 or more."""
    if not (isinstance(given, str) and _NUMBER.fullmatch(given)):
        raise _unfit(given, "a number", "Write a number such as 0.25.")
    return float(given)


def yes_no(given: object) -> bool:
    if given not in ("true", "false"):
        raise _unfit(given, "true or false", "Write true or false.")
    return given == "true"


def trim_mm(given: object) -> tuple[float, float]:
    """`135x210` in mm, or `5.5x8.5in`."""
    advice = "Write width x height: 135x210 in mm, or 5.5x8.5in."
    if not (isinstance(given, str) and re.fullmatch(TRIM_PATTERN, given)):
        raise _unfit(given, "a page size", advice)
    unit = "in" if given.endswith("in") else "mm"
    width, height = (length_mm(side + unit) for side in given.removesuffix("in").split("x"))
    page_size(f"{width:g}x{height:g}")
    return width, height


def least_and_most(given: tuple[tuple[float, float], ...]) -> tuple[tuple[float, float], ...]:
    """Two page sizes, or none."""
    advice = "Write both: [100x150, 210x297], the smaller one first."
    if len(given) not in (0, 2):
        raise _unfit(given, "a smallest and a largest size", advice)
    if given and (given[0][0] > given[1][0] or given[0][1] > given[1][1]):
        raise _unfit(given, "a smallest and a largest size", advice)
    return given


def page_range(given: object) -> tuple[int, int]:
    """The least and the most pages; 0 for no limit."""
    if not (isinstance(given, tuple) and len(given) == 2):
        raise _unfit(given, "least and most pages", "Write both: [24, 828]; 0 means no limit.")
    least, most = count(given[0]), count(given[1])
    if most and least > most:
        raise _unfit(given, "least and most pages", "Write the smaller number first: [24, 828].")
    return least, most


def gutter_step(given: object) -> tuple[int, float]:
    """Up to so many pages, and the inside margin that they need."""
    if not (isinstance(given, tuple) and len(given) == 2):
        advice = "Write pages and margin: [[150, 10mm], [300, 13mm]]."
        raise _unfit(given, "a step of the gutter", advice)
    return count(given[0]), length_mm(given[1])


def _unfit(given: object, wanted: str, hint: str) -> Unfit:
    shown = f"“{given}” is not {wanted}." if isinstance(given, str) else f"This is not {wanted}."
    return Unfit(CODE, shown, hint)
