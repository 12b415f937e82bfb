"""What a command costs: time on the clock, time on processors, memory. Linux only.

The engine's worker processes outlive the command by a moment and are nobody's children then. They
are adopted here (`PR_SET_CHILD_SUBREAPER`, prctl(2)), so that the kernel's own account of them
(wait4(2)) is complete and nothing need be sampled.
"""

from __future__ import annotations

import ctypes
import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final

_SET_SUBREAPER: Final = 36
_KIB_PER_MIB: Final = 1024


class CommandError(Exception):
    """A timed command failed; the text is what it said."""


@dataclass(frozen=True, slots=True)
class Cost:
    """`cpu_s` is of all processes together, `peak_mib` of the largest one."""

    wall_s: float
    cpu_s: float
    peak_mib: float


def timed(command: Sequence[str], environment: Mapping[str, str], log: Path) -> Cost:
    """Run the command to its end. Raises `CommandError` when it fails.

    What it says goes to `log`, since a full pipe would stop it.
    """
    libc = ctypes.CDLL(None)
    libc.prctl(_SET_SUBREAPER, 1, 0, 0, 0)
    try:
        with log.open("wb") as said:
            start = time.perf_counter()
            process = subprocess.Popen(  # noqa: S603 - our own commands
                command, env=dict(environment), stdout=said, stderr=said, start_new_session=True
            )
            _, status, usage = os.wait4(process.pid, 0)
            wall = time.perf_counter() - start
            process.returncode = os.waitstatus_to_exitcode(status)
        usages = [usage, *_orphans(process.pid)]
    finally:
        libc.prctl(_SET_SUBREAPER, 0, 0, 0, 0)
    if process.returncode:
        raise CommandError(f"{command[0]} gave {process.returncode}: {log.read_text('utf-8')}")
    return Cost(
        wall,
        sum(one.ru_utime + one.ru_stime for one in usages),
        max(one.ru_maxrss for one in usages) / _KIB_PER_MIB,
    )


def _orphans(group: int) -> list[os.struct_rusage]:  # type: ignore[name-defined]
    """The account of every process that the command left behind, once it has ended."""
    usages = []
    while True:
        try:
            usages.append(os.wait4(-group, 0)[2])
        except ChildProcessError:
            return usages


def middle(costs: Sequence[Cost]) -> Cost:
    """The median of each figure; memory: the highest, which is what must fit."""
    return Cost(
        median(one.wall_s for one in costs),
        median(one.cpu_s for one in costs),
        max(one.peak_mib for one in costs),
    )
