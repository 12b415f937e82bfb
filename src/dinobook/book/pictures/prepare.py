"""Pictures made ready for what shows them: one way for paper, for screens and for e-books.

What comes out is a JPEG, a PNG or an SVG, upright, in eight bits, without camera, place, owner or
profile. Colours are sRGB, but for inks (CMYK) on paper, which are the press's affair. An e-book has
no more pixels than its readers' devices take.
"""

from __future__ import annotations

import io
import math
import struct
from dataclasses import replace
from enum import StrEnum
from functools import partial
from typing import Any, Final

from PIL import Image as Pillow

from dinobook.book.model import Asset
from dinobook.book.pictures.bitmaps import is_on_its_side, is_upright, opened, upright
from dinobook.book.pictures.colours import in_eight_bits, in_srgb, is_srgb, true_inks
from dinobook.book.pictures.private_data import bare_jpeg, bare_png
from dinobook.manifest.model import EditionSpec
from dinobook.storage.cache import NO_CACHE, Cache
from dinobook.units import MM_PER_INCH

MAX_EBOOK_PIXELS: Final = 3_200_000
"""The most that older readers show of a picture; Apple's books take little more."""
EBOOK_SCREEN_MM: Final = (148.0, 210.0)
"""The screen that `dpi` of an e-book is reckoned for: that of a large reader, or A5."""
_QUALITY: Final = 95
_EBOOK_QUALITY: Final = 90
_TOO_HEAVY: Final = 2
"""Photographs without loss are so much larger than those whose loss nobody sees."""
_FIRST_CHUNK: Final = 12
_DEPTH_AT: Final = 24
"""Where a PNG says how many bits a colour has (PNG, third edition, 11.2.1)."""


class Medium(StrEnum):
    """What a picture is made ready for."""

    PAPER = "paper"
    SCREEN = "screen"
    EBOOK = "e-book"


def medium_of(edition: EditionSpec) -> Medium:
    """Inks are for paper, unless its printer or an archive wants the colours of a screen."""
    if edition.format == "epub":
        return Medium.EBOOK
    printer = edition.printed_by
    wants_rgb = printer is not None and printer.colour.value == "rgb"
    on_screen = not edition.on_paper or edition.standard is not None or wants_rgb
    return Medium.SCREEN if on_screen else Medium.PAPER


def shown_size(asset: Asset, medium: Medium, dpi: int = 0) -> tuple[int, int]:
    """Width and height in pixels as a medium shows a bitmap. `dpi` 0: no limit but the medium's."""
    width, height = asset.width_px, asset.height_px
    if medium is not Medium.EBOOK:
        return width, height
    share = min(1.0, math.sqrt(MAX_EBOOK_PIXELS / (width * height)))
    if dpi:
        across, up = (side / MM_PER_INCH * dpi for side in EBOOK_SCREEN_MM)
        share = min(share, max(min(across / width, up / height), min(across / height, up / width)))
    return max(1, math.floor(width * share)), max(1, math.floor(height * share))


def prepared(asset: Asset, medium: Medium, dpi: int = 0, cache: Cache = NO_CACHE) -> Asset:
    """A picture that `look` has passed, as the medium shows it; drawings are ready already."""
    if asset.media_type == "image/svg+xml":
        return asset
    size = shown_size(asset, medium, dpi)
    if (cut := _as_it_is(asset, medium, size)) is not None:
        return replace(asset, data=cut)
    make = partial(_made, asset.data, medium, size)
    known = (medium.value, str(size), asset.data)
    media_type, data = cache.recall(tuple[str, bytes], make, "picture prepared", *known)
    return Asset(asset.path, media_type, data, *size)


