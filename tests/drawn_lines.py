"""PDFs whose every letter has a place that a test chose."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

LETTER_PT = 5.0
"""How wide each letter of the test's face is, at 10 pt."""
LEFT, TOP, LEADING, HEIGHT = 50.0, 60.0, 14.0, 595.0


@dataclass(frozen=True)
class Row:
    """A line of words with equal gaps; `scale` widens its letters; `line` counts from the top."""

    words: Sequence[str]
    gap: float
    line: float
    scale: float = 1.0
    left: float = LEFT

    @property
    def width(self) -> float:
        letters = sum(map(len, self.words)) * LETTER_PT * self.scale
        return letters + self.gap * (len(self.words) - 1)


def words(*lengths: int, letter: str = "n") -> list[str]:
    return [letter * one for one in lengths]


def draw(path: Path, pages: Sequence[Sequence[Row]]) -> Path:
    """Write the pages, in a face of one width, without spaces, as TeX writes them."""
    pdf = pikepdf.new()
    face = _face(pdf)
    for rows in pages:
        page = pdf.add_blank_page(page_size=(400, HEIGHT))
        page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=face))
        page.obj.Contents = pdf.make_stream(b"\n".join(map(_drawn, rows)))
    buffer = io.BytesIO()
    pdf.save(buffer)
    path.write_bytes(buffer.getvalue())
    return path


def _face(pdf: pikepdf.Pdf) -> pikepdf.Object:
    name = pikepdf.Name("/ABCDEF+Proef")
    described = pikepdf.Dictionary(
        Type=pikepdf.Name.FontDescriptor, FontName=name, Flags=32, FontBBox=[0, 0, 500, 700],
        ItalicAngle=0, Ascent=700, Descent=0, CapHeight=700, StemV=80,
        FontFile2=pdf.make_stream(_boxes()),
    )  # fmt: skip
    face = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.TrueType, BaseFont=name,
        Encoding=pikepdf.Name.WinAnsiEncoding, FirstChar=32, LastChar=126,
        Widths=pikepdf.Array([500] * 95), FontDescriptor=pdf.make_indirect(described),
    )  # fmt: skip
    return pdf.make_indirect(face)


def _boxes() -> bytes:
    """A TrueType font that has the same box for each sign."""
    signs = {code: f"g{code}" for code in range(32, 127)}
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", *signs.values()])
    builder.setupCharacterMap(signs)
    pen = TTGlyphPen(None)
    pen.moveTo((50, 0))
    for point in ((50, 500), (450, 500), (450, 0)):
        pen.lineTo(point)
    pen.closePath()
    box, nothing = pen.glyph(), TTGlyphPen(None).glyph()
    drawn = {name: nothing if code == 32 else box for code, name in signs.items()}
    builder.setupGlyf({".notdef": nothing, **drawn})
    builder.setupHorizontalMetrics(dict.fromkeys([".notdef", *signs.values()], (500, 50)))
    builder.setupHorizontalHeader(ascent=700, descent=0)
    builder.setupNameTable({"familyName": "Proef", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    buffer = io.BytesIO()
    builder.save(buffer)
    return buffer.getvalue()


def _drawn(row: Row) -> bytes:
    x, y = row.left, HEIGHT - TOP - row.line * LEADING
    parts = []
    for word in row.words:
        parts.append(f"BT /F 10 Tf {row.scale} 0 0 1 {x:.4f} {y:.4f} Tm ({word}) Tj ET")
        x += len(word) * LETTER_PT * row.scale + row.gap
    return "\n".join(parts).encode("cp1252")
