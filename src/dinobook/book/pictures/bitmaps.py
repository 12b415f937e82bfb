"""Bitmaps, opened with care: what kind, how large, and whether they are whole."""

from __future__ import annotations

import io
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from PIL import Image as Pillow
from PIL import ImageCms, ImageFile, UnidentifiedImageError

from dinobook.book.pictures.colours import is_srgb
from dinobook.book.pictures.faults import UnusableError

MEDIA_TYPES: Final = {
    "JPEG": "image/jpeg",
    "MPO": "image/jpeg",  # a telephone's JPEG with a second picture behind the first
    "PNG": "image/png",
    "GIF": "image/gif",
    "WEBP": "image/webp",
    "TIFF": "image/tiff",
    "BMP": "image/bmp",
}
MAX_PIXELS: Final = 60_000_000
_OPENED: Final = tuple(form for form in MEDIA_TYPES if form != "MPO")  # opened as a JPEG
_ORIENTATION: Final = 0x0112
_ON_ITS_SIDE: Final = (5, 6, 7, 8)
_UPRIGHT: Final = (None, 1)
_TURNS: Final = {
    2: Pillow.Transpose.FLIP_LEFT_RIGHT,
    3: Pillow.Transpose.ROTATE_180,
    4: Pillow.Transpose.FLIP_TOP_BOTTOM,
    5: Pillow.Transpose.TRANSPOSE,
    6: Pillow.Transpose.ROTATE_270,
    7: Pillow.Transpose.TRANSVERSE,
    8: Pillow.Transpose.ROTATE_90,
}
_FOREIGN: Final = (
    (0, b"BM", "a BMP of a kind that dinobook does not read"),
    (0, b"II*\0", "a TIFF of a kind that dinobook does not read"),
    (0, b"MM\0*", "a TIFF of a kind that dinobook does not read"),
    (4, b"ftyp", "a HEIC or AVIF picture, or a film, which books cannot show"),
    (0, b"\xd7\xcd\xc6\x9a", "a Windows metafile (WMF), which books cannot show"),
    (40, b" EMF", "a Windows metafile (EMF), which books cannot show"),
    (0, b"\0\0\1\0", "an icon (ICO), which books cannot show"),
    (0, b"%!PS", "an EPS, which books cannot show"),
    (0, b"%PDF", "a PDF, which books cannot show as a picture"),
    (0, b"8BPS", "a Photoshop file, which books cannot show"),
    (0, b"\x1f\x8b", "a compressed file (SVGZ or another), which books cannot show"),
    (0, b"\xff\xfe", "text saved as UTF-16, and no picture"),
    (0, b"\xfe\xff", "text saved as UTF-16, and no picture"),
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What a bitmap is; its sides as it stands upright. `several`: it holds more pictures."""

    form: str
    width_px: int
    height_px: int
    several: bool = False

    @property
    def media_type(self) -> str:
        return MEDIA_TYPES[self.form]


_DAMAGED: Final = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    EOFError,
    struct.error,
    ImageCms.PyCMSError,
)
"""What Pillow's readers raise for bytes that are not as their kind must be."""


def facts_of(path: str, data: bytes) -> Facts:
    """Look into a bitmap, to its last pixel. Raises `UnusableError`."""
    try:
        with opened(data) as picture:
            _refuse_size(path, picture)
            return _facts(picture)
    except (Pillow.DecompressionBombError, MemoryError) as error:
        raise _too_many_pixels(path, "far too many") from error
    except UnidentifiedImageError as error:
        raise _unknown_kind(path, data) from error
    except _DAMAGED as error:
        raise UnusableError(
            "images-005",
            f"“{path}” cannot be read as a picture: it is damaged or cut short.",
            "Open it in a picture editor and save it again as JPEG or PNG.",
        ) from error


@contextmanager
def opened(data: bytes) -> Iterator[Pillow.Image]:
    """The first picture of a bitmap, of which nothing may be missing."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of its size, and of metadata that is not quite right
        before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
        try:  # the page engine tells Pillow, for the whole process, to be content with half of one
            with Pillow.open(io.BytesIO(data), formats=_OPENED) as picture:
                yield picture
        finally:
            ImageFile.LOAD_TRUNCATED_IMAGES = before


def _facts(picture: Pillow.Image) -> Facts:
    form = picture.format or ""
    several = form != "MPO" and bool(getattr(picture, "is_animated", False))
    width, height = picture.size
    if form != "TIFF" and is_on_its_side(picture):
        width, height = height, width  # Pillow turns a TIFF when it is loaded
    picture.load()
    if form == "TIFF":
        width, height = picture.size
    is_srgb(picture)  # a profile that cannot be read is met here, and not in a build
    return Facts(form, width, height, several)


def orientation(picture: Pillow.Image) -> int | None:
    """How the camera was held, 1 to 8 (Exif 3.0, 4.6.5.1.6); None: it does not say."""
    found = picture.getexif().get(_ORIENTATION)
    return found if isinstance(found, int) and 1 <= found <= 8 else None


def is_on_its_side(picture: Pillow.Image) -> bool:
    return orientation(picture) in _ON_ITS_SIDE


def is_upright(picture: Pillow.Image) -> bool:
    return orientation(picture) in _UPRIGHT


def upright(picture: Pillow.Image) -> Pillow.Image:
    """The picture as the camera was held; the same object when that was upright.

    Not Pillow's own way, which writes all else that a camera says, and stumbles over odd words.
    """
    picture.load()  # which turns a TIFF
    turn = _TURNS.get(orientation(picture) or 1)
    return picture if turn is None else picture.transpose(turn)


def _refuse_size(path: str, picture: Pillow.Image) -> None:
    width, height = picture.size
    if width * height > MAX_PIXELS:
        raise _too_many_pixels(path, f"{width} × {height}")


def _too_many_pixels(path: str, how_many: str) -> UnusableError:
    return UnusableError(
        "images-003",
        f"“{path}” has {how_many} pixels; the most is {MAX_PIXELS // 1_000_000} million.",
        "Scale it down: 3,000 pixels on the longest side is ample for a book page.",
    )


def _unknown_kind(path: str, data: bytes) -> UnusableError:
    """The kind by the first bytes, where people take such a file for a picture."""
    known = next((kind for at, mark, kind in _FOREIGN if data[at:].startswith(mark)), "")
    if not known:
        return UnusableError(
            "images-005",
            f"“{path}” cannot be read as a picture: it is damaged, cut short or something else.",
            "Open it in a picture editor and save it again as JPEG or PNG.",
        )
    return UnusableError("images-002", f"“{path}” is {known}.", "Save it as JPEG, PNG or SVG.")
