"""The width at which a picture is printed, and the warning when it has too few pixels there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from dinobook.problems import Place, Problem, Severity
from dinobook.units import LEAST_DPI, MM_PER_INCH, PX_PER_INCH

_SLACK_DPI: Final = 0.5

Pixels = tuple[int, int]


@dataclass(frozen=True, slots=True)
class PlacedPicture:
    """A bitmap on its page. `path` is its project path."""

    path: str
    width_mm: float
    dpi: float

    @property
    def is_coarse(self) -> bool:
        return self.dpi < LEAST_DPI - _SLACK_DPI


def coarse_problem(one: PlacedPicture) -> Problem:
    width_px = one.width_mm / MM_PER_INCH * PX_PER_INCH * one.dpi / LEAST_DPI
    return Problem(
        Place("", 0, one.path),
        "images-012",
        f"“{one.path}” stands {one.width_mm:.0f} mm wide, and has only {one.dpi:.0f} dots an inch "
        f"there; below {LEAST_DPI} its dots are seen.",
        f"Find one with more pixels, or show it smaller: {{width={round(width_px)}}} behind it.",
        Severity.WARNING,
    )
