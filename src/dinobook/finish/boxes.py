"""Page boxes: the trim, the bleed around it, and room for marks (ISO 32000-1, 14.11.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pikepdf import Array, Object

from dinobook.finish.objects import drop
from dinobook.finish.settings import Finish

POINTS_PER_MM: Final = 72 / 25.4
SLUG_MM: Final = 8.0
"""Around the bleed, for marks."""
_SPINE_OF_RECTO: Final = {0: 0, 90: 1, 180: 2, 270: 3}
"""Which side of the page as it is stored is its left when it is turned; see `Box`."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points: left, bottom, right, top."""

    left: float
    bottom: float
    right: float
    top: float

    def grown(self, sides: tuple[float, float, float, float]) -> Box:
        """Larger by so many points at left, bottom, right and top."""
        left, bottom, right, top = sides
        return Box(self.left - left, self.bottom - bottom, self.right + right, self.top + top)

    def array(self) -> Array:
        return Array([round(side, 5) for side in (self.left, self.bottom, self.right, self.top)])


@dataclass(frozen=True, slots=True)
class Boxes:
    """The boxes of one page."""

    trim: Box
    bleed: Box
    media: Box


def boxes_of(page: Object, index: int, settings: Finish) -> Boxes:
    """The boxes that a page gets; the first page, of index 0, is a recto."""
    trim = Box(*(float(side) for side in page.get("/TrimBox", page.MediaBox)))
    bleed_pt = settings.bleed_mm * POINTS_PER_MM
    sides = [bleed_pt] * 4
    if not settings.bleed_inside:
        sides[_spine(int(page.get("/Rotate", 0)) % 360, recto=index % 2 == 0)] = 0.0
    bleed = trim.grown((sides[0], sides[1], sides[2], sides[3]))
    slug_pt = SLUG_MM * POINTS_PER_MM if settings.marks else 0.0
    return Boxes(trim, bleed, bleed.grown((slug_pt, slug_pt, slug_pt, slug_pt)))


def _spine(turned: int, *, recto: bool) -> int:
    """The side at the spine, counted as in `Box`: left of a recto, right of a verso, as seen.

    A page that is turned clockwise by 90 degrees shows its bottom at the left, and so on.
    """
    left = _SPINE_OF_RECTO[turned]
    return left if recto else (left + 2) % 4


def set_boxes(page: Object, boxes: Boxes) -> None:
    """Exact boxes, and no others: PDF/X wants a trim or an art box, never both."""
    page.MediaBox, page.BleedBox = boxes.media.array(), boxes.bleed.array()
    page.TrimBox = boxes.trim.array()
    drop(page, "/CropBox", "/ArtBox")
