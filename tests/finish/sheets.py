"""Small PDFs, drawn by hand, and what a reader finds in a finished one."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import cast

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name, Object, Stream
from PIL import Image

WIDTH_PT, HEIGHT_PT = 200, 300
COLOURS = frozenset({"g", "G", "rg", "RG", "k", "K", "cs", "CS", "sc", "SC", "scn", "SCN"})


def sheet(
    *contents: str,
    pictures: Mapping[str, Image.Image] | None = None,
    resources: Mapping[str, Object] | None = None,
    rotate: int = 0,
) -> bytes:
    """A PDF with a page for each content. Pictures are named in it, and so are fonts: /F."""
    with pikepdf.new() as pdf:
        shared = Dictionary({f"/{key}": one for key, one in (resources or {}).items()})
        shared.Font = Dictionary(F=_font())
        shared.XObject = Dictionary({
            **(dict(shared.XObject.items()) if "/XObject" in shared else {}),
            **{f"/{name}": embedded(pdf, one) for name, one in (pictures or {}).items()},
        })  # fmt: skip
        shared = pdf.make_indirect(shared)
        for content in contents:
            page = pdf.add_blank_page(page_size=(WIDTH_PT, HEIGHT_PT)).obj
            page.Contents = pdf.make_stream(content.encode())
            page.Resources = shared
            page.TrimBox = Array([0, 0, WIDTH_PT, HEIGHT_PT])
            if rotate:
                page.Rotate = rotate
        return saved(pdf)


def saved(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _font() -> Dictionary:
    return Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)


def embedded(pdf: pikepdf.Pdf, picture: Image.Image, *, jpeg: bool = False) -> Stream:
    """A picture as page engines embed it; RGBA gets a soft mask."""
    plain = picture.convert("RGB") if picture.mode == "RGBA" else picture
    if jpeg:
        out = io.BytesIO()
        plain.save(out, "JPEG", quality=95)
        data, packed = out.getvalue(), Name.DCTDecode
    else:
        data, packed = zlib.compress(plain.tobytes()), Name.FlateDecode
    spaces = {"RGB": Name.DeviceRGB, "L": Name.DeviceGray, "CMYK": Name.DeviceCMYK}
    stream = Stream(pdf, b"")
    stream.write(data, filter=packed)
    stream.Type, stream.Subtype, stream.BitsPerComponent = Name.XObject, Name.Image, 8
    stream.Width, stream.Height = plain.size
    stream.ColorSpace = spaces[plain.mode]
    if jpeg and plain.mode == "CMYK":
        stream.Decode = Array([1, 0] * 4)
    if picture.mode == "RGBA":
        stream.SMask = embedded(pdf, picture.getchannel("A"))
    return stream


def instructions(pdf: pikepdf.Pdf) -> Iterator[tuple[str, list[object]]]:
    """Operator and operands of all that is drawn, forms and patterns too."""
    seen: set[tuple[int, int]] = set()
    for page in pdf.pages:
        content = page.obj.get("/Contents")
        parts = list(content) if isinstance(content, Array) else [content]
        for part in parts:
            if isinstance(part, Stream):
                yield from _of_stream(part)
        yield from _of_resources(page.obj.Resources, seen)


def _of_resources(
    resources: Object, seen: set[tuple[int, int]]
) -> Iterator[tuple[str, list[object]]]:
    for kind in ("/XObject", "/Pattern"):
        for one in dict(resources.get(kind, Dictionary()).items()).values():
            is_drawn = isinstance(one, Stream) and one.get("/Subtype") != Name.Image
            if is_drawn and one.objgen not in seen:
                seen.add(one.objgen)
                yield from _of_stream(one)
                yield from _of_resources(one.get("/Resources", Dictionary()), seen)


def _of_stream(stream: Object) -> Iterator[tuple[str, list[object]]]:
    for one in pikepdf.parse_content_stream(stream):
        yield str(one.operator), list(one.operands)


def colours(data: bytes) -> set[str]:
    """Every colour that is set, as it is written: `0 0 0 1 k`."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return {
            " ".join([*(f"{value}" for value in values), operator])
            for operator, values in instructions(pdf)
            if operator in COLOURS
        }


def pixel(data: bytes, x_pt: float, y_pt: float, page: int = 0) -> tuple[int, ...]:
    """What a reader sees at a place, in red, green and blue."""
    shown = pypdfium2.PdfDocument(data)[page].render(scale=2).to_pil().convert("RGB")
    found = shown.getpixel((int(x_pt * 2), shown.height - 1 - int(y_pt * 2)))
    assert isinstance(found, tuple)
    return found


@dataclass(frozen=True, slots=True)
class Found:
    """A picture as a PDF holds it. `mask` is the size of its soft mask."""

    space: str
    size: tuple[int, int]
    packed: str
    pixels: Image.Image
    mask: tuple[int, int] | None


def picture_in(data: bytes, name: str = "/P") -> Found:
    """A picture of the first page."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        held = pdf.pages[0].obj.Resources.XObject[name]
        mask = (int(held.SMask.Width), int(held.SMask.Height)) if "/SMask" in held else None
        pixels = pikepdf.PdfImage(cast(Stream, held)).as_pil_image()
        size = int(held.Width), int(held.Height)
        return Found(str(held.ColorSpace), size, str(held.Filter), pixels, mask)
