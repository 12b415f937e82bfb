"""A proof of a cover: the sheet as a picture with its guides, to look at and never to print."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import pypdfium2
from PIL import Image as Pillow
from PIL import ImageDraw, ImageFont

from dinobook.cover.wrap import Area, Wrap
from dinobook.units import MM_PER_INCH

DPI: Final = 110
_PX_PER_MM: Final = DPI / MM_PER_INCH
_BORDER_PX: Final = 26
_LEGEND_PX: Final = 15
TRIM: Final = (220, 20, 120)
FOLD: Final = (0, 140, 255)
SAFE: Final = (0, 170, 90)
BARCODE: Final = (255, 140, 0)
_HINGE: Final = (130, 80, 220)


@dataclass(frozen=True, slots=True)
class Guide:
    """A rectangle to outline, with its name in the legend."""

    name: str
    colour: tuple[int, int, int]
    area: Area


def guides(wrap: Wrap) -> Iterator[Guide]:
    """Every guide, measured from the upper left corner of the trimmed cover."""
    width, height = wrap.size_mm
    yield Guide("trim", TRIM, Area(0, 0, width, height))
    for fold in wrap.folds_mm:
        yield Guide("fold", FOLD, Area(fold, -wrap.bleed_mm, 0, height + 2 * wrap.bleed_mm))
    if wrap.turn_in_mm:
        top, bottom = wrap.back.y, wrap.back.bottom
        yield Guide("fold", FOLD, Area(-wrap.bleed_mm, top, width + 2 * wrap.bleed_mm, 0))
        yield Guide("fold", FOLD, Area(-wrap.bleed_mm, bottom, width + 2 * wrap.bleed_mm, 0))
    if wrap.hinge_mm:
        for hinge in (wrap.spine.x - wrap.hinge_mm, wrap.spine.right + wrap.hinge_mm):
            yield Guide("hinge", _HINGE, Area(hinge, wrap.back.y, 0, wrap.back.height))
    for area in wrap.areas():
        if (safe := wrap.safe(area)).width > 0:
            yield Guide("safe for text", SAFE, safe)
    yield Guide("barcode", BARCODE, wrap.barcode_field)


def proof(pdf: bytes, wrap: Wrap) -> bytes:
    """A PNG of the whole sheet with trim, folds, safe parts and the field of the barcode.

    The cover lies in the middle of its sheet, as bleed and marks are the same on all sides.
    """
    page = pypdfium2.PdfDocument(pdf)[0]
    sheet = page.render(scale=DPI / 72).to_pil().convert("RGB")
    width, height = wrap.size_mm
    origin = ((sheet.width - width * _PX_PER_MM) / 2, (sheet.height - height * _PX_PER_MM) / 2)
    picture = Pillow.new("RGB", (sheet.width, sheet.height + _BORDER_PX), "white")
    picture.paste(sheet, (0, 0))
    pen = ImageDraw.Draw(picture)
    legend: dict[str, tuple[int, int, int]] = {}
    for guide in guides(wrap):
        legend[guide.name] = guide.colour
        pen.rectangle(_pixels(guide.area, origin), outline=guide.colour, width=2)
    _write_legend(pen, legend, sheet.height, wrap)
    out = io.BytesIO()
    picture.save(out, "PNG", dpi=(DPI, DPI))
    return out.getvalue()


def _pixels(area: Area, origin: tuple[float, float]) -> tuple[float, float, float, float]:
    x, y = origin[0] + area.x * _PX_PER_MM, origin[1] + area.y * _PX_PER_MM
    return x, y, x + area.width * _PX_PER_MM, y + area.height * _PX_PER_MM


def _write_legend(
    pen: ImageDraw.ImageDraw, legend: dict[str, tuple[int, int, int]], top: int, wrap: Wrap
) -> None:
    font = ImageFont.load_default(_LEGEND_PX)
    width, height = wrap.size_mm
    said = f"{width:.1f} x {height:.1f} mm, spine {wrap.spine_mm:.1f} mm, {wrap.pages} pages"
    x = 6.0
    for name, colour in {said: (0, 0, 0), **legend}.items():
        pen.text((x, top + 4), name, fill=colour, font=font)
        x += pen.textlength(name, font=font) + 16
