"""Where a chapter may stand: `after`, `before`, `together` and `place` of its row.

They hold in every order. `after: a` and `before: b` ask for a place behind or above these chapters,
wherever they are. Chapters with the same `together` stand side by side, in one part. `place: first`
asks for the first place of the chapters of its matter, `place: last` for the last.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from dinobook.manifest.model import ChapterRow, MatterRow, PartRow, Row
from dinobook.problems import joined


@dataclass(frozen=True, slots=True)
class Broken:
    """A rule that an order breaks: whose it is, the rule as it is written, and in words."""

    chapter: str
    rule: str
    message: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class _Order:
    """The chapters of an order: their places, their rows, and what group each stands in."""

    rows: tuple[ChapterRow, ...]
    matters: tuple[str, ...]
    groups: tuple[int, ...]

    def at(self) -> dict[str, int]:
        return {row.id: place for place, row in enumerate(self.rows)}


def ruled(rows: Sequence[Row], outline: Sequence[Row] = ()) -> tuple[Row, ...]:
    """The rows of an arrangement with the rules that the outline has for the same chapters.

    A row of the arrangement with rules of its own keeps those.
    """
    rules = {row.id: row for row in outline if isinstance(row, ChapterRow)}
    return tuple(
        _with_rules(row, rules[row.id])
        if isinstance(row, ChapterRow) and row.id in rules and not _has_rules(row)
        else row
        for row in rows
    )


def _has_rules(row: ChapterRow) -> bool:
    return bool(row.after or row.before or row.together or row.place)


def _with_rules(row: ChapterRow, source: ChapterRow) -> ChapterRow:
    if not _has_rules(source):
        return row
    names = ("after", "before", "together", "place")
    return row.model_copy(update={name: getattr(source, name) for name in names})


def broken(rows: Iterable[Row]) -> tuple[Broken, ...]:
    """Every rule that this order breaks, in the order of the rows."""
    order = _order(rows)
    at = order.at()
    return tuple(
        found
        for place, row in enumerate(order.rows)
        for check in (_sides, _alone, _ends)
        for found in check(order, at, place, row)
    )


def newly_broken(before: Iterable[Row], after: Iterable[Row]) -> tuple[Broken, ...]:
    """What the second order breaks and the first did not."""
    known = {(one.chapter, one.rule) for one in broken(before)}
    return tuple(one for one in broken(after) if (one.chapter, one.rule) not in known)


def nearest_legal(
    before: Sequence[Row], after: Sequence[Row], moved: Collection[str]
) -> tuple[str, str] | None:
    """The place for the moved chapters, nearest to where `after` has them, that breaks nothing new.

    Returns `("after", id)` or `("before", id)` of a chapter; None when there is none. The moved
    chapters stand together, in the order in which `after` has them.
    """
    block = [row for row in after if isinstance(row, ChapterRow) and row.id in moved]
    rest = [row for row in after if row not in block]
    if not block:
        return None
    wanted = next(place for place, row in enumerate(after) if row in block)
    slots = [
        slot
        for slot in range(len(rest) + 1)
        if _chapter_at(rest, slot - 1) or _chapter_at(rest, slot)
    ]
    for slot in sorted(slots, key=lambda slot: (abs(slot - wanted), slot)):
        if not newly_broken(before, [*rest[:slot], *block, *rest[slot:]]):
            above = _chapter_at(rest, slot - 1)
            return ("after", above) if above else ("before", _chapter_at(rest, slot))
    return None


def _chapter_at(rows: Sequence[Row], place: int) -> str:
    row = rows[place] if 0 <= place < len(rows) else None
    return row.id if isinstance(row, ChapterRow) else ""


def contradictions(rows: Iterable[Row]) -> tuple[Broken, ...]:
    """Rules that no order can keep together, each run of them once, at a chapter of it."""
    order = _order(rows)
    chapters = {row.id: row for row in order.rows}
    group = {name: row.together or name for name, row in chapters.items()}
    apart = {name: name for name in chapters}
    found: list[Broken] = [*_two_in_one_place(order)]
    for names in (apart, group):
        cycle = _cycle(order, names)
        if cycle and not any(one.rule == "order" for one in found):
            row = next(row for row in order.rows if names[row.id] in cycle)
            steps = [_said(order, names, a, b, group) for a, b in pairwise(cycle)]
            message = f"No order can have {joined(dict.fromkeys(steps))}."
            found.append(Broken(row.id, "order", message, row.line))
    return tuple(found)


def _said(
    order: _Order,
    names: Mapping[str, str],
    first: str,
    second: str,
    group: Mapping[str, str],
) -> str:
    """The rule by which one must stand before the other."""
    wishes = [
        wish
        for wish in _wishes(order)
        if (names[wish.first], names[wish.second]) == (first, second)
    ]
    if all(wish.place for wish in wishes):
        return wishes[0].place
    return f"{_named(first, group)} before {_named(second, group)}"


def _named(name: str, group: Mapping[str, str]) -> str:
    return f"“{name}”" if name in group else f"the chapters together as “{name}”"


def _two_in_one_place(order: _Order) -> Iterator[Broken]:
    taken: dict[tuple[str, str], ChapterRow] = {}
    for row, matter in zip(order.rows, order.matters, strict=True):
        if not row.place:
            continue
        other = taken.setdefault((matter, row.place), row)
        if other is not row:
            message = (
                f"“{other.id}” and “{row.id}” cannot both be {row.place} in the {matter} matter."
            )
            yield Broken(row.id, f"place: {row.place}", message, row.line)


def _cycle(order: _Order, names: Mapping[str, str]) -> list[str]:
    """Names that each ask to stand before the next, the first one again at the end."""
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for wish in _wishes(order):
        if names[wish.first] != names[wish.second]:
            sorter.add(names[wish.second], names[wish.first])
    try:
        sorter.prepare()
    except CycleError as error:
        found: list[str] = error.args[1]
        return found
    return []


@dataclass(frozen=True, slots=True)
class _Wish:
    """A chapter that must stand before another; `place`: the rule, when it is “place: …”."""

    first: str
    second: str
    place: str = ""


def _wishes(order: _Order) -> Iterator[_Wish]:
    known = order.at()
    for row, matter in zip(order.rows, order.matters, strict=True):
        yield from (_Wish(name, row.id) for name in row.after if name in known)
        yield from (_Wish(row.id, name) for name in row.before if name in known)
        if row.place:
            said = f"“{row.id}” with “place: {row.place}”"
            for other, its in zip(order.rows, order.matters, strict=True):
                if its == matter and other.place != row.place:
                    pair = (row.id, other.id) if row.place == "first" else (other.id, row.id)
                    yield _Wish(*pair, said)


def _order(rows: Iterable[Row]) -> _Order:
    chapters: list[ChapterRow] = []
    matters: list[str] = []
    groups: list[int] = []
    matter, group = "body", 0
    for row in rows:
        if isinstance(row, MatterRow):
            matter = row.matter
        if isinstance(row, MatterRow | PartRow):
            group += 1
        if isinstance(row, ChapterRow):
            chapters.append(row)
            matters.append(matter)
            groups.append(group)
    return _Order(tuple(chapters), tuple(matters), tuple(groups))


def _sides(order: _Order, at: Mapping[str, int], place: int, row: ChapterRow) -> Iterator[Broken]:
    for name in row.after:
        if at.get(name, place) > place:
            message = f"“{row.id}” must come after “{name}”."
            yield Broken(row.id, f"after: {name}", message, row.line)
    for name in row.before:
        if at.get(name, place) < place:
            message = f"“{row.id}” must come before “{name}”."
            yield Broken(row.id, f"before: {name}", message, row.line)


def _alone(order: _Order, at: Mapping[str, int], place: int, row: ChapterRow) -> Iterator[Broken]:
    """A chapter whose group begins anew at it: something stands between it and those above."""
    if not row.together:
        return
    same = [other for other in range(place) if order.rows[other].together == row.together]
    if same and (same[-1] != place - 1 or order.groups[same[-1]] != order.groups[place]):
        first = order.rows[same[-1]].id
        message = f"“{first}” and “{row.id}” must stand together ({row.together})."
        yield Broken(row.id, f"together: {row.together}", message, row.line)


def _ends(order: _Order, at: Mapping[str, int], place: int, row: ChapterRow) -> Iterator[Broken]:
    if not row.place:
        return
    others = range(place) if row.place == "first" else range(place + 1, len(order.rows))
    if any(order.matters[other] == order.matters[place] for other in others):
        where = f"the {row.place} chapter of the {order.matters[place]} matter"
        yield Broken(row.id, f"place: {row.place}", f"“{row.id}” must be {where}.", row.line)
