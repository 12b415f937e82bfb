"""The colours of pictures as those of a screen: sRGB (IEC 61966-2-1), eight bits each."""

from __future__ import annotations

import io
from functools import cache
from typing import Final, Literal, cast

from PIL import Image as Pillow
from PIL import ImageChops, ImageCms

_SEEN: Final = 3
"""Colours that differ by less, of 255, are the same to the eye."""
_SPACES: Final = {"L": "GRAY", "RGB": "RGB", "CMYK": "CMYK"}
_PLAIN: Final = {
    "1": "L",
    "La": "LA",
    "RGBa": "RGBA",
    "PA": "RGBA",
    "RGBX": "RGB",
    "YCbCr": "RGB",
    "HSV": "RGB",
}
"""Modes of Pillow that no book can hold, and what becomes of them."""


def in_eight_bits(picture: Pillow.Image) -> Pillow.Image:
    """Gray, RGB or inks in eight bits each, with or without transparency, or with a palette."""
    if picture.mode in _PLAIN:
        return picture.convert(_PLAIN[picture.mode])
    if picture.mode.startswith(("I", "F")):
        return _levels(picture)
    if picture.mode == "LAB":
        return _converted(picture, _transform(_built("LAB"), "LAB"), "RGB")
    return picture


def _levels(picture: Pillow.Image) -> Pillow.Image:
    """Gray of more bits, or in numbers: black stays black, and white white."""
    numbers = picture.convert("F")
    highest = cast(tuple[float, float], numbers.getextrema())[1]
    if picture.mode == "F" and highest <= 255:
        white = 1.0 if highest <= 1 else 255.0
    else:
        white = max(65535.0, highest)
    made = numbers.point(lambda level: level * (255 / white) + 0.5).convert("L")
    made.info.pop("transparency", None)
    return made


def true_inks(picture: Pillow.Image) -> Pillow.Image:
    """Inks of a JPEG that does not bear Adobe's mark, which Pillow turns upside down all the same.

    What readers of PDFs make of them.
    """
    if picture.mode == "CMYK" and picture.format == "JPEG" and "adobe" not in picture.info:
        turned = ImageChops.invert(picture)
        turned.info = dict(picture.info)
        return turned
    return picture


def is_srgb(picture: Pillow.Image) -> bool:
    """Whether it looks as it must without any profile."""
    if picture.mode == "CMYK":
        return False
    own = _own_transform(picture)
    return own is None or _looks_alike(_bands(picture), own)


def in_srgb(picture: Pillow.Image) -> Pillow.Image:
    """The picture in colours that need no profile; the same object when it has them already.

    Inks that say nothing of themselves become what a simple reader makes of them.
    """
    if is_srgb(picture):
        return picture
    own = _own_transform(picture)
    if own is None:
        return picture.convert("RGB")
    if picture.mode == "P":
        picture = picture.convert("RGBA" if "transparency" in picture.info else "RGB")
    if picture.mode == "CMYK":
        return _converted(picture, own, "RGB")
    bands = _bands(picture)
    made = _converted(picture.convert(bands), own, bands)
    if picture.mode != bands:
        made.putalpha(picture.getchannel("A"))
    return made


def _bands(picture: Pillow.Image) -> str:
    """The mode of its colours, without transparency."""
    return "RGB" if picture.mode == "P" else picture.mode.removesuffix("A")


def _own_transform(picture: Pillow.Image) -> ImageCms.ImageCmsTransform | None:
    """What makes sRGB of the picture's colours by its own profile.

    None for no profile, for one that is damaged or lacks something, and for one of other colours.
    """
    data = picture.info.get("icc_profile")
    if not data:
        return None
    bands = _bands(picture)
    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(data))
        if profile.profile.xcolor_space.strip() != _SPACES.get(bands):
            return None
        return _transform(profile, bands)
    except (OSError, ImageCms.PyCMSError):
        return None


@cache
def _built(space: Literal["sRGB", "LAB"]) -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile(space))


def _looks_alike(bands: str, own: ImageCms.ImageCmsTransform) -> bool:
    sample = _sample(bands)
    difference = ImageChops.difference(sample, _converted(sample, own, bands))
    extrema = difference.getextrema()
    each = extrema if isinstance(extrema[0], tuple) else (extrema,)
    return all(cast(tuple[int, int], one)[1] < _SEEN for one in each)


@cache
def _sample(bands: str) -> Pillow.Image:
    """Many colours, one a pixel."""
    if bands == "L":
        return Pillow.frombytes("L", (256, 1), bytes(range(256)))
    steps = (*range(0, 255, 36), 255)
    colours = bytes(part for r in steps for g in steps for b in steps for part in (r, g, b))
    return Pillow.frombytes("RGB", (len(colours) // 3, 1), colours)


def _transform(source: ImageCms.ImageCmsProfile, mode: str) -> ImageCms.ImageCmsTransform:
    return ImageCms.buildTransform(
        source,
        _built("sRGB"),
        mode,
        "RGB",
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )


def _converted(picture: Pillow.Image, own: ImageCms.ImageCmsTransform, mode: str) -> Pillow.Image:
    """The picture in sRGB, as RGB or as gray."""
    return cast(Pillow.Image, ImageCms.applyTransform(picture, own)).convert(mode)
