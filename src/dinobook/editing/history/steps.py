"""Verbs applied to a book: read, change, remember, write; and steps taken back or made again.

A step is remembered before the files change, and files change only when they are still what was
read. When somebody else saved one meanwhile, the verb is applied to what is there now.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from dinobook.editing.history.back import moved
from dinobook.editing.history.texts import decoded, identifier
from dinobook.editing.history.unfinished import settle, settled
from dinobook.errors import SourceError, UsageError, UserError
from dinobook.problems import Problem
from dinobook.storage.changes import ABSENT, Change, Delete, Write, digest_of
from dinobook.storage.edit_entries import Entry, FileStep, Recorded
from dinobook.storage.edit_journal import Store
from dinobook.storage.edit_session import Session, opened, peek, texts_of
from dinobook.storage.project import MANIFEST, Project

TextChange = Callable[[str], str]
FileChange = Callable[[str | None], str | None]
"""From the text of a file to what it becomes; None: there is no file."""

_TRIES: Final = 60
_LOOKS: Final = 25
_WAIT_SECONDS: Final = 0.02
_CHANGED: Final = "project-010"


@dataclass(frozen=True, slots=True)
class Edited:
    """What an edit did, or would do: the texts of its files before and after.

    `steps` are those that were made, none in a dry run and when nothing changes. `problems` tell
    what was found on the way, such as a step that an earlier command left half done.
    """

    files: Mapping[str, tuple[str | None, str | None]]
    steps: tuple[Entry, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def before(self) -> str:
        """The manifest's text, as it was."""
        return self.files.get(MANIFEST, ("", ""))[0] or ""

    @property
    def after(self) -> str:
        return self.files.get(MANIFEST, ("", ""))[1] or ""

    @property
    def is_changed(self) -> bool:
        return any(before != after for before, after in self.files.values())


@dataclass(frozen=True, slots=True)
class History:
    """All steps, the oldest first; those that can be undone and redone, the next one last."""

    steps: tuple[Entry, ...] = ()
    undoable: tuple[Entry, ...] = ()
    redoable: tuple[Entry, ...] = ()


@dataclass(slots=True)
class _Plan:
    """What is to be done: steps without number, and each file's bytes before and after.

    `between` are texts that a step in the middle begins or ends with.
    """

    steps: list[Entry] = field(default_factory=list)
    files: dict[str, tuple[bytes | None, bytes | None]] = field(default_factory=dict)
    between: list[bytes | None] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)

    def changes(self) -> Iterator[Change]:
        for path, (before, after) in self.files.items():
            seen = ABSENT if before is None else digest_of(before)
            if before == after:
                continue
            if after is None:
                yield Delete(path, seen)
            else:
                yield Write(path, after, seen)

    def edited(self, steps: tuple[Entry, ...], notes: tuple[Problem, ...]) -> Edited:
        files = {
            path: (decoded(path, before), decoded(path, after))
            for path, (before, after) in self.files.items()
        }
        return Edited(files, steps, (*notes, *self.notes))


