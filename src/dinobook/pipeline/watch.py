"""A book that is built again and again, and what that changes on its pages, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final, Self

from dinobook.pagemap.beside import page_maps
from dinobook.pagemap.model import MappedPage, PageMap
from dinobook.pipeline.build import build
from dinobook.pipeline.request import Request
from dinobook.problems import Problem
from dinobook.processes.capacity import processes
from dinobook.processes.pool import Pool
from dinobook.processes.progress import Step, silent
from dinobook.storage.outputs import OutputFolder
from dinobook.storage.project import MANUSCRIPT, STYLES, FolderProject, Project

_LOOK_MS: Final = 200


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What came of a new build. `changes` has a sentence for each edition that was made again."""

    changes: tuple[str, ...]
    problems: tuple[Problem, ...]


class Rebuilder:
    """Builds a book again and again with the same workers, and remembers its pages as they were.

    Use it in a `with` block: its workers end with that. `jobs`: how many; 0: as many as processors
    and free memory allow.
    """

    def __init__(self, project: Project, outputs: OutputFolder, jobs: int = 0) -> None:
        self._project, self._outputs = project, outputs
        self._pool = Pool(jobs or processes())
        self._maps: dict[str, PageMap] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        self._pool.close(at_once=kind is not None)

    def build(self, request: Request, step: Step = silent) -> Rebuilt:
        """Build what is not up to date. Raises as a build does, and goes on the next time."""
        outcome = build(self._project, self._outputs, request, step, self._pool)
        maps = page_maps(self._outputs, outcome.files)
        said = [
            summary(name, outcome.drawn.get(name, 0), self._maps.get(name), maps[name])
            if name in maps
            else f"{name}: made again"
            for name in outcome.fresh
        ]
        self._maps |= maps
        return Rebuilt(tuple(said), outcome.problems)


def edits(project: FolderProject) -> Iterator[None]:
    """Once at the start, and then each time that files of the book have changed."""
    from watchfiles import watch as watch_files  # nobody else needs it

    there: list[Path] = []
    while there != _folders(project):
        there = _folders(project)
        looks = watch_files(
            *there, rust_timeout=_LOOK_MS, yield_on_timeout=True, raise_interrupt=False
        )
        # The first look may see nothing: from then on, no change is missed.
        for number, found in enumerate(looks):
            if _folders(project) != there:
                break
            if found or number == 0:
                yield


def _folders(project: FolderProject) -> list[Path]:
    """What there is to watch. `styles/` may be made, or taken away, meanwhile."""
    folders = [project.root / name for name in (MANUSCRIPT, STYLES)]
    return [folder for folder in folders if folder.is_dir()]


def changes(before: PageMap, after: PageMap) -> tuple[str, ...]:
    """Which chapters grew, shrank, came and went, and which pages have another number now."""
    old, new = _pages_by_chapter(before), _pages_by_chapter(after)
    return (*_lengths(old, new), *_moves(old, new))


def _pages_by_chapter(book: PageMap) -> dict[str, list[MappedPage]]:
    """The pages of each section in the order of the book; blank ones and the cover left out."""
    found: dict[str, list[MappedPage]] = {}
    for page in book.pages:
        if page.chapter and not page.blank:
            found.setdefault(page.chapter, []).append(page)
    return found


Pages = Mapping[str, Sequence[MappedPage]]


def _lengths(old: Pages, new: Pages) -> Iterator[str]:
    for name, pages in new.items():
        if name not in old:
            yield f"chapter {name}: new, {_count(len(pages))}"
        elif len(old[name]) != len(pages):
            yield f"chapter {name}: {len(old[name])} → {_count(len(pages))}"
    yield from (f"chapter {name}: gone" for name in old if name not in new)


def _moves(old: Pages, new: Pages) -> Iterator[str]:
    """Runs of chapters whose folios are all so many higher or lower than before."""
    kept = [name for name in old if name in new]
    for (step, _), run in groupby(kept, key=lambda name: _step(old[name][0], new[name][0])):
        names = list(run)
        if step:
            first, last = old[names[0]][0].folio, old[names[-1]][-1].folio
            pages = f"page {first} moves" if first == last else f"pages {first}–{last} move"
            yield f"{pages} by {step}".replace("-", "−")


def _step(old: MappedPage, new: MappedPage) -> tuple[int, bool]:
    """How far a page moved, and whether its folio is an arabic one."""
    if old.folio.isdecimal() and new.folio.isdecimal():
        return int(new.folio) - int(old.folio), True
    return new.number - old.number, False


def _count(pages: int) -> str:
    return f"{pages} page{'' if pages == 1 else 's'}"


def summary(edition: str, drawn: int, before: PageMap | None, after: PageMap) -> str:
    """One line for an edition that was made again. `drawn` pages were laid out anew."""
    found = changes(before, after) if before is not None else ()
    total = "" if found else f"{_count(len(after.pages))}"
    return f"{edition}: " + "; ".join(
        part for part in (total, *found, f"{_count(drawn)} redrawn") if part
    )
