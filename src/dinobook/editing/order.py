"""An order of the manifest, read for an edit: its rows by their names, and a result that is sure.

An edit that damaged the manifest would be worse than none, so each is read again before it is
given back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NoReturn

from dinobook.editing.layout import EMPTY, Layout, Piece
from dinobook.editing.reading import UnsuitedError, layout_of
from dinobook.editing.rows import Row, composed
from dinobook.editing.swallowing import swallowed_below
from dinobook.editing.verifying import (
    ARRANGEMENTS,
    OUTLINE,
    check_comments,
    check_neighbours,
    check_rows,
    check_whole,
    ended,
    few_changes,
)
from dinobook.errors import ManifestError
from dinobook.manifest.edit import Document, load
from dinobook.problems import Problem, did_you_mean, joined
from dinobook.storage.project import MANIFEST
from dinobook.strict_yaml import KeyValue, Mapping, Plain, plain


@dataclass(frozen=True, slots=True)
class Order:
    """A list of rows. `arrangement` is its name; empty for the outline."""

    document: Document
    entry: KeyValue
    layout: Layout
    arrangement: str = ""
    _named: dict[str, list[Row]] = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        for row in self.layout.rows:
            if row.kind in ("chapter", "part", "page"):
                self._named.setdefault(row.name, []).append(row)

    @property
    def text(self) -> str:
        return self.document.text()

    @property
    def rows(self) -> tuple[Row, ...]:
        return self.layout.rows

    def find(self, name: str) -> Row:
        """The row that `name` names: an id, a made page, or else the title of a part."""
        wanted = composed(name.strip())
        found = self._named.get(wanted) or [
            row for row in self.rows if row.kind == "part" and composed(row.title) == wanted
        ]
        if len(found) == 1:
            return found[0]
        if found:
            self.refuse_twice(wanted, found)
        self.refuse_unknown(name)

    def has(self, name: str) -> bool:
        return composed(name) in self._named

    def refuse_twice(self, name: str, rows: Sequence[Row]) -> NoReturn:
        lines = joined(str(row.line) for row in rows)
        message = f"“{name}” stands on lines {lines}: it is not clear which is meant."
        hint = "Delete one of the rows first, or name a row beside it."
        self.refuse("edit-002", message, hint, rows[0].node.start)

    def refuse_unknown(self, name: str) -> NoReturn:
        where = f"The arrangement “{self.arrangement}”" if self.arrangement else "The outline"
        titles = [row.title for row in self.rows if row.kind == "part"]
        hint = did_you_mean(name, [*self._named, *titles])
        if composed(name) in self.document.ids("aside"):
            hint = f"It stands aside. Add it first: dinobook add {name}"
        hint = hint or "dinobook outline shows the rows with their names."
        self.refuse("edit-001", f"{where} has no row “{name}”.", hint)

    def refuse(self, code: str, message: str, hint: str, offset: int | None = None) -> NoReturn:
        """Raises `ManifestError`, with the place of `offset` or of the order's key."""
        at = self.entry.key.start if offset is None else offset
        refuse(self.document, code, message, hint, at)

    def with_pieces(self, pieces: Sequence[Piece]) -> str:
        """The text with these pieces in the order, which is made sure of."""
        text = self.rendered(pieces)
        if not few_changes(self.layout, pieces):
            return self.sure(text, rows_as_values(pieces))
        check_neighbours(self.layout, pieces)
        check_comments(self.layout, text)
        return text

    def rendered(self, pieces: Sequence[Piece]) -> str:
        """The same before it is made sure of."""
        self.check_texts(pieces)
        return self.layout.rendered(pieces)

    def check_texts(self, pieces: Sequence[Piece]) -> None:
        """Raises `ManifestError` when a text of several lines would not stay what it is."""
        before = swallowed_below(self.document.source, self.layout.pieces)
        found = swallowed_below(self.document.source, pieces)
        if found and found.row and before is None:
            message = "The text in this row would take in the empty line or comment below it."
            hint = "Write it without “+” behind “|”, and indent comments no further than the rows."
            self.refuse("edit-010", message, hint, found.row.node.start)
        last, is_end = pieces[-1], self.layout.end == len(self.text)
        if (
            is_end
            and last.row
            and EMPTY.match(last.lines[-1])
            and last is not self.layout.pieces[-1]
        ):
            message = "The text in this row would lose its last empty line at the end of the file."
            self.refuse("edit-010", message, "End the file with a newline.", last.row.node.start)

    def check_plain_keys(self, row: Row) -> None:
        """Raises `ManifestError` when a key of the row is written behind a question mark."""
        node = row.node
        for entry in node.entries if isinstance(node, Mapping) and not node.flow else ():
            if self.text[: entry.key.start].rstrip(" ").endswith("?"):
                message = f"The key “{entry.key.text}” is written behind a “?”."
                hint = f"Write “{entry.key.text}: …” instead."
                self.refuse("edit-004", message, hint, entry.key.start)

    def check_row(self, before: str, after: str, row: Row, expected: Plain) -> None:
        """Raises `RuntimeError` when a row was changed and is not what it should be.

        `before`: the text in which this row, and all above it, stands as it was read.
        """
        start, end = self.layout.span(row)
        stop = end + len(after) - len(before)
        if before[:start] != after[:start] or before[end:] != after[stop:]:
            raise RuntimeError("The edit would change other rows than it should.")
        pieces = [piece for piece in self.layout.pieces if piece.row]
        at = next(number for number, piece in enumerate(pieces) if piece.row is row)
        above, below = pieces[max(at - 1, 0) : at], pieces[at + 1 : at + 2]
        lines = [*_lines(above), after[start:stop], *_lines(below)]
        values = [*rows_as_values(above), expected, *rows_as_values(below)]
        check_rows("".join(ended(line) for line in lines), values)

    def sure(self, text: str, rows: Sequence[Plain], others: Sequence[str] = ()) -> str:
        """`text`, when its order has these rows and all else is what it was.

        `others`: keys that were meant to change as well. Raises `RuntimeError` when it is
        otherwise: that is a fault of ours.
        """
        check_whole(self.document, text, self.arrangement, rows, others)
        check_comments(self.layout, text)
        return text


