"""One still weight of a variable font, and only the characters that are used."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any, Final

import uharfbuzz as harfbuzz
from fontTools.ttLib import TTFont

REGULAR: Final = 400
BOLD: Final = 700
TEXT_SIZE_PT: Final = 12.0
"""The optical size of fonts that have several: the size at which e-books are mostly read."""

FEATURES: Final = (
    *("calt", "ccmp", "clig", "kern", "liga", "locl", "mark", "mkmk", "rlig", "rvrn"),
    *("c2sc", "smcp", "case"),
    *("lnum", "onum", "pnum", "tnum"),
    *("sups", "subs", "sinf", "ordn", "frac", "numr", "dnom"),
)
_NAME_IDS: Final = 256  # those that the OpenType specification keeps for itself
_STYLES: Final = {
    100: "Thin",
    200: "ExtraLight",
    300: "Light",
    400: "Regular",
    500: "Medium",
    600: "SemiBold",
    700: "Bold",
    800: "ExtraBold",
    900: "Black",
}


def still(font_bytes: bytes, weight: int | None = None, characters: str | None = None) -> bytes:
    """A static TrueType or OpenType font.

    `weight` (100 to 900) picks the weight of a variable font, None the regular one; a static font
    keeps its own. `characters` are kept with all that they turn into (small capitals, figures);
    None keeps every glyph. The family's name stays, so that CSS finds it. Same input, same bytes.
    """
    whole = TTFont(io.BytesIO(font_bytes), lazy=True)
    place = _place_of(whole, weight or REGULAR)
    if not place and characters is None:
        return font_bytes
    cut = TTFont(io.BytesIO(_cut(font_bytes, characters, place)), recalcTimestamp=False)
    if place:
        if "STAT" in cut:
            del cut["STAT"]
        italic = bool(whole["OS/2"].fsSelection & 1)
        _rename(cut, _family(whole), round(place.get("wght", REGULAR)), italic=italic)
    out = io.BytesIO()
    cut.save(out)
    return out.getvalue()


def with_space(font_bytes: bytes, width_em: float) -> bytes:
    """The font with spaces of this width."""
    font = TTFont(io.BytesIO(font_bytes), recalcTimestamp=False)
    glyphs = {font.getBestCmap().get(ord(space)) for space in " \u00a0"} - {None}
    for glyph in sorted(glyphs):
        font["hmtx"][glyph] = (round(width_em * font["head"].unitsPerEm), 0)
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def _cut(font_bytes: bytes, characters: str | None, place: Mapping[str, float]) -> bytes:
    """HarfBuzz's subsetter, with every axis pinned at its `place`."""
    face = harfbuzz.Face(font_bytes)
    wish = harfbuzz.SubsetInput()
    if characters is None:
        wish.keep_everything()
    else:
        tags = (int.from_bytes(tag.encode(), "big") for tag in FEATURES)
        wish.flags = harfbuzz.SubsetFlags.NOTDEF_OUTLINE
        wish.unicode_set.update(ord(char) for char in characters)
        wish.layout_feature_tag_set.clear()
        wish.layout_feature_tag_set.update(tags)
        wish.name_id_set.update(range(_NAME_IDS))
    for axis, value in place.items():
        wish.pin_axis_location(face, axis, value)
    return bytes(harfbuzz.subset(face, wish).blob.data)


def _place_of(font: TTFont, weight: int) -> dict[str, float]:
    """Where to still each axis of a variable font; empty for a static one."""
    if "fvar" not in font:
        return {}
    wanted = {"wght": float(weight), "opsz": TEXT_SIZE_PT}
    return {
        axis.axisTag: min(
            max(wanted.get(axis.axisTag, axis.defaultValue), axis.minValue), axis.maxValue
        )
        for axis in font["fvar"].axes
    }


def family_of(font_bytes: bytes) -> str:
    """The family's name inside the font, which the CSS must use as well."""
    return _family(TTFont(io.BytesIO(font_bytes), lazy=True))


def _family(font: TTFont) -> str:
    names = font["name"]
    return names.getDebugName(16) or names.getDebugName(1) or ""


def _rename(font: TTFont, family: str, weight: int, *, italic: bool) -> None:
    """Names and style bits for one weight (OpenType `name`, `OS/2.fsSelection`, `head.macStyle`).

    Old systems know regular and bold only: other weights are families of their own to them
    (names 1 and 2), and the real family stands in names 16 and 17.
    """
    bold, regular = weight == BOLD, weight == REGULAR
    style = _STYLES.get(weight, str(weight))
    full_style = " ".join(part for part in (style, "Italic" if italic else "") if part)
    if regular and italic:
        full_style = "Italic"
    linked = regular or bold
    short_style = " ".join(
        part for part in ("Bold" if bold else "", "Italic" if italic else "") if part
    )
    names = font["name"]
    for number in (3, 16, 17, 21, 22, 25):
        names.removeNames(nameID=number)
    _name(names, 1, family if linked else f"{family} {style}")
    _name(names, 2, short_style or "Regular")
    _name(names, 4, f"{family} {full_style}")
    _name(names, 6, f"{family}-{full_style}".replace(" ", ""))
    if not linked:
        _name(names, 16, family)
        _name(names, 17, full_style)
    _style_bits(font, weight, bold=bold, italic=italic)


def _name(names: Any, number: int, text: str) -> None:
    names.removeNames(nameID=number)
    names.setName(text, number, 3, 1, 0x409)


def _style_bits(font: TTFont, weight: int, *, bold: bool, italic: bool) -> None:
    table = font["OS/2"]
    table.usWeightClass = weight
    kept = table.fsSelection & ~0b110_0001
    regular = not bold and not italic
    table.fsSelection = kept | italic | (bold << 5) | (regular << 6)
    font["head"].macStyle = bold | (italic << 1)
