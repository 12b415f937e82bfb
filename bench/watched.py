"""What an edit costs while `dinobook watch` is on: from the saved file to the finished book."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Final

from bench.clock import CommandError, Cost

_READY: Final = "Watching."
_SPENT: Final = slice(11, 13)
"""User and system time in proc(5), stat, counted from the state."""
_KIB_PER_MIB: Final = 1024


def watched(
    command: Sequence[str], environment: Mapping[str, str], edit: Callable[[], None]
) -> Cost:
    """The cost of the second of two edits: the first finds workers that know nothing yet.

    `command` watches a book that is up to date. Raises `CommandError` when it ends by itself.
    """
    with subprocess.Popen(  # noqa: S603 - our own command
        command,
        env=dict(environment),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as watching:
        try:
            _wait(watching.stderr)
            edit()
            _wait(watching.stderr)
            spent, start = _spent_s(watching.pid), time.perf_counter()
            edit()
            _wait(watching.stderr)
            wall = time.perf_counter() - start
            return Cost(wall, _spent_s(watching.pid) - spent, _peak_mib(watching.pid))
        finally:
            watching.terminate()  # in the background it would not hear an interrupt


def _wait(said: IO[str] | None) -> None:
    if not any(_READY in line for line in said or ()):
        raise CommandError("dinobook watch ended by itself")


def _spent_s(session: int) -> float:
    """Processor time of all its processes so far."""
    ticks = sum(
        int(field)
        for folder in _processes(session)
        for field in (folder / "stat").read_text().rpartition(")")[2].split()[_SPENT]
    )
    return ticks / os.sysconf("SC_CLK_TCK")


def _peak_mib(session: int) -> float:
    """The most memory that any of its processes has had (VmHWM)."""
    peaks = [
        int(line.split()[1])
        for folder in _processes(session)
        for line in (folder / "status").read_text().splitlines()
        if line.startswith("VmHWM:")
    ]
    return max(peaks) / _KIB_PER_MIB


def _processes(session: int) -> Iterator[Path]:
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if os.getsid(int(folder.name)) == session:
                yield folder
        except ProcessLookupError:
            continue
