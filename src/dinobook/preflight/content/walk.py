"""One content stream with its resources: a page, a form or a tile of a pattern."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

import pikepdf
from pikepdf import Matrix

from dinobook.preflight.content.canvas import Canvas, TooMuchError, refuse_huge
from dinobook.preflight.content.state import GraphicsState, Path

Operands: TypeAlias = Any
Operator: TypeAlias = Callable[["Walk", Operands], None]

_DEEPEST: Final = 12


class Walk:
    """`base` is the matrix at the start, from which patterns are measured.

    `text_matrix` and `line_matrix` are those of the text object that is under way (9.4.1).
    """

    def __init__(
        self,
        operators: Mapping[str, Operator],
        canvas: Canvas,
        resources: Any,
        state: GraphicsState,
        depth: int = 0,
    ) -> None:
        if depth > _DEEPEST:
            raise TooMuchError(f"its forms are nested more than {_DEEPEST} deep")
        self.operators, self.canvas, self.depth = operators, canvas, depth
        self.resources = resources if isinstance(resources, pikepdf.Dictionary) else None
        self.state, self.base = state, state.matrix
        self.saved: list[GraphicsState] = []
        self.path = Path()
        self.text_matrix = self.line_matrix = Matrix()

    def run(self, stream: Any) -> None:
        """Raises `TooMuchError`, and pikepdf's or Python's own errors for damaged content."""
        for instruction in pikepdf.parse_content_stream(stream):
            self.canvas.count()
            if isinstance(instruction, pikepdf.ContentStreamInlineImage):
                self.operators["INLINE IMAGE"](self, instruction.iimage)
                continue
            act = self.operators.get(str(instruction.operator))
            if act is not None:
                act(self, instruction.operands)

    def run_inside(
        self, stream: pikepdf.Stream, state: GraphicsState, canvas: Canvas | None = None
    ) -> None:
        """Walk another stream that this one paints; without resources it uses those of here."""
        refuse_huge(stream)
        resources = stream.get("/Resources", self.resources)
        canvas = self.canvas if canvas is None else canvas
        Walk(self.operators, canvas, resources, state, self.depth + 1).run(stream)

    def resource(self, kind: str, name: Any) -> Any:
        """What the content calls by this name; None when there is no such thing."""
        group = self.resources.get(kind) if self.resources is not None else None
        return group.get(str(name)) if isinstance(group, pikepdf.Dictionary) else None


def matrix_of(given: Any) -> Matrix:
    """Six numbers as a matrix; anything else changes nothing."""
    numbers = [float(one) for one in given] if given is not None else []
    if len(numbers) != 6:
        return Matrix()
    a, b, c, d, e, f = numbers
    return Matrix(a, b, c, d, e, f)
