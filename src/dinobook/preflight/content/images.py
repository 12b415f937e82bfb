"""Pictures of a PDF: how many pixels, in which colours, and how much ink they ask for."""

from __future__ import annotations

import io
import math
from dataclasses import dataclass
from typing import Any, Final

import pikepdf
from pikepdf import Matrix
from PIL import Image as Pillow
from PIL import ImageChops, UnidentifiedImageError

from dinobook.preflight.content import colours
from dinobook.preflight.facts import Colour, Image
from dinobook.preflight.geometry import Rect

_MOST_PIXELS: Final = 80_000_000
_LOOKED_AT: Final = (1000, 1000)
_SPECKS: Final = 0.0005
"""The share of a picture that may have more ink than is reported: single pixels do not smear."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, wherever it is placed. `stencil`: it is painted in the colour of the moment."""

    width_px: int
    height_px: int
    colour: Colour
    stencil: bool = False
    soft_mask: bool = False
    ink_percent: float | None = None

    def placed(self, rect: Rect, matrix: Matrix, fill: Colour) -> Image:
        """`matrix` places the unit square; the resolution is that of the worse direction."""
        wide, high = math.hypot(matrix.a, matrix.b), math.hypot(matrix.c, matrix.d)
        dpi = min(
            self.width_px * 72 / wide if wide else math.inf,
            self.height_px * 72 / high if high else math.inf,
        )
        colour = fill if self.stencil else self.colour
        ink = fill.ink_percent if self.stencil else self.ink_percent
        return Image(rect, self.width_px, self.height_px, dpi, colour, self.stencil, ink)


def read_picture(image: pikepdf.Stream, resources: Any) -> Picture:
    found: Any = image
    stencil = bool(found.get("/ImageMask", False))
    space = found.get("/ColorSpace")
    colour = colours.UNKNOWN if space is None else colours.space(space, resources)
    return Picture(
        int(found.get("/Width", 0)),
        int(found.get("/Height", 0)),
        colour,
        stencil,
        isinstance(found.get("/SMask"), pikepdf.Stream) or int(found.get("/SMaskInData", 0)) > 0,
        None if stencil else _ink(image, colour, space),
    )


def read_inline(image: Any, resources: Any) -> Picture:
    """A picture that stands in the content itself; they are small and their ink is not counted."""
    given: Any = image.obj
    space = given.get("/ColorSpace", given.get("/CS"))
    stencil = bool(given.get("/ImageMask", given.get("/IM", False)))
    colour = colours.UNKNOWN if space is None else colours.space(space, resources)
    wide, high = given.get("/Width", given.get("/W", 0)), given.get("/Height", given.get("/H", 0))
    return Picture(int(wide), int(high), colour, stencil, ink_percent=_at_most(colour))


def _at_most(colour: Colour) -> float | None:
    return 100.0 if colour.kind == "gray" else None


def _ink(image: pikepdf.Stream, colour: Colour, space: Any) -> float | None:
    """The most ink in percent that more than single pixels ask for; None: it cannot be told."""
    if colour.kind != "cmyk" or (
        not isinstance(space, pikepdf.Name) and str(space[0]) == "/Indexed"
    ):
        return _at_most(colour)
    try:
        shown = _decoded(image)
    except (OSError, ValueError, UnidentifiedImageError, pikepdf.PdfError):
        return None
    return None if shown is None else _most_ink(shown)


def _decoded(image: pikepdf.Stream) -> Pillow.Image | None:
    """A CMYK picture whose 255 is full ink; None for a coding that is not read here."""
    found: Any = image
    size = int(found.get("/Width", 0)), int(found.get("/Height", 0))
    if not 0 < size[0] * size[1] <= _MOST_PIXELS:
        return None
    filters = found.get("/Filter")
    names = [str(one) for one in filters] if isinstance(filters, pikepdf.Array) else [str(filters)]
    if names == ["/DCTDecode"]:
        photo = Pillow.open(io.BytesIO(image.read_raw_bytes()))
        if photo.mode != "CMYK":
            return None
        photo.draft("CMYK", _LOOKED_AT)
        shown = ImageChops.invert(photo)  # Pillow takes every CMYK JPEG for an inverted one
    elif int(found.get("/BitsPerComponent", 8)) == 8 and "/JPXDecode" not in names:
        shown = Pillow.frombytes("CMYK", size, image.read_bytes())
    else:
        return None
    return ImageChops.invert(shown) if _is_inverted(found.get("/Decode")) else shown


def _is_inverted(decode: Any) -> bool:
    return isinstance(decode, pikepdf.Array) and len(decode) > 0 and float(decode[0]) == 1


def _most_ink(shown: Pillow.Image) -> float:
    shown.thumbnail(_LOOKED_AT)
    cyan, magenta, yellow, black = shown.split()
    quarter = ImageChops.add(
        ImageChops.add(cyan, magenta, scale=2), ImageChops.add(yellow, black, scale=2), scale=2
    )
    counts = quarter.histogram()
    allowed, level = _SPECKS * shown.width * shown.height, 255
    while level and sum(counts[level:]) <= allowed:
        level -= 1
    return level / 255 * 400
