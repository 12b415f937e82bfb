"""An order as its author laid it out: rows with what belongs to them, and what stands between.

A row goes with the comment lines right above it and at its indent, unless an empty line stands
above those, and with the comment behind it. Empty lines and other comments stay where they are.
Between brackets a row is such a block when it has its lines to itself; else only its words move.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from dinobook.editing.rows import Row, row_of
from dinobook.manifest.yaml_rules import RULES
from dinobook.strict_yaml import Node, Scalar, Source, read
from dinobook.strict_yaml import Mapping as MappingNode
from dinobook.strict_yaml import Sequence as ListNode

Form = Literal["block", "tall", "run"]

_IDLE: Final = re.compile(r"[ \t]*(?:#.*)?\r?\n?\Z")
_EMPTY: Final = re.compile(r"[ \t]*\r?\n?\Z")
_COMMENT: Final = re.compile(r"( *)#")
_AFTER_ITEM: Final = re.compile(r"(,?)[ \t]*(?:(?<=[ \t,])#.*)?\r?\n?\Z")
_OPENED: Final = re.compile(r"\[[ \t]*(?:(?<=[ \t])#.*)?\r?\n\Z")
_KEEPS_LINES: Final = re.compile(r"[|>][1-9]?\+")


class UnsuitedError(ValueError):
    """The list is written in a way that its rows cannot be told apart by lines."""


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
        return self.row is None and all(map(_EMPTY.match, self.lines))

    @property
    def is_comment(self) -> bool:
        return self.row is None and not self.empty


@dataclass(frozen=True, slots=True)
class Layout:
    """The pieces of a list, which fill `text` from `start` to `end`.

    The first piece is the line that opens the list, which never moves. `indent` is that of its
    rows. `between` are the separators of a run: before, between and behind its rows.
    """

    source: Source
    form: Form
    pieces: tuple[Piece, ...]
    start: int
    end: int
    indent: str = "  "
    between: tuple[str, ...] = ()

    @property
    def newline(self) -> str:
        return "\r\n" if "\r\n" in self.source.text else "\n"

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(piece.row for piece in self.pieces if piece.row)

    def rendered(self, pieces: Sequence[Piece]) -> str:
        """The whole text with these pieces in the place of its own."""
        text = self.source.text
        if self.form == "run":
            inside = _run(self, pieces)
        else:
            if self.form == "tall":
                pieces = _with_commas(self, pieces)
            lines = [line for piece in pieces for line in piece.lines]
            inside = "".join(_closed(lines) if self.end == len(text) else lines)
        return text[: self.start] + inside + text[self.end :]

    def new(self, written: str, behind: str = "", above: Sequence[str] = ()) -> Piece:
        """A piece for a row that is not there yet, written on one line.

        `behind` is the comment behind it with the spaces before that, `above` those above it. A
        run on one line has no place for comments.
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


def _row_written(written: str) -> Row:
    source = Source("", f"[{written}]")
    node, _ = read(source, RULES)
    if not isinstance(node, ListNode) or len(node.items) != 1:
        raise RuntimeError(f"No row can be written as “{written}”.")
    return row_of(source, node.items[0])


def layout_of(source: Source, key_start: int, node: Node) -> Layout:
    """Raises `UnsuitedError` for a list that is laid out in no way known here."""
    if isinstance(node, ListNode):
        if not node.flow:
            return _block(source, key_start, node)
        return _tall(source, node) or _run_layout(source, node)
    if isinstance(node, Scalar) and node.kind == "nothing":
        if node.text:
            return Layout(source, "run", (Piece(()),), node.start, node.end)
        return _without_rows(source, key_start)
    raise UnsuitedError


# Rows with a hyphen


