"""A book's folder, and a disk that dies or fills up at a chosen moment."""

from __future__ import annotations

import errno
import gc
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from dinobook.storage import ABSENT, Change, Delete, Rename, Write, digest_of, swap
from dinobook.storage.exchange import swap_names
from dinobook.storage.project import FolderProject, Project

BOOK = {
    "manuscript/book.yaml": b"outline: [een, twee]\n",
    "manuscript/een.md": b"# Een\n",
    "manuscript/twee.md": b"# Twee\n",
    "manuscript/images/zee.svg": b"<svg/>",
    "styles/tokens.css": b":root {}",
}
CHANGED = {
    "manuscript/book.yaml": b"outline: [drie, een]\n",
    "manuscript/een.md": b"# Een, beter\n",
    "manuscript/blog/drie.md": b"# Drie\n",
    "manuscript/images/oceaan.svg": b"<svg/>",
    "styles/tokens.css": b":root {}",
}
MUTATING = ("open", "mkdir", "replace", "rename", "link", "unlink", "rmdir", "fchmod", "fsync")


def changes(files: dict[str, bytes] | None = None) -> list[Change]:
    """From `BOOK` to `CHANGED`: of each kind of change one or more, the manifest first."""
    seen = {path: digest_of(data) for path, data in (files or BOOK).items()}
    return [
        Write(
            "manuscript/book.yaml", CHANGED["manuscript/book.yaml"], seen["manuscript/book.yaml"]
        ),
        Write("manuscript/blog/drie.md", CHANGED["manuscript/blog/drie.md"], ABSENT),
        Write("manuscript/een.md", CHANGED["manuscript/een.md"], seen["manuscript/een.md"]),
        Delete("manuscript/twee.md", seen["manuscript/twee.md"]),
        Rename("manuscript/images/zee.svg", "manuscript/images/oceaan.svg", digest_of(b"<svg/>")),
    ]


def fill(root: Path, files: dict[str, bytes]) -> FolderProject:
    for path, data in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    return FolderProject(root)


def everything(root: Path) -> dict[str, bytes]:
    """Every file there is, hidden ones too; a folder that holds nothing ends in a slash."""
    found = {}
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                found[f"{name}/"] = b""
        else:
            found[name] = path.read_bytes()
    return found


def contents(project: Project) -> dict[str, bytes]:
    return {
        path: project.read_bytes(path)
        for shelf in ("manuscript", "styles")
        for path in project.files(shelf)
    }


@pytest.fixture(autouse=True)
def _tidy() -> None:
    """What other tests left deletes its files now, not while the disk fails."""
    gc.collect()


class Dead(BaseException):
    """What happens to a process that is killed: it does nothing more."""


@contextmanager
def disk(fails: Callable[[int, str], BaseException | None]) -> Iterator[list[str]]:
    """Every operation that changes the disk is asked about first, with its number and name.

    Nothing waits for the disk itself: no power is cut here.
    """
    done: list[str] = []
    real = {name: getattr(os, name) for name in MUTATING}

    def guarded(name: str) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            if name == "open" and not given[1] & os.O_CREAT:
                return real[name](*given, **named)
            failure = fails(len(done), name)
            done.append(name)
            if failure is not None:
                raise failure
            return None if name == "fsync" else real[name](*given, **named)

        return call

    def exchanging(left: Path, right: Path) -> bool:
        """Two files change places: counted as the replacing that it is."""
        failure = fails(len(done), "replace")
        done.append("replace")
        if failure is not None:
            raise failure
        return swap_names(left, right)

    with pytest.MonkeyPatch.context() as patch:
        for name in MUTATING:
            patch.setattr(os, name, guarded(name))
        patch.setattr(swap, "swap_names", exchanging)
        yield done


def killed_at(number: int) -> Callable[[int, str], BaseException | None]:
    """From this operation on, nothing happens any more."""
    return lambda now, name: Dead() if now >= number else None


def killed_at_replacing(count: int) -> Callable[[int, str], BaseException | None]:
    """Dead when the first file gets its name (1: the journal, 2: a file of the book, and so on)."""
    seen: list[str] = []

    def fails(now: int, name: str) -> BaseException | None:
        seen.extend([name] if name in ("replace", "link") else [])
        return Dead() if len(seen) >= count else None

    return fails


def full_from(number: int, until: int) -> Callable[[int, str], BaseException | None]:
    """These operations fail as they do on a full disk."""
    failure = OSError(errno.ENOSPC, "No space left on device")
    return lambda now, name: failure if number <= now < until else None
