"""Putting staged files into their places, and back, from whatever state a process left them in."""

from __future__ import annotations

import contextlib
import errno
import stat
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from dinobook.errors import SourceError
from dinobook.processes.leftovers import temporary
from dinobook.storage.changes import ABSENT, conflicting
from dinobook.storage.disk import digest_at, reach_disk
from dinobook.storage.journal import JournalEntry


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

    def is_ready(self) -> bool:
        """Whether each file is what it will be, or what it was with the new one lying ready."""
        twins = _twins(self.entries)
        for number, entry in enumerate(self.entries):
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
                (self.root / entry.path).unlink()
            else:
                self._place(self.new(number), entry)
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
            now = self._now(entry, twins)
            if now not in (entry.before, entry.after):
                changed.append(entry.path)
            elif entry.before == ABSENT:
                self._take_away(entry, now)
            elif now == entry.before:
                continue
            elif digest_at(self.old(number)) == entry.before:
                self._place(self.old(number), entry)
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

    def _place(self, staged: Path, entry: JournalEntry) -> None:
        """Let what is staged be the file, in one stroke."""
        target = self.root / entry.path
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            staged.replace(target)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            # another disk is mounted there: the stroke is on that one
            beside = temporary(target.parent, f".{target.name}", staged.read_bytes())
            beside.chmod(stat.S_IMODE(staged.stat().st_mode))
            beside.replace(target)

    def _take_away(self, entry: JournalEntry, now: str) -> None:
        """The new file, if it is there, and the folders that hold nothing without it."""
        target = self.root / entry.path
        if now != ABSENT:
            target.unlink()
        with contextlib.suppress(OSError):  # not empty
            for folder in target.parents:
                if folder == self.root:
                    break
                folder.rmdir()

    def _reach_disk(self) -> None:
        for folder in {(self.root / entry.path).parent for entry in self.entries}:
            if folder.is_dir():
                reach_disk(folder)


def _twins(entries: tuple[JournalEntry, ...]) -> frozenset[str]:
    """The paths that differ only in capitals from others of the set."""
    counts = Counter(entry.path.casefold() for entry in entries)
    return frozenset(entry.path for entry in entries if counts[entry.path.casefold()] > 1)
