"""Why an estimate may be wrong: numbers that need more room, sides, lists that grow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from dinobook.book.made_pages.index import IndexEntry, PrintedPages, make_index
from dinobook.book.model import PAGE_LISTS, Kind
from dinobook.book.references.links import target_of
from dinobook.book.section_ids import section_id
from dinobook.impact.orders import Order, Planned
from dinobook.impact.pagination import Pagination, Run
from dinobook.manifest.model import ChapterRow, GenerateRow, PartRow, Row
from dinobook.manifest.page_rows import ContentsRow
from dinobook.markup.fragment import Fragment
from dinobook.pagemap.model import PageMap

_NEAR_PAGES: Final = 1
"""As in `dinobook.pdf.placing.see_pages`: what is nearer shows no page."""
_LINE: Final = 0.035
"""The share of a page that a line takes, where pages have thirty lines or so."""
_MARGIN_LINES: Final = 5
"""So many lines a chapter may gain or lose besides, by page breaks that are chosen otherwise."""
_LINES_OF_A_ROW: Final = 3
_MANY_LINES: Final = 100
_COLLECTING: Final = PAGE_LISTS | {
    Kind.ABBREVIATIONS,
    Kind.SOURCES,
    Kind.BIBLIOGRAPHY,
    Kind.NOTES,
    Kind.INDEX,
}
"""Made pages that gather something from chapters."""


@dataclass(frozen=True, slots=True)
class _Doubt:
    """Why a section may have other pages, and how many lines it may gain or lose."""

    section: str
    why: str
    lines: int


def doubts(
    pages: PageMap,
    before: Pagination,
    after: Pagination,
    built: Order,
    order: Order,
    *,
    sides: bool,
) -> Iterator[str]:
    """Sentences, each without its first capital and its point; none: the estimate holds.

    A line more or less in a section without figures whose last page is neither nearly full nor
    nearly empty is no reason: it keeps its pages.
    """
    few = [
        *_other_digits(pages, before, after),
        *_other_numbers(built, order),
        *_other_gaps(pages, before, after, order),
        *_other_lists(built, order),
    ]
    lines: Counter[str] = Counter()
    for one in few:
        lines[one.section] += one.lines
    if sides:
        yield from _other_sides(before, after)
    yield from (one.why for one in few if not _has_room(one.section, lines, pages, order))
    yield from _other_rows(built, order)
    yield from _other_index(before, after, order)
    yield from _other_gutter(before, after, order)
    yield from _other_citations(built, order)


def _has_room(section: str, lines: Counter[str], pages: PageMap, order: Order) -> bool:
    """Whether so many lines more or less change no page."""
    planned = order.by_id[section]
    if planned.file:
        fragment = order.fragments[planned.file]
        if fragment.figures or fragment.images:
            return False
    own = [page for page in pages.pages_of(section) if not page.blank]
    margin = (lines[section] + _MARGIN_LINES) * _LINE
    shrinks = len(own) == 1 or own[-1].fill - margin >= 0
    return shrinks and own[-1].fill + margin <= 1


def _other_sides(before: Pagination, after: Pagination) -> Iterator[str]:
    for run in after.runs:
        at = before.firsts.get(run.id)
        if at is not None and at % 2 != run.first % 2:
            yield f"{run.id or 'the cover'} comes to stand on the other side"


def _other_digits(pages: PageMap, before: Pagination, after: Pagination) -> Iterator[_Doubt]:
    """Page numbers of another width in a section that prints them."""
    for chapter in pages.chapters:
        if chapter.id not in after.firsts or chapter.kind == Kind.INDEX:
            continue
        labels = [(before.label_of(name), after.label_of(name)) for name in chapter.refs]
        wider = [(old, new) for old, new in labels if old and new and not _as_wide(old, new)]
        if wider:
            old, new = wider[0]
            why = f"a page number in {chapter.id} changes from {old} to {new}"
            yield _Doubt(chapter.id, why, len(wider))


def _as_wide(old: str, new: str) -> bool:
    """Figures are all of one width; roman numbers are not."""
    return old == new or (old.isdecimal() and new.isdecimal() and len(old) == len(new))


def _other_numbers(built: Order, order: Order) -> Iterator[_Doubt]:
    """Numbers of chapters and figures of another width, where they are printed."""
    for planned in order.sections:
        pairs = [
            (built.names[name].number, order.names[name].number)
            for name in _numbers_in(planned, order)
            if name in built.names and name in order.names
        ]
        wider = [(old or "none", new or "none") for old, new in pairs if not _as_wide(old, new)]
        if wider:
            old, new = wider[0]
            why = f"a number in {planned.id} changes from {old} to {new}"
            yield _Doubt(planned.id, why, len(wider))


def _numbers_in(planned: Planned, order: Order) -> Iterator[str]:
    """The ids whose numbers a section prints, but for those of made pages."""
    if not planned.file:
        return
    fragment = order.fragments[planned.file]
    yield planned.id
    yield from (one.id for one in fragment.figures)
    yield from (one.id for one in fragment.headings)
    for link in fragment.links:
        found = target_of(link.href, order.targets, fragment.place.path) if link.bare else None
        if found is not None:
            yield found[1]


def _other_gaps(
    pages: PageMap, before: Pagination, after: Pagination, order: Order
) -> Iterator[_Doubt]:
    """References that may be far from what they point at now, or near to it: “(zie p. 42)”."""
    for chapter in pages.chapters:
        planned = order.by_id.get(chapter.id)
        if planned is None or not planned.file or chapter.id not in before.by_id:
            continue
        fragment = order.fragments[planned.file]
        here, there = before.by_id[chapter.id], after.by_id[chapter.id]
        count = 0
        for link in fragment.links:
            found = target_of(link.href, order.targets, fragment.place.path)
            old, new = (one.homes.get(found[1] if found else "") for one in (before, after))
            if old is None or new is None or old - here.first == new - there.first:
                continue
            count += not (_is_far(here, old) and _is_far(there, new))
        if count:
            why = f"a reference in {chapter.id} comes near what it names, or far from it"
            yield _Doubt(chapter.id, why, count)


def _is_far(run: Run, target: int) -> bool:
    """Whether no page of a section is near the page of a target."""
    return target < run.first - _NEAR_PAGES or target >= run.end + _NEAR_PAGES


def _other_lists(built: Order, order: Order) -> Iterator[_Doubt]:
    """Contents and other lists with more lines, or fewer."""
    was, now = (
        {one.file for one in each.sections if one.file} | _parts(each) for each in (built, order)
    )
    rows = len(was ^ now)
    for planned in order.sections if rows else ():
        if planned.kind in _COLLECTING and planned.id in built.places:
            lines = rows * _LINES_OF_A_ROW if _is_short_list(planned, order) else _MANY_LINES
            yield _Doubt(planned.id, f"{planned.id} has other lines", lines)


def _is_short_list(planned: Planned, order: Order) -> bool:
    """Whether it has a row for each chapter and part, and no more."""
    deep = any(isinstance(row, ContentsRow) and row.depth != "1" for row in order.rows)
    return planned.kind is Kind.CONTENTS and not deep


def _parts(order: Order) -> set[str]:
    return {one.id for one in order.sections if one.kind is Kind.PART}


def _other_rows(built: Order, order: Order) -> Iterator[str]:
    """Rows that say something else than before, or chapters in another division of the book."""
    old = {section_id(row): row for row in built.rows}
    for row in order.rows:
        name = section_id(row)
        if name and name in old and _said(old[name]) != _said(row):
            yield f"the row of {name} has changed"
    for planned in order.sections:
        was = built.by_id.get(planned.id)
        if was is not None and was.matter is not planned.matter:
            yield f"{planned.id} is in another division of the book"


def _said(row: Row) -> Mapping[str, object]:
    if isinstance(row, ChapterRow):
        return {"short": row.short, "kind": row.kind}
    if isinstance(row, PartRow | GenerateRow):
        return row.model_dump(exclude={"line", "editions"})
    return {}


def _other_index(before: Pagination, after: Pagination, order: Order) -> Iterator[str]:
    """Lines of the index that become longer or shorter."""
    if not any(one.kind is Kind.INDEX for one in order.sections):
        return
    marks = [mark for one in order.printed for mark in one.marks]
    old = make_index(marks, PrintedPages(before.labels, before.homes))
    new = make_index(marks, PrintedPages(after.labels, after.homes))
    widths = [[_width(entry) for entry in entries] for entries in (old, new)]
    if widths[0] != widths[1]:
        yield "lines of the index become longer or shorter"


def _width(entry: IndexEntry) -> tuple[object, ...]:
    """What a line and those below it need, in signs."""
    said = ", ".join(one.text for one in entry.locators)
    return (entry.term, len(said), tuple(_width(one) for one in entry.subs))


def _other_gutter(before: Pagination, after: Pagination, order: Order) -> Iterator[str]:
    printer = order.edition.printed_by
    if printer is not None and printer.gutter_for(before.pages) != printer.gutter_for(after.pages):
        yield "the printer asks for another margin at the spine"


def _other_citations(built: Order, order: Order) -> Iterator[str]:
    """Citations that a style numbers, or shortens after the first, in the order of the book."""
    if order.cites_in_order and _citing(built) != _citing(order):
        yield "citations are numbered, or shortened, in the order of the book"


def _citing(order: Order) -> list[Fragment]:
    return [one for one in order.printed if one.citations]
