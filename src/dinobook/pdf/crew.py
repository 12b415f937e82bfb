"""The processes that lay out pages, for one build or, while somebody watches, for many.

They come from a server process that has loaded the page engine once. What a worker has made ready
(typefaces, style sheets, widths of words) serves the next build too, as long as that has the same.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any, ParamSpec, TypeVar

from dinobook.pdf.interrupts import held, start_server
from dinobook.pdf.jobs import Press
from dinobook.pdf.remote import make_ready, start_worker
from dinobook.store import Memory

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


@dataclass(slots=True)
class Crew:
    """`size` workers; 1: there are none, and this process lays out. Use it in a `with` block."""

    size: int = 1
    _pool: ProcessPoolExecutor | None = None
    _lifeline: Connection | None = None
    _knows: tuple[Any, ...] = ()

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        self.dismiss(at_once=kind is not None)

    @property
    def works(self) -> bool:
        return self._pool is not None

    def staff(
        self, presses: Mapping[str, Press], digests: Mapping[str, str], memory: Memory
    ) -> None:
        """Have workers who know these presses, and let them make their engines ready meanwhile.

        Raises `BrokenProcessPool` when one dies at that.
        """
        knows = (dict(digests), memory)
        if self.size == 1 or not presses or (self.works and self._knows == knows):
            return
        self.dismiss()
        context = multiprocessing.get_context("forkserver")
        with held():
            start_server()
            # Only this process holds the other end: the system closes it, whatever ends this one.
            lifeline, self._lifeline = context.Pipe(duplex=False)
            self._pool = ProcessPoolExecutor(
                self.size,
                mp_context=context,
                initializer=start_worker,
                initargs=(dict(presses), memory, lifeline),
            )
        self._knows = knows
        for _ in range(self.size):
            self.submit(make_ready)

    def submit(
        self, work: Callable[Asked, Answer], *args: Asked.args, **named: Asked.kwargs
    ) -> Future[Answer]:
        """Let a worker do it. Raises `BrokenProcessPool` when one has died."""
        if self._pool is None:
            raise ValueError("this crew has no workers")
        with held():
            return self._pool.submit(work, *args, **named)

    def dismiss(self, *, at_once: bool = False) -> None:
        """Send the workers home; `at_once`: whatever they are at."""
        if self._lifeline is not None and at_once:
            self._lifeline.close()
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None
        if self._lifeline is not None:
            self._lifeline.close()
            self._lifeline = None
