"""How wide a line of text is, asked of the typeface itself."""

from __future__ import annotations

from functools import cache
from typing import Final

import uharfbuzz as harfbuzz

from dinobook.theme.faces import FACES, Face

_USUAL_EM: Final = 0.55
"""A letter of a family that no package has."""


def width_em(text: str, family: str, weight: int = 400, *, italic: bool = False) -> float:
    """The width of `text` on one line, in ems."""
    face = _face(family, weight, italic=italic)
    if face is None or not text:
        return _USUAL_EM * len(text)
    font = _font(face, weight)
    buffer = harfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    harfbuzz.shape(font, buffer)
    return float(sum(position.x_advance for position in buffer.glyph_positions) / font.face.upem)


def _face(family: str, weight: int, *, italic: bool) -> Face | None:
    own = [one for one in FACES if one.family == family and one.italic == italic]
    return min(
        own,
        key=lambda one: 0 if one.variable else abs(one.weights[0] - weight),
        default=None,
    )


@cache
def _font(face: Face, weight: int) -> harfbuzz.Font:
    font = harfbuzz.Font(harfbuzz.Face(face.read()))
    if face.variable:
        font.set_variations({"wght": weight})
    return font