def _as_it_is(asset: Asset, medium: Medium, size: tuple[int, int]) -> bytes | None:
    """The bytes without what is private, when no pixel has to change; None: some have."""
    if asset.media_type not in ("image/jpeg", "image/png") or size != _size(asset):
        return None
    is_png = asset.media_type == "image/png"
    if is_png and asset.data[_DEPTH_AT] > 8:
        return None
    with opened(asset.data) as picture:
        is_ink = picture.mode == "CMYK" and medium is Medium.PAPER
        if picture.mode == "1" and medium is not Medium.EBOOK:
            return None  # the page engine would make three colours of it, with thrice the memory
        if not is_upright(picture) or not (is_ink or _is_plain(picture)):
            return None
    try:
        return bare_png(asset.data) if is_png else bare_jpeg(asset.data)
    except (ValueError, IndexError, struct.error):  # not quite as its kind must be, yet readable
        return None


def _size(asset: Asset) -> tuple[int, int]:
    return asset.width_px, asset.height_px


def _is_plain(picture: Pillow.Image) -> bool:
    return picture.mode in ("1", "L", "LA", "P", "RGB", "RGBA") and is_srgb(picture)


def _made(data: bytes, medium: Medium, size: tuple[int, int]) -> tuple[str, bytes]:
    """Media type and bytes."""
    with opened(data) as picture:
        lossy = _is_lossy(picture, data)
        # a JPEG can be read at a half, a quarter or an eighth of its size, with less memory
        picture.draft(None, size[::-1] if is_on_its_side(picture) else size)
        made = in_eight_bits(upright(true_inks(picture)))
    if medium is not Medium.PAPER or made.mode != "CMYK":
        made = in_srgb(made)
    if made.size != size:
        made = _resized(made, size)
    return _encoded(_without_needless_alpha(made), medium, lossy=lossy)


def _is_lossy(picture: Pillow.Image, data: bytes) -> bool:
    """Whether it comes from a kind that leaves out what nobody sees."""
    if picture.format == "WEBP":
        return _is_lossy_webp(data)
    return picture.format in ("JPEG", "MPO") or picture.info.get("compression") == "jpeg"


def _is_lossy_webp(data: bytes) -> bool:
    """By the chunk of its first picture (RFC 9649, 2.5)."""
    at = _FIRST_CHUNK
    while at < len(data):
        name, length = struct.unpack_from("<4sI", data, at)
        if name in (b"VP8 ", b"VP8L"):
            return bool(name == b"VP8 ")
        # the picture of an animation lies inside its frame, behind sixteen bytes
        at += 24 if name == b"ANMF" else 8 + length + length % 2
    return False


def _resized(picture: Pillow.Image, size: tuple[int, int]) -> Pillow.Image:
    if picture.has_transparency_data:
        picture = picture.convert("LA" if picture.mode in ("L", "LA") else "RGBA")
    elif picture.mode == "P":
        picture = picture.convert("RGB")
    return picture.resize(size, Pillow.Resampling.LANCZOS, reducing_gap=3.0)


def _without_needless_alpha(picture: Pillow.Image) -> Pillow.Image:
    if picture.mode in ("LA", "RGBA") and picture.getchannel("A").getextrema() == (255, 255):
        return picture.convert(picture.mode.removesuffix("A"))
    return picture


def _encoded(picture: Pillow.Image, medium: Medium, *, lossy: bool) -> tuple[str, bytes]:
    """As JPEG what was one, and photographs for an e-book; else as PNG, without loss."""
    quality = _EBOOK_QUALITY if medium is Medium.EBOOK else _QUALITY
    is_photo = picture.mode in ("L", "RGB") and not picture.has_transparency_data
    if picture.mode == "CMYK" or (lossy and is_photo):
        return "image/jpeg", _saved(picture, "JPEG", quality=quality, subsampling=0)
    png = _saved(picture, "PNG")
    if medium is Medium.EBOOK and is_photo:
        jpeg = _saved(picture, "JPEG", quality=quality, subsampling=0)
        if len(png) > _TOO_HEAVY * len(jpeg):
            return "image/jpeg", jpeg
    return "image/png", png


def _saved(picture: Pillow.Image, form: str, **options: Any) -> bytes:
    """The picture and nothing about it."""
    if "transparency" in picture.info:
        options["transparency"] = picture.info["transparency"]
    bare = picture.copy()
    bare.info = {}
    out = io.BytesIO()
    bare.save(out, form, **options)
    return out.getvalue()
