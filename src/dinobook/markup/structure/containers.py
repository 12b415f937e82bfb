"""What begins a container: each rule looks at a line and opens what it finds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from dinobook.markup.structure import leaves
from dinobook.markup.structure.cursor import TAB, Cursor
from dinobook.markup.structure.list_markers import joins, read_mark, successor
from dinobook.markup.structure.model import Begun, Fence, Mark, Node

if TYPE_CHECKING:
    from dinobook.markup.structure.reader import Reader

RAW_BLOCKS: Final = frozenset({"vers", "vergelijking"})
"""Blocks whose text is taken line by line, so that a line may begin with any sign."""

_NOTE_INDENT: Final = 4
_COMPANY: Final = 60
"""How many lines further down the next letter of a list is looked for."""
_NEAR: Final = 2
"""A list that one other block ends may go on below it."""
_LEAD: Final = " \t>"


def quote(reader: Reader, cursor: Cursor) -> Begun:
    if not cursor.bare.startswith(">"):
        return Begun.NOTHING
    reader.push(reader.add("quote"))
    cursor.advance(1)
    cursor.skip(1)
    return Begun.CONTAINER


def slashes(reader: Reader, cursor: Cursor) -> Begun:
    """The line that opens a block of the author's, or the one that closes it."""
    found = leaves.slashes_of(cursor.bare)
    if found is None:
        return Begun.NOTHING
    if not found.name:
        _close_block(reader, found.count)
        return Begun.LEAF
    node = reader.add("block")
    node.fence = Fence(found.name, found.count, found.bar, reader.line)
    reader.fences.append(node.fence)
    reader.push(node)
    if node.fence.name.lower() in RAW_BLOCKS:
        raw = reader.add("raw")
        raw.lines = []
        reader.leaf = raw
    return Begun.LEAF


def _close_block(reader: Reader, slashes: int) -> None:
    for at in range(reader.matched - 1, 0, -1):
        fence = reader.open[at].fence
        if fence is not None and fence.slashes == slashes:
            while len(reader.open) > at + 1:
                reader.close()
            fence.end_line = reader.open[at].end_line = reader.line
            reader.close()
            return
    reader.settle()
    reader.end_leaf()
    reader.strays.append((reader.line, slashes))


def note(reader: Reader, cursor: Cursor) -> Begun:
    found = leaves.NOTE.match(cursor.bare)
    if found is None:
        return Begun.NOTHING
    node = reader.add("note")
    node.label, node.offset = found.group(1), _NOTE_INDENT
    reader.push(node)
    cursor.advance(found.end())
    return Begun.CONTAINER


def meaning(reader: Reader, cursor: Cursor) -> Begun:
    """`: uitleg` below its term, or below another meaning of it."""
    if not leaves.MEANING.match(cursor.bare) or not cursor.bare[1:].strip():
        return Begun.NOTHING
    inner = reader.open[reader.matched - 1]
    if inner.kind == "terms":
        terms: list[tuple[int, str]] = []
    else:
        above = inner.children[-1] if inner.children else None
        if above is None or above.kind != "paragraph" or (reader.leaf and not reader.is_whole):
            return Begun.NOTHING
        reader.end_leaf()
        terms = [(line, row.strip()) for line, row in zip(above.numbers, above.lines, strict=True)]
        if not terms:
            return Begun.NOTHING
        _open_terms(reader, inner, above)
    indent = cursor.indent
    node = reader.add("meaning")
    node.terms = terms
    reader.push(node)
    cursor.advance(1)
    spaces = cursor.indent if cursor.indent <= TAB else 1
    cursor.skip(spaces)
    node.offset = indent + 1 + spaces
    return Begun.CONTAINER


def _open_terms(reader: Reader, inner: Node, above: Node) -> None:
    """The paragraph above is a term: of the list right above it, or of a new one."""
    reader.settle()
    loose = above.blank_after
    inner.children.remove(above)
    before = inner.children[-1] if inner.children else None
    if before is not None and before.kind == "terms":
        reader.push(before)
        return
    node = reader.add("terms")
    node.line, node.tight = above.line, not loose
    reader.push(node)


def item(reader: Reader, cursor: Cursor) -> Begun:
    bare, inner = cursor.bare, reader.open[reader.matched - 1]
    before = inner.children[-1].mark if inner.kind == "list" else None
    mark = read_mark(bare, before, lambda: _ended(inner), lambda text: _follows(reader, text))
    if mark is None or not _may_begin(reader, mark, bare, before):
        return Begun.NOTHING
    indent = cursor.indent
    if before is None or not joins(mark, before):
        if inner.kind == "list":
            reader.settle()
            reader.close()
        reader.push(reader.add("list"))
    node = reader.add("item")
    node.mark = mark
    reader.push(node)
    cursor.advance(len(mark.text))
    spaces = 1 if cursor.is_blank or cursor.indent > TAB else cursor.indent
    cursor.skip(spaces)
    node.offset = indent + len(mark.text) + spaces
    return Begun.CONTAINER


def _may_begin(reader: Reader, mark: Mark, bare: str, before: Mark | None) -> bool:
    """A wrapped line that looks like an item stays in its paragraph, as CommonMark has it."""
    if reader.paragraph is None or not reader.is_whole or before is not None:
        return True
    if not bare[len(mark.text) :].strip():
        return False
    if mark.style.isalpha():
        return mark.value == 1 and _follows(reader, successor(mark))
    return not mark.delimiter or mark.value == 1


def _ended(inner: Node) -> Mark | None:
    """The last mark of a list that stands not far above in the same container."""
    near = reversed(inner.children[-_NEAR:])
    above = next((child for child in near if child.kind == "list"), None)
    return above.children[-1].mark if above else None


def _follows(reader: Reader, text: str) -> bool:
    """Whether a row below begins so; for a capital, which may be an initial, right below."""
    pattern = re.compile(re.escape(text) + r"[ \t]")
    near = text[0].isupper() and text.endswith(".")
    for row in reader.rows[reader.index + 1 : reader.index + 1 + _COMPANY]:
        if pattern.match(row.lstrip(_LEAD)):
            return True
        if near and not row.strip(_LEAD):
            return False
    return False
