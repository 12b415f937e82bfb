"""Operators that choose a colour (ISO 32000-2, 8.6.8)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from dinobook.preflight.content import colours
from dinobook.preflight.content.walk import Operands, Operator, Walk
from dinobook.preflight.facts import Colour


def _fill_space(walk: Walk, operands: Operands) -> None:
    walk.state.fill_space = colours.space(operands[0], walk.resources)
    walk.state.fill = colours.first_colour(walk.state.fill_space)
    walk.state.fill_pattern = None


def _stroke_space(walk: Walk, operands: Operands) -> None:
    walk.state.stroke_space = colours.space(operands[0], walk.resources)
    walk.state.stroke = colours.first_colour(walk.state.stroke_space)


def _fill(walk: Walk, operands: Operands) -> None:
    space = walk.state.fill_space
    walk.state.fill, walk.state.fill_pattern = colours.mixed(space, operands), None
    if space.kind == "pattern" and len(operands):
        walk.state.fill_pattern = walk.resource("/Pattern", operands[-1])


def _stroke(walk: Walk, operands: Operands) -> None:
    walk.state.stroke = colours.mixed(walk.state.stroke_space, operands)


def _device_fill(kind: str) -> Operator:
    space = Colour(kind)

    def choose(walk: Walk, operands: Operands) -> None:
        walk.state.fill_space, walk.state.fill_pattern = space, None
        walk.state.fill = colours.mixed(space, operands)

    return choose


def _device_stroke(kind: str) -> Operator:
    space = Colour(kind)

    def choose(walk: Walk, operands: Operands) -> None:
        walk.state.stroke_space = space
        walk.state.stroke = colours.mixed(space, operands)

    return choose


OPERATORS: Final[Mapping[str, Operator]] = {
    "cs": _fill_space,
    "CS": _stroke_space,
    "sc": _fill,
    "scn": _fill,
    "SC": _stroke,
    "SCN": _stroke,
    "g": _device_fill("gray"),
    "G": _device_stroke("gray"),
    "rg": _device_fill("rgb"),
    "RG": _device_stroke("rgb"),
    "k": _device_fill("cmyk"),
    "K": _device_stroke("cmyk"),
}
