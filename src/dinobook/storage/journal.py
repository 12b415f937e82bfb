"""The journal of a set of changes: which files it concerns, as data that is checked when read.

Anybody may have put it there. What it names must lie in the folders of the book, and not be hidden.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from dinobook.errors import SourceError
from dinobook.storage.changes import ABSENT, may_change
from dinobook.storage.paths import normalise

_HEAD: Final = "dinobook changes 1"
_END: Final = "end"
_ROW: Final = re.compile(r"([0-9a-f]{64}|-) ([0-9a-f]{64}|-) (.+)")
_NONE: Final = "-"


class JournalError(Exception):
    """No journal that dinobook wrote, or not one of this folder."""


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """A file by its real path below the root, with its digest before and after the set."""

    path: str
    before: str
    after: str


def written(entries: Iterable[JournalEntry]) -> bytes:
    rows = [f"{entry.before or _NONE} {entry.after or _NONE} {entry.path}" for entry in entries]
    return "\n".join([_HEAD, *rows, _END, ""]).encode()


def read(data: bytes) -> tuple[JournalEntry, ...]:
    """The entries. Raises `JournalError` unless all are as `written` writes them."""
    try:
        head, *rows, end, nothing = data.decode("utf-8").split("\n")
    except ValueError as error:
        raise JournalError from error
    if (head, end, nothing) != (_HEAD, _END, ""):
        raise JournalError
    entries = tuple(_entry(row) for row in rows)
    if len({entry.path for entry in entries}) < len(entries):
        raise JournalError
    return entries


def _entry(row: str) -> JournalEntry:
    found = _ROW.fullmatch(row)
    if found is None:
        raise JournalError
    before, after = (ABSENT if one == _NONE else one for one in (found[1], found[2]))
    path = found[3]
    try:
        normalise(path)
    except SourceError as error:
        raise JournalError from error
    if not may_change(path):
        raise JournalError
    return JournalEntry(path, before, after)
