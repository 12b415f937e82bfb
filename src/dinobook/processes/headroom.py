"""Room for the frames of deep calls, taken once.

CPython 3.11 keeps the frames of Python calls in chunks of 16 KiB, and gives a chunk back to the
system as soon as its first frame returns. When a loop runs just below the edge of a
chunk, every call in it takes a chunk and gives it back: two system calls and a page fault. Laying
out 300 pages did that 300,000 times in each worker, a seventh of its time. A frame that is larger
than half of a large chunk gets one of that size, and the rest of it is room for all calls below.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper
from typing import ParamSpec, TypeVar

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")

SLOTS = 70_000
"""Size of the large frame, in pointers: 547 KiB, so its chunk is 1 MiB. It is never touched."""


def with_headroom(function: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """The same function; calls inside it, however deep, share one chunk of 1 MiB."""

    def call(*args: Asked.args, **named: Asked.kwargs) -> Answer:
        return function(*args, **named)

    call.__code__ = call.__code__.replace(co_stacksize=SLOTS)
    update_wrapper(call, function)
    return call
