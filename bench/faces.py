"""Measures the typefaces for text: `python -m bench.faces` prints the rows of `lines/faces.py`.

The space and the letters are as wide as the font file says. What hangs out of a line is weighed by
eye elsewhere; here it follows from the drawing, so that every face is treated alike: the white
beside a sign that letters do not have, and the more of its ink the less of the height of an x is
filled by it. Nothing hangs by more than `MOST_EM`.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from typing import Any, Final

from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

from dinobook.pdf.engine.lines.faces import LEFT_SIGNS, RIGHT_SIGNS
from dinobook.theme.faces import FACES, Face

SAMPLE: Final = (
    "de meeste mensen lezen een regel van ongeveer zestig tekens het best, en wij ook; wie langer "
    "moet zoeken naar het begin van de volgende regel verliest zijn plaats en leest dubbel"
)
WHITE_EM: Final = 0.03
"""What a letter has beside it."""
INK: Final = 0.8
"""So much of the ink hangs when it fills none of the height."""
MOST_EM: Final = 0.22
MOST: Final = 0.7
"""Of a sign."""
_STAND_IN: Final = {"\u2010": "-"}

Row = tuple[str, bool, int, int, tuple[int, ...], tuple[int, ...]]


class Measured:
    """One font file."""

    def __init__(self, face: Face) -> None:
        self._font = TTFont(BytesIO(face.still(400) if face.variable else face.read()))
        self._em = float(self._font["head"].unitsPerEm)
        self._names = self._font.getBestCmap()
        self._glyphs = self._font.getGlyphSet()
        self._x_em = float(self._font["OS/2"].sxHeight / self._em)

    def width_em(self, text: str) -> float:
        metrics = self._font["hmtx"]
        return sum(float(metrics[self._name(sign)][0]) for sign in text) / self._em

    def _name(self, sign: str) -> str:
        name: str = self._names[ord(sign if ord(sign) in self._names else _STAND_IN[sign])]
        return name

    def hangs(self, sign: str, *, right: bool) -> float:
        """The share of the sign's width that hangs out of a line."""
        left_em, _, end_em, _ = self._bounds(sign)
        width = self.width_em(sign)
        white = (width - end_em if right else left_em) - WHITE_EM
        ink = (end_em - left_em) * (1 - self._filled(sign)) * INK
        return min(max(white + ink, 0.0), MOST_EM, MOST * width) / width

    def _bounds(self, sign: str) -> tuple[float, float, float, float]:
        pen = BoundsPen(self._glyphs)
        self._glyphs[self._name(sign)].draw(pen)
        left, low, right, high = (value / self._em for value in pen.bounds)
        return float(left), float(low), float(right), float(high)

    def _filled(self, sign: str) -> float:
        """The share of the height of an x in which the sign has ink."""
        spans = sorted((max(low, 0.0), min(high, self._x_em)) for low, high in self._contours(sign))
        filled, reached = 0.0, 0.0
        for low, high in spans:
            filled += max(high - max(low, reached), 0.0)
            reached = max(reached, high)
        return float(min(filled / self._x_em, 1.0))

    def _contours(self, sign: str) -> Iterator[tuple[float, float]]:
        """From where to where each contour goes up, in em."""
        record: Any = DecomposingRecordingPen(self._glyphs)
        self._glyphs[self._name(sign)].draw(record)
        starts = [at for at, (verb, _) in enumerate(record.value) if verb == "moveTo"]
        for first, last in pairwise([*starts, len(record.value)]):
            pen = BoundsPen(self._glyphs)
            for verb, points in record.value[first:last]:
                getattr(pen, verb)(*points)
            if pen.bounds:
                yield pen.bounds[1] / self._em, pen.bounds[3] / self._em


def row_of(face: Face) -> Row:
    """What the table says of a face: thousandths of an em, and hundredths of a sign's width."""
    measured = Measured(face)
    return (
        face.family,
        face.italic,
        round(1000 * measured.width_em(" ")),
        round(1000 * measured.width_em(SAMPLE) / len(SAMPLE)),
        tuple(round(100 * measured.hangs(sign, right=True)) for sign in RIGHT_SIGNS),
        tuple(round(100 * measured.hangs(sign, right=False)) for sign in LEFT_SIGNS),
    )


def text_faces() -> Iterator[Face]:
    """The faces that a book may be set in, at the weight of its text."""
    for face in FACES:
        if not face.fallback and not face.code and face.weights[0] == 400:
            yield face


if __name__ == "__main__":
    for face in text_faces():
        print(f"    {row_of(face)!r},")  # noqa: T201
