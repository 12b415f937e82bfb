"""Bitmaps without camera, place, owner or comments: JPEG and PNG are cut by their parts.

Sources: ITU-T T.81, annex B; PNG third edition (W3C, 2025), chapter 5.
"""

from __future__ import annotations

import struct
from typing import Final

# PNG: what shapes or colours the picture. The rest tells about it.
_PNG_DRAWS: Final = frozenset(
    [
        b"IHDR",
        b"PLTE",
        b"IDAT",
        b"IEND",
        b"tRNS",
        b"sRGB",
        b"sBIT",
        b"pHYs",
    ]
)
# JPEG: APP0 (JFIF), APP14 (Adobe's colours).
_APP0, _APP14, _APP15, _COMMENT = 0xE0, 0xEE, 0xEF, 0xFE
_START_OF_SCAN, _END = 0xDA, 0xD9
_WITHIN_SCAN: Final = frozenset({0x00, *range(0xD0, 0xD8)})


def bare_png(data: bytes) -> bytes:
    """The chunks that draw, up to the end mark; what hangs behind it goes."""
    kept = [data[:8]]
    at, name = 8, b""
    while name != b"IEND":
        length, name = struct.unpack_from(">I4s", data, at)
        if name in _PNG_DRAWS:
            kept.append(data[at : at + length + 12])
        at += length + 12
    return b"".join(kept)


def bare_jpeg(data: bytes) -> bytes:
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
    if marker == _APP0:
        return content.startswith(b"JFIF\0")  # any other holds a small picture of the picture
    return marker == _APP14 or not (_APP0 < marker <= _APP15 or marker == _COMMENT)


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
