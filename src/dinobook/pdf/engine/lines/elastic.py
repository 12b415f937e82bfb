"""How far the letters and spaces of a line give before anybody sees it.

Even spaces and even letters are bought from each other: spaces alone would differ at a glance, and
letters that take all of it make some lines look narrow and others wide.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final


@dataclass(frozen=True, slots=True)
class Elasticity:
    """What a line may give. Lengths in em are of the paragraph's own type.

    `space_em` and `char_em` are how wide a space is, and a letter of running text on average.
    `scale` is the share of their width by which letters grow and shrink; `track_out_em` and
    `track_in_em` are how far they move apart and together. `ragged_em` is how much shorter than
    others a line looks well; then nothing else gives.
    """

    space_em: float = 0.2
    char_em: float = 0.45
    stretch_em: float = 0.08
    shrink_em: float = 0.075
    scale: float = 0.015
    track_out_em: float = 0.006
    track_in_em: float = 0.003
    ragged_em: float = 0.0

    @property
    def give(self) -> float:
        """The share of its width by which a line of letters grows."""
        return self.scale + self.track_out_em / self.char_em

    @property
    def take(self) -> float:
        """The share of its width by which it shrinks."""
        return self.scale + self.track_in_em / self.char_em

    def letters(self, share: float) -> tuple[float, float]:
        """How wide letters are set, and how far apart in em, when they gain a share of their width.

        They are scaled first: what they are moved apart is seen twice at each space.
        """
        scaled = min(max(share, -self.scale), self.scale)
        return 1 + scaled, (share - scaled) * self.char_em


_RAGGED_EM: Final = 4.0
COMMON: Final = Elasticity()


def stiff(elastic: Elasticity) -> Elasticity:
    """For letters that join, or that are all of one width: only spaces give."""
    return replace(elastic, scale=0.0, track_out_em=0.0, track_in_em=0.0)


def ragged(elastic: Elasticity) -> Elasticity:
    """For lines that are not filled."""
    return replace(elastic, ragged_em=_RAGGED_EM)