def read_order(text: str, arrangement: str = "", path: str = MANIFEST) -> Order:
    """Raises `ManifestError` when there is no such order, or it is written in an unusual way."""
    document = load(text, path)
    entry = _entry(document, arrangement)
    try:
        layout = layout_of(document.source, entry)
    except UnsuitedError:
        message = f"“{entry.key.text}” is written in a way that cannot be edited row by row."
        hint = "Write “outline:” on a line of its own, and below it rows such as “  - voorwoord”."
        refuse(document, "edit-004", message, hint, entry.key.start)
    return Order(document, entry, layout, arrangement)


def refuse(document: Document, code: str, message: str, hint: str, offset: int) -> NoReturn:
    path = document.source.path
    problem = Problem(document.source.place(offset), code, message, hint)
    raise ManifestError(f"{path} cannot be changed like that.", [problem])


def _entry(document: Document, arrangement: str) -> KeyValue:
    if not arrangement:
        entry = document.root.entry(OUTLINE)
        if entry is None:
            hint = "Write “outline:” and below it the chapters' ids, as in “  - voorwoord”."
            refuse(document, "edit-003", "The manifest has no “outline”.", hint, 0)
        return entry
    listed = document.root.get(ARRANGEMENTS)
    names = [one.key.text for one in listed.entries] if isinstance(listed, Mapping) else []
    found = listed.entry(arrangement) if isinstance(listed, Mapping) else None
    if found is None:
        hint = did_you_mean(arrangement, names)
        hint = hint or (f"There are: {', '.join(names)}." if names else "The manifest has none.")
        at = 0 if listed is None else listed.start
        refuse(document, "edit-003", f"There is no arrangement “{arrangement}”.", hint, at)
    return found


def rows_as_values(pieces: Sequence[Piece]) -> list[Plain]:
    return [plain(piece.row.node) for piece in pieces if piece.row]


def _lines(pieces: Sequence[Piece]) -> list[str]:
    return [line for piece in pieces for line in piece.lines]
