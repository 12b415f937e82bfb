"""A row that is being read, by columns: a tab reaches to the next fourth one (CommonMark 2.2)."""

from __future__ import annotations

from typing import Final

TAB: Final = 4


class Cursor:
    """Where a row is read. `indent` is the white space from there, in columns."""

    __slots__ = ("_inside_tab", "at", "column", "indent", "row", "start")

    def __init__(self, row: str) -> None:
        self.row = row
        self.at = self.column = 0
        self._inside_tab = False
        self._look()

    def _look(self) -> None:
        at, column, row = self.at, self.column, self.row
        while at < len(row) and row[at] in " \t":
            column += 1 if row[at] == " " else TAB - column % TAB
            at += 1
        self.start, self.indent = at, column - self.column

    @property
    def bare(self) -> str:
        """The rest without its indent."""
        return self.row[self.start :]

    @property
    def is_blank(self) -> bool:
        return self.start == len(self.row)

    @property
    def rest(self) -> str:
        """The rest as it stands; a tab that was used in part is spaces."""
        if self._inside_tab:
            return " " * (TAB - self.column % TAB) + self.row[self.at + 1 :]
        return self.row[self.at :]

    def skip(self, columns: int) -> None:
        """Go over this much white space, or all there is."""
        columns = min(columns, self.indent)
        while columns > 0:
            width = 1 if self.row[self.at] == " " else TAB - self.column % TAB
            taken = min(width, columns)
            self.column += taken
            columns -= taken
            self._inside_tab = taken < width
            self.at += taken == width
        self._look()

    def advance(self, signs: int) -> None:
        """Go over the indent, and over this many signs that are no tabs."""
        self.column += self.indent + signs
        self.at = self.start + signs
        self._inside_tab = False
        self._look()
