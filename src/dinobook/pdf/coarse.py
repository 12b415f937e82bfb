"""Pictures with too few pixels for the width at which they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import dinobook.pdf.engine  # noqa: F401 - before WeasyPrint's own modules: it seals the fonts
from dinobook.book.pictures import LEAST_DPI
from dinobook.pdf.hooks import RasterImage, ReplacedBox
from dinobook.pdf.jobs import SCHEME
from dinobook.printers.model import MM_PER_INCH
from dinobook.problems import Place, Problem, Severity

_PX_PER_INCH: Final = 96.0
_SLACK_DPI: Final = 0.5

Pixels = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Standing:
    """A bitmap on its page. `path` is its project path."""

    path: str
    width_mm: float
    dpi: float

    @property
    def is_coarse(self) -> bool:
        return self.dpi < LEAST_DPI - _SLACK_DPI


def standings(document: Any, pixels: Callable[[Any], Pixels | None]) -> Iterator[Standing]:
    """Every bitmap of a laid-out WeasyPrint document, as often as it stands there.

    `pixels` tells how many a picture's box has; None: it is no bitmap.
    """
    for page in document.pages:
        for box in page._page_box.descendants(placeholders=True):
            if not isinstance(box, ReplacedBox) or box.element_tag != "img":
                continue
            size = pixels(box)
            if size and box.width > 0 and box.height > 0:
                # a picture that is cut to the shape of its box is drawn by the larger scale
                dpi = min(size[0] / box.width, size[1] / box.height) * _PX_PER_INCH
                yield Standing(path_of(box), box.width / _PX_PER_INCH * MM_PER_INCH, dpi)


def path_of(box: Any) -> str:
    return str(box.element.get("src", "")).removeprefix(SCHEME)


def own_pixels(box: Any) -> Pixels | None:
    """Those of the picture that the engine has read."""
    picture = box.replacement
    return (picture.width, picture.height) if isinstance(picture, RasterImage) else None


def coarse_problems(found: Iterable[Standing]) -> Iterator[Problem]:
    """A warning for each picture that is coarse, where it is coarsest."""
    worst: dict[str, Standing] = {}
    for one in found:
        if one.is_coarse and (one.path not in worst or one.dpi < worst[one.path].dpi):
            worst[one.path] = one
    yield from map(problem_of, worst.values())


def problem_of(one: Standing) -> Problem:
    width_px = one.width_mm / MM_PER_INCH * _PX_PER_INCH * one.dpi / LEAST_DPI
    return Problem(
        Place("", 0, one.path),
        "images-012",
        f"“{one.path}” stands {one.width_mm:.0f} mm wide, and has only {one.dpi:.0f} dots an inch "
        f"there; below {LEAST_DPI} its dots are seen.",
        f"Find one with more pixels, or show it smaller: {{width={round(width_px)}}} behind it.",
        Severity.WARNING,
    )
