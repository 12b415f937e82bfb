"""dinobook as a process of its own, in a folder on disk, and the processes that it starts."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from dinobook.storage.project import MemoryProject

SOURCE = Path(__file__).resolve().parents[1] / "src"
PATIENCE_SECONDS = 600
"""For what hangs; a machine that is busy is no fault."""


def write_book(project: MemoryProject, folder: Path) -> Path:
    """The book's files in `folder`."""
    for path, data in project.contents.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


def start(folder: Path, *arguments: str, **environment: str) -> subprocess.Popen[str]:
    """dinobook at work in `folder`."""
    return subprocess.Popen(
        [sys.executable, "-m", "dinobook", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(SOURCE), **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=_hears_interrupts,
    )


def _hears_interrupts() -> None:
    """A shell that runs the tests in the background lets them, and all they start, hear none."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def run(folder: Path, *arguments: str, **environment: str) -> str:
    """What dinobook says on stdout; it must end well."""
    with start(folder, *arguments, **environment) as running:
        out, err = running.communicate(timeout=PATIENCE_SECONDS)
    assert running.returncode == 0, err
    return out


def in_session(session: int) -> list[int]:
    """The processes of a session that still run."""
    return [one for one, _, leader in _processes() if leader == session]


def children_of(parent: int) -> list[int]:
    """The processes that `parent` started itself and that still run."""
    return [one for one, starter, _ in _processes() if starter == parent]


def workers_of(parent: int) -> list[int]:
    """The workers that `parent` started, without what counts the things that they share."""
    return [one for one in children_of(parent) if b"popen_loky" in _command(one)]


def _command(process: int) -> bytes:
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return b""


def _processes() -> Iterator[tuple[int, int, int]]:
    """Id, parent and session of each process that runs (proc(5), stat)."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state, parent, _, session = (folder / "stat").read_text().rpartition(")")[2].split()[:4]
        except OSError:
            continue
        if state != "Z":
            yield int(folder.name), int(parent), int(session)


def wait_for(what: Callable[[], object], why: str) -> None:
    """Come back when `what()` is true; fail when that takes too long."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not what():
        assert time.monotonic() < end, why
        time.sleep(0.05)
