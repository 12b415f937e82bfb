"""The characters of a PDF with the places where they stand, and the ink of its pages."""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

DOTS_PT: Final = 2
"""Dots a point of the pictures in which ink is looked for."""
_LEVEL: Final = 0.01
"""What turns more than this, in radians, is no line of text."""
_OVERHANG_EM: Final = 0.2
_INK: Final = 170
"""Of 255; what is lighter is paper."""
_HYPHENS: Final = {"\x02": "-", "\ufffe": "-", "\u00ad": "-", "\u2010": "-"}
"""PDFium gives the first two for a hyphen at the end of a line."""
_LOOK: Final = re.compile(r"[-,].*")


@dataclass(frozen=True, slots=True)
class Char:
    """A character: its origin, where its advance ends, and its type; in points from the top."""

    text: str
    x: float
    end: float
    y: float
    size: float
    font: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page with its characters, and its picture: 0 where ink is."""

    width: float
    height: float
    chars: tuple[Char, ...]
    ink: Image.Image


def pages_of(path: Path) -> tuple[Page, ...]:
    """Every page of a PDF."""
    with pypdfium2.PdfDocument(path) as document:
        return tuple(_page(page) for page in document)


def body_face(pages: tuple[Page, ...]) -> tuple[str, float]:
    """The face and size that most characters have."""
    counted = Counter(
        (one.font, one.size) for page in pages for one in page.chars if one.text.strip()
    )
    return counted.most_common(1)[0][0] if counted else ("", 0.0)


def family(font: str) -> str:
    """`Vollkorn-Italic` → `Vollkorn`."""
    return _LOOK.sub("", font)


def _page(page: Any) -> Page:
    width, height = page.get_size()
    picture = page.render(scale=DOTS_PT, grayscale=True, may_draw_forms=False).to_pil()
    ink = picture.point(lambda level: 0 if level < _INK else 255)
    return Page(width, height, tuple(_chars(page, height)), ink)


def _chars(page: Any, height: float) -> Iterator[Char]:
    text = page.get_textpage()
    left, low, *_ = page.get_cropbox()
    advances: dict[tuple[str, str], float] = {}
    before = (math.nan, math.nan)
    for index in range(pdfium.FPDFText_CountChars(text)):
        if pdfium.FPDFText_IsGenerated(text, index) == 1:
            continue
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(text, index, matrix)
        if abs(math.atan2(matrix.b, matrix.a)) > _LEVEL:
            continue
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        box = pdfium.FS_RECTF()
        pdfium.FPDFText_GetLooseCharBox(text, index, box)
        size = pdfium.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d)
        char = chr(pdfium.FPDFText_GetUnicode(text, index))
        font = _font(text, index)
        end = float(box.right)
        if (x.value, y.value) != before:  # else one of several letters of a ligature
            key = (font, char)
            if key not in advances:
                advances[key] = _advance_em(text, index)
            set_end = x.value + advances[key] * size * matrix.a / (matrix.d or 1)
            end = set_end if 0 < end - set_end < _OVERHANG_EM * size else end
        before = (x.value, y.value)
        yield Char(
            _HYPHENS.get(char, char),
            x.value - left,
            end - left,
            height - (y.value - low),
            round(size, 2),
            font,
        )


def _advance_em(text: Any, index: int) -> float:
    """How wide the character's font says that it is; PDFium's box reaches to where its ink ends."""
    drawn = pdfium.FPDFText_GetTextObject(text, index)
    width = ctypes.c_float()
    char = pdfium.FPDFText_GetUnicode(text, index)
    font = pdfium.FPDFTextObj_GetFont(drawn)
    known = pdfium.FPDFFont_GetGlyphWidth(font, char, 1000.0, width)
    return width.value / 1000 if known and width.value > 0 else math.inf


def _font(text: Any, index: int) -> str:
    """The typeface's name without the letters before the plus sign."""
    flags = ctypes.c_int()
    size = pdfium.FPDFText_GetFontInfo(text, index, None, 0, flags)
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDFText_GetFontInfo(text, index, buffer, size, flags)
    return buffer.value.decode("utf-8", "replace").rpartition("+")[2]
