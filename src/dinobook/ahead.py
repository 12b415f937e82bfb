"""A second process that works ahead from the other end of a list, until the two meet.

It is a copy of this one, so it starts at once and knows all that this one has loaded. Nothing comes
back from it but what it leaves in the store; when it fails, this process does all by itself.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from typing import TypeVar

Item = TypeVar("Item")


def from_the_end(
    work: Callable[[Item], object], items: Sequence[Item], is_done: Callable[[Item], bool]
) -> None:
    """Begin to `work` on the last item, the one before it, and so on, up to one that `is_done`.

    It ends with this process. Nothing happens where a process cannot be copied safely (on other
    systems than Linux, and where threads run) or at all.
    """
    if sys.platform != "linux" or threading.active_count() > 1:
        return
    copy = multiprocessing.get_context("fork")
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        with contextlib.suppress(OSError):  # too many processes, or too little memory
            copy.Process(target=_work, args=(work, items, is_done), daemon=True).start()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(
    work: Callable[[Item], object], items: Sequence[Item], is_done: Callable[[Item], bool]
) -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C goes to both; only the first one talks
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    first = multiprocessing.parent_process()
    with contextlib.suppress(Exception):  # the first one will meet it too
        for item in reversed(items):
            if is_done(item) or first is None or not first.is_alive():
                return
            work(item)
