"""Operators that set text (ISO 32000-2, 9.3 and 9.4)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, Final

import pikepdf
from pikepdf import Matrix

from dinobook.preflight.content.fonts import Glyphs, read_font
from dinobook.preflight.content.state import GraphicsState
from dinobook.preflight.content.walk import Operands, Operator, Walk, matrix_of
from dinobook.preflight.facts import Area, Text
from dinobook.preflight.geometry import bounds, corners

_ASCENT: Final = 0.75
_DESCENT: Final = -0.22
"""Of the size: how far most letters go above and below the line they stand on."""
_INVISIBLE: Final = (3, 7)
_STROKED: Final = (1, 5)


def use_font(walk: Walk, font: Any, size: float) -> None:
    known = font.objgen if isinstance(font, pikepdf.Object) and font.is_indirect else None
    glyphs = walk.canvas.seen.fonts.get(known) if known else None
    if glyphs is None:
        glyphs = read_font(font)
        if known:
            walk.canvas.seen.fonts[known] = glyphs
    walk.state.glyphs, walk.state.size = glyphs, size


def _font(walk: Walk, operands: Operands) -> None:
    use_font(walk, walk.resource("/Font", operands[0]), float(operands[1]))


def _begin(walk: Walk, _: Operands) -> None:
    walk.text_matrix = walk.line_matrix = Matrix()


def _text_matrix(walk: Walk, operands: Operands) -> None:
    walk.text_matrix = walk.line_matrix = matrix_of(operands)


def _next_line(walk: Walk, operands: Operands) -> None:
    across, down = (float(operand) for operand in operands)
    walk.line_matrix = Matrix(1, 0, 0, 1, across, down) @ walk.line_matrix
    walk.text_matrix = walk.line_matrix


def _next_line_leading(walk: Walk, operands: Operands) -> None:
    walk.state.leading = -float(operands[1])
    _next_line(walk, operands)


def _new_line(walk: Walk, _: Operands) -> None:
    _next_line(walk, (0, -walk.state.leading))


def _number(name: str, factor: float = 1.0) -> Operator:
    def keep(walk: Walk, operands: Operands) -> None:
        setattr(walk.state, name, float(operands[0]) * factor)

    return keep


def _mode(walk: Walk, operands: Operands) -> None:
    walk.state.text_mode = int(operands[0])


def _show(walk: Walk, operands: Operands) -> None:
    """A string, or strings with kerning between them in thousandths."""
    given = operands[0]
    parts: list[Any] = list(given) if isinstance(given, pikepdf.Array) else [given]
    _set(walk, parts)


def _line_and_show(walk: Walk, operands: Operands) -> None:
    _new_line(walk, operands)
    _show(walk, operands)


def _spaced_line_and_show(walk: Walk, operands: Operands) -> None:
    walk.state.word_space, walk.state.character_space = float(operands[0]), float(operands[1])
    _line_and_show(walk, operands[2:])


def _set(walk: Walk, parts: list[Any]) -> None:
    state = walk.state
    if state.glyphs is None:
        return
    advance, shown, missing = 0.0, 0, 0
    for part in parts:
        if not isinstance(part, pikepdf.String):
            advance -= float(part) / 1000 * state.size * state.stretch
            continue
        codes = list(state.glyphs.codes(bytes(part)))
        advance += sum(_advance(state, state.glyphs, code) for code in codes)
        shown += len(codes)
        missing += sum(code in state.glyphs.missing for code in codes)
    if shown and state.text_mode not in _INVISIBLE:
        _record(walk, state.glyphs, (advance, shown, missing))
    walk.text_matrix = Matrix(1, 0, 0, 1, advance, 0) @ walk.text_matrix


def _advance(state: GraphicsState, glyphs: Glyphs, code: int) -> float:
    """How far a glyph moves on (9.4.4). Only a space of one byte is widened."""
    wide = glyphs.width(code) / 1000 * state.size + state.character_space
    if code == 32 and glyphs.bytes_per_code == 1:
        wide += state.word_space
    return wide * state.stretch


def _record(walk: Walk, glyphs: Glyphs, run: tuple[float, int, int]) -> None:
    advance, shown, missing = run
    state = walk.state
    matrix = walk.text_matrix @ state.matrix
    box = (0.0, state.rise + _DESCENT * state.size, advance, state.rise + _ASCENT * state.size)
    rect = state.seen(bounds(matrix.transform(point) for point in corners(box)))
    if rect is None:
        return
    size_pt = abs(state.size) * math.hypot(matrix.c, matrix.d)
    stroked = state.text_mode in _STROKED
    colour = state.stroke if stroked else state.fill
    overprints = state.stroke_overprints if stroked else state.fill_overprints
    if state.leaves_all(colour, overprints=overprints):
        walk.canvas.lose(Area(rect, colour))
    walk.canvas.texts.append(Text(rect, size_pt, glyphs.font, colour, shown, missing))


OPERATORS: Final[Mapping[str, Operator]] = {
    "BT": _begin,
    "Tf": _font,
    "Tm": _text_matrix,
    "Td": _next_line,
    "TD": _next_line_leading,
    "T*": _new_line,
    "Tc": _number("character_space"),
    "Tw": _number("word_space"),
    "Tz": _number("stretch", 0.01),
    "TL": _number("leading"),
    "Ts": _number("rise"),
    "Tr": _mode,
    "Tj": _show,
    "TJ": _show,
    "'": _line_and_show,
    '"': _spaced_line_and_show,
}
