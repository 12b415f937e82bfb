"""What is asked of a build, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from dinobook.outputs import Made
from dinobook.problems import Problem


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build is.

    Of the stage `name`, number `stage` of `stages` (counted from 1), `done` of `total` chapters or
    editions are done, and `pages` pages are laid out. `total` 0: the stage has no parts.
    """

    name: str
    stage: int
    stages: int
    done: int = 0
    total: int = 0
    pages: int = 0


Step = Callable[[Progress], None]
"""Is told when a stage begins, and each time that one of its parts is done."""


def silent(_: Progress) -> None:
    """A step for whom nobody looks."""


@dataclass(slots=True)
class Stages:
    """Tells a step of one stage after another, and never that there is less done than before."""

    step: Step = silent
    count: int = 0
    _now: Progress = field(default=Progress("", 0, 0))

    def begin(self, name: str) -> None:
        self._tell(Progress(name, self._now.stage + 1, self.count))

    def tell(self, done: int, total: int, pages: int = 0) -> None:
        """`done` of `total` parts of this stage are done."""
        now = self._now
        if (done, pages) > (now.done, now.pages):
            self._tell(replace(now, done=done, total=total, pages=max(pages, now.pages)))

    def _tell(self, now: Progress) -> None:
        self._now = now
        self.step(now)


Tell = Callable[[int, int, int], None]
"""Is told how many parts of how many are done, and how many pages these have."""


def unheard(done: int, total: int, pages: int) -> None:
    """Tells nobody."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for.

    `editions` empty: all. `epoch` is SOURCE_DATE_EPOCH in seconds, or None. `jobs` is how many
    processes lay out pages; 0: as many as processors and memory allow. `whole` lays out each PDF
    as one document; `plain` as well, by WeasyPrint's public interface alone. `now` is the time in
    seconds since 1970, by which old entries of the cache go; None: all stay.
    """

    editions: tuple[str, ...] = ()
    draft: bool = False
    epoch: int | None = None
    jobs: int = 0
    whole: bool = False
    plain: bool = False
    now: float | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """The files, in the order of the manifest; `fresh` names the editions made just now.

    `drawn` is, for each of these, how many of its pages are of chapters that were laid out anew.
    """

    files: tuple[Made, ...]
    fresh: tuple[str, ...]
    problems: tuple[Problem, ...]
    drawn: Mapping[str, int] = field(default_factory=dict)
