"""What the journal of edits says: a line for each step, and what can be undone and redone by them.

A line is an object of JSON with the sum of what it says, so that a line that was cut off or changed
is seen. Anybody may have put it there: it is believed as far as its form goes, and no further. The
texts are kept apart, each by its digest (`edit_journal`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Final, Literal, get_args

from dinobook.errors import SourceError
from dinobook.storage.changes import ABSENT, digest_of, may_change
from dinobook.storage.paths import IGNORED, normalise

VERSION: Final = 1
MOST_STEPS: Final = 1000
"""So many steps are kept; older ones go."""

Kind = Literal["do", "undo", "redo"]
KINDS: Final[tuple[str, ...]] = get_args(Kind)
State = Literal["open", "done", "void"]
_MARKS: Final = ("done", "void")
_DIGEST: Final = re.compile("[0-9a-f]{64}|")
_WRITTEN: Final = re.compile(rb'\{"sum":"([0-9a-f]{64})","says":(\{.*\})\}')


class LineError(Exception):
    """No line that dinobook wrote, or one that has been changed."""


@dataclass(frozen=True, slots=True)
class FileStep:
    """The digests of a file before and after a step; `ABSENT`: it was not there."""

    before: str
    after: str

    @property
    def reversed(self) -> FileStep:
        return FileStep(self.after, self.before)


@dataclass(frozen=True, slots=True)
class Entry:
    """A step: something was done, undone or redone. `of` is the step that was undone or redone.

    `book` is the book's identifier, empty where it had none. `files` go by project path.
    """

    number: int
    kind: Kind
    verb: str
    arguments: Mapping[str, object]
    time: datetime
    book: str
    files: Mapping[str, FileStep]
    force: bool = False
    of: int = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """What became of a step: `done`, or `void` when it came to nothing."""

    number: int
    state: Literal["done", "void"]


@dataclass(frozen=True, slots=True)
class Stacks:
    """The steps that can be undone and those that can be redone, the next one last."""

    undo: tuple[Entry, ...] = ()
    redo: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Recorded:
    """All that a journal says. `unread`: the numbers of lines that cannot be read."""

    entries: tuple[Entry, ...] = ()
    states: Mapping[int, State] = field(default_factory=dict)
    unread: tuple[int, ...] = ()
    version: int = VERSION

    def state(self, entry: Entry) -> State:
        return self.states.get(entry.number, "open")

    def made(self) -> tuple[Entry, ...]:
        """The steps that did not come to nothing."""
        return tuple(entry for entry in self.entries if self.state(entry) != "void")

    def open_steps(self) -> tuple[Entry, ...]:
        """The last steps, of which nobody has said what became of them: one set of changes."""
        found: list[Entry] = []
        for entry in reversed(self.entries):
            if self.state(entry) != "open":
                break
            found.insert(0, entry)
        return tuple(found)

    @property
    def next_number(self) -> int:
        return max((entry.number for entry in self.entries), default=0) + 1

    @property
    def book(self) -> str:
        """The identifier of the book that the last step was made in."""
        return next((entry.book for entry in reversed(self.entries) if entry.book), "")

    def stacks(self) -> Stacks:
        undo: list[Entry] = []
        redo: list[Entry] = []
        for entry in self.entries:
            if self.state(entry) == "void":
                continue
            if entry.kind == "do":
                undo, redo = [*undo, entry] if len(undo) < MOST_STEPS else [*undo[1:], entry], []
            elif entry.kind == "undo":
                undo = [one for one in undo if one.number != entry.of]
                back = {path: step.reversed for path, step in entry.files.items()}
                redo.append(replace(entry, number=entry.of, files=back))
            else:
                redo = [one for one in redo if one.number != entry.of]
                undo.append(replace(entry, number=entry.of))
        return Stacks(tuple(undo), tuple(redo))

    def last(self, count: int) -> Recorded:
        """The last steps alone, without those that came to nothing."""
        kept = self.made()[-count:]
        states = {one.number: self.states[one.number] for one in kept if one.number in self.states}
        return Recorded(kept, states)


def digests(entries: Iterable[Entry]) -> frozenset[str]:
    """Those of all texts that these steps concern."""
    steps = (step for entry in entries for step in entry.files.values())
    return frozenset(one for step in steps for one in (step.before, step.after) if one != ABSENT)


def written(recorded: Recorded) -> str:
    """A whole journal."""
    lines = [head()]
    for entry in recorded.entries:
        lines.append(line(entry))
        state = recorded.state(entry)
        if state != "open":
            lines.append(line(Mark(entry.number, state)))
    return "".join(lines)


def head() -> str:
    return _line({"format": "dinobook-journal", "version": VERSION})


def line(one: Entry | Mark) -> str:
    if isinstance(one, Mark):
        return _line({"kind": one.state, "number": one.number})
    says = {
        "kind": one.kind,
        "number": one.number,
        "verb": one.verb,
        "arguments": dict(one.arguments),
        "time": one.time.astimezone(UTC).isoformat(timespec="seconds"),
        "book": one.book,
        "force": one.force,
        "of": one.of,
        "files": {path: [step.before, step.after] for path, step in one.files.items()},
    }
    return _line(says)


def read(data: bytes) -> Recorded:
    """The journal as far as it can be read: a line that was cut off or changed is passed over."""
    entries: dict[int, Entry] = {}
    states: dict[int, State] = {}
    unread: list[int] = []
    version = VERSION
    *lines, rest = data.split(b"\n")
    for number, one in enumerate([*lines, rest] if rest else lines, start=1):
        try:
            said = _said(one)
            if "version" in said:
                version = max(version, _of_type(said["version"], int))
            elif said.get("kind") in _MARKS:
                states[_of_type(said["number"], int)] = "done" if said["kind"] == "done" else "void"
            else:
                entry = _entry(said)
                entries[entry.number] = entry
        except (LineError, KeyError, ValueError, RecursionError):
            unread.append(number)
    return Recorded(tuple(entries.values()), states, tuple(unread), version)


def _line(says: Mapping[str, object]) -> str:
    dumped = json.dumps(says, ensure_ascii=True, separators=(",", ":"))
    return f'{{"sum":"{digest_of(dumped.encode())}","says":{dumped}}}\n'


def _said(data: bytes) -> dict[str, Any]:
    """What a line says. Raises `LineError` or `ValueError` when its sum is another."""
    found = _WRITTEN.fullmatch(data)
    if found is None or found[1].decode() != digest_of(found[2]):
        raise LineError
    says: dict[str, Any] = json.loads(found[2])
    return says


def _entry(said: Mapping[str, Any]) -> Entry:
    kind = said["kind"]
    if kind not in KINDS:
        raise LineError
    files = _of_type(said["files"], dict)
    return Entry(
        number=_of_type(said["number"], int),
        kind=kind,
        verb=_of_type(said["verb"], str),
        arguments=_of_type(said["arguments"], dict),
        time=datetime.fromisoformat(_of_type(said["time"], str)).astimezone(UTC),
        book=_of_type(said["book"], str),
        files={_path(path): _file_step(step) for path, step in files.items()},
        force=_of_type(said["force"], bool),
        of=_of_type(said["of"], int),
    )


@lru_cache(maxsize=1000)
def _path(path: str) -> str:
    """A file of the book that a command may change, and no other."""
    try:
        clean = normalise(path)
    except SourceError as error:
        raise LineError from error
    if clean != path or path == IGNORED or not may_change(path):
        raise LineError
    return path


def _file_step(step: object) -> FileStep:
    before, after = (_digest(one) for one in _of_type(step, list))
    return FileStep(before, after)


def _digest(text: object) -> str:
    found = _of_type(text, str)
    if not _DIGEST.fullmatch(found):
        raise LineError
    return str(found)


def _of_type(value: object, kind: type[Any]) -> Any:
    if not isinstance(value, kind):
        raise LineError
    return value
