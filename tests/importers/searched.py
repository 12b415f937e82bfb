"""Every byte that a folder of files holds, unpacked: what a curious person could find in it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pikepdf
import pypdfium2
from PIL import Image
from PIL.PngImagePlugin import PngInfo

WAYS = ("utf-8", "cp1252", "utf-16-le", "utf-16-be")


def found_in(folder: Path, secrets: Sequence[str]) -> list[tuple[str, str]]:
    """Which of these words stand in which file of the folder, its hidden ones and names too."""
    return [
        (secret, place)
        for path in sorted(folder.rglob("*"))
        for place, data in unpacked(path.relative_to(folder).as_posix(), path)
        for secret in secrets
        if any(secret.encode(way) in data for way in WAYS)
    ]


def unpacked(name: str, path: Path) -> Iterator[tuple[str, bytes]]:
    yield f"{name} (name)", name.encode()
    if path.is_file():
        yield from _unpacked(name, path.read_bytes())


def _unpacked(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    yield name, data
    if data.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in archive.namelist():
                yield from _unpacked(f"{name}/{member}", archive.read(member))
    if data.startswith(b"%PDF"):
        yield from _inside_pdf(name, data)


def _inside_pdf(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """Its streams inflated, its strings, and the text of its pages."""
    plain = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for number, thing in enumerate(pdf.objects):
            if isinstance(thing, pikepdf.Stream):
                yield f"{name} (stream {number})", thing.read_raw_bytes()
        pdf.save(
            plain,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    yield f"{name} (inflated)", plain.getvalue()
    document = pypdfium2.PdfDocument(data)
    for number, page in enumerate(document, start=1):
        words = "".join(page.get_textpage().get_text_range().split())
        yield f"{name} (page {number})", words.encode()


def telling_jpeg(secret: str) -> bytes:
    """A photograph that tells of its maker and place in every way that a JPEG has."""
    exif = Image.Exif()
    exif[0x0112] = 6
    for tag in (0x010E, 0x010F, 0x013B, 0x8298):  # description, make, artist, copyright
        exif[tag] = f"{secret}exif"
    exif.get_ifd(0x8769)[0x9286] = b"ASCII\0\0\0" + f"{secret}remark".encode()
    place = exif.get_ifd(0x8825)
    place[1], place[2], place[18] = "N", (51.0, 3.0, 12.5), f"{secret}gps"
    out = io.BytesIO()
    picture = Image.new("RGB", (900, 600), "orange")
    packet = f'<x:xmpmeta xmlns:x="adobe:ns:meta/">{secret}xmp</x:xmpmeta>'.encode()
    picture.save(out, "JPEG", exif=exif, comment=f"{secret}comment", xmp=packet)
    iptc = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + f"{secret}iptc".encode()
    length = (len(iptc) + 2).to_bytes(2, "big")
    data = out.getvalue()
    return data[:2] + b"\xff\xed" + length + iptc + data[2:] + f"{secret}behind".encode()


def telling_png(secret: str) -> bytes:
    """The same of a PNG."""
    notes = PngInfo()
    notes.add_text("Author", f"{secret}text")
    notes.add_text("Comment", f"{secret}packed", zip=True)
    notes.add_itxt("XML:com.adobe.xmp", f"{secret}xmp")
    exif = Image.Exif()
    exif[0x013B] = f"{secret}exif"
    out = io.BytesIO()
    Image.new("RGB", (900, 600), "teal").save(out, "PNG", pnginfo=notes, exif=exif)
    return out.getvalue() + f"{secret}behind".encode()
