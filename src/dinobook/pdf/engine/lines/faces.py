"""The typefaces for text: how wide they are, what they give, and what hangs out of their lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from dinobook.pdf.engine.lines.elastic import Elasticity

RIGHT_SIGNS: Final = "-‐,.:;’”‘“…!?)]–—»›"
LEFT_SIGNS: Final = "‘“’”„‚([–—«‹»›"

_ROWS: Final[tuple[tuple[str, bool, int, int, tuple[int, ...], tuple[int, ...]], ...]] = (
    ("Vollkorn", False, 200, 431,
     (53, 53, 45, 43, 33, 35, 53, 57, 53, 57, 26, 34, 21, 2, 2, 39, 21, 21, 20),
     (53, 57, 53, 57, 51, 44, 2, 2, 39, 21, 20, 20, 30, 33)),
    ("Vollkorn", True, 180, 365,
     (55, 55, 70, 58, 24, 38, 30, 46, 23, 48, 32, 19, 10, 3, 0, 42, 21, 21, 20),
     (70, 56, 70, 56, 38, 17, 5, 0, 42, 21, 23, 23, 22, 21)),
    ("Literata", False, 200, 471,
     (54, 54, 45, 45, 35, 35, 53, 42, 54, 42, 25, 23, 18, 13, 23, 44, 22, 15, 17),
     (54, 42, 53, 42, 52, 46, 13, 23, 44, 22, 15, 17, 13, 10)),
    ("Literata", True, 190, 440,
     (52, 55, 45, 43, 31, 34, 51, 48, 45, 48, 23, 18, 15, 10, 12, 44, 22, 11, 8),
     (67, 48, 60, 48, 46, 48, 16, 19, 44, 22, 16, 17, 18, 20)),
    ("EB Garamond", False, 200, 370,
     (49, 49, 48, 42, 33, 32, 57, 53, 58, 53, 32, 24, 19, 3, 24, 40, 23, 8, 10),
     (57, 53, 58, 53, 48, 42, 3, 24, 40, 23, 8, 10, 8, 10)),
    ("EB Garamond", True, 200, 358,
     (48, 48, 70, 64, 27, 31, 11, 42, 5, 38, 33, 0, 0, 0, 0, 42, 25, 16, 13),
     (70, 57, 70, 56, 30, 8, 0, 0, 42, 25, 11, 13, 9, 2)),
    ("Source Serif 4", False, 238, 483,
     (54, 54, 52, 44, 34, 39, 57, 49, 53, 49, 27, 23, 17, 14, 23, 43, 27, 11, 11),
     (57, 49, 53, 49, 49, 41, 14, 23, 43, 27, 11, 11, 11, 10)),
    ("Source Serif 4", True, 225, 436,
     (51, 51, 68, 56, 34, 42, 31, 45, 26, 45, 27, 5, 0, 9, 0, 43, 27, 12, 13),
     (70, 45, 70, 45, 38, 22, 13, 4, 43, 27, 15, 17, 12, 12)),
    ("Alegreya Sans", False, 165, 386,
     (52, 52, 47, 43, 38, 41, 47, 60, 47, 60, 38, 28, 7, 22, 24, 46, 24, 19, 18),
     (49, 61, 49, 61, 50, 42, 18, 24, 46, 24, 19, 20, 8, 3)),
    ("Alegreya Sans", True, 147, 346,
     (51, 51, 60, 53, 40, 46, 28, 49, 28, 50, 38, 13, 0, 16, 3, 46, 24, 23, 21),
     (68, 70, 68, 70, 43, 30, 13, 6, 46, 24, 22, 26, 1, 0)),
    ("Atkinson Hyperlegible", False, 280, 445,
     (55, 55, 42, 42, 30, 30, 48, 55, 47, 55, 32, 22, 14, 7, 15, 46, 27, 14, 15),
     (47, 55, 48, 55, 51, 43, 7, 15, 46, 27, 14, 15, 14, 15)),
    ("Atkinson Hyperlegible", True, 280, 447,
     (56, 56, 70, 62, 32, 38, 28, 45, 25, 42, 31, 6, 5, 5, 0, 44, 27, 16, 19),
     (70, 56, 70, 56, 35, 17, 0, 0, 44, 27, 13, 14, 7, 4)),
    ("Source Sans 3", False, 200, 417,
     (55, 55, 46, 43, 33, 33, 47, 52, 50, 52, 23, 25, 15, 17, 21, 46, 27, 18, 17),
     (48, 52, 50, 52, 51, 44, 17, 21, 46, 27, 18, 17, 20, 21)),
    ("Source Sans 3", True, 200, 407,
     (55, 55, 70, 60, 34, 43, 25, 44, 25, 44, 23, 8, 2, 10, 0, 48, 29, 18, 17),
     (70, 54, 70, 54, 38, 22, 12, 0, 48, 29, 19, 19, 15, 12)),
)  # fmt: skip
"""Family, italic, the space and a letter of running text in thousandths of an em, and which
hundredths of its width each of `RIGHT_SIGNS` and `LEFT_SIGNS` hangs out of a line.

Measured on the font files at weight 400 by `python -m bench.faces`, which says how; bold faces take
the row of the regular ones. `tests/pdf/fine/test_faces.py` measures again.
"""

_STRETCH_EM: Final = 0.08
_SHRINK: Final = 0.375
"""What a space gives: chosen so that spaces, letters and hyphens of a book of blogs and of its
example, in Vollkorn, come out best together."""


@dataclass(frozen=True, slots=True)
class FaceMeasure:
    """One typeface. `right` and `left` are the share of a sign's width that hangs out of a line."""

    elastic: Elasticity
    right: Mapping[str, float] = field(default_factory=dict)
    left: Mapping[str, float] = field(default_factory=dict)


def _elastic(space_em: float, char_em: float) -> Elasticity:
    return Elasticity(space_em, char_em, _STRETCH_EM, _SHRINK * space_em)


FACES: Final[Mapping[tuple[str, bool], FaceMeasure]] = {
    (family, italic): FaceMeasure(
        _elastic(space / 1000, char / 1000),
        {sign: share / 100 for sign, share in zip(RIGHT_SIGNS, right, strict=True) if share},
        {sign: share / 100 for sign, share in zip(LEFT_SIGNS, left, strict=True) if share},
    )
    for family, italic, space, char, right, left in _ROWS
}
NO_FACE: Final = FaceMeasure(Elasticity())
"""Of what is no text."""


def measure_of(
    families: Sequence[str], space_em: float, char_em: float, *, italic: bool = False
) -> FaceMeasure:
    """What is known of the first of these families; of another, its widths and no more."""
    known = FACES.get((families[0], italic)) if families else None
    return known or FaceMeasure(_elastic(space_em, char_em))
