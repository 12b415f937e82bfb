"""Tables as readers want them: whole, regular, and each cell with its heads.

A table holds a caption, at most one head, bodies and at most one foot; every row has as many cells
as the others (ISO 32000-1, 14.8.4.3.4; ISO 14289-1, 7.5).
"""

from __future__ import annotations

from itertools import count
from typing import Any, Final

from dinobook.pdf.engine.tagging.grid import Cell, Grid, grid_of
from dinobook.pdf.engine.tagging.homes import Homes
from dinobook.pdf.engine.tagging.tag import Tag, pages_of
from dinobook.pdf.file.readback import SPLIT

_ORDER: Final = ("Caption", "THead", "TBody", "TFoot")


def finish_tables(homes: Homes, prefix: str) -> None:
    """Complete every table. `prefix` keeps the IDs of its cells apart from those of others."""
    names = count(1)
    for element, tag in homes.tables.items():
        grid = grid_of(element)
        cells = {cell.element: cell for cell in grid.cells}
        for cell in grid.cells:
            if (tagged := homes.known(cell.element)) is not None:
                _describe(tagged, cell, grid, homes)
        for row, missing in grid.missing:
            if (tagged := homes.known(row)) is not None:
                _fill_up(tagged, missing)
        _name(homes, cells, prefix, names)
        _order(tag)


def _describe(tag: Tag, cell: Cell, grid: Grid, homes: Homes) -> None:
    said: dict[str, Any] = {}
    if cell.is_head:
        said["Scope"] = f"/{grid.scope(cell)}"
    if cell.columns > 1:
        said["ColSpan"] = cell.columns
    if cell.rows > 1:
        said["RowSpan"] = cell.rows
    if grid.has_spans:
        heads = (homes.known(head.element) for head in grid.heads_of(cell))
        tag.heads = tuple(one for one in heads if one is not None)
    if said or tag.heads:
        tag.attributes = {"O": "/Table", **said}


def _fill_up(row: Tag, missing: int) -> None:
    """Add empty cells at the end of a row that has too few."""
    for _ in range(missing):
        row.new("TD")


def _name(homes: Homes, cells: dict[Any, Cell], prefix: str, names: count[int]) -> None:
    """Give an ID to each cell that others name, or that goes on over the page."""
    tags = [tag for cell in cells if (tag := homes.known(cell)) is not None]
    named = {id(head) for tag in tags for head in tag.heads}
    for tag in tags:
        if len(pages_of(tag)) > 1:
            tag.id = f"{prefix}-{SPLIT}-{next(names)}"
        elif id(tag) in named:
            tag.id = f"{prefix}-cell-{next(names)}"


def _order(table: Tag) -> None:
    """Caption, head, bodies, foot; a head without a body is one, and so are rows beside a head."""
    parts = [tag.role for tag in table.tags()]
    for extra in ("THead", "TFoot"):
        alike = [one for one in table.tags() if one.role == extra]
        kept = 1 if "TBody" in parts or "TR" in parts else 0
        for one in alike[kept:]:
            one.role = "TBody"
    if any(one.role in ("THead", "TFoot") for one in table.tags()):
        _wrap_rows(table)
    table.kids.sort(key=_place)


def _place(kid: object) -> int:
    role = kid.role if isinstance(kid, Tag) else ""
    return _ORDER.index(role) if role in _ORDER else len(_ORDER)


def _wrap_rows(table: Tag) -> None:
    """Put rows that stand beside a head into a body."""
    rows = [tag for tag in table.tags() if tag.role == "TR"]
    if not rows:
        return
    body = table.new("TBody")
    for row in rows:
        table.kids.remove(row)
        row.parent = body
        body.kids.append(row)
