"""What a PDF's operators act upon: the graphics state, and the path that is under way."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, Final

from pikepdf import Matrix

from dinobook.preflight.content.fonts import Glyphs
from dinobook.preflight.facts import BLACK, Colour
from dinobook.preflight.geometry import EVERYWHERE, Point, Rect, height, overlap, width

_GRAY: Final = Colour("gray")
_NOWHERE: Final[Rect] = (0.0, 0.0, 0.0, 0.0)


@dataclass(slots=True)
class GraphicsState:
    """ISO 32000-2, 8.4.1 and 9.3.1. `clip` is the rectangle round the clipping path.

    `fill_space` and `stroke_space` are colours without values; `fill_pattern` is the pattern that
    takes the place of a colour.
    """

    matrix: Matrix
    clip: Rect = EVERYWHERE
    fill: Colour = BLACK
    stroke: Colour = BLACK
    fill_space: Colour = _GRAY
    stroke_space: Colour = _GRAY
    fill_pattern: Any = None
    line_width: float = 1.0
    fill_overprints: bool = False
    stroke_overprints: bool = False
    overprint_mode: int = 0
    glyphs: Glyphs | None = None
    size: float = 0.0
    character_space: float = 0.0
    word_space: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    text_mode: int = 0

    def copy(self) -> GraphicsState:
        return replace(self)

    def leaves_all(self, colour: Colour, *, overprints: bool) -> bool:
        """Whether painting with a colour leaves what is below it as it was (8.6.7).

        White that is overprinted puts no ink down. Of process colours that is so in mode 1, and
        for those that are named as CMYK.
        """
        of_inks = colour.kind == "spot" or (colour.kind == "cmyk" and self.overprint_mode == 1)
        return overprints and of_inks and colour.white

    def clip_to(self, rect: Rect) -> None:
        self.clip = overlap(self.clip, rect) or _NOWHERE

    def seen(self, rect: Rect) -> Rect | None:
        """The part of a rectangle that is inside the clipping path; None: nothing of it."""
        found = overlap(rect, self.clip)
        if found is None or (width(rect) and not width(found)):
            return None
        return None if height(rect) and not height(found) else found


@dataclass(slots=True)
class Path:
    """The points of each part of a path, where they are on the page."""

    parts: list[list[Point]] = field(default_factory=list)
    clips: bool = False

    def go_on(self, *points: Point) -> None:
        if not self.parts:
            self.parts.append([])
        self.parts[-1].extend(points)
