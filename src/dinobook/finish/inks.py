"""Colours of the screen → inks of a press, through LittleCMS.

What has no colour gets black ink only: text in four inks would show every shift of the paper.
Other colours are converted relative to the paper, with the black point compensated.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, cast

from PIL import Image, ImageChops, ImageCms

from dinobook.finish.faults import UnfitColour
from dinobook.finish.ink_limit import NO_LIMIT, limited
from dinobook.finish.profile import Profile, srgb

Components = tuple[float, ...]

_NEUTRAL: Final = 6 / 255
"""A cast that nobody sees: warm blacks of a theme are black too."""
_NEUTRAL_CHROMA: Final = 2.0
"""As little, in CIE L*a*b*."""
_LUMA: Final = (0.3, 0.59, 0.11)  # ISO 32000-1, 10.3.3
_PRESS_MODES: Final = {"CMYK": "CMYK", "GRAY": "L"}


@dataclass(slots=True)
class Inks:
    """Converts to CMYK or gray. `profile` is the press's.

    `most` is the most ink in one place, all four together from 0 to 4.

    Without a profile of gray, gray is the luma that every PDF reader computes. Without one of CMYK,
    only what has no colour can be converted: `UnfitColour` says so of the rest.
    """

    colour: str
    profile: Profile | None
    most: float = NO_LIMIT
    _known: dict[tuple[str, bytes, Components], Components] = field(default_factory=dict)
    _transforms: dict[tuple[str, bytes], ImageCms.ImageCmsTransform] = field(default_factory=dict)

    @property
    def mode(self) -> str:
        """Pillow's name for what comes out."""
        return "CMYK" if self.colour == "cmyk" else "L"

    @property
    def _managed(self) -> Profile | None:
        """The profile, when it is one of the inks that are asked for."""
        if self.profile is not None and _PRESS_MODES.get(self.profile.space) == self.mode:
            return self.profile
        return None

    def black(self, gray: float) -> Components:
        """A gray (0: black) in black ink only."""
        return (0.0, 0.0, 0.0, round(1.0 - gray, 4)) if self.mode == "CMYK" else (gray,)

    def of_rgb(
        self, rgb: Sequence[float], source: Profile | None = None, *, mixed: bool = False
    ) -> Components:
        """Inks for red, green and blue from 0 to 1, of the screen or of their own profile.

        `mixed`: also what has no colour, because it lies between colours.
        """
        if not mixed and is_neutral(rgb):
            return self.black(rgb[1])
        return self._converted("RGB", tuple(rgb), source)

    def of_lab(self, lab: Sequence[float]) -> Components:
        """Inks for a colour in CIE L*a*b*, relative to its white."""
        lightness, a, b = lab
        if math.hypot(a, b) < _NEUTRAL_CHROMA:
            return self.black(round(_gray_of_lightness(lightness), 4))
        pixel = (lightness / 100, (a + 128) / 255, (b + 128) / 255)
        return self._converted("LAB", pixel, None)

    def of_cmyk(self, cmyk: Sequence[float]) -> Components:
        """Inks stay; as gray, what every PDF reader makes of them."""
        if self.mode == "CMYK":
            return limited(tuple(cmyk), self.most)
        cyan, magenta, yellow, black = cmyk
        luma = sum(part * ink for part, ink in zip(_LUMA, (cyan, magenta, yellow), strict=True))
        return (round(1.0 - min(1.0, luma + black), 4),)

    def _converted(self, mode: str, values: Components, source: Profile | None) -> Components:
        key = (mode, source.data if source else b"", values)
        if key not in self._known:
            pixel = tuple(round(255 * max(0.0, min(1.0, value))) for value in values)
            picture = self._mixed(Image.new(mode, (1, 1), pixel), source)
            found = picture.getpixel((0, 0))
            parts = found if isinstance(found, tuple) else (found,)
            inks = tuple(round((part or 0) / 255, 4) for part in parts)
            self._known[key] = limited(inks, self.most)
        return self._known[key]

    def picture(self, picture: Image.Image, source: Profile | None = None) -> Image.Image:
        """A picture (RGB, LAB, L or CMYK) in inks. A gray one gets black only."""
        if picture.mode == self.mode and picture.mode != "LAB":
            return picture
        if picture.mode == "L" or (picture.mode == "RGB" and _is_gray(picture)):
            return self._in_black(picture.convert("L"))
        if picture.mode == "CMYK":
            return _luma_of_inks(picture)
        return self._mixed(picture, source)

    def _mixed(self, picture: Image.Image, source: Profile | None) -> Image.Image:
        """RGB or L*a*b* through LittleCMS, also what is gray."""
        if self._managed is None:
            if self.mode == "CMYK":
                raise UnfitColour("a colour, and the edition names no profile of the press")
            plain = self._transform(picture.mode, source, srgb(), "RGB")
            return _applied(picture, plain).convert("L")
        return _applied(picture, self._transform(picture.mode, source, self._managed, self.mode))

    def _in_black(self, gray: Image.Image) -> Image.Image:
        if self.mode == "L":
            return gray
        none = Image.new("L", gray.size, 0)
        return Image.merge("CMYK", (none, none, none, ImageChops.invert(gray)))

    def _transform(
        self, mode: str, source: Profile | None, target: Profile, target_mode: str
    ) -> ImageCms.ImageCmsTransform:
        key = (f"{mode} {target_mode}", source.data if source else b"")
        if key not in self._transforms:
            opened = ImageCms.createProfile("LAB") if mode == "LAB" else (source or srgb()).opened()
            self._transforms[key] = ImageCms.buildTransform(
                opened,
                target.opened(),
                mode,
                target_mode,
                renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
                flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
            )
        return self._transforms[key]


def is_neutral(rgb: Sequence[float]) -> bool:
    """Whether it is gray, or so nearly that nobody sees a colour."""
    return max(rgb) - min(rgb) < _NEUTRAL


def _gray_of_lightness(lightness: float) -> float:
    """L* as one of the grays of sRGB, from 0 to 1 (CIE 15:2004, 8.2.1; IEC 61966-2-1, 5.2)."""
    light = ((lightness + 16) / 116) ** 3 if lightness > 8 else lightness / 903.3
    return 12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055


def _applied(picture: Image.Image, transform: ImageCms.ImageCmsTransform) -> Image.Image:
    converted = ImageCms.applyTransform(picture, transform)
    return cast(Image.Image, converted)  # None is for a picture that is changed in place


def _is_gray(picture: Image.Image) -> bool:
    """Whether no pixel has a colour; some scans and drawings are stored as RGB all the same."""
    red, green, blue = picture.split()
    return all(ImageChops.difference(green, other).getextrema() == (0, 0) for other in (red, blue))


def _luma_of_inks(picture: Image.Image) -> Image.Image:
    """Gray from inks by the formula of `Inks.of_cmyk`."""
    cyan, magenta, yellow, black = picture.split()
    coloured = Image.merge("RGB", (cyan, magenta, yellow)).convert("L")
    return ImageChops.invert(ImageChops.add(coloured, black))
