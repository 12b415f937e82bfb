"""Leaves whose lines are taken as they stand: code, raw HTML, formulas, verse."""

from __future__ import annotations

from dinobook.markup.structure import leaves
from dinobook.markup.structure.cursor import TAB, Cursor
from dinobook.markup.structure.model import Node


def feed(leaf: Node, cursor: Cursor) -> bool | None:
    """Hand a line to an open leaf: whether it goes on after it; None: it had ended above."""
    if leaf.kind == "code":
        return _fenced(leaf, cursor) if leaf.sign else _indented(leaf, cursor)
    if leaf.kind == "html":
        return _html(leaf, cursor)
    if leaf.kind == "formula":
        return _formula(leaf, cursor)
    return _raw(leaf, cursor)


def _fenced(leaf: Node, cursor: Cursor) -> bool:
    bare = cursor.bare.rstrip(" \t")
    if cursor.indent < TAB and len(bare) >= len(leaf.sign) and not bare.strip(leaf.sign[0]):
        leaf.closed = True
        return False
    cursor.skip(leaf.indent)
    leaf.lines.append(cursor.rest)
    return True


def _indented(leaf: Node, cursor: Cursor) -> bool | None:
    if cursor.indent < TAB and not cursor.is_blank:
        return None
    cursor.skip(TAB)
    leaf.lines.append(cursor.rest)
    return True


def _html(leaf: Node, cursor: Cursor) -> bool | None:
    if not leaf.sign and (cursor.is_blank or _closes_block(leaf, cursor.bare)):
        return None
    leaf.lines.append(cursor.rest)
    return not leaves.ends_html(cursor.rest, leaf.sign)


def _formula(leaf: Node, cursor: Cursor) -> bool:
    text = cursor.bare.rstrip()
    leaf.lines.append(text.removesuffix(leaves.FORMULA))
    return not text.endswith(leaves.FORMULA)


def _raw(leaf: Node, cursor: Cursor) -> bool | None:
    """Verse and equations, as far as the line that closes their block."""
    if _closes_block(leaf, cursor.bare):
        return None
    leaf.lines.append(cursor.rest)
    return True


def _closes_block(leaf: Node, bare: str) -> bool:
    """Whether this line of slashes closes a block around the leaf."""
    found = leaves.slashes_of(bare)
    if found is None or found.name:
        return False
    around = (ancestor.fence for ancestor in leaf.ancestors())
    return any(fence and fence.slashes == found.count for fence in around)
