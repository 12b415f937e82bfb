"""The author's folder, and the only door to it.

A project path is POSIX, relative to the project's root and in Unicode form NFC:
`manuscript/zekerheden.md`. A path that leaves the root, also by a symbolic link, is refused.
"""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, Protocol

from dinobook.errors import SetupError, SourceError
from dinobook.problems import Place, Problem
from dinobook.processes.leftovers import sweep
from dinobook.storage import staging
from dinobook.storage.changes import (
    ABSENT,
    Agreed,
    Change,
    Step,
    digest_of,
    may_change,
    refuse,
    steps,
)
from dinobook.storage.disk import as_spelled, is_writable, locate, mode_of
from dinobook.storage.paths import MANIFEST as MANIFEST
from dinobook.storage.paths import MANUSCRIPT as MANUSCRIPT
from dinobook.storage.paths import (
    MAX_FILE_BYTES,
    SHELVES,
    fault,
    missing,
    too_large,
    unchangeable,
    unreadable,
)
from dinobook.storage.paths import STYLES as STYLES
from dinobook.storage.paths import normalise as normalise

MAX_TEXT_BYTES = 1_000_000
MAX_NAMED_LINES = 20

_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
_NEW_MODE: Final = 0o644
_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


class Readable(Protocol):
    """What may be asked of a folder that is only read, as the source of an import is."""

    def exists(self, path: str) -> bool:
        """Whether `path` is a file inside the project."""
        ...

    def files(self, folder: str) -> tuple[str, ...]:
        """Every file below `folder` as project paths, sorted; hidden files are left out."""
        ...

    def read_bytes(self, path: str) -> bytes:
        """The file's bytes. Raises `SourceError` when missing, outside, or over 100 MB."""
        ...


class Project(Readable, Protocol):
    """What stages may ask of the author's folder. A dictionary can be one (`MemoryProject`)."""

    def digest(self, path: str) -> str:
        """What the file is known by; `ABSENT` when it is not there. Take it before you read."""
        ...

    def apply(self, changes: Iterable[Change]) -> None:
        """Make all changes or none, the manifest's last.

        Raises `SourceError` with every file that is not what its change expects.
        """
        ...


def read_text(project: Readable, path: str) -> str:
    """The file as text: UTF-8, at most 1 MB, newlines as LF, no byte order mark, NFC untouched.

    Raises `SourceError` with every line that is not UTF-8 or that holds a control character.
    """
    data = project.read_bytes(path)
    if len(data) > MAX_TEXT_BYTES:
        raise fault(
            Place(path),
            "project-005",
            f"The file has {len(data):,} bytes; dinobook reads text up to {MAX_TEXT_BYTES:,}.",
            "Split it into several chapters.",
        )
    if data.startswith(_UTF_16):
        raise fault(
            Place(path, 1),
            "project-003",
            "The file is saved with the encoding UTF-16; dinobook reads UTF-8.",
            "Save the file in your editor with the encoding UTF-8.",
        )
    rows = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    try:
        text = rows.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _text_fault(path, rows, "project-003") from error
    if _CONTROL.search(text):
        raise _text_fault(path, rows, "project-004")
    return text


def _text_fault(path: str, data: bytes, code: str) -> SourceError:
    """One problem a line, up to `MAX_NAMED_LINES`, and one more for all the others."""
    problems = [
        problem
        for number, row in enumerate(data.split(b"\n"), start=1)
        for problem in _problems_of_line(Place(path, number), row)
    ]
    named, others = problems[:MAX_NAMED_LINES], problems[MAX_NAMED_LINES:]
    if others:
        message = f"{len(others):,} more lines of the file have the same fault."
        named.append(Problem(others[0].place, code, message, others[0].hint))
    return SourceError(named[0].message, named)


def _problems_of_line(place: Place, row: bytes) -> Iterator[Problem]:
    try:
        text = row.decode("utf-8")
    except UnicodeDecodeError as error:
        shown = _CONTROL.sub("\ufffd", row.decode("utf-8", "replace"))[:80]
        yield Problem(
            replace(place, excerpt=shown),
            "project-003",
            f"A letter on this line is not saved as UTF-8 (byte {error.start + 1} is "
            f"0x{row[error.start]:02x}).",
            "Save the file in your editor with the encoding UTF-8; mend the letters that come out "
            "wrong.",
        )
        return
    if found := _CONTROL.search(text):
        yield Problem(
            replace(place, excerpt=_CONTROL.sub("\ufffd", text)[:80]),
            "project-004",
            f"The line holds the control character U+{ord(found.group()):04X}.",
            "Save the file as UTF-8 in your editor."
            if found.group() == "\0"
            else "Delete it; it often arrives by copying from a PDF.",
        )


