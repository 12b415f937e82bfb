"""The journal of edits, in the hidden folder `.dinobook` of a book or in memory.

    .dinobook/journal.jsonl   what was done, a line a step (`edit_entries`)
    .dinobook/texts/DIGEST    each text that a step began or ended with, as the file had it
    .dinobook/lock            one command at a time

A step is written, and on the disk, before a file of the book changes; a mark follows it. So a
process that dies leaves a step without a mark, and the files say whether it was made. Nothing here
is ever thrown away unread: what cannot be used is put into a folder of its own, and said.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import stat
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Protocol

from dinobook.errors import SetupError
from dinobook.processes.leftovers import write_atomically
from dinobook.storage.changes import digest_of
from dinobook.storage.disk import FileKindError, reach_disk, read
from dinobook.storage.paths import MAX_FILE_BYTES

FOLDER: Final = ".dinobook"
_JOURNAL: Final = "journal.jsonl"
_TEXTS: Final = "texts"
_IGNORED: Final = ".gitignore"
_LOOKS: Final = 1000
_LOOK_SECONDS: Final = 0.01


class Store(Protocol):
    """Where a journal and its texts are kept."""

    def locked(self) -> AbstractContextManager[None]:
        """For one writer alone. Raises `SetupError` when another does not finish."""
        ...

    def read(self) -> bytes:
        """The journal; nothing when there is none."""
        ...

    def append(self, data: bytes) -> None:
        """To the journal, all or nothing, lastingly."""
        ...

    def rewrite(self, data: bytes, needless: Iterable[str]) -> None:
        """Put another journal in its place, then forget the texts of these digests."""
        ...

    def text(self, digest: str) -> bytes | None:
        """A text that was kept; None when it is not there, or another."""
        ...

    def keep(self, texts: Mapping[str, bytes]) -> None:
        """Keep texts by their digests, lastingly."""
        ...

    def set_aside(self, name: str, *, texts: bool) -> str:
        """Put the journal with its texts, or a copy of it, where it is not read; say where."""
        ...


@dataclass(frozen=True, slots=True)
class FolderStore:
    """In the book's folder. Made when something is written."""

    root: Path

    @property
    def folder(self) -> Path:
        return self.root / FOLDER

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        with self._writing():
            self._make()
            flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
            handle = os.open(self.folder / "lock", flags, 0o666)
        try:
            self._wait_for(handle)
            yield
        finally:
            os.close(handle)

    def read(self) -> bytes:
        try:
            if not _is_folder(self.folder):
                return b""
            return read(self.folder / _JOURNAL, MAX_FILE_BYTES)
        except FileNotFoundError:
            return b""
        except FileKindError as error:
            raise self._in_the_way(self.folder / _JOURNAL, "no ordinary file") from error
        except OSError as error:
            raise SetupError(f"Cannot read {self.folder / _JOURNAL}: {error.strerror}.") from error

    def append(self, data: bytes) -> None:
        with self._writing():
            flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
            handle = os.open(self.folder / _JOURNAL, flags, 0o666)
            try:
                size = os.fstat(handle).st_size
                try:
                    _write(handle, data)
                    os.fsync(handle)
                except OSError:
                    os.ftruncate(handle, size)
                    raise
            finally:
                os.close(handle)
            if not size:
                reach_disk(self.folder)

    def rewrite(self, data: bytes, needless: Iterable[str]) -> None:
        with self._writing():
            write_atomically(self.folder / _JOURNAL, data)
            reach_disk(self.folder)
            for digest in needless:
                (self.folder / _TEXTS / digest).unlink(missing_ok=True)

    def text(self, digest: str) -> bytes | None:
        try:
            data = read(self.folder / _TEXTS / digest, MAX_FILE_BYTES)
        except (OSError, FileKindError):
            return None
        return data if digest_of(data) == digest else None

    def keep(self, texts: Mapping[str, bytes]) -> None:
        new = {digest: data for digest, data in texts.items() if self.text(digest) is None}
        with self._writing():
            for digest, data in new.items():
                write_atomically(self.folder / _TEXTS / digest, data)
            if new:
                reach_disk(self.folder / _TEXTS)

    def set_aside(self, name: str, *, texts: bool) -> str:
        with self._writing():
            number = 1
            while os.path.lexists(self.folder / f"{name}-{number}"):
                number += 1
            aside = self.folder / f"{name}-{number}"
            aside.mkdir()
            if not texts:
                write_atomically(aside / _JOURNAL, self.read())
                return f"{FOLDER}/{aside.name}"
            if (self.folder / _TEXTS).exists():
                (self.folder / _TEXTS).rename(aside / _TEXTS)
            (self.folder / _JOURNAL).rename(aside / _JOURNAL)
            reach_disk(self.folder)
        return f"{FOLDER}/{aside.name}"

    def _make(self) -> None:
        with contextlib.suppress(FileExistsError):
            self.folder.mkdir()
        if not _is_folder(self.folder):
            raise self._in_the_way(self.folder, "no folder, or a link to one")
        ignored = self.folder / _IGNORED
        if not os.path.lexists(ignored):
            write_atomically(ignored, b"*\n")

    def _wait_for(self, handle: int) -> None:
        for _ in range(_LOOKS):
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                time.sleep(_LOOK_SECONDS)
            else:
                return
        raise SetupError(
            f"Another dinobook is editing the book in {self.root}. Try again when it has finished."
        )

    def _in_the_way(self, path: Path, what: str) -> SetupError:
        return SetupError(
            f"{path} is {what}; what edits do is remembered there. "
            "Nothing was changed. Move it away, and try again."
        )

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise SetupError(
                f"Cannot write into {self.folder}: {error.strerror}. Nothing was changed: "
                "an edit must be remembered before it is made."
            ) from error


@dataclass(slots=True)
class MemoryStore:
    """In memory, for a book in memory: it goes with the book."""

    data: bytes = b""
    texts: dict[str, bytes] = field(default_factory=dict)
    lock: threading.RLock = field(default_factory=threading.RLock)

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        with self.lock:
            yield

    def read(self) -> bytes:
        return self.data

    def append(self, data: bytes) -> None:
        self.data += data

    def rewrite(self, data: bytes, needless: Iterable[str]) -> None:
        self.data = data
        for digest in needless:
            self.texts.pop(digest, None)

    def text(self, digest: str) -> bytes | None:
        return self.texts.get(digest)

    def keep(self, texts: Mapping[str, bytes]) -> None:
        self.texts.update(texts)

    def set_aside(self, name: str, *, texts: bool) -> str:
        self.data = b""
        return name


def _write(handle: int, data: bytes) -> None:
    """All of it: the system may take a part only."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]


def _is_folder(path: Path) -> bool:
    try:
        return stat.S_ISDIR(path.lstat().st_mode)
    except FileNotFoundError:
        return False
