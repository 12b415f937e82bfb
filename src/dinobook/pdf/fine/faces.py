"""The typefaces for text: how wide they are, what they give, and what hangs out of their lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from dinobook.pdf.fine.elastic import Elasticity

_STRETCH: Final = 0.4
_SHRINK: Final = 0.375


@dataclass(frozen=True, slots=True)
class FaceMeasure:
    """One typeface. `right` and `left` are the share of a sign's width that hangs out of a line."""

    elastic: Elasticity
    right: Mapping[str, float] = field(default_factory=dict)
    left: Mapping[str, float] = field(default_factory=dict)


NO_FACE: Final = FaceMeasure(Elasticity())
"""Of what is no text."""

RIGHT: Final = {
    "-": 0.6, "‐": 0.6, ",": 0.6, ".": 0.6, ":": 0.4, ";": 0.4, "’": 0.6, "”": 0.5, "!": 0.15,
    "?": 0.1, ")": 0.1, "–": 0.3, "»": 0.3,
}  # fmt: skip
LEFT: Final = {"‘": 0.5, "“": 0.5, "’": 0.6, "(": 0.1, "«": 0.3, "–": 0.2}


def measures_of(families: Sequence[str], space_em: float, char_em: float) -> FaceMeasure:
    return FaceMeasure(
        Elasticity(space_em, char_em, _STRETCH * space_em, _SHRINK * space_em), RIGHT, LEFT
    )
