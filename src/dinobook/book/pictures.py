"""Pictures: read through the project, looked into, and refused when they would spoil the book."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Final

from PIL import Image as Pillow
from PIL import ImageFile, UnidentifiedImageError

from dinobook.book.drawings import UnusableError, drawing, looks_like_drawing
from dinobook.book.model import Asset
from dinobook.book.private_data import printable
from dinobook.errors import SourceError
from dinobook.markup.fragment import Image
from dinobook.problems import Place, Problem
from dinobook.project import MANUSCRIPT, Project

MEDIA_TYPES: Final = {
    "JPEG": "image/jpeg",
    "PNG": "image/png",
    "GIF": "image/gif",
    "WEBP": "image/webp",
    "MPO": "image/jpeg",  # a telephone's JPEG with a second picture behind the first
}
SUFFIXES: Final = {
    "image/jpeg": (".jpg", ".jpeg"),
    "image/png": (".png",),
    "image/gif": (".gif",),
    "image/webp": (".webp",),
    "image/svg+xml": (".svg",),
}
_KINDS: Final = {
    "image/jpeg": "a JPEG",
    "image/png": "a PNG",
    "image/gif": "a GIF",
    "image/webp": "a WebP",
    "image/svg+xml": "an SVG",
}
_OPENED: Final = ("JPEG", "PNG", "GIF", "WEBP")
MAX_PIXELS: Final = 60_000_000
_FOREIGN: Final = (
    (0, b"BM", "a BMP"),
    (0, b"II*\0", "a TIFF"),
    (0, b"MM\0*", "a TIFF"),
    (4, b"ftyp", "a HEIC or AVIF picture, or a film"),
    (0, b"\xd7\xcd\xc6\x9a", "a Windows metafile (WMF)"),
    (40, b" EMF", "a Windows metafile (EMF)"),
    (0, b"\0\0\1\0", "an icon (ICO)"),
    (0, b"%!PS", "an EPS"),
    (0, b"%PDF", "a PDF"),
    (0, b"8BPS", "a Photoshop file"),
    (0, b"\x1f\x8b", "a compressed file (SVGZ or another)"),
    (0, b"\xff\xfe", "text saved as UTF-16"),
    (0, b"\xfe\xff", "text saved as UTF-16"),
)


def load(project: Project, image: Image, chapter_path: str) -> tuple[Asset | None, list[Problem]]:
    """Read one picture. None with problems when it cannot be printed."""
    place = Place(chapter_path, image.line, image.path)
    if not image.path.startswith(f"{MANUSCRIPT}/"):
        return None, [
            Problem(
                place,
                "images-011",
                f"The picture “{image.path}” is not in {MANUSCRIPT}/.",
                f"Put it in {MANUSCRIPT}/images/ and name it by its path there.",
            )
        ]
    try:
        data = project.read_bytes(image.path)
    except SourceError as error:
        return None, [_not_there(fault, image, place) for fault in error.problems]
    try:
        asset = drawing(image.path, data) if looks_like_drawing(data) else _bitmap(image.path, data)
    except UnusableError as fault:
        return None, [Problem(place, fault.code, fault.message, fault.hint)]
    return asset, _suffix_problem(asset, place)


def _not_there(fault: Problem, image: Image, place: Place) -> Problem:
    """The fault of the file, said of the chapter's line that names it."""
    if fault.code != "project-001":
        return replace(fault, place=place)
    return Problem(
        place,
        "images-001",
        f"The picture “{image.path}” does not exist.",
        "Put the file there, or build with --draft to see a labelled box in its place.",
    )


def _bitmap(path: str, data: bytes) -> Asset:
    try:
        with _whole_pictures_only(), warnings.catch_warnings():
            warnings.simplefilter("ignore", Pillow.DecompressionBombWarning)
            picture = Pillow.open(io.BytesIO(data), formats=_OPENED)
        form = picture.format or ""
        _refuse_size(path, picture)
        if getattr(picture, "n_frames", 1) > 1 and form != "MPO":
            raise UnusableError(
                "images-004",
                f"“{path}” is animated; paper stands still.",
                "Save the frame that you want as PNG.",
            )
        with _whole_pictures_only():
            picture.load()
        clean = printable(picture, form, data)
    except Pillow.DecompressionBombError as error:
        raise _too_many_pixels(path, "far too many") from error
    except UnidentifiedImageError as error:
        raise _unknown_kind(path, data) from error
    except (OSError, SyntaxError, ValueError) as error:
        raise UnusableError(
            "images-005",
            f"“{path}” cannot be read as a picture: it is damaged or cut short.",
            "Open it in a picture editor and save it again as JPEG or PNG.",
        ) from error
    width, height = Pillow.open(io.BytesIO(clean)).size
    return Asset(path, MEDIA_TYPES[form], clean, width, height)


@contextmanager
def _whole_pictures_only() -> Iterator[None]:
    """The page engine tells Pillow, for the whole process, to be content with half a picture."""
    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


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
    return UnusableError(
        "images-002",
        f"“{path}” is {known}, which books cannot show.",
        "Save it as JPEG, PNG or SVG.",
    )


def _suffix_problem(asset: Asset, place: Place) -> list[Problem]:
    allowed = SUFFIXES[asset.media_type]
    if asset.path.lower().endswith(allowed):
        return []
    return [
        Problem(
            place,
            "images-008",
            f"“{asset.path}” is really {_KINDS[asset.media_type]}.",
            f"Rename it to end in {allowed[0]}, and change the chapter’s line too.",
        )
    ]


def known_missing(image: Image, path: str) -> Problem:
    """A block that stands for a picture which is not there yet."""
    return Problem(
        Place(path, image.line, image.path),
        "images-009",
        f"The picture “{image.path}” is still missing.",
        "Put a picture there, delete the block, or build with --draft to see a labelled box.",
    )
