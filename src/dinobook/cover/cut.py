"""The front of a cover that was made elsewhere, cut out of its sheet as a picture."""

from __future__ import annotations

import io
from typing import Final

import pypdfium2
from PIL import Image as Pillow

from dinobook.cover.finished import is_pdf, measure
from dinobook.cover.wrap import Area, Wrap

_PT_PER_MM: Final = 72 / 25.4


def cut_front(data: bytes, wrap: Wrap, size_px: tuple[int, int]) -> Pillow.Image:
    """The front in exactly this size. The wrap's spine may be of another thickness.

    A shape that is higher than the front takes from the bleed above and below it; what is still
    too wide is cut on both sides alike. Raises `UnreadableError`.
    """
    found = measure(data)
    front = _front(wrap, found.width_mm)
    tall = size_px[1] / size_px[0]
    height = min(front.height + 2 * wrap.bleed_mm, front.width * tall)
    width = height / tall
    area = front.inset(
        (front.width - width) / 2,
        (front.height - height) / 2,
        (front.width - width) / 2,
        (front.height - height) / 2,
    )
    sheet = _painted(data, size_px[1] / height)
    px = sheet.height / found.height_mm
    box = (area.x * px, area.y * px, area.right * px, area.bottom * px)
    return sheet.resize(size_px, Pillow.Resampling.LANCZOS, box=_inside(box, sheet.size))


def _front(wrap: Wrap, width_mm: float) -> Area:
    """The front on a sheet of this width, counted from its right edge: the spine is unknown."""
    beyond = wrap.sheet_mm[0] - wrap.bleed_mm - wrap.front.right
    right = width_mm - beyond
    top = wrap.bleed_mm + wrap.front.y
    return Area(right - wrap.front.width, top, wrap.front.width, wrap.front.height)


def _painted(data: bytes, px_per_mm: float) -> Pillow.Image:
    """The sheet with its bleed, no marks around it."""
    if not is_pdf(data):
        return Pillow.open(io.BytesIO(data)).convert("RGB")
    document = pypdfium2.PdfDocument(data)
    document[0].set_cropbox(*document[0].get_bleedbox())
    drawn: Pillow.Image = document[0].render(scale=px_per_mm / _PT_PER_MM).to_pil()
    return drawn.convert("RGB")


def _inside(
    box: tuple[float, float, float, float], size: tuple[int, int]
) -> tuple[float, float, float, float]:
    """The box where rounding has put it a little over the picture's edges."""
    left, top, right, bottom = box
    return max(left, 0.0), max(top, 0.0), min(right, float(size[0])), min(bottom, float(size[1]))
