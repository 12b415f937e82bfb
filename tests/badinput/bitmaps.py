"""Pictures as bytes: good ones, damaged ones, and ones that carry secrets."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

from PIL import Image as Pillow
from PIL.PngImagePlugin import PngInfo

TOLD = "GEHEIM-IN-DE-FOTO"
_XMP = f'<x:xmpmeta xmlns:x="adobe:ns:meta/">{TOLD}</x:xmpmeta>'


def bitmap(form: str, mode: str = "RGB", size: tuple[int, int] = (40, 30), **options: Any) -> bytes:
    out = io.BytesIO()
    Pillow.new(mode, size, 0).save(out, form, **options)
    return out.getvalue()


def moving(form: str) -> bytes:
    frames = [Pillow.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    out = io.BytesIO()
    frames[0].save(out, form, save_all=True, append_images=frames[1:])
    return out.getvalue()


def chunk(name: bytes, content: bytes) -> bytes:
    whole = name + content
    return struct.pack(">I", len(content)) + whole + struct.pack(">I", zlib.crc32(whole))


def png_that_claims(width: int, height: int) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def png_with_a_text_of(megabytes: int) -> bytes:
    plain = bitmap("PNG")
    text = chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"a" * megabytes * 1_000_000))
    return plain[:33] + text + plain[33:]


def exif(orientation: int = 1) -> Pillow.Exif:
    """A camera's notes, with the place where it stood."""
    made = Pillow.Exif()
    made[0x0112] = orientation
    made[0x010F] = TOLD
    made[0x8825] = {1: "N", 2: (51.0, 3.0, 0.0), 3: "E", 4: (4.0, 24.0, 0.0)}
    return made


def _segment(marker: int, content: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(content) + 2) + content


def telling_jpeg(orientation: int = 1) -> bytes:
    """EXIF, XMP, IPTC, a comment, and something behind the end."""
    plain = bitmap("JPEG", exif=exif(orientation), progressive=True)
    told = [
        _segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + _XMP.encode()),
        _segment(0xED, b"Photoshop 3.0\0" + TOLD.encode()),
        _segment(0xFE, TOLD.encode()),
    ]
    return plain[:2] + b"".join(told) + plain[2:] + TOLD.encode()


def telling_png() -> bytes:
    info = PngInfo()
    info.add_text("Comment", TOLD)
    info.add_itxt("XML:com.adobe.xmp", _XMP)
    return bitmap("PNG", pnginfo=info, exif=exif()) + TOLD.encode()


def telling_webp() -> bytes:
    return bitmap("WEBP", exif=exif(), xmp=_XMP.encode())


def telling_gif() -> bytes:
    return bitmap("GIF", "P", comment=TOLD.encode())


def telephone_jpeg() -> bytes:
    """Two pictures in one file, as telephones write them."""
    out = io.BytesIO()
    second = Pillow.new("RGB", (40, 30), "blue")
    first = Pillow.new("RGB", (40, 30), "red")
    first.save(out, "MPO", save_all=True, append_images=[second], exif=exif())
    return out.getvalue()
