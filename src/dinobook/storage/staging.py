"""Sets of changes on disk: wholly or not at all, also when the process dies in the middle.

1. One process at a time: a lock in the staging folder, which goes when its process goes.
2. Every new file, and a copy of every old one, is written into the staging folder.
3. The journal gets its name: from then on the set is agreed on.
4. Each file is put into its place, when what is there is what was seen. The manifest is the last.
5. The journal gets another name: the set is done. The staging folder goes.

A process that dies before step 3 has changed nothing. After it, the next one finishes the set; or
undoes it, from the copies, when somebody has changed one of the files since. Nothing in the staging
folder is believed: a staged file counts when it has the digest that the journal gives it, and the
journal is checked as text from a stranger (`journal`).
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dinobook.errors import SetupError
from dinobook.problems import NOWHERE, Place, Problem, Severity
from dinobook.processes.interrupts import held
from dinobook.storage import journal
from dinobook.storage.changes import ABSENT, Agreed, conflicting, digest_of
from dinobook.storage.disk import (
    FileKindError,
    delete,
    is_own,
    is_own_folder,
    is_real,
    put,
    reach_disk,
    read,
)
from dinobook.storage.journal import JournalEntry, JournalError
from dinobook.storage.paths import MAX_FILE_BYTES
from dinobook.storage.swap import Swap

STAGING: Final = ".dinobook-changes"
ASIDE: Final = ".dinobook-changes-refused"
_JOURNAL: Final = "journal"
_DONE: Final = "done"
_LOCK: Final = "lock"
_LOOKS: Final = 200
_LOOK_SECONDS: Final = 0.05


@dataclass(frozen=True, slots=True)
class Piece:
    """A file of a set: its real path below the root, digest before, bytes after, permissions."""

    path: str
    before: str
    after: bytes | None
    mode: int

    @property
    def entry(self) -> JournalEntry:
        after = ABSENT if self.after is None else digest_of(self.after)
        return JournalEntry(self.path, self.before, after)


@contextlib.contextmanager
def opened(root: Path) -> Iterator[Stage]:
    """The staging folder of this root, for this process alone. Raises `SetupError`, `OSError`."""
    is_new = not root.exists()
    stage = Stage(root, root / STAGING)
    with _locked(stage.folder):
        try:
            yield stage
        finally:
            with held(), contextlib.suppress(OSError):  # the next command sweeps it
                stage.leave()
                if is_new:
                    root.rmdir()  # where no book stands in it


def recover(root: Path, *, finish: bool = True) -> tuple[Problem, ...]:
    """End what a stopped process left half done, and say so; nothing when nothing was left."""
    folder = root / STAGING
    if not is_own_folder(folder):
        return (_not_ours(),) if folder.is_dir() and not folder.is_symlink() else ()
    with opened(root) as stage, held():
        return stage.settle(finish=finish)


@dataclass(frozen=True, slots=True)
class Stage:
    """A locked staging folder."""

    root: Path
    folder: Path

    def carry_out(self, pieces: Sequence[Piece], agreed: Agreed | None = None) -> None:
        """Make the set: all of it, or raise and leave every file as it was."""
        self._clear()
        swap = Swap(self.root, self.folder, tuple(piece.entry for piece in pieces))
        for number, piece in enumerate(pieces):
            if piece.after is not None:
                put(swap.new(number), piece.after, piece.mode)
            if piece.before != ABSENT:
                self._copy(piece, swap.old(number))
        with held():
            try:
                self._agree(swap.entries)
                if agreed is not None:
                    agreed()
                swap.finish()
                self._close(done=True)
            except BaseException:
                self._give_up(swap)
                raise

    def settle(self, *, finish: bool = True) -> tuple[Problem, ...]:
        """Finish or undo what is agreed on here and not done; say what became of it."""
        left = {path.name for path in self.folder.iterdir()} - {_LOCK}
        if _JOURNAL not in left:
            return _told_of_rest(left)
        try:
            data = read(self.folder / _JOURNAL, MAX_FILE_BYTES)
            swap = Swap(self.root, self.folder, journal.read(data))
            if not all(is_real(self.root, entry.path) for entry in swap.entries):
                raise JournalError
        except (JournalError, FileKindError):
            return (self._set_aside("its journal is not one that dinobook writes in this folder"),)
        told = f"An earlier command was stopped while it changed {_number(len(swap.entries))}"
        if finish and swap.is_finished():
            self._close(done=True)
            return (_note(f"{told}; that is finished now."),)
        changed, lost = swap.undo()
        if lost:
            return (self._set_aside(f"“{lost[0]}” cannot be made what it was"),)
        self._close(done=False)
        if not changed:
            return (_note(f"{told}; that is undone."),)
        stays = f"“{changed[0]}” was changed since and stays as it is, the rest is undone"
        return (_note(f"{told}; {stays}."),)

    def leave(self) -> None:
        """Delete the staging folder, unless something in it is agreed on and not done."""
        if os.path.lexists(self.folder / _JOURNAL):
            return
        self._clear()
        # Whoever waits for the lock sees that it is gone, and makes another.
        (self.folder / _LOCK).unlink()
        self.folder.rmdir()

    def _clear(self) -> None:
        """Delete all but the lock; last what says that the set was done."""
        for path in sorted(self.folder.iterdir(), key=lambda path: path.name == _DONE):
            if path.name != _LOCK:
                delete(path)

    def _agree(self, entries: Sequence[JournalEntry]) -> None:
        part = self.folder / f"{_JOURNAL}.part"
        put(part, journal.written(entries), 0o600)
        reach_disk(self.folder)
        part.replace(self.folder / _JOURNAL)
        reach_disk(self.folder)

    def _close(self, *, done: bool) -> None:
        written = self.folder / _JOURNAL
        if done:
            written.replace(self.folder / _DONE)
        else:
            written.unlink(missing_ok=True)
        reach_disk(self.folder)

    def _copy(self, piece: Piece, copy: Path) -> None:
        file = self.root / piece.path
        try:
            data = file.read_bytes() if file.is_file() else None
        except FileNotFoundError:
            data = None
        seen = ABSENT if data is None else digest_of(data)
        if data is None or seen != piece.before:
            raise conflicting(piece.path, seen, piece.before)
        put(copy, data, piece.mode)

    def _give_up(self, swap: Swap) -> None:
        try:
            _, lost = swap.undo()
        except OSError as error:
            raise SetupError(
                f"Cannot write into {self.root}: {error.strerror}. Some files are changed; the "
                "next command puts that right."
            ) from error
        if not lost:
            self._close(done=False)

    def _set_aside(self, why: str) -> Problem:
        """Keep what was staged for the author to look at, where no command takes it up again."""
        aside = self.root / ASIDE
        if not is_own_folder(aside):
            delete(aside)
            aside.mkdir(mode=0o700)
        for path in sorted(self.folder.iterdir(), key=lambda path: path.name == _JOURNAL):
            if path.name != _LOCK:
                delete(aside / path.name)
                path.rename(aside / path.name)
        message = f"What a stopped command left cannot be used, because {why}."
        hint = "It is kept in this folder, and no file was changed with it. Look, then delete it."
        return Problem(Place(ASIDE), "project-012", message, hint, Severity.WARNING)


def _told_of_rest(left: set[str]) -> tuple[Problem, ...]:
    if _DONE in left:
        return (_note("An earlier command was stopped when it had changed all its files."),)
    if left:
        return (_note("An earlier command was stopped before it had changed any file."),)
    return ()


def _not_ours() -> Problem:
    message = "Another user’s command is changing files of this book, or was stopped while it did."
    hint = "Let that user run any command on it, or look into this folder and delete it."
    return Problem(Place(STAGING), "project-012", message, hint, Severity.WARNING)


def _number(count: int) -> str:
    return f"{count} file{'' if count == 1 else 's'}"


def _note(message: str) -> Problem:
    return Problem(NOWHERE, "project-012", message, "", Severity.NOTE)


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[None]:
    handle = _take(folder)
    try:
        yield
    finally:
        fcntl.flock(handle, fcntl.LOCK_UN)
        os.close(handle)


def _take(folder: Path) -> int:
    """Wait until no other process has the staging folder; an open file that keeps it."""
    for _ in range(_LOOKS):
        with contextlib.suppress(FileNotFoundError, BlockingIOError):  # somebody has it, or leaves
            return _take_now(folder)
        time.sleep(_LOOK_SECONDS)
    raise SetupError(
        f"Another dinobook is changing files in {folder.parent}. Try again when it has finished."
    )


def _take_now(folder: Path) -> int:
    folder.parent.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    if not is_own(folder.lstat()):
        raise SetupError(f"{folder} is no folder of yours. Move it away, and try again.")
    handle = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if not os.path.samestat(os.fstat(handle), (folder / _LOCK).lstat()):
            raise BlockingIOError  # the lock of an owner that has left
    except BaseException:
        os.close(handle)
        raise
    return handle
