"""How large each picture is printed: the transformations on the way to the page, multiplied."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

import pikepdf
from pikepdf import Array, Matrix, Name, Object, Stream

from dinobook.finish.objects import entries, resources_of

ObjectId = tuple[int, int]
Inches = tuple[float, float]
Instruction = pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage

_POINTS_PER_INCH: Final = 72.0
_PAINT: Final = frozenset(
    (
        *("f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do"),
        "Tj",
        "TJ",
        "'",
        '"',
        "INLINE IMAGE",
    )
)
_DEPTH: Final = 20
"""Forms inside forms; a file that nests deeper shows itself."""


@dataclass(frozen=True, slots=True)
class Placement:
    """A picture on a page. `step` is the instruction of the page that draws it, or what holds it.

    `direct`: the page itself draws it, or a form that has drawn nothing before it; no pattern. So
    what lies below it is what the page drew before. The unit square becomes the picture.
    """

    picture: Object
    page: int
    matrix: Matrix
    step: int
    direct: bool

    @property
    def inches(self) -> Inches:
        """Width and height as they are printed, also when turned."""
        width = math.hypot(self.matrix.a, self.matrix.b)
        height = math.hypot(self.matrix.c, self.matrix.d)
        return width / _POINTS_PER_INCH, height / _POINTS_PER_INCH


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a stream draws. `step` is the step of the page that leads here; None on the page.

    `direct` is as for a placement.
    """

    resources: Object
    page: int
    start: Matrix
    step: int | None = None
    depth: int = 0
    direct: bool = True

    def at(self, step: int, matrix: Matrix, *, first: bool) -> _Place:
        """`first`: the stream has drawn nothing before."""
        direct = self.direct and (first or self.step is None)
        step = step if self.step is None else self.step
        return replace(self, start=matrix, step=step, direct=direct)

    def inside(self, own: Matrix, resources: Object) -> _Place:
        return replace(self, start=own @ self.start, resources=resources, depth=self.depth + 1)


def placements(pdf: pikepdf.Pdf) -> Iterator[Placement]:
    """Every picture on every page, counted from 1, in the order of drawing."""
    for number, page in enumerate(pdf.pages, start=1):
        content = page.obj.get("/Contents")
        if isinstance(content, Stream):
            resources = resources_of(page.obj)
            if _shows_pictures(resources, _DEPTH):
                yield from _in_stream(content, _Place(resources, number, Matrix()))


def largest(found: Iterator[Placement]) -> dict[ObjectId, Inches]:
    """The largest width and height that each picture is printed at."""
    sizes: dict[ObjectId, Inches] = {}
    for one in found:
        width, height = sizes.get(one.picture.objgen, (0.0, 0.0))
        sizes[one.picture.objgen] = (max(width, one.inches[0]), max(height, one.inches[1]))
    return sizes


def _shows_pictures(resources: Object, depth: int) -> bool:
    """Whether any picture can be reached, so that most pages need not be read."""
    drawn = [*entries(resources, "/XObject").values(), *entries(resources, "/Pattern").values()]
    return depth > 0 and any(
        one.get("/Subtype") == Name.Image or _shows_pictures(resources_of(one), depth - 1)
        for one in drawn
    )


def _in_stream(stream: Object, place: _Place) -> Iterator[Placement]:
    matrix, saved, first = place.start, list[Matrix](), True
    for at, one in enumerate(pikepdf.parse_content_stream(stream)):
        match str(one.operator):
            case "q":
                saved.append(matrix)
            case "Q":
                matrix = saved.pop() if saved else place.start
            case "cm":
                matrix = Matrix(*map(float, _operands(one))) @ matrix
            case "Do":
                drawn = entries(place.resources, "/XObject").get(_name(one))
                yield from _drawn(drawn, place.at(at, matrix, first=first))
            case "scn" | "SCN":
                # a pattern lies on the page as a whole, wherever it is used (ISO 32000-1, 8.7.3.1)
                tile = entries(place.resources, "/Pattern").get(_name(one))
                inside = replace(place.at(at, place.start, first=first), direct=False)
                yield from _drawn(tile, inside)
        first = first and str(one.operator) not in _PAINT


def _drawn(shown: Object | None, place: _Place) -> Iterator[Placement]:
    """What a picture, a form or a tile of a pattern places on the page."""
    if not isinstance(shown, Stream):
        return
    if shown.get("/Subtype") == Name.Image:
        yield Placement(shown, place.page, place.start, place.step or 0, place.direct)
    elif place.depth < _DEPTH:
        matrix: Any = shown.get("/Matrix", Array([1, 0, 0, 1, 0, 0]))
        own = Matrix(matrix)
        yield from _in_stream(shown, place.inside(own, resources_of(shown, place.resources)))


def _operands(one: Instruction) -> list[Any]:
    return list(one.operands)


def _name(one: Instruction) -> str:
    """The last operand: a name, or the last part of a colour, which names nothing."""
    return str(one.operands[-1]) if one.operands else ""