@dataclass(frozen=True, slots=True)
class FolderProject:
    """A project on disk."""

    root: Path
    on_agreed: Agreed | None = field(default=None, compare=False, repr=False)

    def _locate(self, path: str) -> Path:
        return locate(self.root.resolve(), path)

    def exists(self, path: str) -> bool:
        return os.path.isfile(self._locate(path))  # noqa: PTH113 - a name that is too long is none

    def files(self, folder: str) -> tuple[str, ...]:
        root, found = self.root.resolve(), list[str]()
        for parent, folders, names in os.walk(self._locate(folder), onerror=_refuse_folder):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            inside = Path(parent).relative_to(root).as_posix()
            shown = (
                f"{inside}/{name}".removeprefix("./") for name in names if not name.startswith(".")
            )
            found += (unicodedata.normalize("NFC", path) for path in shown)
        return tuple(sorted(found))

    def read_bytes(self, path: str) -> bytes:
        found = self._locate(path)
        try:
            kind = found.stat()
            if not stat.S_ISREG(kind.st_mode):
                what = "folder" if stat.S_ISDIR(kind.st_mode) else "pipe or a device"
                raise unreadable(path, f"it is a {what}")
            if kind.st_size > MAX_FILE_BYTES:
                raise too_large(path)
            return found.read_bytes()
        except FileNotFoundError as error:
            raise missing(path) from error
        except OSError as error:
            raise unreadable(path, str(error.strerror).lower()) from error

    def digest(self, path: str) -> str:
        try:
            return digest_of(self.read_bytes(path))
        except SourceError as error:
            gone = isinstance(error.__cause__, FileNotFoundError)  # a save may put it back by now
            if not gone and os.path.exists(self._locate(path)):  # noqa: PTH110 - a name too long
                raise
            return ABSENT

    def apply(self, changes: Iterable[Change]) -> None:
        """As every project does; should the process die meanwhile, `recover` ends it.

        Raises `SetupError` when the folder cannot be written; then no file has changed.
        """
        if not (every := tuple(changes)):
            return
        with self._writing(), staging.opened(self.root.resolve()) as stage:
            stage.settle()
            found = steps(self, every)
            refuse(problem for step in found for problem in self._unfit(step))
            stage.carry_out(self._pieces(found), self.on_agreed)

    def recover(self, *, finish: bool = True) -> tuple[Problem, ...]:
        """End what a command that was stopped left half done; a note for what was found.

        It is finished when nothing has changed since, or undone. `finish=False`: always undone.
        """
        root = self.root.resolve()
        with self._writing():
            told = staging.recover(root, finish=finish)
        for shelf in SHELVES:
            sweep(root / shelf)
        return told

    def _unfit(self, step: Step) -> Iterator[Problem]:
        """Why this file cannot be changed where it lies."""
        root, found = self.root.resolve(), self._locate(step.path)
        if not may_change(normalise(found.relative_to(root).as_posix())):
            why = f"a link leads from it out of {' and '.join(SHELVES)}"
            yield unchangeable(step.path, why, "Put the file, or its folder, itself there.")
        elif step.after is None and as_spelled(root, step.path).is_symlink():
            yield unchangeable(step.path, "it is a link to another file", "Change it yourself.")
        elif not is_writable(found):
            hint = "Make it writable, or change it yourself."
            yield unchangeable(step.path, "it is read-only", hint)

    def _pieces(self, found: Iterable[Step]) -> tuple[staging.Piece, ...]:
        """The steps by the files that links lead to. One file may have two names, and one text."""
        root = self.root.resolve()
        pieces: dict[Path, staging.Piece] = {}
        for step in found:
            file = self._locate(step.path)
            mode = mode_of(self._locate(step.like), _NEW_MODE)
            name = file.relative_to(root).as_posix()
            piece = staging.Piece(name, step.before, step.after, mode)
            if pieces.setdefault(file, piece) != piece:
                why = "a link makes it the same as another file that is to change"
                refuse([unchangeable(step.path, why, "Take the link away.")])
        return tuple(pieces.values())

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise SetupError(f"Cannot write into {self.root}: {error.strerror}.") from error


@dataclass(slots=True)
class MemoryProject:
    """A project in a dictionary, for tests and for previews of unsaved text."""

    contents: dict[str, bytes] = field(default_factory=dict)

    def exists(self, path: str) -> bool:
        return normalise(path) in self.contents

    def files(self, folder: str) -> tuple[str, ...]:
        prefix = f"{normalise(folder)}/".removeprefix("/")
        return tuple(sorted(path for path in self.contents if path.startswith(prefix)))

    def read_bytes(self, path: str) -> bytes:
        clean = normalise(path)
        if clean not in self.contents:
            raise missing(path)
        return self.contents[clean]

    def write_bytes(self, path: str, data: bytes) -> None:
        """Put a file there, as an author does."""
        self.contents[normalise(path)] = data

    def digest(self, path: str) -> str:
        return digest_of(self.read_bytes(path)) if self.exists(path) else ABSENT

    def apply(self, changes: Iterable[Change]) -> None:
        for step in steps(self, changes):
            if step.after is None:
                self.contents.pop(step.path, None)
            else:
                self.contents[step.path] = step.after


def _refuse_folder(error: OSError) -> None:
    """A folder that is not there holds no files; one that cannot be read may hold chapters."""
    if not isinstance(error, FileNotFoundError | NotADirectoryError):
        raise unreadable(str(error.filename), str(error.strerror).lower()) from error
