"""How a list is laid out: from the YAML reader's nodes to the lines of each row.

A row goes with the comment lines right above it and at its indent, unless an empty line stands
above those, and with the comment behind it. Empty lines and other comments stay where they are.
Between brackets a row is such a block when it has its lines to itself; else only its words move.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from dinobook.editing.layout import EMPTY, Form, Layout, Piece, last_character
from dinobook.editing.rows import row_of
from dinobook.strict_yaml import KeyValue, Node, Scalar, Source
from dinobook.strict_yaml import Sequence as ListNode

_IDLE: Final = re.compile(r"[ \t]*(?:#.*)?\r?\n?\Z")
_COMMENT: Final = re.compile(r"( *)#")
_AFTER_ITEM: Final = re.compile(r"(,?)[ \t]*(?:(?<=[ \t,])#.*)?\r?\n?\Z")
_OPENED: Final = re.compile(r"\[[ \t]*(?:(?<=[ \t])#.*)?\r?\n\Z")


class UnsuitedError(ValueError):
    """The list is written in a way that its rows cannot be told apart by lines."""


def layout_of(source: Source, entry: KeyValue) -> Layout:
    """Raises `UnsuitedError` for a list that is laid out in no way known here."""
    node, key_start, key_end = entry.value, entry.key.start, entry.key.end
    if isinstance(node, ListNode):
        if not node.flow:
            return _block(source, key_start, node)
        return _tall(source, node) or _run_layout(source, node)
    if isinstance(node, Scalar) and node.kind == "nothing":
        if node.text:
            return Layout(source, "run", (Piece(()),), node.start, node.end, lead="")
        return _without_rows(source, key_start, key_end)
    raise UnsuitedError


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


def _without_rows(source: Source, key_start: int, key_end: int) -> Layout:
    """A key with nothing behind it. Inside braces a list between brackets will be its value."""
    line = source.line(key_start)
    start, end = source.bounds(line)
    before = source.text[start:key_start].lstrip("\ufeff")
    behind = source.text[key_end:end]
    if before.strip() or not re.match(r"[ \t]*:", behind):
        if before.strip().startswith("?"):
            raise UnsuitedError
        colon = re.match(r"[ \t]*:", behind)
        at = key_end + (colon.end() if colon else 0)
        return Layout(source, "run", (Piece(()),), at, at, lead=" " if colon else ": ")
    last = _last_idle_line(source, line + 1)
    return _by_lines(source, "block", line, [], before + "  ", last)


def _last_idle_line(source: Source, line: int) -> int:
    """The last line from here on that holds no more than a comment; the one before for none."""
    while line <= _line_count(source) and _IDLE.match(_line(source, line)):
        line += 1
    return line - 1


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
    return Layout(source, "run", tuple(pieces), node.start, node.end, between=tuple(between))


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
    is_apart = above >= first and EMPTY.match(_line(source, above))
    return 0 if is_apart else begin - 1 - above


def _single_lines(source: Source, first: int, end: int) -> Iterator[Piece]:
    return (Piece((_line(source, line),)) for line in range(first, end))


def _line(source: Source, line: int) -> str:
    return source.text[slice(*source.bounds(line))]


def _line_count(source: Source) -> int:
    """How many lines hold something: what follows the last newline counts when it is not empty."""
    last = source.line(len(source.text))
    return last if _line(source, last) else last - 1
