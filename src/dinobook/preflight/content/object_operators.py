"""Operators that paint pictures and forms (ISO 32000-2, 8.8 to 8.10)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pikepdf

from dinobook.preflight.content.images import Picture, read_inline, read_picture
from dinobook.preflight.content.walk import Operands, Operator, Walk, matrix_of
from dinobook.preflight.facts import Transparency
from dinobook.preflight.geometry import EVERYWHERE, UNIT_SQUARE, corners, placed


def _paint(walk: Walk, operands: Operands) -> None:
    found = walk.resource("/XObject", operands[0])
    if not isinstance(found, pikepdf.Stream):
        return
    kind = str(found.get("/Subtype", ""))
    if kind == "/Form":
        _paint_form(walk, found)
    elif kind == "/Image":
        picture = walk.canvas.seen.pictures.get(found.objgen)
        if picture is None:
            picture = walk.canvas.seen.pictures[found.objgen] = read_picture(found, walk.resources)
        _paint_picture(walk, picture)


def _paint_inline(walk: Walk, inline: Any) -> None:
    _paint_picture(walk, read_inline(inline, walk.resources))


def _paint_picture(walk: Walk, picture: Picture) -> None:
    rect = walk.state.seen(placed(UNIT_SQUARE, walk.state.matrix))
    if rect is None:
        return
    if picture.soft_mask:
        walk.canvas.transparency[Transparency("a picture with a soft mask", rect)] = None
    walk.canvas.images.append(picture.placed(rect, walk.state.matrix, walk.state.fill))


def _paint_form(walk: Walk, form: pikepdf.Stream) -> None:
    state = walk.state.copy()
    state.matrix = matrix_of(form.get("/Matrix")) @ state.matrix
    box: Any = form.get("/BBox")
    if isinstance(box, pikepdf.Array) and len(box) == 4:
        left, bottom, right, top = (float(one) for one in box)
        shape = placed(corners((left, bottom, right, top)), state.matrix)
        if state.seen(shape) is None:
            return
        state.clip_to(shape)
    if is_transparency(form.get("/Group")):
        where = None if state.clip == EVERYWHERE else state.clip
        walk.canvas.transparency[Transparency("a transparency group", where)] = None
    walk.run_inside(form, state)


def is_transparency(group: object) -> bool:
    return isinstance(group, pikepdf.Dictionary) and str(group.get("/S", "")) == "/Transparency"


OPERATORS: Final[Mapping[str, Operator]] = {"Do": _paint, "INLINE IMAGE": _paint_inline}
