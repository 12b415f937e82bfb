"""Files that a command is given, and those that it writes where one says."""

from __future__ import annotations

import shutil
from pathlib import Path

from dinobook import UsageError
from dinobook.cli.stopping import agreed
from dinobook.processes.interrupts import held
from dinobook.processes.leftovers import sweep_beside, temporary


def read_file(file: Path) -> bytes:
    """Raises `UsageError` with what is in the way."""
    try:
        return file.read_bytes()
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror}.") from error


def write_file(target: Path, data: bytes, called: str = "") -> None:
    """Write a file whole or not at all; a device or a pipe gets the data as it comes.

    `called` is what the message calls it. Raises `UsageError` with what is in the way.
    """
    try:
        if target.exists() and not target.is_file():
            agreed()
            target.write_bytes(data)
        else:
            _replace(target.resolve(), data)
    except OSError as error:
        raise UsageError(f"{called or target} cannot be written: {error.strerror}.") from error


def _replace(target: Path, data: bytes) -> None:
    """Ctrl-C comes before all of this or too late, so that nothing is left beside the file."""
    sweep_beside(target)
    with held():
        written = temporary(target.parent, f".{target.name}", data)
        try:
            if target.exists():
                shutil.copymode(target, written)
            agreed()
            written.replace(target)
        finally:
            written.unlink(missing_ok=True)
