"""Where in a list of pieces a spot is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from dinobook.editing.layout import Piece
from dinobook.editing.order import Order
from dinobook.editing.rows import Row
from dinobook.editing.spots import Spot
from dinobook.problems import did_you_mean

MATTERS: Final = ("front", "body", "back")

Pieces = list[Piece]


def placed(
    order: Order,
    rest: Pieces,
    moved: Pieces,
    spot: Spot,
    home: str = "body",
    *,
    opening: bool = False,
) -> Pieces:
    """The pieces of `rest` with those of `moved` at the spot. `home`: the matter they come from.

    `opening`: a new part, which may stand among chapters, and takes those below it.
    """
    _check_spot(order, spot)
    is_part = any(piece.row and piece.row.kind == "part" for piece in moved)
    if spot.matter and not _has_matter(rest, spot.matter):
        return _with_matter(order, rest, moved, spot.matter)
    if spot.rows is not None:
        at = min(_behind_rows(rest, spot.rows) + spot.gap, len(rest))
    elif spot.before or spot.after:
        at = _beside(order, rest, spot, is_part)
    elif spot.part:
        at = _in_part(order, rest, spot, is_part)
    else:
        kinds = ("part", "chapter") if opening else ("part",) if is_part else ("chapter",)
        at = _in_matter(rest, spot, spot.matter or home, kinds)
    if spot.rows is None:
        at = _clear_of_headings(rest, moved, at)
    if is_part and not opening:
        _check_boundary(order, rest, at)
    return [*rest[:at], *moved, *rest[at:]]


def matters(pieces: Sequence[Piece]) -> Iterator[tuple[int, Row, str]]:
    """Every row with its index and the matter that it is in; a matter's own row is in it."""
    matter = "body"
    for at, piece in enumerate(pieces):
        if piece.row:
            if piece.row.kind == "matter":
                matter = piece.row.name
            yield at, piece.row, matter


def matter_of(pieces: Sequence[Piece], row: Row) -> str:
    return next(matter for _, one, matter in matters(pieces) if one is row)


def chunk_end(pieces: Sequence[Piece], at: int) -> int:
    """Behind the last row of the part whose row is at `at`."""
    end = at + 1
    for index in range(at + 1, len(pieces)):
        row = pieces[index].row
        if row and row.opens:
            break
        if row:
            end = index + 1
    return end


def _check_spot(order: Order, spot: Spot) -> None:
    named = [bool(spot.before), bool(spot.after), bool(spot.part), bool(spot.matter)]
    is_alone = not any(named)
    ends = spot.first + spot.last
    beside_end = ends and (spot.before or spot.after)
    if sum(named) > 1 or ends > 1 or beside_end or (is_alone and not ends and spot.rows is None):
        message = "It must be said where, in one way."
        hint = "Say one of: before a row, after a row, first, last, in a part, in a matter."
        order.refuse("edit-005", message, hint)
    if spot.matter and spot.matter not in MATTERS:
        hint = did_you_mean(spot.matter, MATTERS) or f"There are: {', '.join(MATTERS)}."
        order.refuse("edit-005", f"There is no matter “{spot.matter}”.", hint)


def _index(pieces: Sequence[Piece], row: Row) -> int | None:
    return next((at for at, piece in enumerate(pieces) if piece.row is row), None)


def _behind_rows(pieces: Sequence[Piece], count: int) -> int:
    """Behind the first `count` rows; 0: below the line that opens the list."""
    places = [at + 1 for at, piece in enumerate(pieces) if piece.row]
    return places[min(count, len(places)) - 1] if count and places else 1


def _beside(order: Order, rest: Pieces, spot: Spot, is_part: bool) -> int:
    name = spot.before or spot.after
    row = order.find(name)
    at = _index(rest, row)
    if at is None:
        message = f"“{name}” cannot be put beside itself."
        order.refuse("edit-005", message, "Name another row.", row.node.start)
    if spot.before:
        return at
    return chunk_end(rest, at) if is_part and row.kind == "part" else at + 1


def _in_part(order: Order, rest: Pieces, spot: Spot, is_part: bool) -> int:
    row = order.find(spot.part)
    if row.kind != "part":
        order.refuse("edit-007", f"“{spot.part}” is no part.", "Name a part.", row.node.start)
    if is_part:
        order.refuse("edit-005", "A part cannot be put into a part.", "Say before or after it.")
    at = _index(rest, row)
    if at is None:
        order.refuse("edit-005", "A part cannot be put into itself.", "Name another part.")
    end = chunk_end(rest, at)
    chapters = [one for one in range(at, end) if _is_kind(rest[one], "chapter")]
    if spot.first:
        return chapters[0] if chapters else at + 1
    return chapters[-1] + 1 if chapters else at + 1


def _is_kind(piece: Piece, kind: str) -> bool:
    return piece.row is not None and piece.row.kind == kind


def _in_matter(rest: Pieces, spot: Spot, matter: str, kinds: tuple[str, ...]) -> int:
    places = [(at, row) for at, row, its in matters(rest) if its == matter]
    end = places[-1][0] + 1 if places else 1
    alike = [at for at, row in places if row.kind in kinds]
    if spot.first:
        return alike[0] if alike else end
    if spot.matter or "part" in kinds:
        return end
    return alike[-1] + 1 if alike else end


def _has_matter(pieces: Pieces, matter: str) -> bool:
    return any(its == matter for _, _, its in matters(pieces))


def _with_matter(order: Order, rest: Pieces, moved: Pieces, matter: str) -> Pieces:
    """A matter that is not there yet, with its row: between those that come before and after it."""
    rank = MATTERS.index(matter)
    later = [at for at, row, its in matters(rest) if MATTERS.index(its) > rank]
    at = later[0] if later else _behind_rows(rest, len(rest))
    new = [order.layout.new(f"matter: {matter}"), *moved]
    follower = rest[at].row if later else None
    if follower and follower.kind != "matter":
        new.append(order.layout.new("matter: body"))
    at = _clear_of_headings(rest, new, at)
    return [*rest[:at], *new, *rest[at:]]


def _clear_of_headings(rest: Pieces, moved: Pieces, at: int) -> int:
    """Above an empty line, for a row with comments: below it they would be taken for a heading."""
    if not is_below_heading(rest, at, moved[0]):
        return at
    while at > 1 and not rest[at - 1].row:
        at -= 1
    return at


def is_below_heading(pieces: Sequence[Piece], at: int, landing: Piece) -> bool:
    """Whether the row's own comments, put at `at`, would stand below an empty line."""
    if not landing.above:
        return False
    above = at - 1
    while above and pieces[above].is_comment and _indent(pieces[above]) == _indent(landing):
        above -= 1
    return above > 0 and pieces[above].empty


def _indent(piece: Piece) -> int:
    return len(piece.lines[0]) - len(piece.lines[0].lstrip(" "))


def _check_boundary(order: Order, rest: Pieces, at: int) -> None:
    """A part cannot stand among the chapters of another, which would become its own."""
    follower = next((piece.row for piece in rest[at:] if piece.row), None)
    if follower and not follower.opens:
        message = f"The part would take in “{follower.label}” and what follows it."
        hint = "Put it before or after a part, or first or last."
        order.refuse("edit-005", message, hint, follower.node.start)
