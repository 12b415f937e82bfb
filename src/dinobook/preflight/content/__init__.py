"""Everything that a page paints, by walking the operators of its content (ISO 32000-2, annex A).

Forms and tiling patterns are walked where they are painted. Glyphs of Type 3 fonts and the
appearances of annotations are not. A clipping path counts as the rectangle round it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pikepdf
from pikepdf import Matrix

from dinobook.preflight.content import (
    colour_operators,
    object_operators,
    path_operators,
    state_operators,
    text_operators,
)
from dinobook.preflight.content.canvas import Canvas, Seen, TooMuchError, refuse_huge
from dinobook.preflight.content.state import GraphicsState
from dinobook.preflight.content.walk import Operator, Walk
from dinobook.preflight.facts import Drawn
from dinobook.preflight.opening import DAMAGE

__all__ = ["OPERATORS", "Seen", "draw"]

OPERATORS: Final[Mapping[str, Operator]] = {
    **state_operators.OPERATORS,
    **colour_operators.OPERATORS,
    **path_operators.OPERATORS,
    **text_operators.OPERATORS,
    **object_operators.OPERATORS,
}


def draw(page: pikepdf.Page, unit: float, seen: Seen) -> Drawn:
    """What the page paints, in points. `unit` is the size of its own unit, 1/72 inch as a rule."""
    canvas = Canvas(seen)
    unread = ""
    try:
        _refuse_huge(page)
        state = GraphicsState(Matrix(unit, 0, 0, unit, 0, 0))
        Walk(OPERATORS, canvas, page.resources, state).run(page)
    except TooMuchError as error:
        unread = str(error)
    except DAMAGE as error:
        unread = f"its content is damaged: {error}"
    return canvas.drawn(unread)


def _refuse_huge(page: pikepdf.Page) -> None:
    contents = page.obj.get("/Contents")
    for stream in list(contents) if isinstance(contents, pikepdf.Array) else [contents]:
        if isinstance(stream, pikepdf.Stream):
            refuse_huge(stream)
