"""Words that are written on finished pages: the house's typefaces, as far as they are used."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Final

import pikepdf
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name

from dinobook.theme.faces import FACES, STAND_INS, Face
from dinobook.theme.instances import REGULAR

_FAMILY: Final = "Source Sans 3"
_UNITS: Final = 1000
"""Of the width of a glyph in a PDF (ISO 32000-1, 9.7.4.3)."""
_FLAGS: Final = 4  # symbolic: its glyphs are asked for by number


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A typeface with what is asked of it for each letter."""

    face: Face
    glyphs: dict[int, int]
    widths: dict[int, float]


class Lettering:
    """Sets words, and keeps which letters of which typeface it used."""

    def __init__(self) -> None:
        own = next(face for face in FACES if face.family == _FAMILY and not face.italic)
        self._faces = (own, *(face for face in STAND_INS if not face.italic))
        self._used: dict[int, set[int]] = {}

    def line(
        self, text: str, x: float, y: float, size_pt: float, *, from_right: bool = False
    ) -> str:
        """What draws the words at a place, in the colour of the moment."""
        runs = [(at, list(same)) for at, same in groupby(text, self._face_of)]
        if from_right:
            x -= self.width(text, size_pt)
        drawn = [f"BT {x:.3f} {y:.3f} Td"]
        for at, chars in runs:
            self._used.setdefault(at, set()).update(map(ord, chars))
            glyphs = _read(self._faces[at]).glyphs
            said = "".join(f"{glyphs.get(ord(char), 0):04X}" for char in chars)
            drawn.append(f"/Type{at} {size_pt:g} Tf <{said}> Tj")
        return " ".join([*drawn, "ET"])

    def width(self, text: str, size_pt: float) -> float:
        """How long the words are, in points."""
        ems = (_read(self._faces[self._face_of(char)]).widths.get(ord(char), 0.0) for char in text)
        return sum(ems) / _UNITS * size_pt

    def fonts(self, pdf: pikepdf.Pdf) -> Dictionary:
        """The typefaces as resources of the pages, with the letters that were used."""
        made = {
            f"/Type{at}": _font(pdf, self._faces[at], codes)
            for at, codes in sorted(self._used.items())
        }
        return Dictionary(made)

    def _face_of(self, char: str) -> int:
        having = (at for at, face in enumerate(self._faces) if ord(char) in _read(face).glyphs)
        return next(having, 0)


@cache
def _read(face: Face) -> _Drawn:
    font = TTFont(io.BytesIO(face.still(REGULAR)), lazy=True)
    scale = _UNITS / font["head"].unitsPerEm
    named = font.getBestCmap()
    glyphs = {code: font.getGlyphID(name) for code, name in named.items()}
    widths = {code: font["hmtx"][name][0] * scale for code, name in named.items()}
    return _Drawn(face, glyphs, widths)


def _font(pdf: pikepdf.Pdf, face: Face, codes: set[int]) -> pikepdf.Object:
    """A typeface whose glyphs keep their numbers (9.7.6.2: Identity-H)."""
    drawn = _read(face)
    font = TTFont(io.BytesIO(face.still(REGULAR)), recalcTimestamp=False)
    options = Options(retain_gids=True, notdef_outline=True, layout_features=[], hinting=False)
    cut = Subsetter(options)
    cut.populate(unicodes=codes)
    cut.subset(font)
    file = io.BytesIO()
    font.save(file)
    name = Name("/" + "DINOBK+" + face.family.replace(" ", ""))
    head, across = font["head"], font["hhea"]
    scale = _UNITS / head.unitsPerEm
    described = Dictionary(
        Type=Name.FontDescriptor,
        FontName=name,
        Flags=_FLAGS,
        FontBBox=Array(
            [round(side * scale) for side in (head.xMin, head.yMin, head.xMax, head.yMax)]
        ),
        ItalicAngle=0,
        Ascent=round(across.ascent * scale),
        Descent=round(across.descent * scale),
        CapHeight=round(across.ascent * scale),
        StemV=80,
        FontFile2=pdf.make_stream(file.getvalue(), Length1=len(file.getvalue())),
    )
    known = sorted(code for code in codes if code in drawn.glyphs)
    widths: list[pikepdf.Object | int | Array] = []
    for code in sorted(known, key=lambda code: drawn.glyphs[code]):
        widths += [drawn.glyphs[code], Array([round(drawn.widths[code])])]
    inside = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=name,
        CIDSystemInfo=Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
        FontDescriptor=pdf.make_indirect(described),
        CIDToGIDMap=Name.Identity,
        DW=_UNITS,
        W=Array(widths),
    )
    whole = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=name,
        Encoding=Name("/Identity-H"),
        DescendantFonts=Array([pdf.make_indirect(inside)]),
        ToUnicode=pdf.make_stream(_to_unicode({drawn.glyphs[code]: code for code in known})),
    )
    return pdf.make_indirect(whole)


def _to_unicode(codes: dict[int, int]) -> bytes:
    """What the glyphs stand for, so that the words can be copied (9.10.3)."""
    rows = [
        f"<{glyph:04X}> <{chr(code).encode('utf-16-be').hex()}>"
        for glyph, code in sorted(codes.items())
    ]
    parts = [rows[at : at + 100] for at in range(0, len(rows), 100)]
    said = "\n".join(
        f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar" for part in parts
    )
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{said}\nendcmap CMapName currentdict /CMap defineresource pop end end\n"
    ).encode()
