"""The boxes and annotations of a page, in points (ISO 32000-2, 14.11.2)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pikepdf

from dinobook.preflight.facts import Boxes
from dinobook.preflight.geometry import Rect

_OLDEST_PARENT: Final = 50
_NOWHERE: Final[Rect] = (0.0, 0.0, 0.0, 0.0)


def unit_of(page: pikepdf.Page) -> float:
    """How many points a unit of the page has."""
    return float(page.obj.get("/UserUnit", 1))


def boxes_of(page: pikepdf.Page) -> Boxes:
    unit = unit_of(page)
    return Boxes(
        _rect(_inherited(page.obj, "/MediaBox"), unit),
        _rect(_inherited(page.obj, "/CropBox"), unit),
        *(_rect(page.obj.get(key), unit) for key in ("/BleedBox", "/TrimBox", "/ArtBox")),
    )


def annotations_of(page: pikepdf.Page) -> Iterator[tuple[str, Rect]]:
    """Their kinds and places."""
    listed: Any = page.obj.get("/Annots")
    for one in listed if isinstance(listed, pikepdf.Array) else ():
        if isinstance(one, pikepdf.Dictionary):
            kind = str(one.get("/Subtype", "")).lstrip("/")
            yield kind, _rect(one.get("/Rect"), unit_of(page)) or _NOWHERE


def _inherited(page: Any, key: str) -> Any:
    node = page
    for _ in range(_OLDEST_PARENT):
        if key in node or "/Parent" not in node:
            break
        node = node["/Parent"]
    return node.get(key)


def _rect(given: Any, unit: float) -> Rect | None:
    """Four numbers in whatever order of corners; None for anything else."""
    if not isinstance(given, pikepdf.Array) or len(given) != 4:
        return None
    corners: list[Any] = list(given)
    a, b, c, d = (float(corner) * unit for corner in corners)
    return min(a, c), min(b, d), max(a, c), max(b, d)
