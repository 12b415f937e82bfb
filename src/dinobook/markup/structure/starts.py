"""What begins a block, each rule a function: it looks at a line and opens what it finds."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum
from typing import TYPE_CHECKING, Final

from dinobook.markup.structure import leaves
from dinobook.markup.structure.cursor import TAB, Cursor
from dinobook.markup.structure.marks import joins, read_mark
from dinobook.markup.structure.model import Fence, Mark, Node
from dinobook.markup.structure.tables import aligns_of, cells_of, has_bar

if TYPE_CHECKING:
    from dinobook.markup.structure.reader import Reader

RAW_BLOCKS: Final = frozenset({"vers", "vergelijking"})
"""Blocks whose text is taken line by line, so that a line may begin with any sign."""

_NOTE_INDENT: Final = 4
_COMPANY: Final = 60
"""How many lines further down the next letter of a list is looked for."""
_LEAD: Final = " \t>"


class Begun(Enum):
    """What a rule has begun. After a container the rest of the line is looked at again."""

    NOTHING = 0
    CONTAINER = 1
    LEAF = 2


Start = Callable[["Reader", Cursor], Begun]


def _quote(reader: Reader, cursor: Cursor) -> Begun:
    if not cursor.bare.startswith(">"):
        return Begun.NOTHING
    reader.push(reader.add("quote"))
    cursor.advance(1)
    cursor.skip(1)
    return Begun.CONTAINER


def _heading(reader: Reader, cursor: Cursor) -> Begun:
    found = leaves.HEADING.match(cursor.bare.rstrip(" \t"))
    if found is None:
        return Begun.NOTHING
    node = reader.add("heading")
    node.level = len(found.group(1))
    node.lines = [leaves.heading_text(found)]
    return Begun.LEAF


def _code(reader: Reader, cursor: Cursor) -> Begun:
    found = leaves.CODE.match(cursor.bare)
    if found is None:
        return Begun.NOTHING
    indent = cursor.indent
    node = reader.add("code")
    node.sign = found.group(1) or found.group(3)
    node.label = (found.group(2) or found.group(4) or "").strip()
    node.indent, node.closed = indent, False
    reader.leaf = node
    return Begun.LEAF


def _html(reader: Reader, cursor: Cursor) -> Begun:
    end = leaves.html_end(cursor.bare) if cursor.bare.startswith("<") else None
    if end is None:
        return Begun.NOTHING
    row = cursor.bare
    node = reader.add("html")
    node.sign = end
    node.lines.append(row)
    if not leaves.ends_html(row, end) and not leaves.opens_markdown(row):
        reader.leaf = node
    return Begun.LEAF


def _table(reader: Reader, cursor: Cursor) -> Begun:
    """A line of dashes below a line with as many cells; text above that line stays text."""
    paragraph = reader.paragraph
    if paragraph is None or not reader.is_whole or cursor.bare[:1] not in "|:-":
        return Begun.NOTHING
    aligns = aligns_of(cursor.bare)
    head = paragraph.lines[-1]
    if not aligns or not has_bar(head) or len(cells_of(head, len(aligns))) != len(aligns):
        return Begun.NOTHING
    paragraph.lines.pop()
    paragraph.end_line -= 1
    node = reader.add("table")
    node.line -= 1
    node.aligns, node.lines = aligns, [head]
    reader.leaf = node
    return Begun.LEAF


def _underline(reader: Reader, cursor: Cursor) -> Begun:
    """Text over a line of = or - is a heading."""
    paragraph = reader.paragraph
    found = leaves.UNDERLINE.match(cursor.bare) if paragraph and reader.is_whole else None
    if found is None or paragraph is None:
        return Begun.NOTHING
    reader.take_references(paragraph)
    if not paragraph.lines:
        return Begun.NOTHING
    paragraph.kind = "heading"
    paragraph.level = 1 if found.group(1)[0] == "=" else 2
    paragraph.lines = ["\n".join(row.strip() for row in paragraph.lines)]
    paragraph.sign, paragraph.end_line = found.group(1), reader.line
    reader.leaf = None
    return Begun.LEAF


def _rule(reader: Reader, cursor: Cursor) -> Begun:
    if not leaves.RULE.match(cursor.bare):
        return Begun.NOTHING
    reader.add("rule")
    return Begun.LEAF


def _slashes(reader: Reader, cursor: Cursor) -> Begun:
    """The line that opens a block of the author's, or the one that closes it."""
    found = leaves.SLASHES.match(cursor.bare.rstrip(" \t"))
    if found is None:
        return Begun.NOTHING
    if not found.group(2):
        _close_block(reader, len(found.group(1)))
        return Begun.LEAF
    node = reader.add("block")
    node.fence = Fence(found.group(2), len(found.group(1)), found.group(3) or "", reader.line)
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


