"""Where the sections of an edition stand: read from a page map, or worked out for another order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from dinobook.impact.orders import Order
from dinobook.manifest.model import EditionSpec
from dinobook.pagemap.model import PageMap
from dinobook.pdf.placing.folios import first_of_body, folios
from dinobook.pdf.placing.sides import blank_at_end, first_pages


@dataclass(frozen=True, slots=True)
class Run:
    """The pages of one section; `first` counts from 0. The cover's id is empty.

    `anchors` are ids with the page of the section, from 0, on which each begins.
    """

    id: str
    first: int
    pages: int
    starts: str
    anchors: tuple[tuple[str, int], ...] = ()
    inner_blanks: int = 0

    @property
    def end(self) -> int:
        return self.first + self.pages


@dataclass(frozen=True)
class Pagination:
    """All pages of an edition. `first_of_body` is where arabic folios start; empty: at once."""

    runs: tuple[Run, ...]
    pages: int
    first_of_body: str = ""

    @property
    def blanks(self) -> int:
        drawn = sum(run.pages - run.inner_blanks for run in self.runs)
        return self.pages - drawn

    @cached_property
    def by_id(self) -> Mapping[str, Run]:
        return {run.id: run for run in self.runs}

    @cached_property
    def firsts(self) -> Mapping[str, int]:
        return {run.id: run.first for run in self.runs}

    @cached_property
    def homes(self) -> Mapping[str, int]:
        """The page on which each id begins, counted from 0."""
        found: dict[str, int] = {}
        for run in self.runs:
            for name, at in run.anchors:
                found.setdefault(name, run.first + at)
        return found

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """The folio of each page."""
        return tuple(label for _, _, label in folios(self._owners(), self.first_of_body))

    def label_of(self, name: str) -> str:
        """The folio of the page where an id begins; empty where it begins nowhere."""
        at = self.homes.get(name)
        return "" if at is None else self.labels[at]

    def _owners(self) -> Iterable[str]:
        """The section of each page; a blank one belongs to the section before."""
        ends = [*(run.first for run in self.runs[1:]), self.pages]
        for run, end in zip(self.runs, ends, strict=True):
            yield from [run.id] * (end - run.first)


def runs_in(pages: PageMap) -> dict[str, Run]:
    """The runs of a page map by section, without the blank pages behind them."""
    found: dict[str, Run] = {}
    cover = sum(not page.chapter for page in pages.pages)
    if cover:
        found[""] = Run("", 0, cover, "auto")
    for chapter in pages.chapters:
        own = list(pages.pages[chapter.first - 1 : chapter.last])
        while own and own[-1].blank:
            own.pop()
        anchors = tuple((name, at) for at, page in enumerate(own) for name in page.anchors)
        blanks = sum(page.blank for page in own)
        starts = chapter.starts or ""
        found[chapter.id] = Run(chapter.id, chapter.first - 1, len(own), starts, anchors, blanks)
    return found


def as_built(pages: PageMap, order: Order) -> Pagination:
    """The pages as they are, of a map that was made in this order."""
    runs = tuple(runs_in(pages).values())
    return Pagination(runs, len(pages.pages), first_of_body(order.sections))


def in_order(runs: Sequence[Run], edition: EditionSpec, body: str) -> Pagination:
    """These runs one after another, each on the side that it asks for."""
    firsts = first_pages([(run.starts, run.pages) for run in runs])
    placed = tuple(
        Run(run.id, first, run.pages, run.starts, run.anchors, run.inner_blanks)
        for run, first in zip(runs, firsts, strict=True)
    )
    count = placed[-1].end if placed else 0
    printer = edition.printed_by
    if printer is not None and placed:
        count += blank_at_end(count, printer)
    return Pagination(placed, count, body)
