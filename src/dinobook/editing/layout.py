"""An order as its author laid it out: rows with what belongs to them, and what stands between."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from dinobook.editing.rows import Row, row_of
from dinobook.editing.runs import run_of
from dinobook.manifest.yaml_rules import RULES
from dinobook.strict_yaml import Node, Scalar, Source, read
from dinobook.strict_yaml import Sequence as ListNode

Form = Literal["block", "tall", "run"]
"""Rows with a hyphen; rows between brackets that have their lines to themselves; other rows."""

EMPTY: Final = re.compile(r"[ \t]*\r?\n?\Z")
_FOLDS: Final = re.compile(r"[|>](?![1-9]?\+)")
"""A text in a block that does not keep the empty lines at its end."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A row with its lines, or a single line between rows (`row` None).

    Each line has its newline, but the last of the file. `above`: how many of the lines are the
    row's comments; `ends`: the column in the last line where the row's own words end. In a run on
    one line a piece is the row's words alone.
    """

    lines: tuple[str, ...]
    row: Row | None = None
    above: int = 0
    ends: int = 0

    @property
    def empty(self) -> bool:
        return self.row is None and all(map(EMPTY.match, self.lines))

    @property
    def is_comment(self) -> bool:
        return self.row is None and not self.empty


@dataclass(frozen=True, slots=True)
class Layout:
    """The pieces of a list, which fill `text` from `start` to `end`.

    The first piece is the line that opens the list, which never moves. `indent` is that of its
    rows. `between` are the separators of a run: before, between and behind its rows; `lead` what
    comes before the first bracket where no list is written yet.
    """

    source: Source
    form: Form
    pieces: tuple[Piece, ...]
    start: int
    end: int
    indent: str = "  "
    between: tuple[str, ...] = ("",)
    lead: str | None = None

    @property
    def newline(self) -> str:
        return "\r\n" if "\r\n" in self.source.text else "\n"

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(piece.row for piece in self.pieces if piece.row)

    def rendered(self, pieces: Sequence[Piece]) -> str:
        """The whole text with these pieces in the place of its own."""
        text = self.source.text
        return text[: self.start] + self.filled(pieces) + text[self.end :]

    def filled(self, pieces: Sequence[Piece]) -> str:
        """What stands between `start` and `end` with these pieces."""
        if self.form == "run":
            return self._run(pieces)
        if self.form == "tall":
            pieces = _with_commas(self, pieces)
        lines = [line for piece in pieces for line in piece.lines]
        is_end = self.end == len(self.source.text)
        return "".join(_closed(lines, self.newline) if is_end else lines)

    def span(self, row: Row) -> tuple[int, int]:
        """From where to where the lines of a row stand in the text."""
        at = self.start
        for piece in self.pieces:
            end = at + sum(map(len, piece.lines))
            if piece.row is row:
                return at, end
            at = end
        raise RuntimeError("The row is not in this order.")

    def _run(self, pieces: Sequence[Piece]) -> str:
        before = [(id(piece), piece.lines[0]) for piece in self.pieces if piece.row]
        after = [(id(piece), piece.lines[0]) for piece in pieces if piece.row]
        if self.lead is not None and not after:
            return self.source.text[self.start : self.end]
        start, end = self.source.bounds(self.source.line(self.start))
        inside = run_of(before, after, self.between, self.newline, end - start)
        return f"{self.lead or ''}[{inside}]"

    def new(self, written: str, behind: str = "", above: Sequence[str] = ()) -> Piece:
        """A piece for a row that is not there yet, written on one line.

        `behind` is the comment behind it with the spaces before that, `above` those above it. A
        run has no place for comments.
        """
        row = _row_written(written)
        if self.form == "run":
            return Piece((written,), row)
        dash = "- " if self.form == "block" else ""
        line = f"{self.indent}{dash}{written}"
        comma = "," if self.form == "tall" else ""
        comments = [f"{self.indent}{comment}{self.newline}" for comment in above]
        lines = (*comments, line + comma + behind + self.newline)
        return Piece(lines, row, len(comments), len(line))

    def comment_line(self, comment: str) -> Piece:
        return Piece((f"{self.indent}{comment}{self.newline}",))


def _row_written(written: str) -> Row:
    source = Source("", f"[{written}]")
    node, _ = read(source, RULES)
    if not isinstance(node, ListNode) or len(node.items) != 1:
        raise RuntimeError(f"No row can be written as “{written}”.")
    return row_of(source, node.items[0])


def last_character(source: Source, node: Node, key: Node | None = None) -> int:
    """Where the words of a row, or of a key's value, end.

    A text in a block ends before its empty lines, unless it keeps them; without a value, the key.
    """
    if key and node.start == node.end:
        return key.end - 1
    end = node.end
    leaf = last_leaf(node)
    if leaf and not leaf.bare and _FOLDS.match(source.text, leaf.start):
        end = leaf.start + len(source.text[leaf.start : end].rstrip())
    return max(node.start, end - 1)


def last_leaf(node: Node) -> Scalar | None:
    """The value with which a row ends; None when it ends with an empty list or braces."""
    if isinstance(node, Scalar):
        return node
    inside = node.items if isinstance(node, ListNode) else [one.value for one in node.entries]
    return last_leaf(inside[-1]) if inside else None


def _closed(lines: list[str], newline: str) -> list[str]:
    """The lines up to the end of the file: the last has no newline, all others have one."""
    last = lines[-1]
    bare = last.removesuffix("\n").removesuffix("\r")
    spare = last[len(bare) :] or newline
    return [*(line if line.endswith("\n") else line + spare for line in lines[:-1]), bare]


def _with_commas(layout: Layout, pieces: Sequence[Piece]) -> list[Piece]:
    """A comma behind every row, and behind the last one if the last one had one."""
    had = [_comma(piece) for piece in layout.pieces if piece.row]
    places = [at for at, piece in enumerate(pieces) if piece.row]
    result = list(pieces)
    for at in places:
        wanted = at != places[-1] or (bool(had) and had[-1])
        result[at] = _comma_set(result[at], wanted)
    return result


def _comma(piece: Piece) -> bool:
    return piece.lines[-1][piece.ends : piece.ends + 1] == ","


def _comma_set(piece: Piece, wanted: bool) -> Piece:
    if _comma(piece) == wanted:
        return piece
    last = piece.lines[-1]
    rest = last[piece.ends :] if wanted else last[piece.ends + 1 :]
    new = last[: piece.ends] + ("," if wanted else "") + rest
    return replace(piece, lines=(*piece.lines[:-1], new))
