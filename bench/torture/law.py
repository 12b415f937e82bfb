"""The law: what `check` passes, every edition builds, with the author's words, marks and numbers.

Cases go through all editions in one book. When that stops, or a chapter that holds several is at
fault, the book is taken apart until the fault has a name.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from bench.torture.cases import Case, Chapter, Numbered, book_of
from bench.torture.reading import Read, read_epub, read_pdf, same_bullets, squashed
from dinobook.build import Outcome, Request, build
from dinobook.checks import epubcheck
from dinobook.errors import UserError
from dinobook.outputs import OutputFolder
from dinobook.problems import Problem, Severity, sort_problems
from dinobook.project import MemoryProject
from dinobook.sources import load

EDITIONS: Final = ("ebook", "screen", "print")
_NUMBER: Final = "№"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a case. Faults of the same `kind` probably have the same cause."""

    kind: str
    message: str


Found = Mapping[tuple[str, str], list[Fault]]
"""Faults by chapter and case; an empty case: somewhere in the chapter."""


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


class StoppedError(Exception):
    """A build that did not end with 0: its problems, or the error that nobody caught."""

    def __init__(self, problems: Sequence[Problem], text: str) -> None:
        super().__init__(text)
        self.problems, self.text = problems, text


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

    def judge(self, cases: Sequence[Case]) -> Verdict:
        names = [case.name for case in cases]
        if len(set(names)) < len(names):
            raise ValueError("two cases have one name")
        verdict = Verdict()
        left = self._unrefused(list(cases), verdict)
        self._take_apart(self._numbered.chapters(left, self.most_together), verdict)
        return verdict

    def _unrefused(self, cases: list[Case], verdict: Verdict) -> list[Case]:
        """The cases that `check` passes when they stand together."""
        while cases:
            chapters = self._numbered.chapters(cases, self.most_together)
            try:
                errors = [one for one in load(book_of(chapters)).problems if one.is_error]
            except Exception as error:
                return self._halved(cases, verdict, _said(error))
            if not errors:
                return cases
            refused = self._refused(errors, chapters)
            if not refused:
                said = Fault(f"check: {errors[0].code}", _problem(errors[0]))
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
        again = load(book_of(alone)).problems if alone else ()
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
            faults = _Editions(self, chapters).faults()
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


class _Editions:
    """All files of one book, and what is wrong with each case in them."""

    def __init__(self, court: Court, chapters: Sequence[Chapter]) -> None:
        self._court = court
        self._chapters = chapters
        self._ids = [chapter.id for chapter in chapters]
        self._project = book_of(chapters)
        self._known = frozenset(load(self._project).problems)
        self._found: dict[tuple[str, str], list[Fault]] = {}

    def faults(self) -> Found:
        """Raises `StoppedError`."""
        if self._court.editions:
            self._judge("parts", Request(self._court.editions, jobs=1))
        if self._court.whole:
            self._judge("whole", Request(("print",), whole=True, jobs=1))
        return self._found

    def _judge(self, name: str, request: Request) -> None:
        folder = self._court.folder / name
        outcome = _built(self._project, folder, request)
        for problem in sort_problems(set(outcome.problems) - self._known):
            self._judge_warning(problem)
        for made in outcome.files:
            data = (folder / made.name).read_bytes()
            label = f"{made.edition}, {name}"
            if made.pages:
                self._compare(label, read_pdf(data, self._ids))
            else:
                self._compare(label, read_epub(data, self._ids))
                self._validate(data)

    def _add(self, chapter: str, case: str, fault: Fault) -> None:
        row = self._found.setdefault((chapter, case), [])
        if fault not in row:
            row.append(fault)

    def _judge_warning(self, problem: Problem) -> None:
        """What layout alone can tell is a warning with a file and a line."""
        place = problem.place
        if problem.severity is Severity.NOTE or (
            place.path.startswith("manuscript/") and place.line
        ):
            return
        for chapter in self._chapters:
            if chapter.path == place.path or len(self._chapters) == 1:
                self._add(chapter.id, "", Fault(f"placeless: {problem.code}", _problem(problem)))
                return
        text = f"names no file and line: {_problem(problem)}"
        raise StoppedError((), f"placeless: {problem.code} {text}")

    def _validate(self, data: bytes) -> None:
        for problem in epubcheck.check(data):
            if problem.severity is Severity.NOTE:
                continue
            stem = problem.place.path.rsplit("/", 1)[-1].split(".")[0]
            fault = Fault(f"epubcheck: {problem.message.split(':')[0]}", _problem(problem))
            if stem not in self._ids:
                raise StoppedError((), f"{fault.kind}: {fault.message}")
            self._add(stem, "", fault)

    def _compare(self, edition: str, read: Mapping[str, Read]) -> None:
        for chapter in self._chapters:
            texts = _shares(chapter, read[chapter.id].text)
            for case, share in zip(chapter.cases, texts, strict=True):
                for fault in differences(case, read[chapter.id], share):
                    told = Fault(fault.kind, f"in {edition}: {fault.message}")
                    self._add(chapter.id, case.name, told)


