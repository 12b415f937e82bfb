"""Ctrl-C while files of the book are changed: it stops all of it, or comes too late."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from types import FrameType

from dinobook.project import FolderProject


def until_agreed(project: FolderProject) -> FolderProject:
    """The project, for a command that Ctrl-C stops as long as it has changed no file.

    Once its changes are agreed on, they are made and told of: a command that is stopped has changed
    nothing. `as_before` ends it.
    """
    too_late: list[bool] = []

    def stop(number: int, frame: FrameType | None) -> None:
        if not too_late:
            signal.default_int_handler(number, frame)

    if signal.getsignal(signal.SIGINT) is signal.default_int_handler and _is_main():
        signal.signal(signal.SIGINT, stop)
    return replace(project, on_agreed=lambda: too_late.append(True))


def _is_main() -> bool:
    """Signals are the main thread's affair."""
    return threading.current_thread() is threading.main_thread()


def as_before(run: Callable[[list[str]], int]) -> Callable[[list[str]], int]:
    """The same, and afterwards Ctrl-C does what it did before."""

    @wraps(run)
    def whole(arguments: list[str]) -> int:
        before = signal.getsignal(signal.SIGINT)
        try:
            return run(arguments)
        finally:
            if signal.getsignal(signal.SIGINT) is not before and _is_main():
                signal.signal(signal.SIGINT, before)

    return whole
