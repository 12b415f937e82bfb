"""Where sections are laid out: by workers, each thing once.

What was laid out before is taken from the store.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from dinobook.errors import EngineError
from dinobook.pdf.drawn_section import DrawnSection
from dinobook.pdf.file.readback import Shown, read_pages
from dinobook.pdf.workers import tasks
from dinobook.pdf.workers.jobs import LayoutJob, LayoutSetup, ScreenCover
from dinobook.pdf.workers.setups import keep_setup
from dinobook.processes.pool import DEAD_HINT, Pool, answer_of
from dinobook.processes.progress import Tell, unheard
from dinobook.storage.cache import Cache, Store, unpack

if TYPE_CHECKING:
    from dinobook.book.model import Book
    from dinobook.manifest.model import EditionSpec
    from dinobook.pdf.write import PdfResult
    from dinobook.theme import Theme

_WORTH_THE_TRIP: Final = 50
"""Fewer pages are read sooner than they are sent."""


@dataclass(frozen=True, slots=True)
class _Task:
    """A section that was given to a worker."""

    name: str
    future: Future[bytes]

    @property
    def died(self) -> bool:
        return self.future.done() and isinstance(self.future.exception(), BrokenProcessPool)


@dataclass(slots=True)
class Scheduler:
    """Lays out sections with a pool of workers. Use it in a `with` block.

    `cache` knows the store and the program, which shapes pages as well as the setups. `drawn`
    tells what was laid out anew: names of setups and sections. `plain`: WeasyPrint is left alone.
    """

    cache: Cache
    setups: Mapping[str, LayoutSetup]
    pool: Pool
    plain: bool = False
    drawn: set[tuple[str, str]] = field(default_factory=set)
    _digests: dict[str, str] = field(default_factory=dict)
    _done: dict[str, DrawnSection] = field(default_factory=dict)
    _running: dict[str, _Task] = field(default_factory=dict)

    @property
    def store(self) -> Store:
        return self.cache.kept()

    def __enter__(self) -> Scheduler:
        self._digests = {name: setup.digest() for name, setup in self.setups.items()}
        for name, setup in self.setups.items():
            keep_setup(setup, self._digests[name], self.cache)
        return self

    def __exit__(self, *_: object) -> None:
        """What workers still have to do is kept for the next time, unless their pool is closed."""

    def begin(self, setup: str, jobs: Iterable[LayoutJob]) -> None:
        """Start what is not in the store, the longest first; `results` waits for it."""
        waiting = [job for job in jobs if self._known(self._key(setup, job)) is None]
        waiting.sort(key=lambda job: -len(job.html))
        for job in waiting:
            self._submit(setup, job)

    def results(
        self, setup: str, jobs: Sequence[LayoutJob], tell: Tell = unheard
    ) -> list[DrawnSection]:
        """The drawn section of each job, of which `tell` hears.

        Raises `EngineError` when a worker dies.
        """
        self.begin(setup, jobs)
        drawn_sections: list[DrawnSection] = []
        pages = 0
        for job in jobs:
            drawn_sections.append(self._result(setup, job))
            pages += len(drawn_sections[-1].pages)
            tell(len(drawn_sections), len(jobs), pages)
        return drawn_sections

    def read(self, data: bytes, numbers: Sequence[int]) -> list[Shown]:
        """What pages of a finished file show, counted from 0; workers read what is worth the trip.

        Raises `EngineError` when a worker dies.
        """
        if len(numbers) < _WORTH_THE_TRIP or self.pool.size == 1:
            return read_pages(data, numbers)
        shares = [numbers[at :: self.pool.size] for at in range(self.pool.size)]
        futures = [self.pool.submit(tasks.read, data, share) for share in shares]
        read = [answer_of(future) for future in futures]
        found = {page: one for share, row in zip(shares, read, strict=True)
                 for page, one in zip(share, row, strict=True)}  # fmt: skip
        return [found[page] for page in numbers]

    def write_whole(
        self, book: Book, theme: Theme, edition: EditionSpec, cover: ScreenCover | None
    ) -> PdfResult:
        """The book laid out as one document. Raises `EngineError` when a worker dies."""
        work = tasks.write_plain if self.plain else tasks.write_whole
        return answer_of(self.pool.submit(work, book, theme, edition, cover))

    def _key(self, setup: str, job: LayoutJob) -> str:
        return job.key(self._digests[setup], self.cache.program)

    def _known(self, key: str) -> DrawnSection | None:
        if key not in self._done and key not in self._running:
            data = self.store.get(key)
            found = unpack(DrawnSection, data) if data is not None else None
            if found is not None and self._is_whole(found):
                self._done[key] = found
        return self._done.get(key)

    def _is_whole(self, drawn_section: DrawnSection) -> bool:
        """Whether the pictures that the drawn section shares with others are there as well."""
        blobs = {part.blob for part in drawn_section.streams if part.blob}
        return all(self.store.get(key) is not None for key in blobs)

    def _submit(self, setup: str, job: LayoutJob) -> None:
        key = self._key(setup, job)
        if key in self._running:
            return
        task = self.pool.submit(tasks.lay_out, self._digests[setup], job, key, self.cache)
        self._running[key] = _Task(job.name, task)

    def _result(self, setup: str, job: LayoutJob) -> DrawnSection:
        key = self._key(setup, job)
        if (known := self._known(key)) is not None:
            return known
        self._submit(setup, job)
        drawn_section = self._wait(key)
        self._done[key] = drawn_section
        if job.tagged:
            self.drawn.add((setup, job.name))
        return drawn_section

    def _wait(self, key: str) -> DrawnSection:
        try:
            found = unpack(DrawnSection, self._running[key].future.result())
        except BrokenProcessPool as error:
            raise self._death() from error
        del self._running[key]
        if found is None:
            raise TypeError("a worker gave no drawn section")
        return found

    def _death(self) -> EngineError:
        """What to say of a worker that died; all that nobody had finished ended with it.

        Workers take their tasks in turn: those that were under way are the first of these.
        """
        lost = [task.name for task in self._running.values() if task.died][: self.pool.size]
        names = " or ".join(f"“{name}”" for name in dict.fromkeys(lost))
        died = f"A process died while {names} was laid out" if names else "A layout process died"
        return EngineError(f"{died}. {DEAD_HINT}")