def _block(source: Source, key_start: int, node: ListNode) -> Layout:
    first = source.line(node.start)
    start, _ = source.bounds(first)
    indent = source.text[start : node.start]
    key_line = source.line(key_start)
    if indent.strip(" ") or first <= key_line:
        raise UnsuitedError
    hyphen = re.compile(re.escape(indent) + r"-(?=\s|\Z)")
    spans, after = [], key_line + 1
    for item in node.items:
        begin = _first_line(source, hyphen, after, source.line(max(item.start - 1, node.start)))
        end = max(begin, source.line(last_character(source, item)))
        spans.append((begin, end, item))
        after = end + 1
    return _by_lines(source, "block", key_line, spans, indent, _last_idle_line(source, after))


def _first_line(source: Source, pattern: re.Pattern[str], first: int, last: int) -> int:
    for line in range(first, last + 1):
        if pattern.match(_line(source, line)):
            return line
    raise UnsuitedError


def _without_rows(source: Source, key_start: int) -> Layout:
    line = source.line(key_start)
    start, _ = source.bounds(line)
    before = source.text[start:key_start].lstrip("\ufeff")
    if before.strip():
        raise UnsuitedError
    last = _last_idle_line(source, line + 1)
    return _by_lines(source, "block", line, [], before + "  ", last)


def _last_idle_line(source: Source, line: int) -> int:
    """The last line from here on that holds no more than a comment; the one before for none."""
    while line <= _line_count(source) and _IDLE.match(_line(source, line)):
        line += 1
    return line - 1


# Rows between brackets


def _tall(source: Source, node: ListNode) -> Layout | None:
    """The layout of a list whose rows have each their own lines; None when they have not."""
    first, last = source.line(node.start), source.line(node.end - 1)
    opened = source.text[node.start : source.bounds(first)[1]]
    closed = source.text[source.bounds(last)[0] : node.end - 1]
    if not _OPENED.match(opened) or closed.strip() or not node.items:
        return None
    spans, after = [], first + 1
    for item in node.items:
        begin, end = source.line(item.start), source.line(last_character(source, item))
        lead = source.text[source.bounds(begin)[0] : item.start]
        found = _AFTER_ITEM.match(source.text[item.end : source.bounds(end)[1]])
        is_last = item is node.items[-1]
        if begin < after or lead.strip(" ") or not found or not (found[1] or is_last):
            return None
        spans.append((begin, end, item))
        after = end + 1
    indent = source.text[source.bounds(spans[0][0])[0] : node.items[0].start]
    return _by_lines(source, "tall", first, spans, indent, last - 1)


def _run_layout(source: Source, node: ListNode) -> Layout:
    text, at = source.text, node.start + 1
    pieces, between = [Piece(())], []
    for item in node.items:
        between.append(text[at : item.start])
        pieces.append(Piece((text[item.start : item.end],), row_of(source, item)))
        at = item.end
    between.append(text[at : node.end - 1])
    return Layout(source, "run", tuple(pieces), node.start, node.end, "", tuple(between))


def _run(layout: Layout, pieces: Sequence[Piece]) -> str:
    """The brackets and what is between them; rows that are gone or new take a comma with them."""
    before = [piece for piece in layout.pieces if piece.row]
    after = [piece for piece in pieces if piece.row]
    between = list(layout.between) or [""]
    kept = {id(piece) for piece in after}
    for at in reversed(range(len(before))):
        if id(before[at]) not in kept:
            between[at : at + 2] = [_without_row(between, at)]
    known = {id(piece) for piece in before}
    for at, piece in enumerate(after):
        if id(piece) in known:
            continue
        if len(between) == 1:
            between[:] = ["", between[0]]
        else:
            between.insert(max(at, 1), ", ")
    words = [piece.lines[0] for piece in after]
    if not layout.between and not words:
        return layout.source.text[layout.start : layout.end]
    return "[" + between[0] + "".join(map("".join, zip(words, between[1:], strict=True))) + "]"


def _without_row(between: list[str], at: int) -> str:
    """The separator that is left when row `at` goes; comments in it are kept."""
    left, right = between[at], between[at + 1]
    if len(between) == 2:
        return left + _without_comma(right)
    if at == 0:
        return left + (_without_comma(right) if "#" in right else "")
    return (_without_comma(left) if "#" in left else "") + right


