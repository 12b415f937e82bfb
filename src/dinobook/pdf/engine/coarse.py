"""Pictures with too few pixels for the width at which they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import dinobook.pdf.engine.engine  # noqa: F401 - before WeasyPrint's own modules: it seals the fonts
from dinobook.pdf.engine.hooks import RasterImage, ReplacedBox
from dinobook.pdf.placed_pictures import Pixels, PlacedPicture, coarse_problem
from dinobook.pdf.workers.jobs import SCHEME
from dinobook.problems import Problem
from dinobook.units import MM_PER_INCH, PX_PER_INCH


def standings(document: Any, pixels: Callable[[Any], Pixels | None]) -> Iterator[PlacedPicture]:
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
                dpi = min(size[0] / box.width, size[1] / box.height) * PX_PER_INCH
                yield PlacedPicture(path_of(box), box.width / PX_PER_INCH * MM_PER_INCH, dpi)


def path_of(box: Any) -> str:
    return str(box.element.get("src", "")).removeprefix(SCHEME)


def own_pixels(box: Any) -> Pixels | None:
    """Those of the picture that the engine has read."""
    picture = box.replacement
    return (picture.width, picture.height) if isinstance(picture, RasterImage) else None


def coarse_problems(found: Iterable[PlacedPicture]) -> Iterator[Problem]:
    """A warning for each picture that is coarse, where it is coarsest."""
    worst: dict[str, PlacedPicture] = {}
    for one in found:
        if one.is_coarse and (one.path not in worst or one.dpi < worst[one.path].dpi):
            worst[one.path] = one
    yield from map(coarse_problem, worst.values())
