"""An order of the manifest, read for an edit: its rows by their names, and a result that is sure.

An edit that damaged the manifest would be worse than none, so each is read again before it is
given back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, NoReturn

from dinobook.editing.layout import Layout, Piece
from dinobook.editing.reading import UnsuitedError, layout_of
from dinobook.editing.rows import Row, composed
from dinobook.editing.swallowing import swallowed_below
from dinobook.errors import ManifestError
from dinobook.manifest.edit import Document, load
from dinobook.problems import Problem, did_you_mean
from dinobook.storage.project import MANIFEST
from dinobook.strict_yaml import KeyValue, Mapping, Plain, plain

OUTLINE: Final = "outline"
ARRANGEMENTS: Final = "arrangements"


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
        lines = " and ".join(str(row.line) for row in rows)
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
        """The text with these pieces in the order."""
        return self.sure(self.rendered(pieces), rows_as_values(pieces))

    def rendered(self, pieces: Sequence[Piece]) -> str:
        """The same before it is made sure of."""
        before = swallowed_below(self.document.source, self.layout.pieces)
        found = swallowed_below(self.document.source, pieces)
        if found and found.row and before is None:
            message = "The text in this row would take in the empty line or comment below it."
            hint = "Write it without “+” behind “|”, and indent comments no further than the rows."
            self.refuse("edit-010", message, hint, found.row.node.start)
        return self.layout.rendered(pieces)

    def sure(self, text: str, rows: Sequence[Plain], others: Sequence[str] = ()) -> str:
        """`text`, when its order has these rows and all else is what it was.

        `others`: keys that were meant to change as well. Raises `RuntimeError` when it is
        otherwise: that is a fault of ours.
        """
        expected = values_of(self.document)
        _put(expected, self.arrangement, tuple(rows))
        try:
            after = values_of(load(text, self.document.source.path))
        except ManifestError as error:
            said = "; ".join(problem.message for problem in error.problems)
            raise RuntimeError(f"The edit would leave a manifest that is no YAML: {said}") from None
        for key in others:
            expected.pop(key, None)
            after.pop(key, None)
        if _comparable(after) != _comparable(expected):
            raise RuntimeError("The edit would change more of the manifest than it should.")
        if _comments(self.text) - _comments(text):
            raise RuntimeError("The edit would lose a comment of the manifest.")
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
    raise ManifestError(f"{path} was not changed.", [problem])


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


def values_of(document: Document) -> dict[str, Plain]:
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
    return tuple(row if isinstance(row, dict | tuple) else {"id": row} for row in rows)


def _comments(text: str) -> Counter[str]:
    lines = (line.strip() for line in text.split("\n"))
    return Counter(line for line in lines if line.startswith("#"))
