"""The folder as whoever sent it filled it: where paths lead, and what lies there."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import unicodedata
from pathlib import Path
from typing import Final

from dinobook.storage.changes import ABSENT, digest_of
from dinobook.storage.paths import MAX_FILE_BYTES, normalise, outside, unreadable

NOT_ORDINARY: Final = "-"
"""The digest of a folder, a link, a pipe, and of what is too large."""
_WRITABLE: Final = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


class FileKindError(Exception):
    """No ordinary file, or one that is too large."""


def locate(root: Path, path: str) -> Path:
    """Where a project path leads. Raises `SourceError` outside `root`, also by a link."""
    clean = normalise(path)
    try:
        found = as_spelled(root, clean).resolve()
    except (OSError, RuntimeError) as error:  # RuntimeError: a circle, before Python 3.13
        raise unreadable(path, "its links lead in a circle, or its name is too long") from error
    if not found.is_relative_to(root):
        raise outside(path)
    return found


def is_real(root: Path, path: str) -> bool:
    """Whether no link stands at this path below `root`, nor on the way to it."""
    try:
        return (root / path).resolve() == root / path
    except (OSError, RuntimeError):
        return False


def as_spelled(root: Path, clean: str) -> Path:
    """The path as the disk spells it: it may hold `é` as two characters, a project path as one."""
    if clean.isascii():
        return root / clean
    found = root
    for part in clean.split("/"):
        if not part.isascii() and found.is_dir() and not os.path.lexists(found / part):
            same = (path.name for path in found.iterdir() if _composed(path.name) == part)
            part = min(same, default=part)
        found /= part
    return found


def _composed(name: str) -> str:
    return unicodedata.normalize("NFC", name)


def is_writable(path: Path) -> bool:
    """Whether anybody may write the file, and we may. Who may do everything asks this too.

    One that is not there is in nobody's way.
    """
    mode = mode_of(path, _WRITABLE)
    return bool(mode & _WRITABLE) and (os.access(path, os.W_OK) or not path.exists())


def mode_of(path: Path, otherwise: int) -> int:
    """The permissions of the file; of one that is not there, these."""
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        return otherwise


def put(path: Path, data: bytes, mode: int) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    with os.fdopen(handle, "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fchmod(handle, mode & 0o777)
        os.fsync(handle)


def read(path: Path, limit: int) -> bytes:
    """An ordinary file, not through a link. Raises `FileKindError` for anything else."""
    facts = path.lstat()
    if not stat.S_ISREG(facts.st_mode) or facts.st_size > limit:
        raise FileKindError
    return path.read_bytes()


def digest_at(path: Path) -> str:
    try:
        return digest_of(read(path, MAX_FILE_BYTES))
    except (FileNotFoundError, NotADirectoryError):
        return ABSENT
    except FileKindError:
        return NOT_ORDINARY


def reach_disk(folder: Path) -> None:
    """Let not even a power cut forget which names the folder holds, where the disk can do that."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def delete(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def is_own_folder(folder: Path) -> bool:
    """Whether it is a folder, by no link, of the user who runs this."""
    try:
        return is_own(folder.lstat())
    except (FileNotFoundError, NotADirectoryError):
        return False


def is_own(facts: os.stat_result) -> bool:
    return stat.S_ISDIR(facts.st_mode) and facts.st_uid == os.geteuid()
