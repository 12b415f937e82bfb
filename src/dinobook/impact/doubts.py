"""Why an estimate may be wrong: numbers that need more room, sides, lists that grow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from dinobook.book.made_pages.index import IndexEntry, PrintedPages, make_index
from dinobook.book.model import PAGE_LISTS, Kind
from dinobook.book.references.links import target_of
from dinobook.book.section_ids import section_id
from dinobook.impact.orders import Order
from dinobook.impact.pagination import Pagination, Run
from dinobook.manifest.model import ChapterRow, GenerateRow, PartRow, Row
from dinobook.pagemap.model import PageMap

_NEAR_PAGES: Final = 1
"""As in `dinobook.pdf.placing.see_pages`: what is nearer shows no page."""
_COLLECTING: Final = PAGE_LISTS | {
    Kind.ABBREVIATIONS,
    Kind.SOURCES,
    Kind.BIBLIOGRAPHY,
    Kind.NOTES,
    Kind.INDEX,
}
"""Made pages that gather something from chapters."""


def doubts(
    pages: PageMap,
    before: Pagination,
    after: Pagination,
    built: Order,
    order: Order,
    *,
    sides: bool,
) -> Iterator[str]:
    """Sentences, each without its first capital and its point; none: the estimate holds."""
    if sides:
        yield from _other_sides(before, after)
    yield from _other_digits(pages, before, after)
    yield from _other_numbers(built, order)
    yield from _other_gaps(pages, before, after, order)
    yield from _other_lists(built, order)
    yield from _other_rows(built, order)
    yield from _other_index(before, after, order)
    yield from _other_gutter(before, after, order)


def _other_sides(before: Pagination, after: Pagination) -> Iterator[str]:
    for run in after.runs:
        at = before.firsts.get(run.id)
        if at is not None and at % 2 != run.first % 2:
            yield f"{run.id or 'the cover'} comes to stand on the other side"


def _other_digits(pages: PageMap, before: Pagination, after: Pagination) -> Iterator[str]:
    """Page numbers of another width in a section that prints them."""
    for chapter in pages.chapters:
        if chapter.id not in after.firsts or chapter.kind == Kind.INDEX:
            continue
        for name in chapter.refs:
            old, new = before.label_of(name), after.label_of(name)
            if old and new and not _as_wide(old, new):
                yield f"a page number in {chapter.id} changes from {old} to {new}"
                break


def _as_wide(old: str, new: str) -> bool:
    """Figures are all of one width; roman numbers are not."""
    return old == new or (old.isdecimal() and new.isdecimal() and len(old) == len(new))


def _other_numbers(built: Order, order: Order) -> Iterator[str]:
    """Numbers of chapters and figures of another width, where they are printed."""
    for planned in order.sections:
        if not planned.file:
            continue
        fragment = order.fragments[planned.file]
        bare = (
            target_of(one.href, order.targets, fragment.place.path)
            for one in fragment.links
            if one.bare
        )
        shown = [
            planned.id,
            *(one.id for one in fragment.figures),
            *(one.id for one in fragment.headings),
            *(found[1] for found in bare if found),
        ]
        for name in shown:
            old, new = built.names.get(name), order.names.get(name)
            if old and new and not _as_wide(old.number, new.number):
                was, now = old.number or "none", new.number or "none"
                yield f"a number in {planned.id} changes from {was} to {now}"
                break


def _other_gaps(
    pages: PageMap, before: Pagination, after: Pagination, order: Order
) -> Iterator[str]:
    """References that may be far from what they point at now, or near to it: “(zie p. 42)”."""
    for chapter in pages.chapters:
        planned = order.by_id.get(chapter.id)
        if planned is None or not planned.file or chapter.id not in before.by_id:
            continue
        fragment = order.fragments[planned.file]
        here, there = before.by_id[chapter.id], after.by_id[chapter.id]
        for link in fragment.links:
            found = target_of(link.href, order.targets, fragment.place.path)
            old, new = (one.homes.get(found[1] if found else "") for one in (before, after))
            if old is None or new is None or old - here.first == new - there.first:
                continue
            if not (_is_far(here, old) and _is_far(there, new)):
                yield f"a reference in {chapter.id} comes near what it names, or far from it"
                break


def _is_far(run: Run, target: int) -> bool:
    """Whether no page of a section is near the page of a target."""
    return target < run.first - _NEAR_PAGES or target >= run.end + _NEAR_PAGES


def _other_lists(built: Order, order: Order) -> Iterator[str]:
    """Contents and other lists with more lines, or fewer."""
    listed = {one.file for one in order.sections if one.file}, _parts(order)
    if listed == ({one.file for one in built.sections if one.file}, _parts(built)):
        return
    for planned in order.sections:
        if planned.kind in _COLLECTING and planned.id in built.places:
            yield f"{planned.id} has other lines"


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
    if isinstance(row, ChapterRow | PartRow | GenerateRow):
        return row.model_dump(exclude={"line", "editions", "status"})
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
