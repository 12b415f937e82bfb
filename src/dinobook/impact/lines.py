"""An impact in sentences for people: the first things first, each on a line of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Final

from dinobook.impact.model import (
    Early,
    EditionPages,
    Impact,
    LostLink,
    Misleading,
    Paper,
    Renumbered,
    Shift,
)
from dinobook.problems import counted, joined

_MOST: Final = 4
"""So many of one kind are named; the rest is counted."""
_MOST_WORDS: Final = 12
_PLURALS: Final = {"appendix": "appendices", "listing": "listings"}


def lines_of(impact: Impact) -> Iterator[str]:
    """Nothing at all is one line as well."""
    found = list(
        chain(
            chain.from_iterable(_pages(one) for one in impact.pages),
            _numbers(impact.numbers),
            _some(_misleading(one) for one in impact.misleading),
            _some(_early(one) for one in impact.early if one.kind != "name"),
            _some(_lost(one) for one in impact.links),
            _some(_early(one) for one in impact.early if one.kind == "name"),
            impact.unknown,
        )
    )
    if impact.constraints:
        yield "Rules of order that are broken:"
        yield from (f"  {sentence}" for sentence in impact.constraints)
    yield _depth(impact)
    yield from found or ["Nothing else changes."]


def _depth(impact: Impact) -> str:
    if impact.kind == "exact":
        return "Laid out:"
    if impact.unknown and not impact.pages:
        return "As far as it is known before a build:"
    if not impact.about:
        return "Estimate from the last build:"
    why = impact.reasons[0] + (
        f", and {counted(len(impact.reasons) - 1, 'more reason')}" if impact.reasons[1:] else ""
    )
    return f"Estimate from the last build, about, because {why}:"


def _pages(one: EditionPages) -> Iterator[str]:
    about = "about " if one.about else ""
    (was, now), (blanks, later) = one.pages, one.blanks
    pages = counted(was, "page") if was == now else f"{was} → {about}{counted(now, 'page')}"
    said = [pages if was != now or not about else f"{about}{pages}"]
    if blanks != later:
        more = later - blanks
        said.append(f"{counted(abs(more), 'blank page')} {'more' if more > 0 else 'fewer'}")
    yield f"{one.edition}: {', '.join(said)}."
    yield from _shifts(one.shifts)
    sheets = [f"{old} → {new} of {size} pages" for size, old, new in one.signatures]
    if sheets:
        yield f"  Signatures: {', '.join(sheets)}."
    yield from map(_paper, one.papers)
    if one.cover_pages:
        yield (
            f"  The cover was made for {one.cover_pages} pages and no longer fits: make it again "
            f"with “dinobook cover {one.edition}” after the build."
        )


def _shifts(shifts: Sequence[Shift]) -> Iterator[str]:
    named = [f"{_range(one.chapters)} {_signed(one.by)}" for one in shifts[:_MOST]]
    if named:
        more = len(shifts) - _MOST
        yield f"  Pages shift: {', '.join(named)}{f' and {more} more' if more > 0 else ''}."


def _signed(number: int) -> str:
    return f"{number:+d}".replace("-", "−")


def _range(ids: Sequence[str]) -> str:
    return ids[0] if len(ids) == 1 else f"{ids[0]} … {ids[-1]}"


def _paper(paper: Paper) -> str:
    spine, grams = paper.spine_mm, paper.grams
    said = f"  {paper.paper}: spine {spine[0]:g} → {spine[1]:g} mm, {grams[0]:g} → {grams[1]:g} g"
    post = "".join(f"; {carrier}: {was} → {now}" for carrier, was, now in paper.postage)
    return f"{said}{post}."


def _numbers(numbers: Sequence[Renumbered]) -> Iterator[str]:
    kinds = list(dict.fromkeys(one.kind for one in numbers))
    for kind in kinds:
        rows = [one for one in numbers if one.kind == kind]
        runs = [_run(run) for run in _runs(rows)]
        more = len(runs) - _MOST
        rest = f" and {more} more" if more > 0 else ""
        yield f"{_many(kind, len(rows))} renumbered: {', '.join(runs[:_MOST])}{rest}."
    printed = sum(one.printed for one in numbers)
    if printed:
        yield f"{counted(printed, 'reference')} in the text will say another number."


def _some(lines: Iterable[str]) -> Iterator[str]:
    """The first of them; the rest is counted."""
    found = list(lines)
    yield from found[:_MOST_WORDS]
    if more := len(found[_MOST_WORDS:]):
        yield f"… and {more} more like that."


def _misleading(one: Misleading) -> str:
    return f"{_place(one)} “{one.words}” may point the wrong way: {one.why}."


def _early(one: Early) -> str:
    if one.kind == "name":
        surname = one.what.split()[-1]
        where = f"before {one.introduced} says who that is" if one.introduced else "alone"
        return f"{_place(one)} note: {surname} stands here {where} ({one.what})."
    if not one.introduced:
        return f"{_place(one)} no chapter explains “{one.what}” any more."
    return f"{_place(one)} “{one.what}” comes before {one.introduced} explains it."


def _lost(one: LostLink) -> str:
    names = f"{joined(one.editions)} no longer {'have' if one.editions[1:] else 'has'}"
    why = f"{names} {one.target}"
    if one.bare:
        said = "the reference has nothing to name, and the book cannot be built"
        return f"{_place(one)} {said}: {why}."
    return f"{_place(one)} the link becomes plain text or leads to the web: {why}."


def _place(one: Misleading | Early | LostLink) -> str:
    return f"{one.file}:{one.line}:" if one.line else f"{one.file}:"


def _runs(rows: Sequence[Renumbered]) -> list[list[Renumbered]]:
    """Rows whose numbers follow each other both before and after."""
    runs: list[list[Renumbered]] = []
    for row in rows:
        last = runs[-1][-1] if runs else None
        if (
            last is not None
            and _follows(last.before, row.before)
            and _follows(last.after, row.after)
        ):
            runs[-1].append(row)
        else:
            runs.append([row])
    return runs


def _follows(number: str, other: str) -> bool:
    return number.isdecimal() and other.isdecimal() and int(other) == int(number) + 1


def _run(rows: Sequence[Renumbered]) -> str:
    first, last = rows[0], rows[-1]
    was, now = first.before or "none", first.after or "none"
    if len(rows) == 1:
        is_unnamed = "--" in first.id and first.title
        name = f"“{first.title}”" if is_unnamed else first.id
        return f"{name} {was} → {now}"
    return f"{was}–{last.before} → {now}–{last.after}"


def _many(kind: str, count: int) -> str:
    return counted(count, kind, _PLURALS.get(kind, f"{kind}s"))
