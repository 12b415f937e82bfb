"""Ctrl-C: it stops a command that has changed no file yet, and else it comes too late."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps
from types import FrameType
from typing import Final

_TOO_LATE: Final[ContextVar[list[bool]]] = ContextVar("too_late")


def agreed() -> None:
    """From here on files are changed: all that the command does is done, and told of.

    So what a command that was stopped says is true: it has changed no file.
    """
    _TOO_LATE.get([]).append(True)


def stoppable(run: Callable[[list[str]], int]) -> Callable[[list[str]], int]:
    """A command that Ctrl-C stops until it has `agreed`; afterwards Ctrl-C does what it did."""

    @wraps(run)
    def whole(arguments: list[str]) -> int:
        too_late: list[bool] = []

        def stop(number: int, frame: FrameType | None) -> None:
            if not too_late:
                signal.default_int_handler(number, frame)

        before = signal.getsignal(signal.SIGINT)
        listens = before is signal.default_int_handler and _is_main()
        token = _TOO_LATE.set(too_late)
        try:
            if listens:
                signal.signal(signal.SIGINT, stop)
            return run(arguments)
        finally:
            _TOO_LATE.reset(token)
            if listens:
                signal.signal(signal.SIGINT, before)

    return whole


def _is_main() -> bool:
    """Signals are the main thread's affair."""
    return threading.current_thread() is threading.main_thread()
