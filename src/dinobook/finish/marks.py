"""Printer's marks in the slug: where to cut and fold, whether the plates lie on each other, inks.

Crop and registration marks are drawn in the colour All, which is on every plate (ISO 32000-1,
8.6.6.4). No mark touches the bleed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

from dinobook.finish.boxes import POINTS_PER_MM, SLUG_MM, Boxes
from dinobook.finish.objects import entries, resources_of
from dinobook.finish.settings import Finish

ALL: Final = "/RegistrationAll"
_LINE_PT: Final = 0.25
_GAP_PT: Final = 1.0 * POINTS_PER_MM
_CROP_PT: Final = 5.0 * POINTS_PER_MM
_DASHES: Final = "[4 2] 0 d"
"""A mark for folding, unlike one for cutting, is broken."""
_RADIUS_PT: Final = 1.5 * POINTS_PER_MM
_CROSS_PT: Final = 2.5 * POINTS_PER_MM
_PATCH_PT: Final = 5.0 * POINTS_PER_MM
_CIRCLE: Final = 0.5523  # control points of a quarter circle: 4/3 (√2 - 1)
_PRESS_INKS: Final = (
    *("1 0 0 0 k", "0 1 0 0 k", "0 0 1 0 k", "0 0 0 1 k"),
    *("1 1 0 0 k", "1 0 1 0 k", "0 1 1 0 k", "0 0 0 .5 k"),
)
_GRAYS: Final = tuple(f"{step / 8:g} g" for step in range(0, 8))


def add_marks(pdf: pikepdf.Pdf, page: Object, boxes: Boxes, settings: Finish) -> None:
    """Draw the marks that are asked for around the page's own content, which is cut at the bleed.

    The content of the page is one stream.
    """
    bleed = boxes.bleed
    size = f"{bleed.right - bleed.left:.5f} {bleed.top - bleed.bottom:.5f}"
    before = f"q {bleed.left:.5f} {bleed.bottom:.5f} {size} re W n\n"
    drawn = "\n".join(_marks(boxes, settings))
    after = f"\nQ /Artifact <</Type/Page>> BDC q\n{drawn}\nQ EMC"
    own = [page.Contents] if isinstance(page.get("/Contents"), Stream) else []
    page.Contents = Array([pdf.make_stream(before.encode()), *own, pdf.make_stream(after.encode())])
    resources = Dictionary(dict(resources_of(page).items()))
    resources.ColorSpace = Dictionary({**entries(resources, "/ColorSpace"), ALL: _all(settings)})
    page.Resources = resources


def _all(settings: Finish) -> Array:
    """The colour of all plates, and what it looks like where there are none."""
    if settings.colour == "cmyk":
        looks, none, full = Name.DeviceCMYK, [0, 0, 0, 0], [1, 1, 1, 1]
    else:
        looks, none, full = Name.DeviceGray, [1], [0]
    tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=none, C1=full, N=1)
    return Array([Name.Separation, Name.All, looks, tint])


def _marks(boxes: Boxes, settings: Finish) -> Iterator[str]:
    yield f"{ALL} CS 1 SCN {_LINE_PT} w"
    if "crop" in settings.marks:
        yield from _crop(boxes)
        yield from _folds(boxes, settings.folds_mm)
    if "registration" in settings.marks:
        yield from _registration(boxes, is_folded=bool(settings.folds_mm))
    if "colour" in settings.marks:
        yield from _bar(boxes, _PRESS_INKS if settings.colour == "cmyk" else _GRAYS)


def _crop(boxes: Boxes) -> Iterator[str]:
    """Two lines at each corner of the trim, outside the bleed."""
    trim, bleed = boxes.trim, boxes.bleed
    for y in (trim.bottom, trim.top):
        yield _line(bleed.left - _GAP_PT, y, bleed.left - _GAP_PT - _CROP_PT, y)
        yield _line(bleed.right + _GAP_PT, y, bleed.right + _GAP_PT + _CROP_PT, y)
    for x in (trim.left, trim.right):
        yield _line(x, bleed.bottom - _GAP_PT, x, bleed.bottom - _GAP_PT - _CROP_PT)
        yield _line(x, bleed.top + _GAP_PT, x, bleed.top + _GAP_PT + _CROP_PT)


def _folds(boxes: Boxes, folds_mm: tuple[float, ...]) -> Iterator[str]:
    """A broken line above and below each fold."""
    if folds_mm:
        yield f"q {_DASHES}"
    for fold in folds_mm:
        x = boxes.trim.left + fold * POINTS_PER_MM
        for edge, away in ((boxes.bleed.bottom, -1), (boxes.bleed.top, 1)):
            yield _line(x, edge + away * _GAP_PT, x, edge + away * (_GAP_PT + _CROP_PT))
    if folds_mm:
        yield "Q"


def _registration(boxes: Boxes, *, is_folded: bool) -> Iterator[str]:
    """A circle and a cross in the middle of each side; of a cover's, away from its spine."""
    trim, bleed = boxes.trim, boxes.bleed
    share = 0.25 if is_folded else 0.5
    middle_x = trim.left + share * (trim.right - trim.left)
    middle_y = (trim.bottom + trim.top) / 2
    out = SLUG_MM / 2 * POINTS_PER_MM
    for x, y in (
        (bleed.left - out, middle_y),
        (bleed.right + out, middle_y),
        (middle_x, bleed.bottom - out),
        (middle_x, bleed.top + out),
    ):
        yield _line(x - _CROSS_PT, y, x + _CROSS_PT, y)
        yield _line(x, y - _CROSS_PT, x, y + _CROSS_PT)
        yield _circle(x, y, _RADIUS_PT)


def _bar(boxes: Boxes, inks: tuple[str, ...]) -> Iterator[str]:
    """A row of patches above the page, between the crop mark and the registration mark."""
    x = boxes.trim.left + _GAP_PT
    room = (boxes.trim.right - boxes.trim.left) / 2 - _CROSS_PT - 2 * _GAP_PT
    side = min(_PATCH_PT, room / len(inks))
    y = boxes.bleed.top + _GAP_PT
    for at, ink in enumerate(inks):
        yield f"{ink} {x + at * side:.3f} {y:.3f} {side:.3f} {side:.3f} re f"


def _line(x1: float, y1: float, x2: float, y2: float) -> str:
    return f"{x1:.3f} {y1:.3f} m {x2:.3f} {y2:.3f} l S"


def _circle(x: float, y: float, radius: float) -> str:
    pull = radius * _CIRCLE
    points = (
        ((radius, pull), (pull, radius), (0.0, radius)),
        ((-pull, radius), (-radius, pull), (-radius, 0.0)),
        ((-radius, -pull), (-pull, -radius), (0.0, -radius)),
        ((pull, -radius), (radius, -pull), (radius, 0.0)),
    )
    curves = (" ".join(f"{x + dx:.3f} {y + dy:.3f}" for dx, dy in arc) + " c" for arc in points)
    return f"{x + radius:.3f} {y:.3f} m {' '.join(curves)} S"
