"""Temporary files that name the process which writes them, and what is left of dead ones.

A build that is killed cannot clear up after itself; the next one does it. Whether a process lives
can be asked of this machine alone: files of another one, which shares the folder, are left to age.
"""

from __future__ import annotations

import contextlib
import glob
import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Final

_MARK: Final = re.compile(r"\.([0-9a-f]{8})-(\d{1,10})-[a-z0-9_]{8}\Z")


def temporary(folder: Path, name: str, data: bytes, *, lasting: bool = True) -> Path:
    """`data` in a new file of `folder` whose name begins with `name`.

    `lasting`: it is on the disk when this returns.
    """
    prefix = f"{name}.{_host()}-{os.getpid()}-"
    handle, path = tempfile.mkstemp(dir=folder, prefix=prefix)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            if lasting:
                stream.flush()
                os.fsync(stream.fileno())
        Path(path).chmod(0o644)
    except BaseException:
        Path(path).unlink(missing_ok=True)
        raise
    return Path(path)


def temporary_folder(name: str) -> Path:
    """A new folder among the system's temporary files whose name begins with `name`.

    What dead processes left there under this name is deleted.
    """
    for path in Path(tempfile.gettempdir()).glob(f"{glob.escape(name)}.*"):
        if is_left_over(path.name):
            shutil.rmtree(path, ignore_errors=True)
    return Path(tempfile.mkdtemp(prefix=f"{name}.{_host()}-{os.getpid()}-"))


def write_atomically(path: Path, data: bytes, *, lasting: bool = True) -> None:
    """Write `data` beside `path`, then rename it. `lasting`: even a power cut loses neither."""
    path.parent.mkdir(parents=True, exist_ok=True)
    written = temporary(path.parent, f".{path.name}", data, lasting=lasting)
    try:
        written.replace(path)
    except BaseException:
        written.unlink(missing_ok=True)
        raise


def is_left_over(name: str) -> bool:
    """Whether the process that writes, or wrote, this temporary file is no longer there."""
    found = _MARK.search(name)
    if found is None or found[1] != _host():
        return False
    return not _lives(int(found[2]))


def sweep(folder: Path) -> None:
    """Delete the hidden leftovers in this folder and those below it. No link is followed."""
    if not folder.is_symlink():
        for parent, _, names in os.walk(folder):
            _delete(Path(parent, name) for name in names if name.startswith("."))


def sweep_beside(path: Path) -> None:
    """Delete what is left of processes that were writing this file."""
    _delete(path.parent.glob(f".{glob.escape(path.name)}.*"))


def _delete(files: Iterable[Path]) -> None:
    for path in files:
        if is_left_over(path.name):
            with contextlib.suppress(OSError):
                path.unlink()


def _host() -> str:
    return hashlib.sha256(os.uname().nodename.encode()).hexdigest()[:8]


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)  # asks, and sends nothing
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True  # it is somebody else's
    return True
