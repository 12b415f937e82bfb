"""Words of a page, found again in the author's files, however these have changed since.

Pages and files are compared as runs of letters that both have. Marked words are where such a run
holds them; where several do, the one whose neighbours on the page stand around it there too. What
no run holds is looked for between the runs before and behind it. Rather than on a line that only
looks like it, words are not found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from dinobook.proof.runs import SEED, Run, precedes

_NEAR: Final = 60
"""So far from the words, in letters, what stands around them decides."""
_FAR: Final = 400
"""So far it still says something."""
_LESS: Final = 8
"""By so much less."""
_BY_CHANCE: Final = 3
"""So many letters at the end of a run may agree by chance."""
_TELLING: Final = 6
"""A word of so many letters is hardly another one that happens to stand there."""
_BESIDE: Final = 4
"""So many letters right beside words tell them from others between two runs."""
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
        good = [Candidate(start + run.drift, self._around(run, start, end), run) for run in holding]
        good = [one for one in good if one.around >= _ENOUGH or self._is_alone(one.run, start, end)]
        for candidates in (self._best(good), self._best(self._between(start, end))):
            if candidates and self._is_sure(candidates, start, end):
                return Found(tuple(sorted(one.index for one in candidates)))
        changed = [] if good else self._best(self._parts(start, end))
        if changed and not self._rival(changed, start, end):
            return Found(tuple(sorted(one.index for one in changed)), changed=True)
        return Found(near=self._near(start))

    def _is_sure(self, best: Sequence[Candidate], start: int, end: int) -> bool:
        return self._is_alone(best[0].run, start, end) or not self._rival(best, start, end)

    def _around(self, run: Run, start: int, end: int) -> int:
        """How many letters around the words agree where this run is; far ones count for less."""
        near = self._agreeing(run, start, end, _NEAR)
        return near + (self._agreeing(run, start, end, _FAR) - near) // _LESS

    def _agreeing(self, run: Run, start: int, end: int, reach: int) -> int:
        first, last = start - reach, end + reach
        parts = [(run.on_page, run.end), *self._beside(run)]
        return sum(
            max(min(stop, start) - max(begin, first), 0) + max(min(stop, last) - max(begin, end), 0)
            for begin, stop in parts
        )

    def _beside(self, run: Run) -> Iterator[tuple[int, int]]:
        """What else of the page is where this run is, before and behind it, letter by letter."""
        first = last = run
        for other in reversed(self._runs):
            if precedes(other, first):
                yield other.on_page, min(other.end, first.on_page)
                first = other
        for other in self._runs:
            if precedes(last, other):
                yield max(other.on_page, last.end), other.end
                last = other

    def _is_alone(self, run: Run, start: int, end: int) -> bool:
        """Whether the words with those beside them stand once in the PDF, and once in the files."""
        said = self._core(run, start, end, _ENOUGH)
        if len(said) < _ENOUGH:
            return False
        return self._files.count(said) == 1 == self._shown(said)

    def _core(self, run: Run, start: int, end: int, reach: int) -> str:
        """The words and those beside them that the run has; at its ends letters agree by chance."""
        first = max(run.on_page + _BY_CHANCE, start - reach)
        last = min(run.end - _BY_CHANCE, end + reach)
        return self._page[min(first, start) : max(last, end)]

    def _rival(self, good: Sequence[Candidate], start: int, end: int) -> bool:
        """Whether the words around are rather where these words are not: then they are gone.

        What the PDF shows more often than the files have it may be the one that is gone, too.
        """
        best = good[0]
        holds = best.run.on_page <= start and end <= best.run.end
        if holds and (best.around < _PLENTY or len(good) > 1):
            said = self._core(best.run, start, end, _NEAR)
            if self._shown(said) > self._files.count(said):
                return True
        own = [one.run for one in good]
        for run in self._runs:
            if run.end <= start - _NEAR or run.on_page >= end + _NEAR:
                continue
            if any(run == one or precedes(run, one) or precedes(one, run) for one in own):
                continue
            if run.on_page <= start and end <= run.end:
                continue
            if self._around(run, start, end) >= best.around:
                return True
        return False

    def _between(self, start: int, end: int) -> list[Candidate]:
        """The words between a run before and one behind them, when they stand there once."""
        words = self._page[start:end]
        if len(words) < _FEWEST:
            return []
        found = []
        for before in self._runs:
            if not start - _FAR < before.end <= start:
                continue
            for behind in self._runs:
                if behind.on_page < end or not precedes(before, behind):
                    continue
                here = self._page[before.end : behind.on_page]
                there = self._files[before.end_in_files : behind.in_files]
                if here.count(words) == 1 == there.count(words) and _are_alike(here, there, words):
                    index = before.end_in_files + there.index(words)
                    found.append(Candidate(index, self._around(before, start, end), before))
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
                if other.on_page < end and other.end > last.end and precedes(last, other):
                    covered += min(other.end, end) - max(other.on_page, last.end, start)
                    last = other
            if covered >= max(_MOST * (end - start), SEED):
                begin = max(first.on_page, start)
                around = self._around(first, start, end)
                if self._is_alone(first, begin, min(first.end, end)):
                    found.append((covered, Candidate(begin + first.drift, around, first)))
        most = max((covered for covered, _ in found), default=0)
        return [one for covered, one in found if covered == most]

    def _best(self, found: Iterable[Candidate]) -> list[Candidate]:
        """The place that is clearly best; all that are as good, where none is; the best first."""
        each = {one.index: one for one in sorted(found, key=lambda one: one.around)}
        most = max((one.around for one in each.values()), default=0)
        equal = [one for one in each.values() if one.around * _CLEARLY >= most]
        if len(equal) > 1 and self._at_home is not None:
            home = [one for one in equal if self._at_home(one.index)]
            equal = home or equal
        return sorted(equal, key=lambda one: -one.around)

    def _near(self, start: int) -> int:
        """Where the longest run beside the words is, when nothing else is like it."""
        beside = [run for run in self._runs if run.end > start - _FAR]
        beside = [run for run in beside if run.on_page < start + _FAR and run.size >= _ENOUGH]
        if not beside:
            return -1
        best = max(beside, key=lambda run: run.size)
        said = self._page[best.on_page : best.end]
        if self._files.count(said) != 1:
            return -1
        return best.end_in_files - 1 if best.end <= start else best.in_files


def _are_alike(here: str, there: str, words: str) -> bool:
    """Whether little else stands between two runs, or letters beside the words agree."""
    besides = max(len(here), len(there)) - len(words)
    if besides <= (_ENOUGH if len(words) >= _TELLING else _TELLING):
        return True
    if besides > _NEAR:
        return False
    before, behind = here.split(words)
    others = there.split(words)
    return (len(before) >= _BESIDE and others[0].endswith(before[-_BESIDE:])) or (
        len(behind) >= _BESIDE and others[1].startswith(behind[:_BESIDE])
    )
