"""Runs of letters that a page has in common with the author's files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from dinobook.proof.manuscript import Manuscript

SEED: Final = 12
"""So many letters in common begin a run."""
_MOST_ALIKE: Final = 400
"""What stands so often in the files says nothing of a place."""
_DRIFT: Final = 120
"""By so many letters the words around may have grown or shrunk."""


@dataclass(frozen=True, slots=True)
class Run:
    """Letters that a page and the files have in common, as many as there are."""

    on_page: int
    in_files: int
    size: int

    @property
    def drift(self) -> int:
        return self.in_files - self.on_page

    @property
    def end(self) -> int:
        """Behind its last letter on the page."""
        return self.on_page + self.size

    @property
    def end_in_files(self) -> int:
        return self.in_files + self.size


def runs_of(manuscript: Manuscript, pages: Mapping[int, str]) -> dict[int, tuple[Run, ...]]:
    """For each page, the runs of letters that it has in common with the files."""
    seeds: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for page, text in pages.items():
        for at in range(len(text) - SEED + 1):
            seeds[text[at : at + SEED]].append((page, at))
    found: dict[int, list[Run]] = {page: [] for page in pages}
    ends: dict[tuple[int, int], int] = {}
    counts: defaultdict[str, int] = defaultdict(int)
    files = manuscript.text
    for index in range(len(files) - SEED + 1):
        seed = files[index : index + SEED]
        if seed not in seeds:
            continue
        counts[seed] += 1
        if counts[seed] > _MOST_ALIKE:
            continue
        for page, at in seeds[seed]:
            if ends.get((page, index - at), -1) < index:
                run = _whole(pages[page], files, at, index)
                ends[page, index - at] = run.end_in_files - SEED
                found[page].append(run)
    return {page: tuple(sorted(runs, key=_by_page)) for page, runs in found.items()}


def _by_page(run: Run) -> tuple[int, int]:
    return run.on_page, run.in_files


def _whole(page: str, files: str, at: int, index: int) -> Run:
    """The run that begins with this seed: what stands before it is none, or it was found there."""
    size = SEED
    while at + size < len(page) and index + size < len(files):
        if page[at + size] != files[index + size]:
            break
        size += 1
    return Run(at, index, size)


def precedes(one: Run, other: Run) -> bool:
    """Whether the second follows the first on the page and in the files, about as far."""
    return (
        one.on_page < other.on_page
        and one.end < other.end
        and one.in_files < other.in_files
        and one.end_in_files <= other.end_in_files
        and abs(one.drift - other.drift) <= _DRIFT
    )
