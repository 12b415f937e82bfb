"""That an edit did what it was meant to, and nothing else.

A result is read again before it is given back. Reading a whole manifest takes most of the time of
an edit, so where rows are blocks of lines only those are read that have new neighbours: the others
are the same bytes at the same indent, between the same rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from dinobook.editing.comments import leaves_of
from dinobook.editing.layout import Layout, Piece
from dinobook.errors import ManifestError
from dinobook.manifest.edit import Document, load
from dinobook.manifest.yaml_rules import RULES
from dinobook.strict_yaml import Mapping, Plain, Scalar, Source, plain, read
from dinobook.strict_yaml import Sequence as ListNode

OUTLINE: Final = "outline"
ARRANGEMENTS: Final = "arrangements"
_MOST_PIECES: Final = 80
"""So many pieces are read by themselves; for more the whole is read."""


def few_changes(before: Layout, pieces: Sequence[Piece]) -> bool:
    """Whether only a few rows get other neighbours, in an order of lines."""
    if before.form != "block" or not any(piece.row for piece in pieces):
        return False
    return sum(end - start for start, end in _windows(before.pieces, pieces)) <= _MOST_PIECES


def check_neighbours(before: Layout, pieces: Sequence[Piece]) -> None:
    """Raises `RuntimeError` when rows beside new neighbours would not be read as themselves."""
    for start, end in _windows(before.pieces, pieces):
        window = pieces[max(start, 1) : end]
        expected = [plain(piece.row.node) for piece in window if piece.row]
        lines = [line for piece in window for line in piece.lines]
        check_rows("".join(ended(line) for line in lines), expected)


def check_rows(lines: str, expected: Sequence[Plain]) -> None:
    """Raises `RuntimeError` when lines of an order are not read as these rows."""
    root, problems = read(Source("", f"x:\n{lines}"), RULES)
    rows = plain(root.get("x")) if isinstance(root, Mapping) else None
    if problems or _spelled_out(rows) != _spelled_out(tuple(expected)):
        raise RuntimeError("The edit would change more of the manifest than it should.")


def check_whole(
    document: Document, text: str, arrangement: str, rows: Sequence[Plain], others: Sequence[str]
) -> None:
    """Raises `RuntimeError` unless the order has these rows and all but the keys `others` stays."""
    expected = _values(document)
    _put(expected, arrangement, tuple(rows))
    try:
        after = _values(load(text, document.source.path))
    except ManifestError as error:
        said = "; ".join(problem.message for problem in error.problems)
        raise RuntimeError(f"The edit would leave a manifest that is no YAML: {said}") from None
    for key in others:
        expected.pop(key, None)
        after.pop(key, None)
    if _comparable(after) != _comparable(expected):
        raise RuntimeError("The edit would change more of the manifest than it should.")


def check_comments(before: Layout, after: str) -> None:
    """Raises `RuntimeError` when a line that is a comment is not there any more.

    A line of a row's own text may look like one, and goes with it.
    """
    text = before.source.text
    leaves = [leaf for row in before.rows for leaf in leaves_of(row.node)]
    own = "\n".join(text[leaf.start : leaf.end] for leaf in leaves)
    if _comments(text) - _comments(after) - _comments(own):
        raise RuntimeError("The edit would lose a comment of the manifest.")


def check_list(written: str, key: str, expected: Sequence[str]) -> None:
    """Raises `RuntimeError` when a key with its list is not read as one of these ids."""
    root, problems = read(Source("", written), RULES)
    found = root.get(key) if isinstance(root, Mapping) else None
    items = found.items if isinstance(found, ListNode) else ()
    if problems or [item.text for item in items if isinstance(item, Scalar)] != list(expected):
        raise RuntimeError(f"The edit would leave other chapters in “{key}” than it should.")


def _windows(before: Sequence[Piece], pieces: Sequence[Piece]) -> list[tuple[int, int]]:
    """From where to where pieces have new neighbours, with the rows around them."""
    known = {(id(a), id(b)) for a, b in pairwise(before)}
    last = before[-1] if before else None
    windows: list[tuple[int, int]] = []
    for at, piece in enumerate(pieces):
        below = pieces[at + 1] if at + 1 < len(pieces) else None
        is_new = (id(piece), id(below)) not in known if below else piece is not last
        if not is_new:
            continue
        start, end = at, min(at + 2, len(pieces))
        while start > 0 and pieces[start].row is None:
            start -= 1
        while end < len(pieces) and pieces[end - 1].row is None:
            end += 1
        if windows and windows[-1][1] > start:
            start = windows.pop()[0]
        windows.append((start, end))
    return windows


def ended(line: str) -> str:
    return line if line.endswith("\n") else line + "\n"


def _values(document: Document) -> dict[str, Plain]:
    values = plain(document.root)
    return dict(values) if isinstance(values, dict) else {}


def _put(values: dict[str, Plain], arrangement: str, rows: tuple[Plain, ...]) -> None:
    if not arrangement:
        values[OUTLINE] = rows
        return
    listed = values[ARRANGEMENTS]
    if isinstance(listed, dict):
        values[ARRANGEMENTS] = {**listed, arrangement: rows}


def _comparable(values: dict[str, Plain]) -> dict[str, Plain]:
    """Without keys that hold nothing, and with `- a` written as `- {id: a}`: they are the same."""
    kept: dict[str, Plain] = {}
    for key, value in values.items():
        if key == ARRANGEMENTS and isinstance(value, dict):
            kept[key] = {name: _spelled_out(rows) for name, rows in value.items()}
        elif value not in (None, ()):
            kept[key] = _spelled_out(value) if key == OUTLINE else value
    return kept


def _spelled_out(rows: Plain) -> Plain:
    if not isinstance(rows, tuple):
        return rows or ()
    return tuple(_row(row) for row in rows)


def _row(row: Plain) -> Plain:
    """A text at the end of a file has no newline at its end, which it gets further up."""
    if isinstance(row, dict):
        return {key: _without_end(value) for key, value in row.items()}
    return row if isinstance(row, tuple) else {"id": row}


def _without_end(value: Plain) -> Plain:
    return value.rstrip("\n") if isinstance(value, str) else value


def _comments(text: str) -> Counter[str]:
    lines = (line.strip() for line in text.split("\n"))
    return Counter(line for line in lines if line.startswith("#"))
