"""Whether what touches the trim goes on to the end of the bleed, seen on the painted page."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from PIL import Image as Pillow

from dinobook.preflight.facts import Boxes, Drawn
from dinobook.preflight.geometry import Rect, height, overlap, width

_PIXELS_PER_POINT: Final = 2.0
_MOST_PIXELS: Final = 16_000_000
_TOUCHES_PT: Final = 0.75
_INSIDE_PIXELS: Final = 0.75
"""How far within the trim ink is looked for: PDFium moves the sides of shapes to whole pixels."""
_SHORTEST_PT: Final = 1.5
_WHITE: Final = 250


@dataclass(frozen=True, slots=True)
class Side:
    """One side of the page: along x or y, and in which direction the bleed lies."""

    upright: bool
    far: bool


SIDES: Final = {
    "left": Side(upright=True, far=False),
    "right": Side(upright=True, far=True),
    "bottom": Side(upright=False, far=False),
    "top": Side(upright=False, far=True),
}


def touches_trim(drawn: Drawn, boxes: Boxes) -> bool:
    """Whether anything on the page comes so near the trim that its bleed must be looked at."""
    left, bottom, right, top = boxes.page
    near = (left + _TOUCHES_PT, bottom + _TOUCHES_PT, right - _TOUCHES_PT, top - _TOUCHES_PT)
    return any(
        overlap(rect, boxes.page) is not None
        and (rect[0] < near[0] or rect[1] < near[1] or rect[2] > near[2] or rect[3] > near[3])
        for rect in drawn.rects()
    )


def scale_for(sheet: Rect) -> float:
    """Pixels to the point: fine enough to see a sliver, less for a sheet that would fill memory."""
    area = max(width(sheet) * height(sheet), 1.0)
    return min(_PIXELS_PER_POINT, math.sqrt(_MOST_PIXELS / area))


def painted(page: Any, scale: float) -> Pillow.Image:
    """PDFium's picture of a page as it lies in the file, unturned, `scale` pixels to the point."""
    bitmap = page.render(scale=scale, rotation=(360 - page.get_rotation()) % 360)
    picture: Pillow.Image = bitmap.to_pil().convert("RGB")
    bitmap.close()
    return picture


def unbled(
    picture: Pillow.Image, shown: Rect, boxes: Boxes, bleed_pt: float, sides: Sequence[str]
) -> tuple[Rect, ...]:
    """The places where ink touches the trim and stops before the end of the bleed."""
    gray = picture.convert("L")
    scale = gray.width / (shown[2] - shown[0])
    return tuple(
        place
        for name in sides
        for place in _Edge(gray, shown, scale, boxes.page, SIDES[name]).unbled(bleed_pt)
    )


@dataclass(frozen=True, slots=True)
class _Edge:
    """A side of the trim on a picture of `shown`."""

    gray: Pillow.Image
    shown: Rect
    scale: float
    trim: Rect
    side: Side

    def unbled(self, bleed_pt: float) -> Iterator[Rect]:
        inwards = -1 if self.side.far else 1
        at = self.trim[(0 if self.side.upright else 1) + (2 if self.side.far else 0)]
        inside = self._inked(at + inwards * _INSIDE_PIXELS / self.scale)
        outer = self._inked(at - inwards * (bleed_pt - 1 / self.scale)) if bleed_pt else []
        reach = max(round(bleed_pt * self.scale), 1)
        bare = [
            ink and not any(outer[max(index - reach, 0) : index + reach + 1])
            for index, ink in enumerate(inside)
        ]
        for first, last in _runs(bare, _SHORTEST_PT * self.scale):
            yield self._place(at, at - inwards * bleed_pt, first, last)

    def _inked(self, at: float) -> list[bool]:
        """Along the trim, whether there is ink on a line parallel to it; none beyond the sheet."""
        low, high = (0, 2) if self.side.upright else (1, 3)
        pixel = int((at - self.shown[low]) * self.scale)
        if not self.side.upright:
            pixel = self.gray.height - 1 - pixel
        start, end = self._span()
        length = end - start
        if not self.shown[low] <= at <= self.shown[high]:
            return [False] * length
        size = self.gray.width if self.side.upright else self.gray.height
        pixel = min(max(pixel, 0), size - 1)
        box = (
            (pixel, start, pixel + 1, end) if self.side.upright else (start, pixel, end, pixel + 1)
        )
        return [value < _WHITE for value in self.gray.crop(box).tobytes()]

    def _span(self) -> tuple[int, int]:
        """The pixels between the two ends of this side of the trim."""
        if self.side.upright:
            top = (self.shown[3] - self.trim[3]) * self.scale
            return max(round(top), 0), min(
                round(top + (self.trim[3] - self.trim[1]) * self.scale), self.gray.height
            )
        left = (self.trim[0] - self.shown[0]) * self.scale
        return max(round(left), 0), min(
            round(left + (self.trim[2] - self.trim[0]) * self.scale), self.gray.width
        )

    def _place(self, one: float, other: float, first: int, last: int) -> Rect:
        start = self._span()[0]
        low, high = min(one, other), max(one, other)
        if self.side.upright:
            top = self.shown[3]
            return low, top - (start + last) / self.scale, high, top - (start + first) / self.scale
        left = self.shown[0]
        return left + (start + first) / self.scale, low, left + (start + last) / self.scale, high


def _runs(flags: Sequence[bool], shortest: float) -> Iterator[tuple[int, int]]:
    """Where flags stand in a row, as first and one past the last; short rows are left out."""
    first = None
    for index, flag in enumerate([*flags, False]):
        if flag and first is None:
            first = index
        elif not flag and first is not None:
            if index - first >= shortest:
                yield first, index
            first = None
