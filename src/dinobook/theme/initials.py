"""Drop caps that fit their typeface: three lines high, whatever the height of its capitals."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import Final

from fontTools.ttLib import TTFont

from dinobook.theme.faces import FACES, Face

MEASURED: Final = frozenset({"--initial-growth", "--initial-leading", "--initial-drop"})
"""The tokens that a typeface tells, when no style sheet does."""
_LINES: Final = 3
_SLACK: Final = 0.01
"""A drop cap that is a hair taller than its lines would push the next one aside."""


def initial_tokens(family: str) -> dict[str, str]:
    """The measures of a drop cap in a typeface, as tokens in lines of text.

    Its size is the text's and `--initial-growth`; its own line is `--initial-leading` high and
    begins `--initial-drop` below the top of the paragraph. So its foot stands on the third line,
    and its head is level with the capitals of the first.
    """
    known = (one for one in FACES if one.family == family and not one.italic)
    face = next(known, FACES[0])
    capital, ascent, descent = _heights(face)
    growth = (_LINES - 1) / capital
    leading = _LINES - 2 * _SLACK - (_LINES - 1) + (ascent - descent) * growth
    drop = _LINES - _SLACK - leading
    return {
        "--initial-growth": f"{growth:.3f}",
        "--initial-leading": f"{leading:.3f}",
        "--initial-drop": f"{drop:.3f}",
    }


@cache
def _heights(face: Face) -> tuple[float, float, float]:
    """Height of capitals, ascent and descent, in ems."""
    font = TTFont(BytesIO(face.read()), lazy=True)
    per_em = font["head"].unitsPerEm
    line = font["hhea"]
    return font["OS/2"].sCapHeight / per_em, line.ascent / per_em, -line.descent / per_em
