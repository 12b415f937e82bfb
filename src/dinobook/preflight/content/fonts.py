"""Typefaces of a PDF: whether they are in the file, and how wide their glyphs are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import pikepdf

from dinobook.preflight.facts import Font

_FILES: Final = ("/FontFile", "/FontFile2", "/FontFile3")
_USUAL_WIDTH: Final = 1000.0
_UNKNOWN_WIDTH: Final = 500.0
_LAST_CODE: Final = 0xFFFF


@dataclass(frozen=True, slots=True)
class Glyphs:
    """A typeface and its glyphs. `bytes_per_code` is how much of a text names one glyph."""

    font: Font
    bytes_per_code: int
    widths: dict[int, float]
    usual_width: float
    missing: frozenset[int]

    def codes(self, text: bytes) -> Iterator[int]:
        step = self.bytes_per_code
        for start in range(0, len(text) - step + 1, step):
            yield int.from_bytes(text[start : start + step], "big")

    def width(self, code: int) -> float:
        """In thousandths of the size."""
        return self.widths.get(code, self.usual_width)


def read_font(font: Any) -> Glyphs:
    """A font dictionary; anything else gives a typeface without a name that is not embedded."""
    if not isinstance(font, pikepdf.Dictionary):
        return Glyphs(Font("", "", False, True), 1, {}, _UNKNOWN_WIDTH, frozenset())
    if str(font.get("/Subtype", "")) == "/Type0":
        return _composite(font)
    name, kind = str(font.get("/BaseFont", "")).lstrip("/"), str(font.get("/Subtype", ""))[1:]
    embedded = kind == "Type3" or _embedded(font)
    scale = 1.0
    if kind == "Type3" and isinstance(matrix := font.get("/FontMatrix"), pikepdf.Array):
        scale = 1000 * float(matrix[0])  # from units of the glyphs to thousandths
    first, listed = font.get("/FirstChar", 0), font.get("/Widths", pikepdf.Array())
    widths = {int(first) + index: float(one) * scale for index, one in enumerate(listed)}
    return Glyphs(
        Font(name or str(font.get("/Name", "")).lstrip("/"), kind, embedded, True),
        1,
        widths,
        _UNKNOWN_WIDTH,
        _undefined(font.get("/Encoding")),
    )


def _composite(font: pikepdf.Dictionary) -> Glyphs:
    """A font of many glyphs; its codes have two bytes in the encodings that are in use."""
    name = str(font.get("/BaseFont", "")).lstrip("/")
    inner: Any = font.get("/DescendantFonts", pikepdf.Array())
    inner = inner[0] if len(inner) else pikepdf.Dictionary()
    identity = str(font.get("/Encoding", "")).startswith("/Identity")
    return Glyphs(
        Font(name, str(inner.get("/Subtype", ""))[1:], _embedded(inner), "/ToUnicode" in font),
        2,
        _listed_widths(inner.get("/W", pikepdf.Array())),
        float(inner.get("/DW", _USUAL_WIDTH)),
        frozenset({0}) if identity else frozenset(),
    )


def _embedded(font: pikepdf.Dictionary) -> bool:
    descriptor = font.get("/FontDescriptor")
    return isinstance(descriptor, pikepdf.Dictionary) and any(one in descriptor for one in _FILES)


def _listed_widths(listed: Any) -> dict[int, float]:
    """`first [w w w]` and `first last w`, as in ISO 32000-2, 9.7.4.3."""
    widths: dict[int, float] = {}
    parts = iter(listed)
    for part in parts:
        first, second = int(part), next(parts, None)
        if isinstance(second, pikepdf.Array):
            given: list[Any] = list(second)
            widths |= {first + index: float(wide) for index, wide in enumerate(given)}
        elif second is not None and (wide := next(parts, None)) is not None:
            last = min(int(second), _LAST_CODE)
            widths |= dict.fromkeys(range(first, last + 1), float(wide))
    return widths


def _undefined(encoding: Any) -> frozenset[int]:
    """The codes that an encoding gives no glyph."""
    if not isinstance(encoding, pikepdf.Dictionary):
        return frozenset()
    found, code = set(), 0
    for one in encoding.get("/Differences", pikepdf.Array()):
        if isinstance(one, pikepdf.Name):
            if str(one) == "/.notdef":
                found.add(code)
            code += 1
        else:
            code = int(one)
    return frozenset(found)
