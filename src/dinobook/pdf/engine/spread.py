"""How the letters and spaces of a text are drawn otherwise than they were shaped."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

_SPREAD: Final = "dinobook_spread"
GLYPHS: Final = "dinobook_glyphs"
"""The attribute of a Pango layout: how many glyphs its text has."""


class Spread(NamedTuple):
    """Letters are drawn `scale` times as wide, and `letter_px` further from each other.

    `space_px` is what each space gains beside that.
    """

    scale: float = 1.0
    letter_px: float = 0.0
    space_px: float = 0.0


PLAIN: Final = Spread()


def spread(textbox: Any, how: Spread) -> None:
    setattr(textbox, _SPREAD, how)


def spread_of(textbox: Any) -> Spread:
    found: Spread = getattr(textbox, _SPREAD, PLAIN)
    return found
