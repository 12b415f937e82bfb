"""Operators that change the graphics state (ISO 32000-2, 8.4.4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pikepdf

from dinobook.preflight.content.text_operators import use_font
from dinobook.preflight.content.walk import Operands, Operator, Walk, matrix_of
from dinobook.preflight.facts import Transparency

_DEEPEST: Final = 1000


def _save(walk: Walk, _: Operands) -> None:
    if len(walk.saved) < _DEEPEST:
        walk.saved.append(walk.state.copy())


def _restore(walk: Walk, _: Operands) -> None:
    if walk.saved:
        walk.state = walk.saved.pop()


def _concatenate(walk: Walk, operands: Operands) -> None:
    walk.state.matrix = matrix_of(operands) @ walk.state.matrix


def _line_width(walk: Walk, operands: Operands) -> None:
    walk.state.line_width = abs(float(operands[0]))


def _parameters(walk: Walk, operands: Operands) -> None:
    found = walk.resource("/ExtGState", operands[0])
    if not isinstance(found, pikepdf.Dictionary):
        return
    if "/LW" in found:
        walk.state.line_width = abs(float(found["/LW"]))
    _overprint(walk, found)
    font: Any = found.get("/Font")
    if isinstance(font, pikepdf.Array) and len(font) == 2:
        use_font(walk, font[0], float(font[1]))
    for reason in _see_through(found):
        walk.canvas.transparency[Transparency(reason)] = None


def _overprint(walk: Walk, parameters: Any) -> None:
    """OP is for strokes, and for fills too where op does not say otherwise (8.4.5)."""
    if "/OP" in parameters:
        walk.state.stroke_overprints = walk.state.fill_overprints = bool(parameters["/OP"])
    if "/op" in parameters:
        walk.state.fill_overprints = bool(parameters["/op"])
    if "/OPM" in parameters:
        walk.state.overprint_mode = int(parameters["/OPM"])


def _see_through(parameters: pikepdf.Dictionary) -> list[str]:
    """Why what is behind shows through."""
    found: Any = parameters
    reasons = []
    for key in ("/ca", "/CA"):
        if (opacity := float(found.get(key, 1))) < 1:
            reasons.append(f"an opacity of {opacity:.0%}")
    mode = found.get("/BM", "/Normal")
    first = str(mode[0] if isinstance(mode, pikepdf.Array) and len(mode) else mode)
    if first not in ("/Normal", "/Compatible"):
        reasons.append(f"the blend mode {first.lstrip('/')}")
    if isinstance(found.get("/SMask"), pikepdf.Dictionary):
        reasons.append("a soft mask")
    return list(dict.fromkeys(reasons))


OPERATORS: Final[Mapping[str, Operator]] = {
    "q": _save,
    "Q": _restore,
    "cm": _concatenate,
    "w": _line_width,
    "gs": _parameters,
}
