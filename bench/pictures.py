"""Figures for the generated books: bar charts as drawings, and shaded squares as bitmaps."""

from __future__ import annotations

import random
import struct
import zlib
from typing import Final

_BARS: Final = 8
_SIDE_PX: Final = 480


def picture(path: str, seed: int) -> bytes:
    """The figure that a chapter names `path`. The same arguments give the same bytes."""
    draw = random.Random(f"{seed}/{path}")  # noqa: S311 - no secret
    return _bitmap(draw) if path.endswith(".png") else _drawing(draw)


def _drawing(draw: random.Random) -> bytes:
    bars = "".join(
        f'<rect x="{20 + at * 34}" y="{150 - height}" width="26" height="{height}" fill="#56662b"/>'
        for at, height in enumerate(draw.randint(12, 130) for _ in range(_BARS))
    )
    axis = '<path d="M12 10V150H300" fill="none" stroke="#1f1d1a" stroke-width="2"/>'
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 310 160" width="310" height="160">'
        f"{axis}{bars}</svg>\n"
    ).encode()


def _bitmap(draw: random.Random) -> bytes:
    """Eight-bit grey, with enough grain in it to weigh what a scan weighs."""
    step = draw.randint(2, 7)
    rows = b"".join(
        b"\0" + bytes((x * step + y + draw.getrandbits(4)) % 256 for x in range(_SIDE_PX))
        for y in range(_SIDE_PX // 2)
    )
    head = struct.pack(">IIBBBBB", _SIDE_PX, _SIDE_PX // 2, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_part(name, body) for name, body in parts)


def _part(name: bytes, body: bytes) -> bytes:
    check = zlib.crc32(name + body)
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", check)
