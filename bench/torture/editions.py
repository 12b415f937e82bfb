"""All files of one book, and what is wrong in them with each case that it holds."""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final

from bench.torture.cases import Case, Chapter, book_of
from bench.torture.reading import Read, read_epub, read_pdf, same_bullets, squashed
from dinobook.checks import epubcheck
from dinobook.errors import UserError
from dinobook.pipeline.build import Outcome, Request, build
from dinobook.problems import Problem, Severity, sort_problems
from dinobook.storage.outputs import OutputFolder
from dinobook.storage.project import MemoryProject

PARTS: Final = "parts"
"""The folder of what is built chapter by chapter."""
_NUMBER: Final = "№"
_WHOLE_CHAPTERS: Final = 3
"""One document is laid out anew for each gap above a figure: many short ones are quicker."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a case. Faults of the same `kind` probably have the same cause."""

    kind: str
    message: str


Found = Mapping[tuple[str, str], list[Fault]]
"""Faults by chapter and case; an empty case: somewhere in the chapter."""


class StoppedError(Exception):
    """A build that did not end with 0: its problems, or the error that nobody caught."""

    def __init__(self, problems: Sequence[Problem], text: str) -> None:
        super().__init__(text)
        self.problems, self.text = problems, text


class Editions:
    """All files of one book, and what is wrong with each case in them."""

    def __init__(self, folder: Path, chapters: Sequence[Chapter], known: Sequence[Problem]) -> None:
        """`known` is what `check` said of a book of these chapters."""
        self._folder = folder
        self._chapters = chapters
        self._known = frozenset(known)
        self._found: dict[tuple[str, str], list[Fault]] = {}

    def faults(self, editions: tuple[str, ...], *, whole: bool) -> Found:
        """Raises `StoppedError`."""
        if editions:
            self._judge(PARTS, Request(editions, jobs=1), self._chapters)
        if whole:
            for at in range(0, len(self._chapters), _WHOLE_CHAPTERS):
                some = self._chapters[at : at + _WHOLE_CHAPTERS]
                self._judge("whole", Request(("print",), whole=True, jobs=1), some)
        return self._found

    def _judge(self, name: str, request: Request, chapters: Sequence[Chapter]) -> None:
        folder = self._folder / name
        outcome = _built(book_of(chapters), folder, request)
        for problem in sort_problems(set(outcome.problems) - self._known):
            self._judge_warning(problem)
        ids = [chapter.id for chapter in chapters]
        for made in outcome.files:
            data = (folder / made.name).read_bytes()
            label = f"{made.edition}, {name}"
            if made.pages:
                self._compare(label, read_pdf(data, ids), chapters)
            else:
                self._compare(label, read_epub(data, ids), chapters)
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
                self._add(chapter.id, "", Fault(f"placeless: {problem.code}", told(problem)))
                return
        text = f"names no file and line: {told(problem)}"
        raise StoppedError((), f"placeless: {problem.code} {text}")

    def _validate(self, data: bytes) -> None:
        for problem in epubcheck.check(data):
            if problem.severity is Severity.NOTE:
                continue
            stem = problem.place.path.rsplit("/", 1)[-1].split(".")[0]
            fault = Fault(f"epubcheck: {problem.message.split(':')[0]}", told(problem))
            if stem not in {chapter.id for chapter in self._chapters}:
                raise StoppedError((), f"{fault.kind}: {fault.message}")
            self._add(stem, "", fault)

    def _compare(self, edition: str, read: Mapping[str, Read], chapters: Sequence[Chapter]) -> None:
        for chapter in chapters:
            texts = _shares(chapter, read[chapter.id])
            for case, share in zip(chapter.cases, texts, strict=True):
                for fault in differences(case, read[chapter.id], share):
                    told = Fault(fault.kind, f"in {edition}: {fault.message}")
                    self._add(chapter.id, case.name, told)


def _shares(chapter: Chapter, read: Read) -> list[str]:
    """The text from each case's border to the next; all of it when a case is alone.

    On pages, notes of other cases may stand between two borders: there the shares are empty.
    """
    if len(chapter.cases) == 1:
        return [read.text]
    starts = [read.text.find(squashed(chapter.border(at))) for at in range(len(chapter.cases) + 1)]
    if read.code is None or -1 in starts:
        return [""] * len(chapter.cases)
    return [read.text[start:end] for start, end in pairwise(starts)]


def differences(case: Case, read: Read, share: str) -> Iterator[Fault]:
    """What a file does not show of a case, or shows raw in its own `share` of the chapter."""
    numbers: list[str] = []
    for wanted in case.shows:
        found = _pattern(wanted, read).search(same_bullets(read.text))
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


def _pattern(wanted: str, read: Read) -> re.Pattern[str]:
    """What is looked for. On pages a small capital may be read as a small letter, for its glyph."""
    pieces = map(re.escape, same_bullets(squashed(wanted)).split(_NUMBER))
    return re.compile(r"(\d+)".join(pieces), re.IGNORECASE if read.code is None else 0)


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
        raise StoppedError(problems, "\n".join(map(told, problems[:4])) or error.message) from error
    except Exception as error:
        raise StoppedError((), said_by(error).message) from error


def _quiet(_: object) -> None:
    """A step that nobody watches."""


def said_by(error: Exception) -> Fault:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    text = f"{type(error).__name__}: {error} ({Path(frame.filename).name}:{frame.lineno})"
    return Fault(type(error).__name__, text)


def told(problem: Problem) -> str:
    return f"{problem.place} {problem.code} {problem.message}"
