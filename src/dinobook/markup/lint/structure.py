"""Lists, tables and headings that may not be what was meant, told from the blocks as read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from dinobook.markup.source import Source
from dinobook.markup.structure.model import Mark, Node
from dinobook.markup.structure.tables import cells_of, has_bar
from dinobook.problems import Problem, Severity

_YEAR: Final = re.compile(r"\d{3,}[.)]")
_FEWEST_ROWS: Final = 2
_SHOWN: Final = 40


def numbers(source: Source) -> Iterator[Problem]:
    """`2016. Een jaar` at the start of a paragraph, and numbers that are not the printed ones."""
    for node in source.structure.nodes("list"):
        marks = [item.mark for item in node.children if item.mark and item.mark.delimiter]
        if marks and _YEAR.fullmatch(marks[0].text):
            sign = marks[0].text
            yield source.problem(
                node.line,
                "text-011",
                f"“{sign}” at the start of a paragraph makes a numbered list.",
                f"If it is text, write a backslash before the sign: {sign[:-1]}\\{sign[-1]}",
                Severity.WARNING,
            )
        yield from _out_of_order(source, node, marks)


def _out_of_order(source: Source, node: Node, marks: list[Mark]) -> Iterator[Problem]:
    """Each number but the first is counted; only a row of equal ones is a habit, and no slip."""
    if len({mark.value for mark in marks}) <= 1:
        return
    for item, (above, mark) in zip(node.children[1:], pairwise(marks), strict=True):
        if mark.value != above.value + 1:
            printed = marks[0].value + node.children.index(item)
            yield source.problem(
                item.line,
                "text-030",
                f"The item “{mark.text}” does not follow “{above.text}”, and is printed as number "
                f"{printed} of its list.",
                "Count on from the item above; or put text between the two, which begins a new "
                "list.",
                Severity.WARNING,
            )
            return


def underlined(source: Source) -> Iterator[Problem]:
    """A line of - or = below text makes a heading, where a scene break may be meant."""
    for node in source.structure.nodes("heading"):
        if node.sign:
            yield source.problem(
                node.end_line,
                "text-012",
                f"The line “{node.sign[:20]}” makes a heading of the text above it.",
                "Put a blank line above it for a scene break; write ## for a heading.",
                Severity.WARNING,
            )


def tables(source: Source) -> Iterator[Problem]:
    """Rows that have more cells than the table, and tables that lack their line of dashes."""
    for node in source.structure.nodes("table"):
        count = len(node.aligns)
        for line, row in zip(node.numbers[1:], node.lines[1:], strict=True):
            cells = cells_of(row, count)
            if any(cells[count:]):
                yield source.problem(
                    line,
                    "text-032",
                    f"This row has {len(cells)} cells, and its table {count} columns: "
                    f"“{cells[count][:_SHOWN]}” would be lost.",
                    "Give the first row of the table as many cells; a bar inside a cell is "
                    "written \\|.",
                )
    for node in source.structure.nodes("paragraph"):
        if _is_bare_table(node):
            yield source.problem(
                node.line,
                "text-031",
                "These lines look like a table and are printed with their bars: there is no line "
                "of dashes below the first row.",
                f"Write |{'---|' * len(cells_of(node.lines[0]))} below it; or a backslash before "
                "each bar, if it is text.",
                Severity.WARNING,
            )


def _is_bare_table(paragraph: Node) -> bool:
    rows = [row.strip() for row in paragraph.lines]
    if len(rows) < _FEWEST_ROWS or not all(row[:1] == row[-1:] == "|" for row in rows):
        return False
    counts = {len(cells_of(row)) for row in rows}
    return len(counts) == 1 and counts != {1} and all(map(has_bar, rows))
