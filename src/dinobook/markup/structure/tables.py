"""Rows of a table: GitHub's tables, in which code may hold a bar as well."""

from __future__ import annotations

import re
from typing import Final

_DASHES: Final = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_SIGN: Final = re.compile(r"\\.|`+|\|", re.DOTALL)


def has_bar(row: str) -> bool:
    """Whether the row holds a bar that is not escaped."""
    return any(found.group() == "|" for found in _SIGN.finditer(row))


def aligns_of(row: str) -> list[str]:
    """The alignment of each column from the line of dashes ("": none); empty for another line."""
    if "|" not in row and ":" not in row:
        return []
    if not _DASHES.match(row):
        return []
    cells = row.strip().removeprefix("|").removesuffix("|").split("|")
    return [_align(cell.strip()) for cell in cells]


def _align(dashes: str) -> str:
    left, right = dashes.startswith(":"), dashes.endswith(":")
    return "center" if left and right else "left" if left else "right" if right else ""


def cells_of(row: str, count: int = 0) -> list[str]:
    """The cells of a row; where bars in code count, that way which gives `count` cells."""
    whole = _cut(row, in_code=False)
    if len(whole) != count:
        parted = _cut(row, in_code=True)
        whole = parted if len(parted) == count else whole
    return [_with_bars(cell) for cell in whole]


def _cut(row: str, *, in_code: bool) -> list[str]:
    row = row.strip(" \t")
    at = 1 if row.startswith("|") else 0
    cells = []
    start = at
    ends = {} if in_code else _code_ends(row)
    while found := _SIGN.search(row, at):
        at = ends.get(found.start(), found.end())
        if found.group() == "|":
            cells.append(row[start : found.start()])
            start = at
    if row[start:].strip():
        cells.append(row[start:])
    return [cell.strip(" \t") for cell in cells]


def _code_ends(row: str) -> dict[int, int]:
    """Where each span of code ends, by where it begins."""
    runs = [found for found in _SIGN.finditer(row) if found.group()[0] == "`"]
    ends: dict[int, int] = {}
    behind = 0
    for index, run in enumerate(runs):
        if run.start() < behind:
            continue
        same = (one.end() for one in runs[index + 1 :] if one.group() == run.group())
        behind = next(same, 0)
        if behind:
            ends[run.start()] = behind
    return ends


def _with_bars(cell: str) -> str:
    """In code a backslash stays what it is, but for the one before a bar."""
    pieces, at = [], 0
    for start, end in _code_ends(cell).items():
        pieces += [cell[at:start], cell[start:end].replace("\\|", "|")]
        at = end
    return "".join([*pieces, cell[at:]])