def _note(reader: Reader, cursor: Cursor) -> Begun:
    found = leaves.NOTE.match(cursor.bare)
    if found is None:
        return Begun.NOTHING
    node = reader.add("note")
    node.label, node.offset = found.group(1), _NOTE_INDENT
    reader.push(node)
    cursor.advance(found.end())
    return Begun.CONTAINER


def _meaning(reader: Reader, cursor: Cursor) -> Begun:
    """`: uitleg` below its term, or below another meaning of it."""
    if not leaves.MEANING.match(cursor.bare) or not cursor.bare[1:].strip():
        return Begun.NOTHING
    inner = reader.open[reader.matched - 1]
    if inner.kind == "terms":
        terms: list[str] = []
    else:
        above = inner.children[-1] if inner.children else None
        if above is None or above.kind != "paragraph" or (reader.leaf and not reader.is_whole):
            return Begun.NOTHING
        reader.end_leaf()
        terms = [row.strip() for row in above.lines]
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


def _item(reader: Reader, cursor: Cursor) -> Begun:
    bare, inner = cursor.bare, reader.open[reader.matched - 1]
    before = inner.children[-1].mark if inner.kind == "list" else None
    mark = read_mark(bare, before, _ended(inner), lambda text: _follows(reader, text))
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
    empty = not bare[len(mark.text) :].strip()
    return not empty and (not mark.delimiter or (mark.style == "1" and mark.value == 1))


def _ended(inner: Node) -> Mark | None:
    """The last mark of the list that stands above in the same container."""
    lists = [child for child in inner.children if child.kind == "list"]
    return lists[-1].children[-1].mark if lists else None


def _follows(reader: Reader, text: str) -> bool:
    rows = reader.rows[reader.index + 1 : reader.index + 1 + _COMPANY]
    pattern = re.compile(re.escape(text) + r"[ \t]")
    return any(pattern.match(row.lstrip(_LEAD)) for row in rows)


def _formula(reader: Reader, cursor: Cursor) -> Begun:
    """`$$` on lines of their own, or around one line."""
    bare = cursor.bare.rstrip()
    sign = leaves.FORMULA
    if not bare.startswith(sign):
        return Begun.NOTHING
    inside = bare[len(sign) :]
    alone = inside.endswith(sign) and inside != sign
    if not alone and (sign in inside or not _closes(reader)):
        return Begun.NOTHING
    node = reader.add("formula")
    node.lines = [inside.removesuffix(sign)] if inside else []
    reader.leaf = None if alone else node
    return Begun.LEAF


def _closes(reader: Reader) -> bool:
    for row in reader.rows[reader.index + 1 :]:
        if not row.strip(_LEAD):
            return False
        if leaves.FORMULA in row:
            return row.rstrip().endswith(leaves.FORMULA)
    return False


def _abbreviation(reader: Reader, cursor: Cursor) -> Begun:
    found = leaves.ABBREVIATION.match(cursor.bare)
    if found is None:
        return Begun.NOTHING
    reader.settle()
    reader.end_leaf()
    reader.abbreviations[found.group(1).strip()] = found.group(2).strip()
    return Begun.LEAF


STARTS: Final[tuple[Start, ...]] = (
    _quote,
    _heading,
    _code,
    _html,
    _table,
    _underline,
    _rule,
    _slashes,
    _note,
    _meaning,
    _formula,
    _abbreviation,
    _item,
)
