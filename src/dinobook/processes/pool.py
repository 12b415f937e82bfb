"""A pool of worker processes: for what takes long, and for what only they may load."""

from __future__ import annotations

import atexit
import os
import shutil
import signal
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import resource_tracker
from pathlib import Path
from typing import TYPE_CHECKING, Final, ParamSpec, Self, TypeVar
from weakref import WeakSet

from dinobook.errors import EngineError
from dinobook.processes.leftovers import temporary_folder

if TYPE_CHECKING:
    from loky import ProcessPoolExecutor

_IDLE_SECONDS: Final = 120
_LOOK_SECONDS: Final = 0.5
_MOST_BYTES: Final = 10**15
"""A worker that grew is not replaced: it holds typefaces and widths for what comes."""
DEAD_HINT: Final = (
    "What was finished is kept. Build again, with --jobs 1 when memory is short; "
    "if it dies again, take out what you wrote last."
)

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


class Pool:
    """At most `size` workers. Use it in a `with` block, or `close` it.

    Builds may share one, also in threads, and one after another: what a worker has made ready
    (typefaces, style sheets, widths of words) serves the next. Workers start when they are first
    asked, do not run the script that started this process, and end with it. In those of a `plain`
    one, `is_plain` says so: they use the page engine as it is.
    """

    def __init__(self, size: int = 1, *, plain: bool = False) -> None:
        self.size, self._plain = max(size, 1), plain
        self._lock = threading.Lock()
        self._executor: ProcessPoolExecutor | None = None
        self._folder: Path | None = None
        _pools.add(self)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        self.close(at_once=kind is not None)

    def submit(
        self, work: Callable[Asked, Answer], *args: Asked.args, **named: Asked.kwargs
    ) -> Future[Answer]:
        """Let a worker do it. When one has died, there are new ones from here on.

        The future raises `BrokenProcessPool` when a worker dies meanwhile.
        """
        with self._lock:
            if self._executor is None:
                _start_trackers()
            return self._submit(work, *args, **named)

    def _submit(
        self, work: Callable[Asked, Answer], *args: Asked.args, **named: Asked.kwargs
    ) -> Future[Answer]:
        with _uninterrupted():
            future: Future[Answer]
            if self._executor is not None:
                try:
                    future = self._executor.submit(work, *args, **named)
                    return future
                except BrokenProcessPool:
                    self._executor.shutdown(wait=False)
            self._executor = _executor(self.size, self._scratch(), plain=self._plain)
            future = self._executor.submit(work, *args, **named)
            return future

    def _scratch(self) -> Path:
        """Where workers keep their temporary files: one that is killed deletes none itself."""
        if self._folder is None:
            self._folder = temporary_folder("dinobook-workers")
        return self._folder

    def close(self, *, at_once: bool = False) -> None:
        """End the workers; `at_once`: in the middle of whatever they do."""
        with self._lock:
            executor, self._executor = self._executor, None
            folder, self._folder = self._folder, None
        if executor is not None:
            executor.shutdown(kill_workers=at_once)
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)


def answer_of(future: Future[Answer]) -> Answer:
    """What a worker answers. Raises `EngineError` when it died."""
    try:
        return future.result()
    except BrokenProcessPool as error:
        raise EngineError(f"A worker process died. {DEAD_HINT}") from error


@contextmanager
def in_pool(pool: Pool | None, size: int = 1, *, plain: bool = False) -> Iterator[Pool]:
    """This pool, or for whoever brings none one of `size` that this process has.

    Its workers end when nobody has asked them for a while. Ctrl-C ends them at once. `plain`:
    always one of this process, which is plain.
    """
    if pool is None or plain:
        pool = _shared(max(size, 1), plain)
    try:
        yield pool
    except KeyboardInterrupt:
        pool.close(at_once=True)
        raise


@atexit.register
def close_all() -> None:
    """End all workers of this process, whatever they are at: nobody waits any more."""
    for pool in list(_pools):
        pool.close(at_once=True)


_pools: WeakSet[Pool] = WeakSet()
_shared_pools: dict[tuple[int, bool], Pool] = {}


def _shared(size: int, plain: bool) -> Pool:
    return _shared_pools.setdefault((size, plain), Pool(size, plain=plain))


def is_plain() -> bool:
    """Whether this process is a worker of a plain pool."""
    return _is_plain


_is_plain = False


def _start_trackers() -> None:
    """Start what counts semaphores, before Ctrl-C is held: it would let it through again."""
    from loky.backend import resource_tracker as of_loky

    resource_tracker.ensure_running()
    of_loky.ensure_running()


def _executor(size: int, scratch: Path, *, plain: bool) -> ProcessPoolExecutor:
    from loky import ProcessPoolExecutor

    return ProcessPoolExecutor(
        size,
        timeout=_IDLE_SECONDS,
        initializer=_start,
        initargs=(os.getpid(), scratch, plain),
        env={"TMPDIR": str(scratch), "LOKY_MAX_MEMORY_LEAK_SIZE": str(_MOST_BYTES)},
    )


def _start(parent: int, scratch: Path, plain: bool) -> None:
    """Make a new worker ready. It ends soon after its parent has, whatever it does then."""
    global _is_plain
    _is_plain = plain
    threading.Thread(target=_end_with, args=(parent, scratch), daemon=True).start()


def _end_with(parent: int, scratch: Path) -> None:
    while os.getppid() == parent:
        time.sleep(_LOOK_SECONDS)
    shutil.rmtree(scratch, ignore_errors=True)
    os._exit(1)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let Ctrl-C come after the block: a process that is being started is there, or it is not.

    The new one inherits that it hears none: Ctrl-C goes to all, and is for the first to answer.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
