"""ICC profiles: the press's own, named by the manifest, and sRGB for the screen."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from typing import Final

from PIL import ImageCms

from dinobook.errors import ManifestError
from dinobook.problems import Place, Problem

_HEADER_BYTES: Final = 128  # ICC.1:2022, 7.2
_SIGNATURE: Final = slice(36, 40)
_CREATED: Final = slice(24, 36)
_SPACES: Final = {b"CMYK": "CMYK", b"GRAY": "GRAY", b"RGB ": "RGB"}
_MODES: Final = {"CMYK": "CMYK", "GRAY": "L", "RGB": "RGB"}
COMPONENTS: Final = {"CMYK": 4, "RGB": 3, "GRAY": 1}


@dataclass(frozen=True, slots=True)
class Profile:
    """A profile that LittleCMS can use. `space` is CMYK, GRAY or RGB."""

    data: bytes
    space: str
    description: str

    def opened(self) -> ImageCms.ImageCmsProfile:
        return ImageCms.ImageCmsProfile(io.BytesIO(self.data))


def read_profile(data: bytes, place: Place) -> Profile:
    """The profile in a file. Raises `ManifestError` when it is none, or not a press's."""
    if len(data) < _HEADER_BYTES or data[_SIGNATURE] != b"acsp":
        raise _unusable(place, "is not an ICC profile")
    space = _SPACES.get(data[16:20])
    if data[12:16] != b"prtr" or space is None:
        raise _unusable(place, "is not the profile of a press")
    try:
        opened = ImageCms.ImageCmsProfile(io.BytesIO(data))
        ImageCms.buildTransform(srgb().opened(), opened, "RGB", _MODES[space])
        return Profile(data, space, ImageCms.getProfileDescription(opened).strip())
    except (OSError, ImageCms.PyCMSError):
        raise _unusable(place, "is damaged") from None


def _unusable(place: Place, why: str) -> ManifestError:
    message = f"The colour profile “{place.path}” {why}."
    hint = "Ask the printer which profile to use, such as PSO Coated v3 of eci.org, and name it."
    return ManifestError(message, [Problem(place, "finish-002", message, hint)])


@cache
def srgb() -> Profile:
    """The colours of the screen (IEC 61966-2-1)."""
    made = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    made[_CREATED] = bytes(12)  # LittleCMS writes the day on which the profile is made
    return Profile(bytes(made), "RGB", "sRGB IEC61966-2.1")
