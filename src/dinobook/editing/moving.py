"""Rows to another place: one, several, a part with its chapters, or two that change places."""

from __future__ import annotations

from collections.abc import Sequence

from dinobook.editing.layout import Piece
from dinobook.editing.order import Order, read_order
from dinobook.editing.placing import chunk_end, is_below_heading, matter_of, placed
from dinobook.editing.rows import Row
from dinobook.editing.spots import Spot
from dinobook.storage.project import MANIFEST


def move(
    text: str, ids: Sequence[str], spot: Spot, *, arrangement: str = "", path: str = MANIFEST
) -> str:
    """`text` with these rows at the spot, in the order in which they are given.

    A part takes its chapters along. What would change no row's place changes nothing.
    """
    order = read_order(text, arrangement, path)
    return _moved(order, named(order, ids), spot)


def _moved(order: Order, rows: Sequence[Row], spot: Spot) -> str:
    chunks = [_chunk(order, row) for row in rows]
    moved = [piece for chunk in chunks for piece in chunk]
    if not moved:
        return order.text
    _check_apart(order, chunks)
    pieces = order.layout.pieces
    gone = {id(piece) for piece in moved}
    rest = [piece for piece in pieces if id(piece) not in gone]
    home = matter_of(pieces, rows[0])
    if _stays_alone(rest, moved, spot, home):
        return order.text
    result = placed(order, rest, moved, spot, home)
    if spot.rows is None and rows_of(result) == list(order.rows):
        return order.text
    return order.with_pieces(result)


def part_move(
    text: str, part: str, spot: Spot, *, arrangement: str = "", path: str = MANIFEST
) -> str:
    """`text` with a part at the spot, with all that stands between its row and the next part."""
    order = read_order(text, arrangement, path)
    return _moved(order, [the_part(order, part)], spot)


def swap(text: str, first: str, second: str, *, arrangement: str = "", path: str = MANIFEST) -> str:
    """`text` with two rows in each other's place: two parts with their chapters, or two others."""
    order = read_order(text, arrangement, path)
    rows = named(order, [first, second])
    if (rows[0].kind == "part") != (rows[1].kind == "part"):
        message = f"“{first}” and “{second}” cannot change places: only one of them is a part."
        order.refuse("edit-007", message, "Name two parts, or two chapters.", rows[1].node.start)
    pieces = order.layout.pieces
    spans = sorted(_span(pieces, row) for row in rows)
    (a, b), (c, d) = spans
    if is_below_heading(pieces, a, pieces[c]) or is_below_heading(pieces, c, pieces[a]):
        a, c = _behind_row_above(pieces, a), _behind_row_above(pieces, c)
    result = [*pieces[:a], *pieces[c:d], *pieces[b:c], *pieces[a:b], *pieces[d:]]
    return order.with_pieces(result)


def spot_of(text: str, name: str, *, arrangement: str = "", path: str = MANIFEST) -> Spot:
    """Where a row stands, such that moving it there again gives the same bytes."""
    order = read_order(text, arrangement, path)
    pieces = order.layout.pieces
    at, _ = _span(pieces, order.find(name))
    behind = _behind_row_above(pieces, at)
    return Spot(rows=len(rows_of(pieces[:behind])), gap=at - behind)


def named(order: Order, ids: Sequence[str]) -> list[Row]:
    """The rows with these names, each named once."""
    rows: list[Row] = []
    for name in ids:
        row = order.find(name)
        if any(row is one for one in rows):
            order.refuse("edit-002", f"“{name}” is named twice.", "Name it once.", row.node.start)
        rows.append(row)
    return rows


def the_part(order: Order, name: str) -> Row:
    row = order.find(name)
    if row.kind != "part":
        titles = [one.label for one in order.rows if one.kind == "part"]
        hint = f"The parts are: {', '.join(titles)}." if titles else "The order has no parts."
        order.refuse("edit-007", f"“{name}” is no part.", hint, row.node.start)
    return row


def rows_of(pieces: Sequence[Piece]) -> list[Row]:
    return [piece.row for piece in pieces if piece.row]


def _span(pieces: Sequence[Piece], row: Row) -> tuple[int, int]:
    """From where to where the row's pieces are: a part's chapters are among them."""
    at = next(index for index, piece in enumerate(pieces) if piece.row is row)
    return at, chunk_end(pieces, at) if row.kind == "part" else at + 1


def _chunk(order: Order, row: Row) -> Sequence[Piece]:
    start, end = _span(order.layout.pieces, row)
    return order.layout.pieces[start:end]


def _check_apart(order: Order, chunks: Sequence[Sequence[Piece]]) -> None:
    """Parts and chapters are not moved together: the chapters would end in a part or part it."""
    opened = [chunk[0].row for chunk in chunks if chunk[0].row]
    parts = [row for row in opened if row.kind == "part"]
    others = [row for row in opened if row.kind != "part"]
    if parts and others:
        message = f"“{others[0].label}” and the part “{parts[0].label}” cannot be moved together."
        hint = "Move the part, which takes its chapters along, and then the rest."
        order.refuse("edit-005", message, hint, others[0].node.start)


def _stays_alone(rest: Sequence[Piece], moved: Sequence[Piece], spot: Spot, home: str) -> bool:
    """First or last among the chapters of its matter, and there is no other."""
    if not (spot.first or spot.last) or spot.part or spot.matter or not moved[0].row:
        return False
    kind = "part" if moved[0].row.kind == "part" else "chapter"
    return not any(row.kind == kind and matter_of(rest, row) == home for row in rows_of(rest))


def _behind_row_above(pieces: Sequence[Piece], at: int) -> int:
    while at > 1 and not pieces[at - 1].row:
        at -= 1
    return at
