"""Running heads and folios for all pages of a book, each different look laid out once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dinobook.pdf.file.page_runs import Overlay
from dinobook.pdf.placing.folios import ARABIC, Page
from dinobook.pdf.placing.running_heads import (
    Stand,
    Strings,
    blank_job,
    carried_after,
    heads_job,
    repeated,
)
from dinobook.pdf.placing.sequence import Placed
from dinobook.pdf.workers.jobs import LayoutJob
from dinobook.pdf.workers.scheduler import Scheduler


@dataclass(frozen=True, slots=True)
class Run:
    """Pages that follow each other, and where they stand.

    `around` are the names of the pages before and after a blank one. `moves`: its folios are holes,
    so that heads serve wherever the run stands. `repeat`: pages that look alike share their heads.
    """

    placed: Placed
    stand: Stand
    around: tuple[str, str]
    moves: bool
    repeat: bool

    def over(self) -> tuple[int, ...]:
        """Which of the pages, counted from 0, gives its heads to each page."""
        pages = self.placed.drawn_section.pages
        if self.moves and self.repeat and not self.placed.blank:
            return repeated(pages, self.stand)
        return tuple(range(len(pages)))

    def job(self, language: str) -> LayoutJob:
        if self.placed.blank:
            return blank_job(*self.around, self.stand, language)
        pages = self.placed.drawn_section.pages[: max(self.over()) + 1]
        return heads_job(pages, self.stand, language, holes=self.moves)


def runs_of(
    placed: Sequence[Placed], pages: Sequence[Page], start: str, *, repeat: bool
) -> Iterator[Run]:
    """The runs of a book. `repeat`: its style sheet lets pages look alike.

    Roman folios are no holes, nor are those of the section `start`, which begins the arabic ones.
    """
    carried: Strings = ()
    for at, one in enumerate(placed):
        first = pages[one.first]
        before, after = placed[max(at - 1, 0)], placed[min(at + 1, len(placed) - 1)]
        around = before.drawn_section.pages[-1].name, after.drawn_section.pages[0].name
        moves = first.numbering == ARABIC and one.section != start
        yield Run(one, Stand(first.number, one.left, carried), around, moves, repeat)
        if not one.blank:
            carried = carried_after(one.drawn_section.pages, carried)


def overlays(runs: Iterator[Run], language: str, setup: str, scheduler: Scheduler) -> list[Overlay]:
    """The heads of each run, laid out with a setup of the scheduler."""
    every = list(runs)
    heads = scheduler.results(setup, [run.job(language) for run in every])
    if any(head.uneven for head in heads):
        every = [replace(run, moves=run.moves and not one.uneven)
                 for run, one in zip(every, heads, strict=True)]  # fmt: skip
        heads = scheduler.results(setup, [run.job(language) for run in every])
    return [Overlay(one, run.over()) for run, one in zip(every, heads, strict=True)]
