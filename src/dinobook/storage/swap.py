"""Putting staged files into their places, and back, from whatever state a process left them in."""

from __future__ import annotations

import contextlib
import errno
import stat
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dinobook.errors import SourceError
from dinobook.processes.leftovers import temporary
from dinobook.storage.changes import ABSENT, conflicting
from dinobook.storage.disk import NOT_ORDINARY, digest_at, reach_disk
from dinobook.storage.exchange import is_being_written, swap_names
from dinobook.storage.journal import JournalEntry

_NO_LINKS: Final = (errno.EPERM, errno.EMLINK, errno.ENOTSUP, errno.ENOSYS)


@dataclass(frozen=True, slots=True)
class Swap:
    """A set whose new files, and copies of the old ones, are in `folder` by their numbers."""

    root: Path
    folder: Path
    entries: tuple[JournalEntry, ...]

    def new(self, number: int) -> Path:
        return self.folder / f"{number}.new"

    def old(self, number: int) -> Path:
        return self.folder / f"{number}.old"

    def out(self, number: int) -> Path:
        """Where a file that is to go lies until it is sure that it is the one that was seen."""
        return self.folder / f"{number}.out"

    def is_ready(self) -> bool:
        """Whether each file is what it will be, or what it was with the new one lying ready."""
        twins = _twins(self.entries)
        for number, entry in enumerate(self.entries):
            if self._foreign(number, entry):
                return False
            now = self._now(entry, twins)
            if now == entry.after:
                continue
            if now != entry.before or entry.after not in (ABSENT, digest_at(self.new(number))):
                return False
        return True

    def finish(self) -> None:
        """Make every file what it will be. Raises `SourceError` at one that is another now."""
        twins = _twins(self.entries)
        for number, entry in enumerate(self.entries):
            now = self._now(entry, twins)
            if now == entry.after:
                continue
            if now != entry.before:
                raise conflicting(entry.path, now, entry.before)
            if entry.after == ABSENT:
                came = self._take_out(number, entry, entry.before)
            else:
                came = self._place(self.new(number), entry, entry.before)
            if came != entry.before:
                raise conflicting(entry.path, came, entry.before)
        self._reach_disk()

    def is_finished(self) -> bool:
        """Finish; False, when a file is in the way, not ready, or cannot be put there."""
        try:
            ready = self.is_ready()
            if ready:
                self.finish()
        except (OSError, SourceError):
            return False
        return ready

    def undo(self) -> tuple[list[str], list[str]]:
        """Put every file back; the paths of those that are another now, and of those lost."""
        changed: list[str] = []
        lost: list[str] = []
        twins = _twins(self.entries)
        for number, entry in reversed(list(enumerate(self.entries))):
            if self._give_back(number, entry):
                changed.append(entry.path)
                continue
            now = self._now(entry, twins)
            if now not in (entry.before, entry.after):
                changed.append(entry.path)
            elif entry.before == ABSENT:
                changed += self._take_away(number, entry, now)
            elif now == entry.before:
                continue
            elif digest_at(self.old(number)) == entry.before:
                if self._place(self.old(number), entry, entry.after) != entry.after:
                    changed.append(entry.path)
            else:
                lost.append(entry.path)
        self._reach_disk()
        return changed, lost

    def _now(self, entry: JournalEntry, twins: frozenset[str]) -> str:
        """The digest of the file now. Where capitals do not count, one of that spelling only."""
        target = self.root / entry.path
        if entry.path in twins and target.parent.is_dir():
            spelt = {path.name for path in target.parent.iterdir()}
            if target.name not in spelt:
                return ABSENT
        return digest_at(target)

    def _place(self, staged: Path, entry: JournalEntry, was: str) -> str:
        """Let what is staged be the file, in one stroke, in the place of one with digest `was`.

        Returns the digest of what it replaced. When that is another, it stands there again.
        """
        target = self.root / entry.path
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            return _put_in(staged, target, was)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
        # another disk is mounted there: the stroke is on that one
        beside = temporary(target.parent, f".{target.name}", staged.read_bytes())
        beside.chmod(stat.S_IMODE(staged.stat().st_mode))
        try:
            return _put_in(beside, target, was)
        finally:
            beside.unlink(missing_ok=True)

    def _take_out(self, number: int, entry: JournalEntry, was: str) -> str:
        """Let the file go; its digest. When it is not `was`, it stands there again."""
        target, out = self.root / entry.path, self.out(number)
        try:
            target.rename(out)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            target.unlink()  # on another disk: without a second look
            return was
        came = _seen(out, was)
        if came == was:
            out.unlink()
        else:
            _put_back(out, target)
        return came

    def _take_away(self, number: int, entry: JournalEntry, now: str) -> list[str]:
        """The new file, if it is there, and the folders that hold nothing without it.

        Returns its path when it is another than the one that was put there.
        """
        target = self.root / entry.path
        if now != ABSENT and self._take_out(number, entry, entry.after) != entry.after:
            return [entry.path]
        with contextlib.suppress(OSError):  # not empty
            for folder in target.parents:
                if folder == self.root:
                    break
                folder.rmdir()
        return []

    def _foreign(self, number: int, entry: JournalEntry) -> Path | None:
        """A file of somebody else that came out of its place, and was not put back yet."""
        now = digest_at(self.root / entry.path)
        out = self.out(number)
        if ABSENT not in (entry.before, entry.after):
            out = self.new(number) if now == entry.after else self.old(number)
        ours = (ABSENT, NOT_ORDINARY, entry.before, entry.after)
        is_ours = now in (entry.before, entry.after)
        return out if is_ours and digest_at(out) not in ours else None

    def _give_back(self, number: int, entry: JournalEntry) -> bool:
        """Put what somebody else saved back into its place, where a process died before it did."""
        out = self._foreign(number, entry)
        if out is not None:
            _put_back(out, self.root / entry.path)
        return out is not None

    def _reach_disk(self) -> None:
        for folder in {(self.root / entry.path).parent for entry in self.entries}:
            if folder.is_dir():
                reach_disk(folder)


def _twins(entries: tuple[JournalEntry, ...]) -> frozenset[str]:
    """The paths that differ only in capitals from others of the set."""
    counts = Counter(entry.path.casefold() for entry in entries)
    return frozenset(entry.path for entry in entries if counts[entry.path.casefold()] > 1)


def _put_in(staged: Path, target: Path, was: str) -> str:
    """`staged` becomes `target`; the digest of what it replaced, which is back when not `was`."""
    if was == ABSENT:
        return _put_where_nothing_is(staged, target)
    if not swap_names(staged, target):
        staged.replace(target)
        return was
    came = _seen(staged, was)
    if came != was:
        _put_back(staged, target)
    return came


def _put_where_nothing_is(staged: Path, target: Path) -> str:
    try:
        target.hardlink_to(staged)
    except FileExistsError:
        return digest_at(target)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        staged.replace(target)
        return ABSENT
    staged.unlink()
    return ABSENT


def _seen(path: Path, was: str) -> str:
    """The digest of a file that came out; of one that is just being written into, no digest."""
    came = digest_at(path)
    return NOT_ORDINARY if came == was and is_being_written(path) else came


def _put_back(out: Path, target: Path) -> None:
    """What came out goes where it was. When somebody saved once more meanwhile, that is newer."""
    ours = digest_at(target)
    if ours == ABSENT:
        with contextlib.suppress(FileExistsError):
            target.hardlink_to(out)
    elif swap_names(out, target) and digest_at(out) != ours:
        swap_names(out, target)
