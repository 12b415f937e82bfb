"""Ctrl-C while processes are being started: it waits until each is either there or not."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import forkserver, resource_tracker

from dinobook.pdf.remote import PRELOAD


def start_server() -> None:
    """Start the server of workers so that Ctrl-C, which goes to every process, passes it by.

    It loads the page engine by itself; nothing waits for that here.
    """
    forkserver.set_forkserver_preload([PRELOAD])
    resource_tracker.ensure_running()  # it would let the signal through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def held() -> Iterator[None]:
    """Let an interrupt come after the block, not inside it.

    A process that is interrupted in the middle of starting another forgets about that one.
    """
    if threading.current_thread() is not threading.main_thread():
        yield  # interrupts go to the main thread
        return
    came: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: came.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if came:
        signal.raise_signal(signal.SIGINT)
