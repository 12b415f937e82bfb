"""A real terminal of so many columns for a command to talk to."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from collections.abc import Mapping
from pathlib import Path

SOURCES = Path(__file__).parents[1] / "src"
_STEERING = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def on_a_terminal(
    *arguments: str,
    columns: int = 80,
    cwd: Path | None = None,
    more: Mapping[str, str] | None = None,
    typed: str = "",
) -> tuple[int, str]:
    """What `dinobook` leaves on the screen, as lines that it ended itself, and its exit code.

    `typed` is what a person types there, all at once, so that it is shown first.
    """
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    inherited = {key: value for key, value in os.environ.items() if key not in ("COLUMNS", "LINES")}
    environment = {**inherited, "TERM": "xterm", "PYTHONPATH": str(SOURCES), **(more or {})}
    process = subprocess.Popen(
        [sys.executable, "-m", "dinobook", *arguments],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=cwd,
        env=environment,
    )
    os.close(theirs)
    os.write(ours, typed.encode())
    shown = _read_all(ours)
    os.close(ours)
    return process.wait(), _STEERING.sub("", shown).replace("\r\n", "\n")


def _read_all(terminal: int) -> str:
    parts = []
    while True:
        try:
            part = os.read(terminal, 65536)
        except OSError:  # how Linux says that nobody holds the other end any more
            break
        if not part:
            break
        parts.append(part)
    return b"".join(parts).decode()
