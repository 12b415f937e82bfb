"""How far a long task is, told to whoever looks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace


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
