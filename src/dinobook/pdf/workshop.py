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
from dinobook.pdf.fragment import Fragment
from dinobook.pdf.jobs import Cover, LayoutJob, Press
from dinobook.pdf.readback import Shown, read_pages
from dinobook.pdf.workers import tasks
from dinobook.pdf.workers.presses import keep_press
from dinobook.pool import DEAD_HINT, Pool, answer_of
from dinobook.store import Memory, Store, unpack

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
class Workshop:
    """Lays out sections with a pool of workers. Use it in a `with` block.

    `memory` knows the store and the program, which shapes pages as well as the presses. `drawn`
    tells what was laid out anew: names of presses and sections. `plain`: WeasyPrint is left alone.
    """

    memory: Memory
    presses: Mapping[str, Press]
    pool: Pool
    plain: bool = False
    drawn: set[tuple[str, str]] = field(default_factory=set)
    _digests: dict[str, str] = field(default_factory=dict)
    _done: dict[str, Fragment] = field(default_factory=dict)
    _running: dict[str, _Task] = field(default_factory=dict)

    @property
    def store(self) -> Store:
        return self.memory.kept()

    def __enter__(self) -> Workshop:
        self._digests = {name: press.digest() for name, press in self.presses.items()}
        for name, press in self.presses.items():
            keep_press(press, self._digests[name], self.memory)
        return self

    def __exit__(self, *_: object) -> None:
        """What workers still have to do is kept for the next time, unless their pool is closed."""

    def begin(self, press: str, jobs: Iterable[LayoutJob]) -> None:
        """Start what is not in the store, the longest first; `results` waits for it."""
        waiting = [job for job in jobs if self._known(self._key(press, job)) is None]
        waiting.sort(key=lambda job: -len(job.html))
        for job in waiting:
            self._submit(press, job)

    def results(self, press: str, jobs: Sequence[LayoutJob]) -> list[Fragment]:
        """The fragment of each job. Raises `EngineError` when a worker dies."""
        self.begin(press, jobs)
        return [self._result(press, job) for job in jobs]

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
        self, book: Book, theme: Theme, edition: EditionSpec, cover: Cover | None
    ) -> PdfResult:
        """The book laid out as one document. Raises `EngineError` when a worker dies."""
        work = tasks.write_plain if self.plain else tasks.write_whole
        return answer_of(self.pool.submit(work, book, theme, edition, cover))

    def _key(self, press: str, job: LayoutJob) -> str:
        return job.key(self._digests[press], self.memory.program)

    def _known(self, key: str) -> Fragment | None:
        if key not in self._done and key not in self._running:
            data = self.store.get(key)
            found = unpack(Fragment, data) if data is not None else None
            if found is not None and self._is_whole(found):
                self._done[key] = found
        return self._done.get(key)

    def _is_whole(self, fragment: Fragment) -> bool:
        """Whether the pictures that the fragment shares with others are there as well."""
        blobs = {part.blob for part in fragment.streams if part.blob}
        return all(self.store.get(key) is not None for key in blobs)

    def _submit(self, press: str, job: LayoutJob) -> None:
        key = self._key(press, job)
        if key in self._running:
            return
        task = self.pool.submit(tasks.lay_out, self._digests[press], job, key, self.memory)
        self._running[key] = _Task(job.name, task)

    def _result(self, press: str, job: LayoutJob) -> Fragment:
        key = self._key(press, job)
        if (known := self._known(key)) is not None:
            return known
        self._submit(press, job)
        fragment = self._wait(key)
        self._done[key] = fragment
        if job.tagged:
            self.drawn.add((press, job.name))
        return fragment

    def _wait(self, key: str) -> Fragment:
        try:
            found = unpack(Fragment, self._running[key].future.result())
        except BrokenProcessPool as error:
            raise self._death() from error
        del self._running[key]
        if found is None:
            raise TypeError("a worker gave no fragment")
        return found

    def _death(self) -> EngineError:
        """What to say of a worker that died; all that nobody had finished ended with it.

        Workers take their tasks in turn: those that were under way are the first of these.
        """
        lost = [task.name for task in self._running.values() if task.died][: self.pool.size]
        names = " or ".join(f"“{name}”" for name in dict.fromkeys(lost))
        died = f"A process died while {names} was laid out" if names else "A layout process died"
        return EngineError(f"{died}. {DEAD_HINT}")
