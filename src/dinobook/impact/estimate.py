"""The pages of another order, from the page map of the last build; and why they may be wrong."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from dinobook.impact.doubts import doubts
from dinobook.impact.orders import Order, Planned
from dinobook.impact.pagination import Pagination, Run, in_order, runs_in
from dinobook.pagemap.model import PageMap
from dinobook.pdf.placing.folios import first_of_body

_FEW_WORDS: Final = 200.0
"""Words on a page, where a book has no full page to count them on."""
_FULL: Final = 0.9


@dataclass(frozen=True, slots=True)
class Estimate:
    """Pages, and in words why they may be others."""

    pages: Pagination
    doubts: tuple[str, ...]


def estimate(pages: PageMap, order: Order, built: Order, *, sides: bool, style: str) -> Estimate:
    """The pages in `order`; `built` is the order in which the map's pages stand, so far as known.

    `sides`: left and right pages differ. `style` is what `style_of` gives for the edition now.
    """
    known = runs_in(pages)
    new = [one for one in order.sections if one.id not in known]
    runs = {**known, **{one.id: _guessed(one, order, pages) for one in new}}
    ids = [*([""] if "" in known else []), *(one.id for one in order.sections)]
    body = first_of_body(order.sections)
    placed = in_order([runs[name] for name in ids], order.edition, body)
    before = Pagination(tuple(known.values()), len(pages.pages), _first_of_body(pages))
    if [run.id for run in placed.runs] == [run.id for run in before.runs]:
        placed = before
    found = doubts(pages, before, placed, built, order, sides=sides)
    return Estimate(placed, (*staleness(pages, order, style), *found))


def _first_of_body(pages: PageMap) -> str:
    """The section whose first page has the folio 1 in the map; empty: the first of all."""
    ones = [page for page in pages.pages if page.folio == "1"]
    if not ones or ones[0].number == 1:
        return ""
    return ones[0].chapter


def _guessed(section: Planned, order: Order, pages: PageMap) -> Run:
    """A section that has no pages yet, by its words and the ways of its like."""
    like = [one for one in pages.chapters if one.kind == section.kind] or list(pages.chapters)
    starts = Counter(one.starts or "auto" for one in like).most_common(1)[0][0]
    words = order.fragments[section.file].words if section.file else 0
    count = max(1, math.ceil(words / _words_on_a_page(pages)))
    inside = order.fragments[section.file].ids if section.file else ()
    anchors = ((section.id, 0), *((name, 0) for name, _ in inside))
    return Run(section.id, 0, count, starts, anchors)


def _words_on_a_page(pages: PageMap) -> float:
    full = [page.words for page in pages.pages if page.fill > _FULL and page.words]
    return sum(full) / len(full) if full else _FEW_WORDS


def staleness(pages: PageMap, order: Order, style: str) -> Iterator[str]:
    """What has changed since the pages were made, but for the order."""
    if pages.style and pages.style != style:
        yield "styles or settings have changed since the last build"
    digests: Mapping[str, str] = {one.id: one.digest for one in pages.chapters if one.digest}
    edited = [
        one.id
        for one in order.sections
        if one.file and digests.get(one.id, "") not in ("", order.fragments[one.file].digest)
    ]
    new = [one for one in order.sections if one.id not in {each.id for each in pages.chapters}]
    if edited:
        yield f"{_named(edited)} changed since the last build"
    if new:
        has = "has" if len(new) == 1 else "have"
        yield f"{_named([one.id for one in new])} {has} no pages yet"


def _named(ids: list[str], most: int = 3) -> str:
    more = len(ids) - most
    return ", ".join(ids[:most]) + (f" and {more} more" if more > 0 else "")
