"""What must agree between the outline, its rules of order, and the other arrangements."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from dinobook.manifest.constraints import broken, contradictions, ruled
from dinobook.manifest.crosscheck import PartialManifest
from dinobook.manifest.model import ChapterRow, Row
from dinobook.problems import Problem, Severity, did_you_mean

_NAMED: Final = 5
"""So many missing chapters are named; the others are counted."""


def arrangement_problems(draft: PartialManifest) -> tuple[Problem, ...]:
    """Everything that is wrong with arrangements and with the rules of order."""
    return tuple(problem for check in _CHECKS for problem in check(draft))


def _ids(rows: Sequence[Row]) -> list[str]:
    return [row.id for row in rows if isinstance(row, ChapterRow)]


def _unknown_chapters(draft: PartialManifest) -> Iterator[Problem]:
    known = dict.fromkeys(_ids(draft.rows))
    if not draft.is_whole:
        return
    for order in draft.orders:
        for row in order.rows:
            if isinstance(row, ChapterRow) and row.id not in known:
                hint = did_you_mean(row.id, known) or "List it in the outline first, or delete it."
                message = f"The outline has no chapter “{row.id}”, which “{order.name}” has."
                yield draft.at_row(row, "manifest-049", message, hint)


def _lacking(draft: PartialManifest) -> Iterator[Problem]:
    for order in draft.orders:
        there = set(_ids(order.rows))
        missing = [name for name in _ids(draft.rows) if name not in there]
        if order.is_whole and missing:
            shown = "”, “".join(missing[:_NAMED])
            more = f" and {len(missing) - _NAMED} more" if len(missing) > _NAMED else ""
            yield draft.at(
                order.offset,
                "manifest-050",
                f"The arrangement “{order.name}” lacks “{shown}”{more}.",
                f"Add it: dinobook add {missing[0]} --arrangement {order.name}; with "
                "“status: hold” there it has a place and is not printed.",
                Severity.WARNING,
            )


def _unknown_arrangements(draft: PartialManifest) -> Iterator[Problem]:
    names = [order.name for order in draft.orders]
    for edition in draft.editions:
        wanted = edition.spec.arrangement
        if wanted and wanted not in names:
            hint = did_you_mean(wanted, names) or (
                f"There are: {', '.join(names)}."
                if names
                else f"Make it: dinobook arrangement new {wanted}"
            )
            message = f"There is no arrangement “{wanted}”."
            yield draft.at(edition.offset("arrangement"), "manifest-051", message, hint)


def _unknown_in_rules(draft: PartialManifest) -> Iterator[Problem]:
    known = dict.fromkeys(_ids(draft.rows))
    for row in _chapters(draft):
        for name in (*row.after, *row.before):
            if name == row.id:
                message = f"“{name}” cannot come before or after itself."
                yield draft.at_row(row, "manifest-052", message, "Delete it.")
            elif name not in known and draft.is_whole:
                hint = did_you_mean(name, known) or "Delete the rule, or list the chapter."
                message = f"“{row.id}” has a rule about “{name}”, which is not in the outline."
                yield draft.at_row(row, "manifest-052", message, hint, Severity.WARNING)


def _chapters(draft: PartialManifest) -> Iterator[ChapterRow]:
    for rows in (draft.rows, *(order.rows for order in draft.orders)):
        yield from (row for row in rows if isinstance(row, ChapterRow))


def _orders(draft: PartialManifest) -> Iterator[tuple[str, tuple[Row, ...]]]:
    """Each order with what to add to a sentence about it."""
    yield "", draft.rows
    for order in draft.orders:
        yield f" (arrangement “{order.name}”)", ruled(order.rows, draft.rows)


def _impossible(draft: PartialManifest) -> Iterator[Problem]:
    for where, rows in _orders(draft):
        for one in contradictions(rows):
            at = draft.source.bounds(one.line)[0]
            hint = "Take one of these rules out."
            message = f"{one.message[:-1]}{where}."
            yield draft.at(at, "manifest-053", message, hint, Severity.WARNING)


def _broken_rules(draft: PartialManifest) -> Iterator[Problem]:
    for where, rows in _orders(draft):
        if contradictions(rows):
            continue
        for one in broken(rows):
            at = draft.source.bounds(one.line)[0]
            hint = f"Move it, or take “{one.rule}” out."
            message = f"{one.message[:-1]}{where}."
            yield draft.at(at, "manifest-054", message, hint, Severity.WARNING)


_CHECKS: Final[tuple[Callable[[PartialManifest], Iterator[Problem]], ...]] = (
    _unknown_chapters,
    _lacking,
    _unknown_arrangements,
    _unknown_in_rules,
    _impossible,
    _broken_rules,
)
