"""The comments that belong to a row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from dinobook.editing.layout import Piece
from dinobook.strict_yaml import Mapping, Node, Scalar, Source
from dinobook.strict_yaml import Sequence as ListNode

_COMMENT: Final = re.compile(r"(?<![^\s,\[\]{}:])#[^\r\n]*")
_SPACED: Final = re.compile(r"[ \t]*#[^\r\n]*")


def comments_of(source: Source, piece: Piece) -> tuple[tuple[str, ...], str]:
    """The comments above and inside a row, and the one behind it with the spaces before that."""
    above = tuple(line.strip() for line in piece.lines[: piece.above])
    if piece.row is None:
        return above, ""
    node = piece.row.node
    inside: list[str] = []
    hyphen = source.bounds(piece.row.line)[0]
    at = min(hyphen, node.start) if piece.ends or piece.above else node.start
    for leaf in leaves_of(node):
        inside += _COMMENT.findall(source.text[at : leaf.start])
        if source.text[leaf.start : leaf.start + 1] in ("|", ">") and not leaf.bare:
            inside += _COMMENT.findall(source.text[leaf.start : leaf.end].split("\n", 1)[0])
        at = max(at, leaf.end)
    inside += _COMMENT.findall(source.text[at : node.end])
    if piece.row.line == 0 or not piece.lines:
        return (*above, *inside), ""
    found = _SPACED.search(piece.lines[-1][piece.ends :]) if piece.ends else None
    return (*above, *inside), found.group() if found else ""


def leaves_of(node: Node) -> Iterator[Scalar]:
    """The keys and values in a row, in their order."""
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Mapping):
        for entry in node.entries:
            yield from leaves_of(entry.key)
            yield from leaves_of(entry.value)
    elif isinstance(node, ListNode):
        for item in node.items:
            yield from leaves_of(item)
