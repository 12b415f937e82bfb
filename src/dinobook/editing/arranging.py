"""The order as a text in which an editor moves lines, and back."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NoReturn

from dinobook.editing.layout import Piece
from dinobook.editing.membership import aside_ids, put_aside
from dinobook.editing.order import Order, read_order
from dinobook.editing.placing import MATTERS
from dinobook.editing.rows import Row, composed
from dinobook.editing.status import hold, release
from dinobook.editing.written import unwritable, written_id, written_text
from dinobook.errors import ManifestError
from dinobook.problems import Place, Problem, did_you_mean
from dinobook.storage.project import MANIFEST
from dinobook.strict_yaml import Mapping as MappingNode
from dinobook.strict_yaml import Scalar

WORDS: Final = ("hold", "drop", "add", "part", "page", "matter", "chapter", "row")
HELP: Final = """\
# Move lines to put the book in another order. Then save and close.
#
#   ID             a chapter; what follows its id is only there to be read
#   hold ID        it keeps its place and is not printed; without “hold” it is printed again
#   drop ID        it is set aside, and so is a part: “drop part TITLE” keeps its chapters
#   add ID         a chapter that was aside, or is new
#   part TITLE     a part; a title that is not there yet makes a new one
#   page NAME      a page that the book makes itself
#   matter NAME    front, body or back matter begins here
#
# A line that is gone is not taken for “drop”: nothing would change, and you would be told.
"""
EDITED: Final = "the arranged text"


@dataclass(frozen=True, slots=True)
class _Said:
    """A line of the edited text: what is to be there, and what is to become of it."""

    line: int
    word: str
    name: str
    drop: bool = False
    hold: bool = False


def arrange_text(
    text: str, titles: Mapping[str, str], *, arrangement: str = "", path: str = MANIFEST
) -> str:
    """The order with one row a line, and below it what can be done. `titles` are those by id."""
    order = read_order(text, arrangement, path)
    lines = []
    depth = 0
    for row in order.rows:
        depth = {"matter": 0, "part": 1}.get(row.kind, depth)
        indent = {"matter": 0, "part": 1}.get(row.kind, depth + 1)
        title = " ".join(titles.get(row.name, "").split()) if row.kind == "chapter" else ""
        lines.append("  " * indent + _line(order, row) + (f"  {title}" if title else ""))
    return "\n".join([*lines, "", HELP])


def arranged(text: str, edited: str, *, arrangement: str = "", path: str = MANIFEST) -> str:
    """`text` in the order of the `edited` lines.

    Raises `ManifestError`, with the line in the edited text, for what cannot be read.
    """
    order = read_order(text, arrangement, path)
    plan = _matched(order, _read(edited))
    held = [row for said, row in plan if row and said.hold and not _is_held(row)]
    freed = [row for said, row in plan if row and not said.hold and _is_held(row)]
    if held:
        text = hold(text, [row.name for row in held], arrangement=arrangement, path=path)
    if freed:
        text = release(text, [row.name for row in freed], arrangement=arrangement, path=path)
    numbers = {id(row): number for number, row in enumerate(order.rows)}
    now = read_order(text, arrangement, path) if held or freed else order
    by_number = [piece for piece in now.layout.pieces if piece.row]
    wanted = [by_number[numbers[id(row)]] if row else _new(now, said) for said, row in plan]
    gone = {id(piece) for piece, (said, _) in zip(wanted, plan, strict=True) if said.drop}
    pieces = _in_order(now.layout.pieces, wanted)
    if all(a is b for a, b in zip(pieces, now.layout.pieces, strict=False)) and not gone:
        return text
    return put_aside(now, pieces, gone)


def _line(order: Order, row: Row) -> str:
    if row.kind == "chapter":
        word = "hold " if _is_held(row) else "chapter " if row.name in WORDS else ""
        return word + row.name
    if row.kind == "part":
        titles = [one.title for one in order.rows if one.kind == "part"]
        plain = " ".join(row.title.split())
        return f"part {row.name if titles.count(row.title) > 1 else plain}"
    return f"row {row.line}" if row.kind == "other" else f"{row.kind} {row.name}"


def _is_held(row: Row) -> bool:
    value = row.node.get("status") if isinstance(row.node, MappingNode) else None
    return row.kind == "chapter" and isinstance(value, Scalar) and value.text == "hold"


def _read(edited: str) -> list[_Said]:
    lines = enumerate(edited.lstrip("\ufeff").splitlines(), 1)
    return [_said(line, at) for at, line in lines if line.strip() and line.strip()[0] != "#"]


def _said(line: str, at: int) -> _Said:
    word, rest = _split(line.strip())
    drop = word == "drop"
    if drop:
        word, rest = _split(rest) if _split(rest)[0] == "part" else ("chapter", rest)
    if word in ("part", "page", "matter", "row"):
        name = rest if word == "part" else rest.split(" ", 1)[0]
    else:
        held, added = word == "hold", word == "add"
        words = rest if held or added or word == "chapter" else line.strip()
        name, *more = re.split(r"\s{2,}|\t", words, maxsplit=1)
        if " " in name:
            _refuse(at, f"“{name}” is no id.", f"Write one of: an id, {', '.join(WORDS)}.")
        return _checked(_Said(at, "add" if added else "chapter", composed(name), drop, held))
    return _checked(_Said(at, word, composed(" ".join(name.split())), drop))


def _split(words: str) -> tuple[str, str]:
    word, _, rest = words.partition(" ")
    return word, rest.strip()


def _checked(said: _Said) -> _Said:
    if not said.name:
        _refuse(said.line, "The line does not say what it is about.", "Write its id or title.")
    return said


def _matched(order: Order, lines: Sequence[_Said]) -> list[tuple[_Said, Row | None]]:
    """Each line with its row; None for a new one. All rows must be there, each once."""
    left = list(order.rows)
    plan: list[tuple[_Said, Row | None]] = []
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
        rows = ", ".join(f"“{_line(order, row)}”" for row in left[:5])
        last = lines[-1].line if lines else 0
        message = f"No line is left for {rows}{' and others' if left[5:] else ''}."
        _refuse(last, message, "Put the line back. To set a chapter aside, write “drop” before it.")
    _check_matters(plan)
    return plan


def _is_meant(said: _Said, row: Row) -> bool:
    if said.word == "part":
        names = (row.name, composed(" ".join(row.title.split())))
        return row.kind == "part" and said.name in names
    if said.word == "row":
        return row.kind == "other" and said.name == str(row.line)
    kind = "chapter" if said.word == "add" else said.word
    return row.kind == kind and row.name == said.name


def _check_new(order: Order, said: _Said, earlier: int | None) -> None:
    if earlier:
        message = f"“{said.name}” already stands on line {earlier}."
        _refuse(said.line, message, "Keep one of the two lines.")
    is_new = said.word == "add" or (said.word == "chapter" and said.name in aside_ids(order))
    is_matter = said.word == "matter" and said.name in MATTERS
    if said.drop or not (is_new or is_matter or said.word == "part"):
        names = [*(row.name for row in order.rows), *aside_ids(order), *WORDS]
        hint = did_you_mean(said.name, names) or "Write “add” before a chapter that is new."
        _refuse(said.line, f"There is no row “{said.name}”.", hint)
    if unwritable(said.name):
        _refuse(said.line, "The title holds a character that it cannot have.", "Write another.")


def _check_matters(plan: Sequence[tuple[_Said, Row | None]]) -> None:
    reached = -1
    for said, _ in plan:
        if said.word == "matter" and said.name in MATTERS:
            rank = MATTERS.index(said.name)
            if rank <= reached:
                message = f"“matter {said.name}” comes after “matter {MATTERS[reached]}”."
                _refuse(said.line, message, "The order is front, body, back.")
            reached = rank


def _new(order: Order, said: _Said) -> Piece:
    if said.word == "part":
        return order.layout.new(f"part: {written_text(said.name)}")
    if said.word == "matter":
        return order.layout.new(f"matter: {said.name}")
    return order.layout.new(written_id(said.name))


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


def _refuse(line: int, message: str, hint: str) -> NoReturn:
    problem = Problem(Place(EDITED, line), "edit-008", message, hint)
    raise ManifestError("Nothing was changed.", [problem])
