"""Words of a page, found again in the author's files, however these have changed since.

Pages and files are compared as runs of letters that both have. Marked words are where such a run
holds them; where several do, the one whose neighbours on the page stand around it there too. What
no run holds is looked for between the runs before and behind it. Rather than on a line that only
looks like it, words are not found.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dinobook.proof.manuscript import Manuscript

SEED: Final = 12
"""So many letters in common begin a run."""
_MOST_ALIKE: Final = 400
"""What stands so often in the files says nothing of a place."""
_DRIFT: Final = 120
"""By so many letters the words around may have grown or shrunk."""
_NEAR: Final = 400
"""So far from the words, in letters, what stands around them is looked at."""
_ENOUGH: Final = 24
"""So many letters around the words must agree; as many that stand once need none."""
_PLENTY: Final = 100
"""When so many do, nothing else can be meant."""
_MOST: Final = 0.6
"""This part of marked words must be there, when the rest is not."""
_FEWEST: Final = 3
"""Fewer letters are not looked for between runs."""
_CLEARLY: Final = 1.25
"""By so much more must agree around the first of two places than around the second."""


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


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place for marked words, and how many letters around them agree with the page."""

    index: int
    around: int
    run: Run


@dataclass(frozen=True, slots=True)
class Found:
    """Where marked words are: one index in the files; several, when nothing decides; or none.

    `changed`: some of the words are there, and others are not. `near` is where the words around
    are when they themselves are nowhere; -1: these are nowhere either.
    """

    indexes: tuple[int, ...] = ()
    changed: bool = False
    near: int = -1


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


class Finder:
    """Finds words of one page.

    `shown` says how often a text stands in the whole PDF. `at_home` says whether a letter of the
    files stands in the chapter of the page; None when that is not known.
    """

    def __init__(
        self,
        files: str,
        page: str,
        runs: Sequence[Run],
        shown: Callable[[str], int],
        at_home: Callable[[int], bool] | None = None,
    ) -> None:
        self._files, self._page, self._runs = files, page, runs
        self._shown, self._at_home = shown, at_home

    def find(self, start: int, end: int) -> Found:
        """Where the letters `start` to `end` of the page are in the files."""
        holding = [run for run in self._runs if run.on_page <= start and end <= run.end]
        candidates = [self._candidate(run, start, end) for run in holding]
        good = [one for one in candidates if self._is_sure(one, start, end)]
        good = good or self._between(start, end)
        if good:
            return Found(self._best(good))
        if changed := self._parts(start, end):
            return Found(self._best(changed), changed=True)
        return Found(near=self._near(start))

    def _candidate(self, run: Run, start: int, end: int) -> Candidate:
        own = min(run.end, end + _NEAR) - max(run.on_page, start - _NEAR) - (end - start)
        others = self._beside(run, start, end)
        return Candidate(start + run.drift, own + sum(others) // 2, run)

    def _beside(self, run: Run, start: int, end: int) -> Iterator[int]:
        """How many letters of the page around the words agree besides, run by run."""
        before, behind = run.on_page, run.end
        for other in reversed(self._runs):
            if other.on_page < before and _precedes(other, run) and other.end > start - _NEAR:
                yield min(other.end, before) - max(other.on_page, start - _NEAR)
                before = other.on_page
        for other in self._runs:
            if other.end > behind and _precedes(run, other) and other.on_page < end + _NEAR:
                yield min(other.end, end + _NEAR) - max(other.on_page, behind)
                behind = other.end

    def _is_sure(self, one: Candidate, start: int, end: int) -> bool:
        """Whether enough agrees around the words, or they are many and stand there alone.

        What the PDF shows more often than the files have it may be the one that is gone.
        """
        if one.around >= _PLENTY:
            return True
        said = self._page[one.run.on_page : one.run.end]
        if self._shown(said) > self._files.count(said):
            return False
        if one.around >= _ENOUGH:
            return True
        is_long = len(said) >= _ENOUGH and end - start >= SEED
        return is_long and self._files.count(said) == 1

    def _between(self, start: int, end: int) -> list[Candidate]:
        """The words between a run before and one behind them, when they stand there once."""
        words = self._page[start:end]
        if len(words) < _FEWEST:
            return []
        found = []
        for before in self._runs:
            if not start - _NEAR < before.end <= start:
                continue
            for behind in self._runs:
                if behind.on_page < end or not _precedes(before, behind):
                    continue
                here = self._page[before.end : behind.on_page]
                there = self._files[before.end_in_files : behind.in_files]
                if here.count(words) == 1 == there.count(words):
                    index = before.end_in_files + there.index(words)
                    found.append(Candidate(index, before.size + behind.size, before))
                break
        return found

    def _parts(self, start: int, end: int) -> list[Candidate]:
        """Where most of the words are, one run behind the other: the first that is there."""
        found = []
        for first in self._runs:
            if first.end <= start or first.on_page >= end:
                continue
            last, covered = first, min(first.end, end) - max(first.on_page, start)
            for other in self._runs:
                if other.on_page < end and other.end > last.end and _precedes(last, other):
                    covered += min(other.end, end) - max(other.on_page, last.end, start)
                    last = other
            if covered >= max(_MOST * (end - start), SEED):
                begin = max(first.on_page, start)
                around = covered + sum(self._beside(first, start, end))
                if around >= 2 * _ENOUGH:
                    found.append((covered, Candidate(begin + first.drift, around, first)))
        most = max((covered for covered, _ in found), default=0)
        return [one for covered, one in found if covered == most]

    def _best(self, found: Iterable[Candidate]) -> tuple[int, ...]:
        """The place that is clearly best; all that are as good, where none is."""
        each = {one.index: one for one in sorted(found, key=lambda one: one.around)}
        most = max(one.around for one in each.values())
        equal = [one for one in each.values() if one.around * _CLEARLY >= most]
        if len(equal) > 1 and self._at_home is not None:
            home = [one for one in equal if self._at_home(one.index)]
            equal = home or equal
        return tuple(sorted(one.index for one in equal))

    def _near(self, start: int) -> int:
        """Where the longest run beside the words is, when nothing else is like it."""
        beside = [run for run in self._runs if run.end > start - _NEAR]
        beside = [run for run in beside if run.on_page < start + _NEAR and run.size >= _ENOUGH]
        if not beside:
            return -1
        best = max(beside, key=lambda run: run.size)
        said = self._page[best.on_page : best.end]
        if self._files.count(said) != 1:
            return -1
        return best.end_in_files - 1 if best.end <= start else best.in_files


def _precedes(one: Run, other: Run) -> bool:
    """Whether the second follows the first on the page and in the files, about as far."""
    return (
        one.on_page < other.on_page
        and one.end < other.end
        and one.in_files < other.in_files
        and one.end_in_files <= other.end_in_files
        and abs(one.drift - other.drift) <= _DRIFT
    )
