"""Tables on stdout: as wide as the terminal, with every name whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len
from rich.text import Text

if TYPE_CHECKING:
    from rich.table import Table

GAP: Final = 2
_WHOLE: Final = 10
"""A cell of up to so many columns is not broken: a number and its unit, a date."""


def widths_in(columns: int, rows: Sequence[Sequence[str]]) -> list[int] | None:
    """How wide each column is when all fit without breaking a word; None: they do not fit."""
    cells = list(zip(*rows, strict=True))
    widths = natural_widths(rows)
    least = [max(map(_least, column)) for column in cells]
    room = columns - GAP * (len(cells) - 1)
    if sum(least) > room:
        return None
    while sum(widths) > room:
        slack = [width - small for width, small in zip(widths, least, strict=True)]
        widths[slack.index(max(slack))] -= 1
    return widths


def natural_widths(rows: Sequence[Sequence[str]]) -> list[int]:
    """How wide each column is when no cell is broken."""
    return [max(map(cell_len, column)) for column in zip(*rows, strict=True)]


def _least(cell: str) -> int:
    whole = cell_len(cell)
    return whole if whole <= _WHOLE else max(map(cell_len, cell.split()), default=0)


def in_columns(
    headings: Sequence[str], rows: Sequence[Sequence[str]], right: str, widths: Sequence[int]
) -> Text:
    """A table without broken cells: a thousand rows take a tenth of the time of `table`."""
    head, *lines = (_line(cells, right, widths) for cells in [headings, *rows])
    return Text.assemble((head, "bold"), *(f"\n{line}" for line in lines))


def _line(cells: Sequence[str], right: str, widths: Sequence[int]) -> str:
    padded = []
    for at, (cell, width) in enumerate(zip(cells, widths, strict=True)):
        room = " " * (width - cell_len(cell))
        padded.append(room + cell if right[at : at + 1] == "r" else cell + room)
    return (" " * GAP).join(padded).rstrip()


def table(
    headings: Sequence[str], rows: Sequence[Sequence[str]], right: str, widths: Sequence[int]
) -> Table:
    """`right` has an `r` for each column that is set flush right."""
    from rich.table import Table  # few results need one

    made = Table(box=None, pad_edge=False, padding=(0, GAP, 0, 0), header_style="bold")
    for index, (heading, width) in enumerate(zip(headings, widths, strict=True)):
        justify = "right" if right[index : index + 1] == "r" else "left"
        made.add_column(heading, justify=justify, width=width)  # type: ignore[arg-type]
    for row in rows:
        made.add_row(*map(Text, row))
    return made


def with_names_below(
    columns: int, headings: Sequence[str], rows: Sequence[Sequence[str]], right: str
) -> list[Text] | None:
    """The table without its widest column, whose cells stand on lines of their own below.

    None: even that is wider than `columns`.
    """
    widths = [max(map(cell_len, column)) for column in zip(headings, *rows, strict=True)]
    below = widths.index(max(widths))
    kept = [index for index in range(len(headings)) if index != below]
    if sum(widths[index] for index in kept) + GAP * (len(kept) - 1) > columns:
        return None

    def line(cells: Sequence[str]) -> str:
        sides = "".join(right[at : at + 1] or " " for at in kept)
        return _line([cells[at] for at in kept], sides, [widths[at] for at in kept])

    lines = [Text(line(headings), style="bold")]
    for row in rows:
        lines += [Text(line(row)), Text(" " * GAP + row[below])]
    return lines


def records(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> list[Text]:
    """The same for a terminal that is too narrow: a line a cell, each row below its first cell."""
    broad = max(map(cell_len, headings))
    lines = []
    for row in rows:
        lines.append(Text(row[0], style="bold"))
        for heading, cell in zip(headings[1:], row[1:], strict=True):
            lines.append(Text(f"  {heading:{broad}}  ").append(cell))
    return lines
