"""What begins a block, each rule a function; the order is CommonMark's."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from dinobook.markup.structure import containers, leaves
from dinobook.markup.structure.cursor import Cursor
from dinobook.markup.structure.model import Begun
from dinobook.markup.structure.tables import aligns_of, cells_of, has_bar

if TYPE_CHECKING:
    from dinobook.markup.structure.reader import Reader

_LEAD: Final = " \t>"

Start = Callable[["Reader", Cursor], Begun]


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
    line = paragraph.numbers.pop()
    paragraph.end_line = paragraph.numbers[-1] if paragraph.numbers else line
    node = reader.add("table")
    node.line, node.aligns = line, aligns
    node.say(head, line)
    node.end_line = reader.line
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
    for index in range(reader.index + 1, len(reader.rows)):
        row = reader.rows[index]
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
    containers.quote,
    _heading,
    _code,
    _html,
    _table,
    _underline,
    _rule,
    containers.slashes,
    containers.note,
    containers.meaning,
    _formula,
    _abbreviation,
    containers.item,
)
