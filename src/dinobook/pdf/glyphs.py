"""The glyphs of a line, read from Pango all at once and written from what is known of each.

WeasyPrint asks for each number of each glyph by itself. The rules of `dinobook.pdf.quick`, which
puts this stand-in in place, hold here too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from weasyprint.draw import text
from weasyprint.text.ffi import FROM_UNITS, ffi, pango

LEANED_ON: Final[tuple[Callable[..., Any], ...]] = (text.draw_first_line,)

_PIECES: Final = "dinobook_pieces"
_GLYPH_BYTES: Final = ffi.sizeof("PangoGlyphInfo")
_NUMBERS: Final = _GLYPH_BYTES // ffi.sizeof("int")
_ODD: Final = pango.PANGO_GLYPH_EMPTY
"""From here on, numbers of glyphs say that there is none, or none for a character."""

_OLD_PANGO: Final = pango.pango_version() < 14802
"""Its fonts do not tell their sizes."""

_Glyph = tuple[int, int, int]
"""Its number in the typeface; how far the line goes on, and how far it is moved, in Pango units."""
_long_way = text.draw_first_line


def _draw_first_line(
    stream: Any, textbox: Any, text_overflow: str, block_ellipsis: Any, matrix: Any
) -> Any:
    """Draw a line of text; gives the emojis that it has as pictures."""
    is_cut = text_overflow == "ellipsis" or block_ellipsis != "none"
    shows = textbox.text.strip() and textbox.style["font_size"] >= 1e-6
    drawn = None if is_cut or not shows or _OLD_PANGO else _drawn(stream, textbox)
    if drawn is None:
        return _long_way(stream, textbox, text_overflow, block_ellipsis, matrix)
    stream.set_text_matrix(*matrix.values)
    for font, size, string in drawn:
        stream.set_font_size(font.hash, size)
        stream.show_text(string)
    return []


def _drawn(stream: Any, textbox: Any) -> list[tuple[Any, float, str]] | None:
    """The fonts of a line, their sizes and what they show; None for what is out of the common."""
    pango.pango_layout_set_single_paragraph_mode(textbox.pango_layout.layout, True)
    line, _ = textbox.pango_layout.get_first_line()
    drawn: list[tuple[Any, float, str]] = []
    before = None
    for item in _items(line):
        if item.item.analysis.font != before:
            before = item.item.analysis.font
            drawn.append((*stream.add_font(before), ""))
        font, size, shown = drawn[-1]
        run = _shown(font, size, item, textbox)
        if run is None:
            return None
        drawn[-1] = (font, size, shown + run)
    return drawn


def _shown(font: Any, size: float, item: Any, textbox: Any) -> str | None:
    """What a run shows, for the content stream; None where `_drawn` gives None."""
    glyphs = _glyphs(item.glyphs)
    if not glyphs or font.bitmap or font.png or font.svg or font.colr:
        return None
    pieces = font.__dict__.setdefault(_PIECES, {}).setdefault(size, {})
    for at, glyph in enumerate(glyphs):
        if glyph not in pieces:
            if glyph[0] not in font.widths:
                return None
            if glyph[0] not in font.to_unicode:
                font.to_unicode[glyph[0]] = _spelt(textbox, item, at)
            pieces[glyph] = _piece(glyph, font.widths[glyph[0]], size)
    inside = "<" + "".join([pieces[glyph] for glyph in glyphs])
    return inside[:-1] if inside[-1] == "<" else inside + ">"


def _items(line: Any) -> Iterator[Any]:
    run = line.runs[0]
    while run != ffi.NULL:
        yield run.data
        run = run.next


def _glyphs(string: Any) -> list[_Glyph]:
    """The glyphs of a run; none at all when one is missing, or raised above the line."""
    numbers = memoryview(ffi.buffer(string.glyphs, string.num_glyphs * _GLYPH_BYTES)).cast("i")
    glyphs, widths, across, up = (numbers[at::_NUMBERS].tolist() for at in range(4))
    if any(up) or max(glyphs, default=0) >= _ODD:
        return []
    return list(zip(glyphs, widths, across, strict=True))


def _spelt(textbox: Any, item: Any, at: int) -> str:
    """The characters that the glyph at this place stands for."""
    clusters, count, end = item.glyphs.log_clusters, item.glyphs.num_glyphs, item.item.length
    if item.item.analysis.level % 2:  # it runs from right to left
        follows = clusters[at - 1] if at else end
    else:
        follows = clusters[at + 1] if at < count - 1 else end
    start = item.item.offset
    said: bytes = textbox.pango_layout.text.encode()
    return said[start + clusters[at] : start + follows].decode()


def _piece(glyph: _Glyph, width: int, size: float) -> str:
    """The glyph in the content stream, with the steps before and behind it."""
    number, advance, across = glyph
    step = across / size
    kerning = width + step - advance * 1000 * FROM_UNITS / size
    before = f">{-step}<" if step else ""
    behind = f">{int(kerning)}<" if kerning else ""
    return f"{before}{number:04x}{behind}"


STAND_INS: Final = ((_long_way, _draw_first_line),)
