"""The law: what `check` passes, every edition builds, with the author's words, marks and numbers.

Cases go through all editions in one book. When that stops, or a chapter that holds several is at
fault, the book is taken apart until the fault has a name.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from bench.torture.cases import Case, Chapter, Numbered, book_of
from bench.torture.editions import PARTS, Editions, Fault, Found, StoppedError, said_by, told
from dinobook.pipeline.sources import load
from dinobook.problems import Problem
from dinobook.storage.cache import Cache
from dinobook.storage.fingerprint import program
from dinobook.storage.outputs import OutputFolder

EDITIONS: Final = ("ebook", "screen", "print")


@dataclass(slots=True)
class Verdict:
    """What became of a batch.

    `refused` are the cases that `check` has errors for; `broken` those that break the law.
    """

    refused: dict[str, tuple[Problem, ...]] = field(default_factory=dict)
    broken: dict[str, list[Fault]] = field(default_factory=dict)

    def report(self, cases: Iterable[Case], most: int = 12) -> str:
        """The smallest broken cases, each with its text and what is wrong; empty: the law holds."""
        texts = {case.name: case.text for case in cases}
        rows = sorted(self.broken.items(), key=lambda row: len(texts.get(row[0], row[0])))
        parts = [f"{len(rows)} cases break the law."] if rows else []
        for name, faults in rows[:most]:
            said = "\n".join(f"  {fault.kind}: {fault.message}" for fault in faults[:4])
            parts.append(f"== {name}\n{texts.get(name, '')}\n--\n{said}")
        return "\n".join(parts)


@dataclass(slots=True)
class Court:
    """Judges cases. `folder` keeps what was laid out, which makes a part of a batch quick.

    So many cases share a chapter as `most_together` says. `editions` are built chapter by chapter,
    and with `whole` the one for print as one document, too.
    """

    folder: Path
    most_together: int = 12
    editions: tuple[str, ...] = EDITIONS
    whole: bool = True
    _numbered: Numbered = field(default_factory=Numbered)
    _checked: tuple[list[Chapter], tuple[Problem, ...]] = ([], ())

    def judge(self, cases: Sequence[Case]) -> Verdict:
        names = [case.name for case in cases]
        if len(set(names)) < len(names):
            raise ValueError("two cases have one name")
        verdict = Verdict()
        left = self._unrefused(list(cases), verdict)
        self._take_apart(self._numbered.chapters(left, self.most_together), verdict)
        return verdict

    def check(self, chapters: list[Chapter]) -> tuple[Problem, ...]:
        """What `check` says of a book of these chapters; the last answer is remembered."""
        if self._checked[0] != chapters:
            self._checked = chapters, self._said(chapters)
        return self._checked[1]

    def _said(self, chapters: list[Chapter]) -> tuple[Problem, ...]:
        """Chapters that were read before, here or by a build, are not converted again."""
        cache = Cache(OutputFolder(self.folder / PARTS).store(), program())
        return load(book_of(chapters), cache=cache).problems

    def _unrefused(self, cases: list[Case], verdict: Verdict) -> list[Case]:
        """The cases that `check` passes when they stand together."""
        while cases:
            chapters = self._numbered.chapters(cases, self.most_together)
            try:
                errors = [one for one in self.check(chapters) if one.is_error]
            except Exception as error:
                return self._halved(cases, verdict, said_by(error))
            if not errors:
                return cases
            refused = self._refused(errors, chapters)
            if not refused:
                said = Fault(f"check: {errors[0].code}", told(errors[0]))
                return self._halved(cases, verdict, said)
            verdict.refused |= refused
            cases = [case for case in cases if case.name not in refused]
        return cases

    def _refused(
        self, errors: Sequence[Problem], chapters: Sequence[Chapter]
    ) -> dict[str, tuple[Problem, ...]]:
        """The errors of each case; those of a chapter that holds several are asked for again."""
        paths = {problem.place.path for problem in errors}
        guilty = [chapter for chapter in chapters if chapter.path in paths]
        alone = [self._numbered.chapter((case,)) for chapter in guilty for case in chapter.cases]
        again = self._said(alone) if alone else ()
        found = _by_case([problem for problem in again if problem.is_error], alone)
        # what is wrong only beside other chapters (an id that two of them have) needs no company
        return found or _by_case(errors, [one for one in guilty if len(one.cases) == 1])

    def _halved(self, cases: list[Case], verdict: Verdict, said: Fault) -> list[Case]:
        """`check` itself stopped, or named no case."""
        if len(cases) == 1:
            verdict.broken.setdefault(cases[0].name, []).append(said)
            return []
        middle = len(cases) // 2
        return self._unrefused(cases[:middle], verdict) + self._unrefused(cases[middle:], verdict)

    def _take_apart(self, chapters: list[Chapter], verdict: Verdict) -> bool:
        """Build the chapters; where that fails, their parts. Whether anything was at fault."""
        if not chapters:
            return False
        try:
            editions = Editions(self.folder, chapters, self.check(chapters))
            faults = editions.faults(self.editions, whole=self.whole)
        except StoppedError as stopped:
            return self._stopped(chapters, stopped, verdict)
        return self._settle(chapters, faults, verdict)

    def _stopped(self, chapters: list[Chapter], stopped: StoppedError, verdict: Verdict) -> bool:
        named = {(one.id, ""): found for one in chapters if (found := _faults_in(one, stopped))}
        if len(chapters) == 1:
            whole = named or {(chapters[0].id, ""): [Fault(_kind(stopped), stopped.text)]}
            return self._settle(chapters, whole, verdict)
        if named and len(named) < len(chapters):
            rest = [chapter for chapter in chapters if (chapter.id, "") not in named]
            self._settle(chapters, named, verdict)
            self._take_apart(rest, verdict)
            return True
        if named and all(len(chapter.cases) == 1 for chapter in chapters):
            return self._settle(chapters, named, verdict)
        middle = len(chapters) // 2
        halves = (chapters[:middle], chapters[middle:])
        if not any([self._take_apart(half, verdict) for half in halves]):
            names = " + ".join(case.name for chapter in chapters for case in chapter.cases)
            verdict.broken[names] = [Fault(_kind(stopped), f"only together: {stopped.text}")]
        return True

    def _settle(self, chapters: Iterable[Chapter], faults: Found, verdict: Verdict) -> bool:
        """Give faults to their cases; in chapters at fault that hold several, look for the case."""
        by_id = {chapter.id: chapter for chapter in chapters}
        shared: list[Chapter] = []
        for (name, case), row in faults.items():
            chapter = by_id[name]
            if case or len(chapter.cases) == 1:
                known = verdict.broken.setdefault(case or chapter.cases[0].name, [])
                known += [fault for fault in row if fault not in known]
            else:
                shared.append(chapter)
        parts = [self._numbered.chapter((case,)) for chapter in shared for case in chapter.cases]
        self._take_apart(parts, verdict)
        for chapter in shared:
            if not any(case.name in verdict.broken for case in chapter.cases):
                names = " + ".join(case.name for case in chapter.cases)
                verdict.broken[names] = list(faults[chapter.id, ""])
        return bool(faults)


def _kind(stopped: StoppedError) -> str:
    first = stopped.problems[0].code if stopped.problems else stopped.text.split(":")[0]
    return f"stop: {first}"


def _faults_in(chapter: Chapter, stopped: StoppedError) -> list[Fault]:
    return [
        Fault(f"stop: {problem.code}", told(problem))
        for problem in stopped.problems
        if problem.place.path == chapter.path
    ]


def _by_case(
    errors: Iterable[Problem], chapters: Iterable[Chapter]
) -> dict[str, tuple[Problem, ...]]:
    """The errors in chapters of one case each, by its name."""
    names = {chapter.path: chapter.cases[0].name for chapter in chapters}
    found: dict[str, tuple[Problem, ...]] = {}
    for problem in errors:
        if name := names.get(problem.place.path):
            found[name] = (*found.get(name, ()), problem)
    return found
