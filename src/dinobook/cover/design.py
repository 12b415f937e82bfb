"""What stands where on a cover: the front, for the wrap and for shops alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from dinobook.book.model import Metadata
from dinobook.cover.fitting import Lettering
from dinobook.cover.wrap import Area, Wrap
from dinobook.manifest.cover_keys import CoverInfo

CLOTH_MM: Final = 11.0
"""How far the spine of the patterned cover reaches over back and front."""
EDGE_SHARE: Final = 0.08
"""Words keep so much of the panel's width from its edges; more where the printer asks for it."""
BEARING_MM: Final = 0.8
"""A letter's ink may stand out of its line a little, an italic one's most."""
_SMALL_SHARE: Final = 0.044
"""Author and subtitle, as a share of the panel's width."""
_LABEL_PADDING: Final = {"typographic": 0.0, "picture": 0.055, "pattern": 0.06}
"""A label's margin inside, as a share of the panel's width."""
_LABEL_TOP: Final = {"typographic": 0.0, "picture": 0.0, "pattern": 0.1}
"""How far the words stand below the usual edge, as a share of the panel's height."""
_ROOM: Final = {"typographic": 0.55, "picture": 0.46, "pattern": 0.6}
"""How far down the words may reach, as a share of the panel's height."""
_SHAPE_WIDTH: Final = 0.98
"""Of the panel's: from its left edge almost to its right one."""
_SHAPE_ASPECT: Final = 0.6
"""Height to width of the drawing at the foot of the front."""
_SHAPE_SHARE: Final = 0.42
"""Of the panel's height, at most; the drawing's own foot is cut off then."""
_LARGEST: Final = 0.4
"""The title's size, as a share of the panel's width: a title of two letters is no poster."""
_ABOVE_TITLE_EM: Final = 0.3
_SUBTITLE_GAP_EM: Final = 0.9


@dataclass(frozen=True, slots=True)
class Front:
    """The words of the front, and the width and height of the drawing below them.

    `room` is measured from the panel's own corner.
    """

    area: Area
    room: Area
    author: str
    title_lines: tuple[str, ...]
    title_mm: float
    small_mm: float
    padding_mm: float
    shape_mm: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Panel:
    """A front by itself, to be drawn. `picture` is the address of the picture on it."""

    book: Metadata
    layout: str
    front: Front
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Design:
    """A cover to be drawn. `picture` is the address of the picture on its front."""

    book: Metadata
    info: CoverInfo
    lettering: Lettering
    wrap: Wrap
    front: Front
    picture: str = ""

    @property
    def layout(self) -> str:
        return self.info.look

    @property
    def plate_mm(self) -> float:
        """The margin inside of the plates on which other texts stand, on a patterned ground."""
        return self.front.padding_mm if self.layout == "pattern" else 0.0


def spine_edge(info: CoverInfo, width_mm: float) -> float:
    """How far words keep from the spine, for the sake of the looks."""
    edge = EDGE_SHARE * width_mm
    return CLOTH_MM + edge / 2 if info.look == "pattern" else edge


def panel_of(
    book: Metadata, info: CoverInfo, letters: Lettering, area: Area, safe: Area, picture: str
) -> Panel:
    """A front by itself, on a panel of this size."""
    return Panel(book, info.look, front_of(book, info, letters, area, safe), picture)


def front_of(book: Metadata, info: CoverInfo, letters: Lettering, area: Area, safe: Area) -> Front:
    """Set the words of the front on a panel, inside the part that is safe."""
    width, look = area.width, info.look
    edge = EDGE_SHARE * width
    safe = safe.inset(BEARING_MM, 0, BEARING_MM, 0)
    left = max(edge, safe.x - area.x, spine_edge(info, width))
    right = max(edge, area.right - safe.right)
    top = max(edge, safe.y - area.y) + _LABEL_TOP[look] * area.height
    room = Area(left, top, width - left - right, _ROOM[look] * area.height - top)
    padding = _LABEL_PADDING[look] * width
    small = _SMALL_SHARE * width
    author = ", ".join(one.name for one in book.authors)
    measure = room.width - 2 * padding
    taken = 2 * padding + letters.lines_of(author, small, measure, bold=True) * 1.15 * small
    if book.subtitle:
        lines = letters.lines_of(book.subtitle, small, measure)
        taken += lines * 1.3 * small + _SUBTITLE_GAP_EM * small
    height = (room.height - taken) / (1 + _ABOVE_TITLE_EM * 0.5)
    title = letters.title(book.title, measure, max(height, small), _LARGEST * width)
    broad = _SHAPE_WIDTH * width
    shape = broad, min(_SHAPE_ASPECT * broad, _SHAPE_SHARE * area.height)
    return Front(area, room, author, title.lines, title.size_mm, small, padding, shape)
