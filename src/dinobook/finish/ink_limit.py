"""No more ink than the press takes: what the colours have in common is set in black instead.

Equal parts of cyan, magenta and yellow are gray, and so is black: as much black in place of the
three looks much the same with a third of the ink (gray component replacement). What is still too
much is taken from the three in proportion, which keeps the hue.
"""

from __future__ import annotations

from typing import Any, Final

from PIL import Image, ImageMath

NO_LIMIT: Final = 4.0
"""All four inks in full."""
_STRAY: Final = 0.04
"""A JPEG is not exact: its pixels stray so much from what was written."""
_FULL: Final = 255


def limited(inks: tuple[float, ...], most: float) -> tuple[float, ...]:
    """Cyan, magenta, yellow and black from 0 to 1, together no more than `most`.

    Black is never less than it was, also where it is more than `most` by itself.
    """
    over = sum(inks) - most
    if over <= 0 or len(inks) < NO_LIMIT:
        return inks
    *colours, black = inks
    moved = max(0.0, min(over / 2, *colours, 1.0 - black))
    left = [colour - moved for colour in colours]
    share = min(1.0, max(0.0, most - black - moved) / max(sum(left), 1e-9))
    return (*(round(colour * share, 4) for colour in left), round(black + moved, 4))


def is_over(picture: Image.Image, most: float) -> bool:
    """Whether any pixel of a CMYK picture has more ink than `most`, from 0 to 4."""
    total = _computed(lambda ink: ink("C") + ink("M") + ink("Y") + ink("K"), picture)
    highest: Any = total.getextrema()[1]
    return bool(highest > most * _FULL)


def limited_picture(picture: Image.Image, most: float) -> Image.Image:
    """A CMYK picture with each pixel as `limited` has it, and a little less for safety's sake."""
    if not is_over(picture, most):
        return picture
    limit = (most - _STRAY) * _FULL

    def moved(ink: Any) -> Any:
        c, m, y, k = (ink(name) for name in "CMYK")
        least = ink.min(ink.min(c, m), y)
        return ink.max(ink.min(ink.min((c + m + y + k - limit) / 2, least), _FULL - k), 0.0)

    def share(ink: Any) -> Any:
        left = ink("C") + ink("M") + ink("Y") - ink("moved") * 3
        room = ink.max(limit - ink("K") - ink("moved"), 0.0)
        return ink.min(room / ink.max(left, 1.0), 1.0)

    known = {"moved": _computed(moved, picture)}
    known["share"] = _computed(share, picture, **known)
    channels = [
        _computed(
            lambda ink, name=name: (ink(name) - ink("moved")) * ink("share"), picture, **known
        )
        for name in "CMY"
    ]
    channels.append(_computed(lambda ink: ink("K") + ink("moved"), picture, **known))
    return Image.merge("CMYK", [channel.convert("L") for channel in channels])


class _Inks:
    """Names of channels → the channels, to compute with."""

    def __init__(self, given: dict[str, Any]) -> None:
        self._given = given
        self.min, self.max = given["min"], given["max"]

    def __call__(self, name: str) -> Any:
        return self._given["float"](self._given[name])


def _computed(formula: Any, picture: Image.Image, **known: Image.Image) -> Image.Image:
    """A channel of floats by a formula of the picture's own and the known ones."""
    channels = dict(zip("CMYK", picture.split(), strict=True))
    made: Image.Image = ImageMath.lambda_eval(
        lambda given: formula(_Inks(given)), **channels, **known
    )
    return made
