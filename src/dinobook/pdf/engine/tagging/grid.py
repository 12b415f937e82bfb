"""Where the cells of a table stand, and which of them are heads (HTML, 4.9.12)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from dinobook.pdf.engine.tagging.ancestry import name_of

_SECTIONS: Final = ("thead", "tbody", "tfoot")
_MOST: Final = 1000


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with the first row and column that it covers, and how many."""

    element: Any
    row: int
    column: int
    rows: int
    columns: int

    @property
    def is_head(self) -> bool:
        return name_of(self.element) == "th"

    def shares_rows(self, other: Cell) -> bool:
        return self.row < other.row + other.rows and other.row < self.row + self.rows

    def shares_columns(self, other: Cell) -> bool:
        return (
            self.column < other.column + other.columns and other.column < self.column + self.columns
        )


@dataclass(frozen=True)
class Grid:
    """A table's cells, and for each row (its element) how many cells are missing at its end.

    `groups` are for each row the number of its part of the table: head, body or foot.
    """

    cells: tuple[Cell, ...]
    missing: tuple[tuple[Any, int], ...]
    groups: tuple[int, ...]

    @property
    def has_spans(self) -> bool:
        return any(cell.rows > 1 or cell.columns > 1 for cell in self.cells)

    def scope(self, cell: Cell) -> str:
        """Whether a head is that of its row or its column, as it says or as its place does."""
        said = str(cell.element.get("scope") or "")
        if said:
            return "Row" if said.startswith("row") else "Column"
        return "Row" if cell.row in self._rows_with_data else "Column"

    @cached_property
    def _rows_with_data(self) -> frozenset[int]:
        """The rows in which not every cell is a head."""
        return frozenset(cell.row for cell in self.cells if not cell.is_head)

    @cached_property
    def _heads(self) -> dict[str, list[Cell]]:
        """The heads by their scope."""
        found: dict[str, list[Cell]] = {"Row": [], "Column": []}
        for cell in self.cells:
            if cell.is_head:
                found[self.scope(cell)].append(cell)
        return found

    def heads_of(self, cell: Cell) -> Iterator[Cell]:
        """The heads of a cell: those of its row first, then those of its columns."""
        for head in self._heads["Row"]:
            if head.column < cell.column and self._covers(head, cell):
                yield head
        for one in self._heads["Column"]:
            if one.row < cell.row and one.shares_columns(cell):
                yield one

    def _covers(self, head: Cell, cell: Cell) -> bool:
        """Whether a head of rows is one of the cell's rows; one of a group is that of all below."""
        if head.element.get("scope") == "rowgroup":
            together = self.groups[head.row] == self.groups[cell.row]
            return together and head.row <= cell.row
        return head.shares_rows(cell)


def grid_of(table: Any) -> Grid:
    """The cells of a table, with spans no longer than the table's parts and free of each other."""
    cells: list[Cell] = []
    ends: list[tuple[Any, int]] = []
    groups: list[int] = []
    for number, rows in enumerate(_parts(table)):
        taken: dict[int, int] = {}
        for at, row in enumerate(rows):
            first = len(groups)
            placed = _row(row, first, len(rows) - at, taken)
            cells += placed
            ends.append((row, sum(count > 0 for count in taken.values())))
            groups.append(number)
            taken = {column: count - 1 for column, count in taken.items() if count > 1}
    width = max((count for _, count in ends), default=0)
    missing = tuple((row, width - count) for row, count in ends if count < width)
    return Grid(tuple(cells), missing, tuple(groups))


def _row(row: Any, number: int, left: int, taken: dict[int, int]) -> list[Cell]:
    """The cells of a row; `taken` tells for how many rows each column is covered from here on."""
    placed: list[Cell] = []
    column = 0
    for element in (one for one in row if name_of(one) in ("td", "th")):
        while column in taken:
            column += 1
        width = 1
        while width < _span(element, "colspan") and column + width not in taken:
            width += 1
        height = min(_span(element, "rowspan") or left, left)
        taken.update(dict.fromkeys(range(column, column + width), height))
        placed.append(Cell(element, number, column, height, width))
        column += width
    return placed


def _parts(table: Any) -> Iterator[Sequence[Any]]:
    """The rows of each part of a table; rows outside any are a part together."""
    loose: list[Any] = []
    for child in table:
        if name_of(child) == "tr":
            loose.append(child)
            continue
        if loose:
            yield loose
            loose = []
        if name_of(child) in _SECTIONS:
            yield [row for row in child if name_of(row) == "tr"]
    if loose:
        yield loose


def _span(element: Any, name: str) -> int:
    """How many rows or columns a cell says that it covers; 0 rows: all that are left."""
    said = str(element.get(name) or "1")
    number = min(int(said), _MOST) if said.isdecimal() else 1
    return number if name == "rowspan" else max(number, 1)
