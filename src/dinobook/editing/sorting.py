"""Chapters in the order of a key: within each part, whose places stay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dinobook.editing.layout import Piece
from dinobook.editing.moving import the_part
from dinobook.editing.order import read_order
from dinobook.editing.placing import is_below_heading
from dinobook.editing.rows import Row
from dinobook.storage.project import MANIFEST

Key = tuple[Any, ...]


def sort(
    text: str,
    keys: Mapping[str, Key],
    part: str = "",
    reverse: bool = False,
    *,
    arrangement: str = "",
    path: str = MANIFEST,
) -> str:
    """`text` with the chapters of each part, or of one, in the order of their `keys` by id.

    Chapters that stand above the first part or in front or back matter are sorted among each
    other. One without a key comes last; those alike stay as they stood. Made pages stay.
    """
    order = read_order(text, arrangement, path)
    only = the_part(order, part) if part else None
    pieces = list(order.layout.pieces)
    group: list[int] = []
    opened: Row | None = None
    groups: list[tuple[Row | None, list[int]]] = []
    for at, piece in enumerate(pieces):
        if piece.row and piece.row.opens:
            groups.append((opened, group))
            opened, group = piece.row, []
        elif piece.row and piece.row.kind == "chapter":
            group.append(at)
    groups.append((opened, group))
    for opener, places in groups:
        if only is None or opener is only:
            new = _sorted([pieces[at] for at in places], keys, reverse)
            for at, piece in zip(places, new, strict=True):
                pieces[at] = piece
    if all(a is b for a, b in zip(pieces, order.layout.pieces, strict=True)):
        return text
    return order.with_pieces(_clear_of_headings(pieces))


def _clear_of_headings(pieces: Sequence[Piece]) -> list[Piece]:
    """A row with comments goes above an empty line below which it has come to stand."""
    result: list[Piece] = []
    for piece in pieces:
        at = len(result)
        if piece.row and is_below_heading(result, at, piece):
            while at > 1 and not result[at - 1].row:
                at -= 1
        result.insert(at, piece)
    return result


def _sorted(pieces: Sequence[Piece], keys: Mapping[str, Key], reverse: bool) -> list[Piece]:
    def name(piece: Piece) -> str:
        return piece.row.name if piece.row else ""

    with_key = [piece for piece in pieces if name(piece) in keys]
    without = [piece for piece in pieces if name(piece) not in keys]
    return sorted(with_key, key=lambda one: keys[name(one)], reverse=reverse) + without
