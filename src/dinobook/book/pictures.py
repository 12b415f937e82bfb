"""Pictures: read through the project, looked into, and refused when they would spoil the book."""

from __future__ import annotations

import io
import re
import warnings
from typing import Final

from lxml import etree
from PIL import Image as Pillow
from PIL import ImageOps

from dinobook import xhtml
from dinobook.book.model import Asset
from dinobook.errors import SourceError
from dinobook.markup.fragment import Image
from dinobook.problems import Place, Problem
from dinobook.project import Project

MEDIA_TYPES: Final = {
    "JPEG": "image/jpeg",
    "PNG": "image/png",
    "GIF": "image/gif",
    "WEBP": "image/webp",
}
SUFFIXES: Final = {
    "image/jpeg": (".jpg", ".jpeg"),
    "image/png": (".png",),
    "image/gif": (".gif",),
    "image/webp": (".webp",),
    "image/svg+xml": (".svg",),
}
MAX_PIXELS: Final = 60_000_000
_SVG_REFUSED: Final = {"script", "foreignObject", "iframe", "audio", "video", "handler"}


def load(project: Project, image: Image, chapter_path: str) -> tuple[Asset | None, list[Problem]]:
    """Read one picture. None with problems when it cannot be printed."""
    place = Place(chapter_path, image.line, image.path)
    try:
        data = project.read_bytes(image.path)
    except SourceError:
        return None, [
            Problem(
                place,
                "images-001",
                f"The picture “{image.path}” does not exist.",
                "Put the file there, or build with --draft to see a labelled box in its place.",
            )
        ]
    try:
        asset = _svg(image.path, data) if _looks_like_svg(data) else _bitmap(image.path, data)
    except _UnusableError as fault:
        return None, [Problem(place, fault.code, fault.message, fault.hint)]
    return asset, _suffix_problem(asset, place)


class _UnusableError(Exception):
    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint


def _looks_like_svg(data: bytes) -> bool:
    return b"<svg" in data[:4096] or data.lstrip()[:5] == b"<?xml"


def _bitmap(path: str, data: bytes) -> Asset:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Pillow.DecompressionBombWarning)
            picture = Pillow.open(io.BytesIO(data))
        form = picture.format or ""
        if form not in MEDIA_TYPES:
            raise _UnusableError(
                "images-002",
                f"“{path}” is {form or 'no known kind of picture'}, which books cannot show.",
                "Save it as JPEG, PNG or SVG.",
            )
        width, height = picture.size
        if width * height > MAX_PIXELS:
            raise _UnusableError(
                "images-003",
                f"“{path}” has {width} × {height} pixels, "
                f"more than {MAX_PIXELS // 1_000_000} million.",
                "Scale it down: 3,000 pixels on the longest side is ample for a book page.",
            )
        if getattr(picture, "n_frames", 1) > 1:
            raise _UnusableError(
                "images-004",
                f"“{path}” is animated; paper stands still.",
                "Save the frame that you want as PNG.",
            )
        picture.load()
    except (OSError, SyntaxError, ValueError, Pillow.DecompressionBombError) as error:
        raise _UnusableError(
            "images-005",
            f"“{path}” cannot be read as a picture: it is damaged, cut short or something else.",
            "Open it in a picture editor and save it again as JPEG or PNG.",
        ) from error
    clean = _without_private_data(picture, form, data)
    width, height = Pillow.open(io.BytesIO(clean)).size
    return Asset(path, MEDIA_TYPES[form], clean, width, height)


def _without_private_data(picture: Pillow.Image, form: str, data: bytes) -> bytes:
    """The same picture turned upright and without EXIF (camera, place, owner)."""
    if not picture.getexif():
        return data
    upright = ImageOps.exif_transpose(picture)
    upright.info.pop("exif", None)
    upright.info.pop("xmp", None)
    out = io.BytesIO()
    kept = {"icc_profile": picture.info.get("icc_profile")}
    options = {"quality": 95, "subsampling": 0} if form in ("JPEG", "WEBP") else {}
    upright.save(out, form, exif=b"", **kept, **options)
    return out.getvalue()


def _svg(path: str, data: bytes) -> Asset:
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise _UnusableError(
            "images-006",
            f"“{path}” declares a document type, which dinobook does not read.",
            "Delete the line that begins with <!DOCTYPE, or export the drawing as plain SVG.",
        )
    try:
        root = xhtml.parse(data.decode("utf-8-sig").partition("?>")[2] or data.decode("utf-8-sig"))
    except (etree.XMLSyntaxError, UnicodeDecodeError) as error:
        raise _UnusableError(
            "images-005",
            f"“{path}” is not well-formed SVG.",
            "Open it in a drawing program and export it again as plain SVG.",
        ) from error
    _refuse_active_svg(path, root)
    width, height = _svg_size(root)
    if not width or not height:
        raise _UnusableError(
            "images-007",
            f"“{path}” does not say how large it is.",
            "Give the <svg> element a viewBox.",
        )
    return Asset(path, "image/svg+xml", data, round(width), round(height))


def _refuse_active_svg(path: str, root: etree._Element) -> None:
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        name = xhtml.name_of(element)
        outward = name == "style" and re.search(r"@import|url\((?!\s*['\"]?#)", element.text or "")
        reasons = [f"<{name}>"] if name in _SVG_REFUSED or outward else []
        for attribute, raw in element.attrib.items():
            local, value = etree.QName(attribute).localname, str(raw)
            outside = local == "href" and not value.startswith(("#", "data:image/"))
            if local.lower().startswith("on") or outside or "url(http" in value:
                reasons.append(f"{local}=“{value[:40]}”")
        if reasons:
            raise _UnusableError(
                "images-006",
                f"“{path}” holds {reasons[0]} on line {element.sourceline}: scripts, style sheets "
                "and links to other files cannot go into a book.",
                "Export the drawing as plain SVG with its styles as attributes.",
            )


def _svg_size(root: etree._Element) -> tuple[float, float]:
    box = root.get("viewBox", "").replace(",", " ").split()
    width, height = _number(root.get("width")), _number(root.get("height"))
    if len(box) == 4:
        width = width or _number(box[2])
        height = height or _number(box[3])
    return width, height


def _number(text: str | None) -> float:
    digits = (text or "").removesuffix("px").strip()
    try:
        return float(digits)
    except ValueError:
        return 0.0


def _suffix_problem(asset: Asset, place: Place) -> list[Problem]:
    allowed = SUFFIXES[asset.media_type]
    if asset.path.lower().endswith(allowed):
        return []
    return [
        Problem(
            place,
            "images-008",
            f"“{asset.path}” is really {asset.media_type.removeprefix('image/').upper()}.",
            f"Rename it to end in {allowed[0]}, and change the chapter’s line too.",
        )
    ]
