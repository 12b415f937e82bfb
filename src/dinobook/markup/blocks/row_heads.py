"""Tables whose first columns name their rows: `rijkoppen: 1`, or a head with an empty corner."""

from __future__ import annotations

from typing import Final

from dinobook.markup.blocks.dialect import OPTION_MARK
from dinobook.markup.blocks.kinds import NUMBERS, ROW_HEADS
from dinobook.markup.lines import Lines, line_of
from dinobook.markup.tree import LINE_MARK, Element, plain_text, remove, take
from dinobook.problems import Problem, Severity

_MARK: Final = OPTION_MARK + ROW_HEADS
_CELLS: Final = ("td", "th")
_ABOVE_ROWS: Final = 2
"""In Markdown: the head and the line of dashes."""


def hand_over_row_heads(block: Element, table: Element | None) -> bool:
    """Tell a table what is asked of it below its line `/// tabel`.

    True where the block was there to say so, and for nothing else.
    """
    asked = take(block, _MARK)
    if asked is None or table is None:
        return False
    table.set(_MARK, asked)
    caption = block.find("figcaption")
    return (
        block.get("class") == "table"
        and not block.get("id")
        and (caption is None or not plain_text(caption))
    )


def set_row_heads(tree: Element, lines: Lines) -> list[Problem]:
    """Make heads of the cells that name their rows, and plain cells of empty ones in the head."""
    problems: list[Problem] = []
    for table in list(tree.iter("table")):
        asked = _asked(table)
        columns = max((len(_cells(row)) for row in table.iter("tr")), default=0)
        if asked >= columns > 0:
            problems.append(_too_many(table, asked, columns, lines))
            asked = 0
        _drop_empty_head(table)
        unnamed = _name_rows(table, asked or _has_empty_corner(table))
        if asked and unnamed:
            problems.append(_unnamed(table, unnamed, lines))
        _plain_corners(table)
        _say_scope(table)
        if table.get(LINE_MARK) and next(table.iter("th"), None) is None:
            problems.append(_headless(table, lines))
    return problems


def _asked(table: Element) -> int:
    """How many columns; 0 for none, and for a number that was refused."""
    given = take(table, _MARK) or ""
    return int(given) if given.isdecimal() and int(given) <= NUMBERS[ROW_HEADS] else 0


def _cells(row: Element) -> list[Element]:
    return [cell for cell in row if cell.tag in _CELLS]


def _body(table: Element) -> list[Element]:
    return [row for path in ("tr", "tbody/tr", "tfoot/tr") for row in table.iterfind(path)]


def _is_empty(cell: Element) -> bool:
    return len(cell) == 0 and not plain_text(cell)


def _drop_empty_head(table: Element) -> None:
    """A first row without words, which Markdown asks for, is no head."""
    head = table.find("thead")
    if head is not None and all(_is_empty(cell) for row in head for cell in _cells(row)):
        remove(head)


def _has_empty_corner(table: Element) -> int:
    """1 where every column has a head but the first, whose cells then are heads themselves."""
    first = table.find("thead/tr")
    cells = _cells(first) if first is not None else []
    return int(len(cells) > 1 and _is_empty(cells[0]) and not any(map(_is_empty, cells[1:])))


def _name_rows(table: Element, columns: int) -> list[int]:
    """Make the cells of the first `columns` heads; the rows, counted from 0, that have no name."""
    unnamed = []
    covered = [0] * columns
    for index, row in enumerate(_body(table) if columns else ()):
        cells = iter(_cells(row))
        named = False
        for column in range(columns):
            if covered[column]:
                covered[column] -= 1
                named = True
                continue
            cell = next(cells, None)
            if cell is None:
                break
            rows, across = _spanned(cell, "rowspan"), _spanned(cell, "colspan")
            covered[column] = rows - 1
            for beside in range(column + 1, min(column + across, columns)):
                covered[beside] = rows
            if not _is_empty(cell):
                cell.tag, named = "th", True
        if not named:
            unnamed.append(index)
    return unnamed


def _spanned(cell: Element, how: str) -> int:
    count = cell.get(how, "1")
    return max(int(count), 1) if count.isdecimal() else 1


def _plain_corners(table: Element) -> None:
    """An empty head would be announced as the head of its column, and say nothing."""
    for cell in table.iterfind("thead/tr/th"):
        if _is_empty(cell):
            cell.tag = "td"


def _say_scope(table: Element) -> None:
    """A `th` with `td` behind it heads its row, any other its column, whoever wrote it."""
    for row in _body(table):
        behind = False
        for cell in reversed(_cells(row)):
            if cell.tag == "th" and not cell.get("scope"):
                cell.set("scope", "row" if behind else "col")
            behind = behind or cell.tag == "td"


def _line(table: Element) -> int:
    """That of its caption's block, where the option stands, or its own."""
    above = table.getparent()
    return line_of(table if above is None or above.tag != "figure" else above)


def _too_many(table: Element, asked: int, columns: int, lines: Lines) -> Problem:
    return lines.source.problem(
        _line(table),
        "block-004",
        f"“{asked}” cannot be the {ROW_HEADS} of this table, which has {columns} "
        f"column{'s' if columns > 1 else ''}.",
        "Count the columns that name their rows; one at least is left for what they hold.",
    )


def _unnamed(table: Element, rows: list[int], lines: Lines) -> Problem:
    own = int(table.get(LINE_MARK) or 0)
    many = f"{len(rows)} rows of this table have" if len(rows) > 1 else "A row of this table has"
    return lines.source.problem(
        own + _ABOVE_ROWS + rows[0] if own else _line(table),
        "text-035",
        f"{many} no head: the first cell is empty.",
        "Write in it what the row is about, so that a screen reader can name the cells behind it.",
        Severity.WARNING,
    )


def _headless(table: Element, lines: Lines) -> Problem:
    return lines.source.problem(
        _line(table),
        "text-033",
        "This table has no head: read aloud, its figures belong to nothing.",
        f"Name the columns in its first row; or, where the first column names the rows, write "
        f"“/// tabel” below it with “{ROW_HEADS}: 1”.",
        Severity.WARNING,
    )
