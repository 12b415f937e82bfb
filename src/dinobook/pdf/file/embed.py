"""Typefaces embedded once for the whole book: cut down to the glyphs that some page draws.

Composite fonts with two-byte glyph ids (ISO 32000-1, 9.7): the ids in the content streams are those
of the whole font, so that chapters drawn apart agree on them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from io import BytesIO
from typing import Final

import uharfbuzz as harfbuzz
from fontTools.ttLib import TTFont

from dinobook.pdf.drawn_section import FontUse
from dinobook.pdf.file.writer import PdfFile

_DROPPED: Final = ("BASE", "GPOS", "GSUB", "GDEF", "JSTF", "STAT", "DSIG")
_PER_BLOCK: Final = 100
_STEM: Final = 80


@dataclass(frozen=True, slots=True)
class _Cut:
    """A font file cut down, and the width of every glyph of the whole font, per 1000 em."""

    data: bytes
    widths: Mapping[int, int]


def union(uses: Iterable[FontUse]) -> dict[str, FontUse]:
    """All uses of a font as one, by its key, in the order in which they are met.

    What a glyph stands for is told by the first use.
    """
    fonts: dict[str, FontUse] = {}
    for use in uses:
        known = fonts.get(use.key, replace(use, glyphs=()))
        glyphs = {**dict(use.glyphs), **dict(known.glyphs)}
        fonts[use.key] = replace(known, glyphs=tuple(sorted(glyphs.items())))
    return fonts


def embed(file: PdfFile, fonts: Iterable[FontUse], data_of: Mapping[str, bytes]) -> bytes:
    """Add the fonts to `file`; the resource dictionary that names them. `data_of` by SHA-256."""
    names = []
    for use in fonts:
        number = _add(file, use, _cut(data_of[use.file], tuple(glyph for glyph, _ in use.glyphs)))
        names.append(b"/%b %d 0 R" % (use.key.encode(), number))
    return b"<<%b>>" % b"".join(names)


def _add(file: PdfFile, use: FontUse, cut: _Cut) -> int:
    data = file.add_compressed(b"<</Length1 %d>>" % len(cut.data), cut.data)
    name = b"/" + use.name.encode("ascii")
    widest = max((cut.widths.get(glyph, 0) for glyph, _ in use.glyphs), default=0)
    lengths = (use.descent, widest, use.ascent, use.ascent, use.descent, use.ascent, _STEM)
    descriptor = file.add(
        b"<</Type/FontDescriptor/FontName%b/FontFamily(%b)/Flags %d/FontBBox[0 %d %d %d]"
        b"/ItalicAngle 0/Ascent %d/Descent %d/CapHeight %d/StemV %d/FontFile2 %d 0 R>>"
        % (name, use.family.encode("ascii", "replace"), use.flags, *lengths, data)
    )
    widths = b"".join(b"%d[%d]" % (glyph, cut.widths.get(glyph, 0)) for glyph, _ in use.glyphs)
    descendant = file.add(
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont%b/CIDToGIDMap/Identity"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        b"/W[%b]/FontDescriptor %d 0 R>>" % (name, widths, descriptor)
    )
    unicode_map = file.add_compressed(b"<<>>", _to_unicode(use.glyphs))
    return file.add(
        b"<</Type/Font/Subtype/Type0/BaseFont%b/Encoding/Identity-H"
        b"/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>" % (name, descendant, unicode_map)
    )


def _to_unicode(glyphs: Iterable[tuple[int, str]]) -> bytes:
    """The map from glyphs to text (ISO 32000-1, 9.10.3), for copying and reading aloud."""
    rows = [
        b"<%04x> <%b>" % (glyph, text.encode("utf-16-be").hex().encode())
        for glyph, text in glyphs
        if text
    ]
    blocks = [rows[at : at + _PER_BLOCK] for at in range(0, len(rows), _PER_BLOCK)]
    body = b"\n".join(
        b"%d beginbfchar\n%b\nendbfchar" % (len(block), b"\n".join(block)) for block in blocks
    )
    return (
        b"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        b"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
        b"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        b"1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
        + body
        + b"\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    )


@lru_cache(maxsize=64)
def _cut(data: bytes, glyphs: tuple[int, ...]) -> _Cut:
    """HarfBuzz's subsetter; glyphs keep their ids."""
    face = harfbuzz.Face(data)
    wish = harfbuzz.SubsetInput()
    wish.flags = harfbuzz.SubsetFlags.RETAIN_GIDS | harfbuzz.SubsetFlags.NO_HINTING
    wish.glyph_set.update(glyphs)
    wish.layout_feature_tag_set.clear()
    wish.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in _DROPPED)
    return _Cut(bytes(harfbuzz.subset(face, wish).blob.data), glyph_widths(data))


@lru_cache(maxsize=64)
def glyph_widths(data: bytes) -> Mapping[int, int]:
    """The advance width of every glyph of a font, in thousandths of an em."""
    font = TTFont(BytesIO(data), lazy=True)
    per_em = font["head"].unitsPerEm
    metrics = font["hmtx"].metrics
    order = enumerate(font.getGlyphOrder())
    return {
        glyph: round(metrics[name][0] * 1000 / per_em) for glyph, name in order if name in metrics
    }
