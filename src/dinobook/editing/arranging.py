"""The order as an editor arranged it in a text."""

from __future__ import annotations

import operator
from bisect import bisect_left
from collections.abc import Sequence

from dinobook.editing.aside import ASIDE
from dinobook.editing.layout import Piece
from dinobook.editing.listing import WORDS, Said, line_of, read_lines, refuse_line
from dinobook.editing.membership import changed, new_chapter
from dinobook.editing.order import Order, read_order
from dinobook.editing.parts import left_comments, new_part
from dinobook.editing.placing import MATTERS
from dinobook.editing.rows import Row, composed
from dinobook.editing.status import hold, release
from dinobook.errors import ManifestError
from dinobook.problems import did_you_mean
from dinobook.storage.project import MANIFEST

Plan = list[tuple[Said, Row | None]]


def arranged(text: str, edited: str, *, arrangement: str = "", path: str = MANIFEST) -> str:
    """`text` in the order of the `edited` lines.

    Raises `ManifestError`, with the line in the edited text, for what cannot be read.
    """
    order = read_order(text, arrangement, path)
    plan = _matched(order, read_lines(edited))
    held = [row for said, row in plan if row and said.hold and not row.held]
    freed = [row for said, row in plan if row and not said.hold and row.held]
    if held:
        text = hold(text, [row.name for row in held], arrangement=arrangement, path=path)
    if freed:
        text = release(text, [row.name for row in freed], arrangement=arrangement, path=path)
    numbers = {id(row): number for number, row in enumerate(order.rows)}
    now = read_order(text, arrangement, path) if held or freed else order
    by_number = [piece for piece in now.layout.pieces if piece.row]
    wanted = [by_number[numbers[id(row)]] if row else _new(now, said) for said, row in plan]
    pieces = _in_order(now.layout.pieces, wanted)
    gone = [piece.row for piece, (said, _) in zip(wanted, plan, strict=True) if said.drop]
    chapters = [row for row in gone if row and row.kind != "part"]
    parts = [row for row in gone if row and row.kind == "part"]
    pieces = [left for piece in pieces for left in _without(now, piece, parts)]
    same = len(pieces) == len(now.layout.pieces) and all(
        map(operator.is_, pieces, now.layout.pieces)
    )
    return text if same and not chapters else changed(now, pieces, chapters)


def _without(order: Order, piece: Piece, parts: Sequence[Row]) -> list[Piece]:
    """The piece, or of the row of a part that goes what is left."""
    is_gone = any(piece.row is row for row in parts)
    return left_comments(order, piece) if is_gone else [piece]


def _matched(order: Order, lines: Sequence[Said]) -> Plan:
    """Each line with its row; None for a new one. All rows must be there, each once."""
    left = list(order.rows)
    plan: Plan = []
    seen: dict[tuple[str, str], int] = {}
    for said in lines:
        row = next((one for one in left if _is_meant(said, one)), None)
        if row is not None:
            left = [one for one in left if one is not row]
        else:
            earlier = seen.get((said.word, said.name))
            _check_new(order, said, earlier)
        seen.setdefault((said.word, said.name), said.line)
        plan.append((said, row))
    if left:
        rows = ", ".join(f"“{line_of(order, row)}”" for row in left[:5])
        message = f"No line is left for {rows}{' and others' if left[5:] else ''}."
        hint = "Put the line back. To set a chapter aside, write “drop” before it."
        refuse_line(_line_above(order, left[0], plan), message, hint)
    _check_matters(plan)
    return plan


def _line_above(order: Order, row: Row, plan: Plan) -> int:
    """The line of the row above one that has no line."""
    at = next(number for number, one in enumerate(order.rows) if one is row)
    above = order.rows[at - 1] if at else None
    return next((said.line for said, one in plan if one and one is above), 1)


def _is_meant(said: Said, row: Row) -> bool:
    if said.word == "part":
        names = (row.name, composed(" ".join(row.title.split())))
        return row.kind == "part" and said.name in names
    if said.word == "row":
        return row.kind == "other" and said.name == str(row.line)
    kind = "chapter" if said.word == "add" else said.word
    return row.kind == kind and row.name == said.name


def _check_new(order: Order, said: Said, earlier: int | None) -> None:
    if earlier:
        message = f"“{said.name}” already stands on line {earlier}."
        refuse_line(said.line, message, "Keep one of the two lines.")
    is_new = said.word == "add" or (
        said.word == "chapter" and said.name in order.document.ids(ASIDE)
    )
    is_matter = said.word == "matter" and said.name in MATTERS
    if said.drop or not (is_new or is_matter or said.word == "part"):
        names = [*(row.name for row in order.rows), *order.document.ids(ASIDE), *WORDS]
        hint = did_you_mean(said.name, names) or "Write “add” before a chapter that is new."
        refuse_line(said.line, f"There is no row “{said.name}”.", hint)


def _check_matters(plan: Plan) -> None:
    reached = -1
    for said, _ in plan:
        if said.word == "matter" and said.name in MATTERS:
            rank = MATTERS.index(said.name)
            if rank <= reached:
                message = f"“matter {said.name}” comes after “matter {MATTERS[reached]}”."
                refuse_line(said.line, message, "The order is front, body, back.")
            reached = rank


def _new(order: Order, said: Said) -> Piece:
    if said.word == "matter":
        return order.layout.new(f"matter: {said.name}")
    try:
        make = new_part if said.word == "part" else new_chapter
        return make(order, said.name)
    except ManifestError as error:
        problem = error.problems[0]
        refuse_line(said.line, problem.message, problem.hint)


def _in_order(before: Sequence[Piece], wanted: Sequence[Piece]) -> list[Piece]:
    """The rows in the wanted order; as many as can stay where they stand, and what is between."""
    places = {id(piece): at for at, piece in enumerate(before)}
    staying = _longest_rise([places.get(id(piece), -1) for piece in wanted])
    fixed = {id(piece) for at, piece in enumerate(wanted) if at in staying}
    result = [piece for piece in before if piece.row is None or id(piece) in fixed]
    above: Piece | None = None
    for piece in wanted:
        if id(piece) not in fixed:
            at = _behind(result, above)
            result.insert(at, piece)
        above = piece
    return result


def _behind(pieces: Sequence[Piece], above: Piece | None) -> int:
    if above is None:
        return 1
    return next(at for at, piece in enumerate(pieces) if piece is above) + 1


def _longest_rise(numbers: Sequence[int]) -> set[int]:
    """The places of a longest run of numbers that rise, numbers below 0 left out."""
    ends: list[int] = []
    places: list[int] = []
    before: dict[int, int | None] = {}
    for at, number in enumerate(numbers):
        if number < 0:
            continue
        length = bisect_left(ends, number)
        before[at] = places[length - 1] if length else None
        ends[length : length + 1] = [number]
        places[length : length + 1] = [at]
    found: set[int] = set()
    last = places[-1] if places else None
    while last is not None:
        found.add(last)
        last = before[last]
    return found
