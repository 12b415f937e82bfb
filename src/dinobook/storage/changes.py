"""What is to become of files in the author's folder, given what was seen of them.

A set of changes happens wholly or not at all (`Project.apply`). Each names the digest of the file
that it was worked out from: with another file in its place there is a conflict, and nothing is
done.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final, Protocol

from dinobook.errors import SourceError
from dinobook.problems import Place, Problem
from dinobook.storage.paths import IGNORED, IMPORTS, MANIFEST, SHELVES, normalise

ABSENT: Final = ""
"""The digest of a file that is not there."""


_REFUSED: Final = "The files of the book cannot be changed like this."


@dataclass(frozen=True, slots=True)
class Write:
    """`path` gets these bytes. `expects`: the digest of what they replace, or `ABSENT`."""

    path: str
    data: bytes
    expects: str


@dataclass(frozen=True, slots=True)
class Delete:
    """The file goes."""

    path: str
    expects: str


@dataclass(frozen=True, slots=True)
class Rename:
    """The file gets the path `to`, where none may be."""

    path: str
    to: str
    expects: str


Change = Write | Delete | Rename


@dataclass(frozen=True, slots=True)
class Step:
    """One file's part in a set: its digest before, its bytes after; None: it goes.

    `like` is the file whose permissions it gets, when there is one.
    """

    path: str
    before: str
    after: bytes | None
    like: str


class Folder(Protocol):
    """What must be known of a project before anything in it is changed."""

    def files(self, folder: str) -> tuple[str, ...]: ...
    def read_bytes(self, path: str) -> bytes: ...
    def digest(self, path: str) -> str: ...


def digest_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def steps(folder: Folder, changes: Iterable[Change]) -> tuple[Step, ...]:
    """The changes file by file: what goes first, the manifest last.

    Raises `SourceError` with every file that is not what the changes expect, and every path that
    no change may concern. A set that names a file twice is a `ValueError`.
    """
    found = [step for change in changes for step in _steps(folder, change)]
    if len({step.path for step in found}) < len(found):
        raise ValueError("a set of changes names a file twice")
    there = {path: path for shelf in SHELVES for path in folder.files(shelf)}
    refuse([*_misplaced(found), *_conflicts(folder, found, there), *_alike(found, there)])
    return tuple(sorted(found, key=lambda step: (step.path == MANIFEST, step.after is not None)))


def refuse(problems: Iterable[Problem]) -> None:
    """Raise `SourceError` when there are any."""
    every = tuple(problems)
    if every:
        raise SourceError(_REFUSED, every)


def conflict(path: str, seen: str, expected: str) -> Problem:
    """A file that is not what a change was worked out from."""
    again = "Run the command again: it begins with what is there now."
    if seen == ABSENT:
        message, hint = f"“{path}” went away while this command ran.", again
    elif expected == ABSENT:
        message = f"“{path}” was put there while this command ran."
        hint = "It stays as it is. Move it away, or choose another name, and run the command again."
    else:
        message, hint = f"“{path}” was changed while this command ran.", f"It stays so. {again}"
    return Problem(Place(path), "project-010", message, hint)


def conflicting(path: str, seen: str, expected: str) -> SourceError:
    return SourceError(_REFUSED, [conflict(path, seen, expected)])


def _steps(folder: Folder, change: Change) -> Iterator[Step]:
    path = normalise(change.path)
    match change:
        case Write(data=data, expects=expects):
            yield Step(path, expects, data, path)
        case Delete(expects=expects):
            yield Step(path, expects, None, path)
        case Rename(to=to, expects=expects):
            data = folder.read_bytes(path) if folder.digest(path) == expects else b""
            yield Step(path, expects, None, path)
            yield Step(normalise(to), ABSENT, data, path)


def _misplaced(found: Iterable[Step]) -> Iterator[Problem]:
    for step in found:
        if not may_change(step.path):
            message = f"“{step.path}” is no file that dinobook changes."
            hint = f"It changes what lies in {' and '.join(SHELVES)}, hidden files excepted."
            yield Problem(Place(step.path), "project-011", message, hint)


def may_change(path: str) -> bool:
    """Whether changes may concern this path: a file of the book that is not hidden, or a kept text.

    One beside the shelves is written where it is not there yet.
    """
    if path == IGNORED:
        return True
    shelf = next((one for one in (*SHELVES, IMPORTS) if path.startswith(f"{one}/")), "")
    rest = path.removeprefix(f"{shelf}/").split("/")
    return bool(shelf) and all(part and part[0] != "." for part in rest)


def _conflicts(
    folder: Folder, found: Iterable[Step], there: Mapping[str, str]
) -> Iterator[Problem]:
    every = tuple(found)
    gone = {step.path.casefold() for step in every if step.after is None}
    for step in every:
        if not may_change(step.path):
            continue
        respelt = step.after is not None and step.path.casefold() in gone
        # where capitals do not count, the disk would give the file of the old name
        seen = ABSENT if respelt and step.path not in there else folder.digest(step.path)
        if seen != step.before:
            yield conflict(step.path, seen, step.before)


def _alike(found: Iterable[Step], there: Iterable[str]) -> Iterator[Problem]:
    """New files that another computer could not keep apart from what is there, or from others."""
    every = tuple(found)
    gone = {step.path for step in every if step.after is None}
    spelt = {
        part.casefold(): part for path in there if path not in gone for part in _and_above(path)
    }
    for step in every:
        if step.before != ABSENT or step.after is None:
            continue
        for part in _and_above(step.path):
            other = spelt.setdefault(part.casefold(), part)
            if other != part:
                message = f"“{part}” and “{other}” differ only in capitals."
                hint = "Choose another name."
                yield Problem(Place(step.path), "project-008", message, hint)
                break


def _and_above(path: str) -> tuple[str, ...]:
    return (path, *(str(parent) for parent in PurePosixPath(path).parents if str(parent) != "."))


Agreed = Callable[[], None]
"""Called when a set is agreed on: from then on it will be done, or undone, whatever comes."""