def _shares(chapter: Chapter, text: str) -> list[str]:
    """The text from each case's border to the next; all of it when there are no borders."""
    borders = [squashed(chapter.border(at)) for at in range(len(chapter.cases))]
    starts = [text.find(border) for border in borders]
    if -1 in starts:
        return [text] * len(chapter.cases)
    ends = [*starts[1:], len(text)]
    return [text[start:end] for start, end in zip(starts, ends, strict=True)]


def differences(case: Case, read: Read, share: str) -> Iterator[Fault]:
    """What a file does not show of a case, or shows raw in its own `share` of the chapter."""
    numbers: list[str] = []
    for wanted in case.shows:
        found = _pattern(wanted).search(same_bullets(read.text))
        if found is None:
            yield Fault("not shown", f"“{wanted}” is not there{_near(wanted, read.text)}")
        else:
            numbers += found.groups()
    # what stands above a note may end with digits too
    if not all(number.endswith(numbers[0]) for number in numbers):
        yield Fault("numbers differ", f"one note has the numbers {numbers}")
    for raw in case.hides:
        if squashed(raw) in share:
            yield Fault("printed raw", f"“{raw}” is there")
    for code in case.code:
        yield from _code_differences(code, read)


def _code_differences(code: str, read: Read) -> Iterator[Fault]:
    if read.code is not None:
        if code.rstrip("\n") not in [one.rstrip("\n") for one in read.code]:
            yield Fault("code changed", f"no code is {code!r}; there is {read.code!r}"[:400])
        return
    for line in code.split("\n"):
        if squashed(line) not in read.text:
            yield Fault("code changed", f"the line of code {line!r} is not there")


def _pattern(wanted: str) -> re.Pattern[str]:
    return re.compile(r"(\d+)".join(map(re.escape, same_bullets(squashed(wanted)).split(_NUMBER))))


def _near(wanted: str, text: str) -> str:
    """Where the words of `wanted` do stand, for the message."""
    for word in sorted(re.findall(r"\w+", wanted), key=len, reverse=True)[:2]:
        if (at := text.find(word)) >= 0:
            return f"; there is “{text[max(at - 25, 0) : at + len(word) + 25]}”"
    return ""


def _built(project: MemoryProject, folder: Path, request: Request) -> Outcome:
    try:
        return build(project, OutputFolder(folder), request, _quiet)
    except UserError as error:
        problems = [one for one in error.problems if one.is_error]
        raise StoppedError(
            problems, "\n".join(map(_problem, problems[:4])) or error.message
        ) from error
    except Exception as error:
        raise StoppedError((), _said(error).message) from error


def _quiet(_: str) -> None:
    """A step that nobody watches."""


def _said(error: Exception) -> Fault:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    text = f"{type(error).__name__}: {error} ({Path(frame.filename).name}:{frame.lineno})"
    return Fault(type(error).__name__, text)


def _problem(problem: Problem) -> str:
    return f"{problem.place} {problem.code} {problem.message}"


def _kind(stopped: StoppedError) -> str:
    first = stopped.problems[0].code if stopped.problems else stopped.text.split(":")[0]
    return f"stop: {first}"


def _faults_in(chapter: Chapter, stopped: StoppedError) -> list[Fault]:
    return [
        Fault(f"stop: {problem.code}", _problem(problem))
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
