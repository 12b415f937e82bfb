"""Ctrl-C while processes are being started: it waits until each is either there or not."""

from __future__ import annotations

import signal
from multiprocessing import forkserver, resource_tracker

from dinobook.interrupts import held as held
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
