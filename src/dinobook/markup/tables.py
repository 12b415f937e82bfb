"""Tables: header cells, alignment, columns of numbers."""

from __future__ import annotations

import re
from typing import Final

from dinobook.markup.tree import Element, add_class, plain_text, take

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
