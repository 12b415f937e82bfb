"""Bitmaps as they are printed: upright, and without camera, place, owner or comments.

JPEG and PNG are cut by their parts, and saved again only where that does not do.
Sources: ITU-T T.81, annex B; PNG third edition (W3C, 2025), chapter 5.
"""

from __future__ import annotations

import io
import struct
from typing import Any, Final

from PIL import Image as Pillow
from PIL import ImageOps

_ORIENTATION: Final = 0x0112
_UPRIGHT: Final = (None, 1)
_MODES: Final = frozenset({"1", "L", "LA", "P", "RGB", "RGBA", "CMYK"})
_BITS_OF_A_BYTE: Final = 256

# PNG: what shapes or colours the picture. The rest tells about it.
_PNG_DRAWS: Final = frozenset(
    [
        b"IHDR",
        b"PLTE",
        b"IDAT",
        b"IEND",
        b"tRNS",
        b"cHRM",
        b"gAMA",
        b"iCCP",
        b"sRGB",
        b"sBIT",
        b"cICP",
        b"pHYs",
    ]
)
# JPEG: APP0 (JFIF), APP2 with a colour profile, APP14 (Adobe's colours).
_APP0, _APP2, _APP14, _APP15, _COMMENT = 0xE0, 0xE2, 0xEE, 0xEF, 0xFE
_START_OF_SCAN, _END = 0xDA, 0xD9
_WITHIN_SCAN: Final = frozenset({0x00, *range(0xD0, 0xD8)})


def printable(picture: Pillow.Image, form: str, data: bytes) -> bytes:
    """The bytes for the book. `picture` is loaded from `data`; `form` is Pillow's name for it."""
    if picture.getexif().get(_ORIENTATION) not in _UPRIGHT or picture.mode not in _MODES:
        return _saved(_eight_bits(ImageOps.exif_transpose(picture)), form)
    try:
        if form in ("JPEG", "MPO"):
            return _bare_jpeg(data)
        if form == "PNG":
            return _bare_png(data)
    except (ValueError, IndexError, struct.error):  # not quite as its kind must be, yet readable
        return _saved(picture, form)
    if form == "WEBP" and not picture.info.keys() & {"exif", "xmp"}:
        return data
    return _saved(picture, form)


def _eight_bits(picture: Pillow.Image) -> Pillow.Image:
    """Sixteen bits of grey, which the page engine does not know, as eight; paper shows fewer."""
    if not picture.mode.startswith("I"):
        return picture if picture.mode in _MODES else picture.convert("RGB")
    return picture.convert("I").point(lambda level: level / _BITS_OF_A_BYTE).convert("L")


def _saved(picture: Pillow.Image, form: str) -> bytes:
    options: dict[str, Any] = {"icc_profile": picture.info.get("icc_profile")}
    if form in ("JPEG", "MPO"):
        options |= {"quality": 95, "subsampling": 0}
    elif form == "WEBP":
        options |= {"quality": 95}
    elif "transparency" in picture.info:
        options["transparency"] = picture.info["transparency"]
    bare = picture.copy()
    bare.info = {}
    out = io.BytesIO()
    bare.save(out, "JPEG" if form == "MPO" else form, **options)
    return out.getvalue()


def _bare_png(data: bytes) -> bytes:
    """The chunks that draw, up to the end mark; what hangs behind it goes."""
    kept = [data[:8]]
    at, name = 8, b""
    while name != b"IEND":
        length, name = struct.unpack_from(">I4s", data, at)
        if name in _PNG_DRAWS:
            kept.append(data[at : at + length + 12])
        at += length + 12
    return b"".join(kept)


def _bare_jpeg(data: bytes) -> bytes:
    """The segments that draw, up to the end mark of the first picture."""
    kept = [data[:2]]
    at = 2
    while (marker := data[at + 1]) != _END:
        if data[at] != 0xFF:
            raise ValueError("a segment does not begin with a marker")
        end = at + 2 + int(struct.unpack_from(">H", data, at + 2)[0])
        if marker == _START_OF_SCAN:
            end = _end_of_scan(data, end)
        if _draws(marker, data[at + 4 : end]):
            kept.append(data[at:end])
        at = end
    return b"".join([*kept, data[at : at + 2]])


def _draws(marker: int, content: bytes) -> bool:
    if marker == _APP2:
        return content.startswith(b"ICC_PROFILE")
    return marker in (_APP0, _APP14) or not (_APP0 < marker <= _APP15 or marker == _COMMENT)


def _end_of_scan(data: bytes, at: int) -> int:
    """Where the next marker stands that is no part of the scan."""
    while True:
        at = data.index(b"\xff", at)
        if data[at + 1] == 0xFF:  # filling
            at += 1
        elif data[at + 1] in _WITHIN_SCAN:
            at += 2
        else:
            return at