def _without_comma(separator: str) -> str:
    """Only a comment can hold another comma, and it does not come before the first one unless the
    line breaks between."""
    lines = separator.splitlines(keepends=True)
    for at, line in enumerate(lines):
        code, sign, comment = line.partition("#")
        if "," in code:
            lines[at] = code.replace(",", "", 1) + sign + comment
            break
    return "".join(lines)


# Lines


def _by_lines(
    source: Source,
    form: Form,
    head: int,
    spans: list[tuple[int, int, Node]],
    indent: str,
    last: int,
) -> Layout:
    """The pieces from the line `head`, which opens the list, to the line `last`."""
    pieces = [Piece((_line(source, head),))]
    at = head + 1
    for begin, end, item in spans:
        own = _own_comments(source, at, begin, form)
        pieces += _single_lines(source, at, begin - own)
        lines = tuple(_line(source, line) for line in range(begin - own, end + 1))
        ends = _words_end(source, item, end)
        pieces.append(Piece(lines, row_of(source, item, begin), own, ends))
        at = end + 1
    pieces += _single_lines(source, at, last + 1)
    start, _ = source.bounds(head)
    _, stop = source.bounds(max(last, at - 1))
    if stop == len(source.text) and pieces[-1].lines[-1].endswith("\n"):
        pieces.append(Piece(("",)))
    return Layout(source, form, tuple(pieces), start, stop, indent)


def _words_end(source: Source, item: Node, line: int) -> int:
    start, end = source.bounds(line)
    return max(0, min(item.end, end) - start)


def _own_comments(source: Source, first: int, begin: int, form: Form) -> int:
    """How many of the lines right above a row are its own."""
    row = _line(source, begin).lstrip("\ufeff")
    indent = len(row) - len(row.lstrip(" "))
    above = begin - 1
    while above >= first:
        found = _COMMENT.match(_line(source, above))
        if not found or len(found[1]) != indent:
            break
        above -= 1
    is_apart = above >= first and _EMPTY.match(_line(source, above))
    return 0 if is_apart else begin - 1 - above


def _single_lines(source: Source, first: int, end: int) -> Iterator[Piece]:
    return (Piece((_line(source, line),)) for line in range(first, end))


def _line(source: Source, line: int) -> str:
    return source.text[slice(*source.bounds(line))]


def _line_count(source: Source) -> int:
    """How many lines hold something: what follows the last newline counts when it is not empty."""
    last = source.line(len(source.text))
    return last if _line(source, last) else last - 1


def last_character(source: Source, node: Node, key: Node | None = None) -> int:
    """Where the words of a row, or of a key's value, end.

    A text in a block ends before its empty lines, unless it keeps them; without a value, the key.
    """
    if key and node.start == node.end:
        return key.end - 1
    end = node.end
    leaf = _last_leaf(node)
    if leaf and not leaf.bare and source.text[leaf.start : leaf.start + 1] in ("|", ">"):
        if not _KEEPS_LINES.match(source.text, leaf.start):
            end = leaf.start + len(source.text[leaf.start : end].rstrip())
    return max(node.start, end - 1)


def _last_leaf(node: Node) -> Scalar | None:
    while not isinstance(node, Scalar):
        inside: Iterable[Node]
        inside = [e.value for e in node.entries] if isinstance(node, MappingNode) else node.items
        *_, last = [None, *inside]
        if last is None:
            return None
        node = last
    return node


def _closed(lines: list[str]) -> list[str]:
    """The lines of a file's end: what was its last line gives its place and takes a newline."""
    for at, line in enumerate(lines[:-1]):
        if not line.endswith("\n"):
            last = lines[-1]
            bare = last.removesuffix("\n").removesuffix("\r")
            lines[at], lines[-1] = line + last[len(bare) :], bare
    return lines


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
