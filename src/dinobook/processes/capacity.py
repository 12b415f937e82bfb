"""How many processes may lay out pages at once: as the processors and the free memory allow."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Final

BYTES_EACH: Final = 300_000_000
"""What a process with the page engine, its typefaces and a long chapter takes at most."""
_MEMORY: Final = Path("/proc/meminfo")
_AVAILABLE: Final = re.compile(r"^MemAvailable:\s*(\d+) kB$", re.MULTILINE)


def processes() -> int:
    """As many as there are processors, but no more than the memory that is free now allows."""
    return most(os.cpu_count() or 1, available_bytes(_memory_report()))


def most(processors: int, free_bytes: int | None) -> int:
    """At least one. `free_bytes` None: nobody knows how much memory is free."""
    if free_bytes is None:
        return max(processors, 1)
    return max(min(processors, free_bytes // BYTES_EACH), 1)


def available_bytes(report: str) -> int | None:
    """The memory that can be had without swapping, as Linux reports it (proc(5), meminfo)."""
    found = _AVAILABLE.search(report)
    return int(found[1]) * 1024 if found else None


def _memory_report() -> str:
    """Empty where the system has no such file."""
    try:
        return _MEMORY.read_text(encoding="ascii")
    except (OSError, ValueError):
        return ""
