"""The glyphs of a line as Pango shaped them, drawn as wide and as far apart as the line was filled.

They are read all at once, and written from what is known of each; WeasyPrint asks for each number
of each glyph by itself. Letters are scaled by the text matrix and moved apart by the character
spacing, spaces by numbers between the glyphs: were they shaped again with wider spaces, Pango would
drop the kerning beside each of them, and the line would not end where it was measured to.

The same pin and the same test as in `dinobook.pdf.engine.hooks` hold for what `LEANED_ON` names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final, NamedTuple

from weasyprint.draw import text
from weasyprint.layout.inline import count_expandable_spaces
from weasyprint.matrix import Matrix
from weasyprint.text.ffi import FROM_UNITS, ffi, pango
from weasyprint.text.line_break import Layout

from dinobook.pdf.engine.doors import StandIn
from dinobook.pdf.engine.spread import Spread, spread_of

LEANED_ON: Final[tuple[Callable[..., Any], ...]] = (
    # is stepped in for
    text.draw_first_line,
    # counts the spaces that are made wider
    count_expandable_spaces,
    # is shaped with wide spaces where the short way is not to be had
    Layout,
)

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
_NO_LETTER_PX: Final = 1e-4
_SPACES: Final = (" ", "\xa0")


class _Piece(NamedTuple):
    """What one glyph shows. It `owes` the glyphs behind it so much, in thousandths of an em."""

    shown: str
    owes: float
    is_space: bool


def _draw_first_line(
    stream: Any, textbox: Any, text_overflow: str, block_ellipsis: Any, matrix: Any
) -> Any:
    """Draw a line of text; gives the emojis that it has as pictures."""
    how = spread_of(textbox)
    if how.scale != 1:
        a, *rest = matrix.values
        matrix = Matrix(round(a * how.scale, 5), *rest)
    is_cut = text_overflow == "ellipsis" or block_ellipsis != "none"
    shows = textbox.text.strip() and textbox.style["font_size"] >= 1e-6
    drawn = None if is_cut or not shows or _OLD_PANGO else runs_of(stream, textbox, how)
    tracked = shows and abs(how.letter_px) > _NO_LETTER_PX
    if tracked:
        stream.stream.append(b"%.4f Tc" % (how.letter_px / how.scale))
    if drawn is None:
        emojis = _draw_long_way(stream, textbox, text_overflow, block_ellipsis, matrix, how)
    else:
        emojis = []
        stream.set_text_matrix(*matrix.values)
        for font, size, shown in drawn:
            stream.set_font_size(font.hash, size)
            stream.show_text(shown)
    if tracked:
        stream.stream.append(b"0 Tc")
    return emojis


def _draw_long_way(stream: Any, textbox: Any, *rest: Any) -> Any:
    *options, how = rest
    if how.space_px:
        textbox.pango_layout.justification_spacing = how.space_px / how.scale
        textbox.pango_layout.set_text(textbox.text, justify=True)
    return _long_way(stream, textbox, *options)


def runs_of(stream: Any, textbox: Any, how: Spread) -> list[tuple[Any, float, str]] | None:
    """The fonts of a line, their sizes and what they show; None for what is out of the common."""
    pango.pango_layout_set_single_paragraph_mode(textbox.pango_layout.layout, True)
    line, _ = textbox.pango_layout.get_first_line()
    drawn: list[tuple[Any, float, str]] = []
    before = None
    spaces = 0
    for item in _items(line):
        if item.item.analysis.font != before:
            before = item.item.analysis.font
            drawn.append((*stream.add_font(before), ""))
        font, size, shown = drawn[-1]
        pieces = _pieces_of(font, size, item, textbox)
        if not pieces:
            return None
        spaces += sum([piece.is_space for piece in pieces])
        gain = how.space_px / how.scale * 1000 / size
        drawn[-1] = (font, size, shown + shown_by(pieces, gain))
    if how.space_px and spaces != count_expandable_spaces(textbox):
        return None
    return drawn


def shown_by(pieces: list[_Piece], gain: float) -> str:
    """A run of glyphs for the operator that shows text (TJ: ISO 32000-1, 9.4.3).

    `gain` is what each space gains, in thousandths of an em. Spaces also take what the other glyphs
    owe: numbers are whole, and a line is to end where it was measured to.
    """
    inside = "<" + "".join(_spaced(pieces, gain))
    return inside[:-1] if inside[-1] == "<" else inside + ">"


def _spaced(pieces: list[_Piece], gain: float) -> Iterator[str]:
    owed = 0.0
    for shown, owes, is_space in pieces:
        owed += owes
        if not is_space:
            yield shown
            continue
        wanted = owed - gain
        step = round(wanted)
        owed = wanted - step
        yield f"{shown}>{step}<" if step else shown


def _pieces_of(font: Any, size: float, item: Any, textbox: Any) -> list[_Piece]:
    """The pieces of a run; none where `runs_of` gives None."""
    glyphs = _glyphs(item.glyphs)
    if not glyphs or font.bitmap or font.png or font.svg or font.colr:
        return []
    pieces = font.__dict__.setdefault(_PIECES, {}).setdefault(size, {})
    for at, glyph in enumerate(glyphs):
        if glyph not in pieces:
            if glyph[0] not in font.widths:
                return []
            if glyph[0] not in font.to_unicode:
                font.to_unicode[glyph[0]] = _spelt(textbox, item, at)
            pieces[glyph] = _piece(glyph, font, size)
    return [pieces[glyph] for glyph in glyphs]


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


def _piece(glyph: _Glyph, font: Any, size: float) -> _Piece:
    """The glyph in the content stream, with the steps before and behind it.

    The step behind a space is left to the line.
    """
    number, advance, across = glyph
    step = across / size
    kerning = font.widths[number] + step - advance * 1000 * FROM_UNITS / size
    before = f">{-step}<" if step else ""
    if font.to_unicode[number] in _SPACES:
        return _Piece(f"{before}{number:04x}", kerning, True)
    whole = round(kerning)
    behind = f">{whole}<" if whole else ""
    return _Piece(f"{before}{number:04x}{behind}", kerning - whole, False)


STAND_INS: Final = (StandIn(text, "draw_first_line", lambda _: _draw_first_line),)
