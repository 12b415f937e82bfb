"""What the main process hands to its workers, without loading the page engine itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING

from dinobook.headroom import with_headroom
from dinobook.pdf.jobs import LayoutJob, Press
from dinobook.store import Memory

if TYPE_CHECKING:
    from dinobook.pdf.readback import Shown

PRELOAD = "dinobook.pdf.worker"
"""Loaded once by the server process that workers are forked from."""


def start_worker(presses: Mapping[str, Press], memory: Memory, lifeline: Connection) -> None:
    """Make a new worker ready. It ends as soon as the other end of `lifeline` is closed."""
    from dinobook.pdf import worker

    worker.start(presses, memory, lifeline)


@with_headroom
def make_ready() -> None:
    """Make the engines of a worker ready, before there is anything to lay out."""
    from dinobook.pdf import worker

    worker.make_ready()


@with_headroom
def lay_out_apart(press: str, job: LayoutJob, key: str) -> bytes:
    """Lay out in a worker; the fragment is stored under `key` and returned packed."""
    from dinobook.pdf import worker

    return worker.lay_out_apart(press, job, key)


@with_headroom
def read_apart(data: bytes, numbers: Sequence[int]) -> list[Shown]:
    """Read pages of a finished file in a worker."""
    from dinobook.pdf import readback

    return readback.read_pages(data, numbers)