@dataclass(frozen=True, slots=True)
class Editor:
    """A book's files, and the journal of what was done to them."""

    project: Project
    store: Store

    def edit(
        self,
        verb: str,
        changes: Mapping[str, FileChange],
        *,
        arguments: Mapping[str, object],
        now: datetime,
        force: bool = False,
        dry_run: bool = False,
    ) -> Edited:
        """Change files by functions from text to text, which may be called several times.

        Raises what they raise, `SourceError` when others save faster than it can be done, and
        `SetupError` when it cannot be remembered or written. Then nothing has changed.
        """

        def plan(recorded: Recorded) -> _Plan:
            made = _Plan()
            steps = {}
            for path, change in changes.items():
                before = self._read(path)
                text = change(decoded(path, before))
                after = None if text is None else text.encode()
                made.files[path] = before, after
                if before != after:
                    steps[path] = FileStep(_digest(before), _digest(after))
            if steps:
                book = self._book(recorded)
                made.steps.append(Entry(0, "do", verb, arguments, now, book, steps, force))
            return made

        return self._carry_out(plan, dry_run=dry_run)

    def undo(self, count: int = 1, *, now: datetime, dry_run: bool = False) -> Edited:
        """Take the last steps back, all of them or none.

        What was changed by hand since stays, where it concerns other rows. Raises `UsageError`
        when there are fewer, `ManifestError` or `SourceError` where both changed the same.
        """
        return self._go("undo", count, now, dry_run=dry_run)

    def redo(self, count: int = 1, *, now: datetime, dry_run: bool = False) -> Edited:
        """Make steps again that were undone. Raises as `undo` does."""
        return self._go("redo", count, now, dry_run=dry_run)

    def history(self) -> History:
        """What was done; nothing is written."""
        recorded, _ = settled(self.project, self.store, peek(self.store))
        stacks = recorded.stacks()
        return History(recorded.made(), stacks.undo, stacks.redo)

    def _go(self, kind: str, count: int, now: datetime, *, dry_run: bool) -> Edited:
        def plan(recorded: Recorded) -> _Plan:
            stacks = recorded.stacks()
            steps = _last(stacks.undo if kind == "undo" else stacks.redo, count, kind)
            book = self._book(recorded)
            made = _Plan()
            for entry in reversed(steps):
                files = {}
                for path, step in entry.files.items():
                    wanted = step.reversed if kind == "undo" else step
                    first, current = made.files.get(path) or (self._read(path),) * 2
                    after, notes = moved(self.store, entry, path, current, wanted)
                    made.files[path] = first, after
                    made.notes += notes
                    made.between += [current, after]
                    files[path] = FileStep(_digest(current), _digest(after))
                said = replace(entry, number=0, time=now, book=book, files=files, of=entry.number)
                made.steps.append(replace(said, kind="undo" if kind == "undo" else "redo"))
            return made

        return self._carry_out(plan, dry_run=dry_run)

    def _carry_out(self, plan: Callable[[Recorded], _Plan], *, dry_run: bool) -> Edited:
        if dry_run:
            recorded, notes = settled(self.project, self.store, peek(self.store))
            return self._planned(plan, recorded).edited((), notes)
        with opened(self.store, identifier(self._manifest())) as session:
            notes = (*session.notes, *settle(self.project, session))
            for _ in range(_TRIES):
                made = self._planned(plan, session.recorded)
                if not made.steps:
                    return made.edited((), notes)
                with contextlib.suppress(_Again):
                    return made.edited(self._make(session, made), notes)
                time.sleep(_WAIT_SECONDS)
            return made.edited(self._make(session, made, last=True), notes)

    def _planned(self, plan: Callable[[Recorded], _Plan], recorded: Recorded) -> _Plan:
        """The plan for what is there; a file that is just being saved is waited for."""
        seen = self.project.digest(MANIFEST)
        for _ in range(_TRIES):
            try:
                return plan(recorded)
            except UserError:
                time.sleep(_WAIT_SECONDS)
                before, seen = seen, self.project.digest(MANIFEST)
                if before == seen:
                    raise
        return plan(recorded)

    def _make(self, session: Session, made: _Plan, *, last: bool = False) -> tuple[Entry, ...]:
        """Remember the steps, change the files, and mark them. Raises `_Again` on a conflict."""
        first = session.recorded.next_number
        steps = tuple(replace(one, number=first + at) for at, one in enumerate(made.steps))
        ends = [data for pair in made.files.values() for data in pair]
        session.add(steps, texts_of([*ends, *made.between]))
        try:
            self.project.apply(made.changes())
        except SourceError as error:
            session.mark(steps, "void")
            if not last and all(one.code == _CHANGED for one in error.problems):
                raise _Again from error
            raise
        except UserError:
            settle(self.project, session)
            raise
        session.mark(steps, "done")
        return steps

    def _manifest(self) -> bytes:
        """Some editors move a file away before they write it anew: that takes a moment."""
        for _ in range(_LOOKS):
            with contextlib.suppress(SourceError):
                return self.project.read_bytes(MANIFEST)
            time.sleep(_WAIT_SECONDS)
        return self.project.read_bytes(MANIFEST)

    def _read(self, path: str) -> bytes | None:
        if path == MANIFEST:
            return self._manifest()
        return self.project.read_bytes(path) if self.project.exists(path) else None

    def _book(self, recorded: Recorded) -> str:
        data = self._read(MANIFEST) or b""
        known = recorded.book
        return known if known and known.encode() in data else identifier(data)


class _Again(Exception):  # noqa: N818 - it is no error: the verb is applied once more
    """Somebody else saved a file meanwhile."""


def _last(steps: tuple[Entry, ...], count: int, kind: str) -> tuple[Entry, ...]:
    if count < 1:
        raise UsageError(f"How many steps to {kind}? Name a number from 1.")
    if not steps:
        raise UsageError(f"There is nothing to {kind}.")
    if count > len(steps):
        there = "is only one step" if len(steps) == 1 else f"are only {len(steps)} steps"
        raise UsageError(f"There {there} to {kind}; nothing was changed.")
    return steps[-count:]


def _digest(data: bytes | None) -> str:
    return ABSENT if data is None else digest_of(data)
