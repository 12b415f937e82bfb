"""Tables: header cells, alignment, columns of numbers."""

from __future__ import annotations

import re
from typing import Final

from dinobook.markup.lines import Lines
from dinobook.markup.tree import LINE_MARK, Element, plain_text, take
from dinobook.problems import Problem, Severity
from dinobook.xhtml import add_class

_NUMBER: Final = re.compile(r"[€$£]?\s*[-−–+±]?\s*[€$£]?\s*\d[\d.,\s]*\s*(?:%|‰|€)?")
_NOTHING: Final = frozenset({"", "-", "–", "—", "−", "n.v.t.", "/"})


def settle_tables(tree: Element) -> None:
    """Say what each header cell heads, and mark columns that hold numbers only."""
    for table in tree.iter("table"):
        for cell in table.iterfind("./thead/tr/th"):
            if not cell.get("scope"):
                cell.set("scope", "col")
        _mark_numbers(table)
        for cell in table.iter("td", "th"):
            if align := take(cell, "align"):
                add_class(cell, f"align-{align}")


def headless_tables(tree: Element, lines: Lines) -> list[Problem]:
    """Tables without header cells; only raw HTML makes such."""
    raw = [table for table in tree.iter("table") if table.get(LINE_MARK) is None]
    opened = lines.all("tag", "table") or [0]
    return [
        lines.source.problem(
            opened[min(index, len(opened) - 1)],
            "text-033",
            "This table has no head: read aloud, its figures belong to nothing.",
            "Give it a first row of <th> cells that name its columns.",
            Severity.WARNING,
        )
        for index, table in enumerate(raw)
        if next(table.iter("th"), None) is None
    ]


def _mark_numbers(table: Element) -> None:
    """`num` on the cells of a column whose cells in the body are all numbers or empty."""
    head = [list(row) for row in table.iterfind("./thead/tr")]
    body = [list(row) for row in table.iterfind("./tbody/tr")]
    if any(cell.get("colspan") or cell.get("rowspan") for row in (*head, *body) for cell in row):
        return
    for column in range(max((len(row) for row in body), default=0)):
        cells = [row[column] for row in body if column < len(row)]
        texts = [plain_text(cell) for cell in cells]
        numbers = [bool(_NUMBER.fullmatch(text)) for text in texts]
        if any(numbers) and all(
            number or text in _NOTHING for number, text in zip(numbers, texts, strict=True)
        ):
            for cell in [*cells, *(row[column] for row in head if column < len(row))]:
                add_class(cell, "num")
