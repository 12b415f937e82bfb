"""Operators that draw, fill and stroke paths (ISO 32000-2, 8.5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import pikepdf

from dinobook.preflight.content import colours
from dinobook.preflight.content.canvas import Canvas
from dinobook.preflight.content.state import GraphicsState, Path
from dinobook.preflight.content.walk import Operands, Operator, Walk, matrix_of
from dinobook.preflight.facts import Area, Colour, Line
from dinobook.preflight.geometry import Point, Rect, bounds, corners, height, thinnest, width

_LINE_RATIO: Final = 4.0
_SHORTEST_LINE_PT: Final = 4.0
_THICKEST_LINE_PT: Final = 2.0
_CORNERS: Final = 6


def _points(walk: Walk, operands: Operands) -> list[Point]:
    numbers = [float(operand) for operand in operands]
    pairs = zip(numbers[::2], numbers[1::2], strict=True)
    return [walk.state.matrix.transform(pair) for pair in pairs]


def _move(walk: Walk, operands: Operands) -> None:
    walk.path.parts.append(_points(walk, operands))


def _go_on(walk: Walk, operands: Operands) -> None:
    walk.path.go_on(*_points(walk, operands))


def _rectangle(walk: Walk, operands: Operands) -> None:
    left, bottom, wide, high = (float(operand) for operand in operands)
    shape = corners((left, bottom, left + wide, bottom + high))
    walk.path.parts.append([walk.state.matrix.transform(point) for point in shape])


def _clip(walk: Walk, _: Operands) -> None:
    walk.path.clips = True


def _paint(*, fills: bool = False, strokes: bool = False) -> Operator:
    def paint(walk: Walk, _: Operands) -> None:
        parts = [part for part in walk.path.parts if len(part) > 1]  # a move alone paints nothing
        if fills:
            _fill(walk, parts, outlined=strokes)
        if strokes:
            _stroke(walk, parts)
        if walk.path.clips and parts:
            walk.state.clip_to(bounds(point for part in parts for point in part))
        walk.path = Path()

    return paint


def _fill(walk: Walk, parts: list[list[Point]], *, outlined: bool) -> None:
    """A thin shape is a line to the eye, but not if it is outlined, or thin by the clip alone."""
    for part in parts:
        shape = bounds(part)
        rect = walk.state.seen(shape)
        if rect is None:
            continue
        colour = _painted(walk, rect)
        if walk.state.leaves_all(colour, overprints=walk.state.fill_overprints):
            walk.canvas.lose(Area(rect, colour))
        walk.canvas.areas.append(Area(rect, colour))
        if not outlined and len(part) <= _CORNERS and _is_line(shape):
            walk.canvas.lines.append(Line(rect, min(width(shape), height(shape)), colour))


def _is_line(rect: Rect) -> bool:
    thin, long = sorted((width(rect), height(rect)))
    return thin < _THICKEST_LINE_PT and long > max(_SHORTEST_LINE_PT, _LINE_RATIO * thin)


def _stroke(walk: Walk, parts: list[list[Point]]) -> None:
    wide = walk.state.line_width * thinnest(walk.state.matrix)
    for part in parts:
        if rect := walk.state.seen(_widened(bounds(part), wide / 2)):
            colour = walk.state.stroke
            if walk.state.leaves_all(colour, overprints=walk.state.stroke_overprints):
                walk.canvas.lose(Area(rect, colour))
            walk.canvas.lines.append(Line(rect, wide, walk.state.stroke))


def _widened(rect: Rect, by: float) -> Rect:
    return rect[0] - by, rect[1] - by, rect[2] + by, rect[3] + by


def _painted(walk: Walk, rect: Rect) -> Colour:
    """The colour of a filled place, which a pattern may have in its stead."""
    pattern = walk.state.fill_pattern
    if isinstance(pattern, pikepdf.Stream):
        _paint_tiles(walk, pattern, rect)
    elif isinstance(pattern, pikepdf.Dictionary):
        return shading_colour(walk, pattern.get("/Shading"))
    return walk.state.fill


def _paint_tiles(walk: Walk, tile: pikepdf.Stream, rect: Rect) -> None:
    """Walk the tile once; what it paints is found wherever the place is filled with it."""
    aside = Canvas(walk.canvas.seen, operators=walk.canvas.operators)
    matrix = matrix_of(tile.get("/Matrix")) @ walk.base
    walk.run_inside(tile, GraphicsState(matrix), aside)
    walk.canvas.operators = aside.operators
    walk.canvas.transparency |= aside.transparency
    walk.canvas.texts += [replace(text, rect=rect) for text in aside.texts]
    walk.canvas.images += [replace(image, rect=rect) for image in aside.images]
    walk.canvas.areas += [replace(area, rect=rect) for area in aside.areas]
    walk.canvas.lines += [replace(line, rect=rect) for line in aside.lines]


def shading_colour(walk: Walk, shading: object) -> Colour:
    if not isinstance(shading, pikepdf.Dictionary | pikepdf.Stream):
        return colours.UNKNOWN
    return colours.space(shading.get("/ColorSpace"), walk.resources)


def _shade(walk: Walk, operands: Operands) -> None:
    colour = shading_colour(walk, walk.resource("/Shading", operands[0]))
    walk.canvas.areas.append(Area(walk.state.clip, colour))


OPERATORS: Final[Mapping[str, Operator]] = {
    "m": _move,
    "l": _go_on,
    "c": _go_on,
    "v": _go_on,
    "y": _go_on,
    "re": _rectangle,
    "W": _clip,
    "W*": _clip,
    "n": _paint(),
    "f": _paint(fills=True),
    "F": _paint(fills=True),
    "f*": _paint(fills=True),
    "S": _paint(strokes=True),
    "s": _paint(strokes=True),
    "B": _paint(fills=True, strokes=True),
    "B*": _paint(fills=True, strokes=True),
    "b": _paint(fills=True, strokes=True),
    "b*": _paint(fills=True, strokes=True),
    "sh": _shade,
}
