"""Texts of several lines that would take in what comes to stand below their row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from dinobook.editing.layout import Piece, last_leaf
from dinobook.strict_yaml import Source

_HEADER: Final = re.compile(r"[|>]")


def swallowed_below(source: Source, pieces: Sequence[Piece]) -> Piece | None:
    """The first row whose text would take in the empty line or the comment below it.

    A text after `|+` or `>+` ends with its empty lines; every such text takes in a comment that
    is set in as far as its words are.
    """
    for at, (piece, below) in enumerate(pairwise(pieces)):
        if piece.row is None or below.row is not None:
            continue
        depth, keeps = _open_text(source, piece)
        if depth and (keeps and below.empty and below.lines[0]):
            return piece
        after = next((one for one in pieces[at + 1 :] if not one.empty), None)
        if depth and after and after.is_comment and _depth(after.lines[0]) >= depth:
            return piece
    return None


def _open_text(source: Source, piece: Piece) -> tuple[int, bool]:
    """How far the words of a text are set in with which the row ends, and whether it keeps lines.

    0 when the row does not end with such a text.
    """
    leaf = last_leaf(piece.row.node) if piece.row else None
    found = _HEADER.match(source.text, leaf.start) if leaf and not leaf.bare else None
    if leaf is None or found is None:
        return 0, False
    words = [line for line in source.text[leaf.start : leaf.end].split("\n")[1:] if line.strip()]
    header = source.text[leaf.start : leaf.end].split("\n", 1)[0]
    depth = min(map(_depth, words)) if words else len(piece.lines[-1]) + 1
    return max(depth, 1), "+" in header.split("#")[0]


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
