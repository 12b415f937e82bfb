"""Reading and writing a journal of edits: what was found in it, and steps that are added."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from dinobook.errors import SetupError, SourceError
from dinobook.problems import Place, Problem, Severity
from dinobook.storage.changes import ABSENT, digest_of
from dinobook.storage.edit_entries import (
    MOST_STEPS,
    VERSION,
    Entry,
    Mark,
    Recorded,
    digests,
    head,
    line,
    read,
    written,
)
from dinobook.storage.edit_journal import FOLDER, Store

_SLACK: Final = 100
"""So many steps more are let in before the journal is written anew."""


@dataclass(slots=True)
class Session:
    """A journal that is open for one writer; `notes` say what was wrong with it."""

    store: Store
    recorded: Recorded
    notes: tuple[Problem, ...] = ()

    def add(self, entries: Sequence[Entry], texts: Mapping[str, bytes]) -> None:
        """Steps that are about to be made, with every text that they begin or end with."""
        self.store.keep(texts)
        start = "" if self.recorded.entries else head()
        self.store.append((start + "".join(map(line, entries))).encode())
        self.recorded = replace(self.recorded, entries=(*self.recorded.entries, *entries))

    def mark(self, entries: Sequence[Entry], state: Literal["done", "void"]) -> None:
        """Say what became of steps. Where that cannot be written, the files say it."""
        if not entries:
            return
        marks = [Mark(entry.number, state) for entry in entries]
        with contextlib.suppress(SetupError):
            self.store.append("".join(map(line, marks)).encode())
        states = {**self.recorded.states, **{one.number: state for one in marks}}
        self.recorded = replace(self.recorded, states=states)


def peek(store: Store) -> Recorded:
    """What the journal says, without writing anything. Raises `SetupError`."""
    return _known(read(store.read()))


def text(store: Store, digest: str) -> bytes | None:
    """A text of a step; None: there was no file. Raises `SourceError` when it is lost."""
    if digest == ABSENT:
        return None
    found = store.text(digest)
    if found is None:
        message = "A text that the journal of edits needs is missing, or was changed."
        hint = "Steps that it belongs to cannot be undone or redone. Nothing was changed."
        place = Place(f"{FOLDER}/texts/{digest}")
        raise SourceError(
            "The step cannot be taken back.", [Problem(place, "journal-006", message, hint)]
        )
    return found


@contextlib.contextmanager
def opened(store: Store, book: str) -> Iterator[Session]:
    """The journal of the book with this identifier, for one writer.

    A journal of another book, and one with lines that cannot be read, is put aside, and told of.
    Raises `SetupError` where nothing can be written.
    """
    with store.locked():
        data = store.read()
        recorded = _known(read(data))
        notes: list[Problem] = []
        if recorded.book and book and recorded.book != book:
            notes.append(_foreign(store.set_aside("another-book", texts=True)))
            recorded = Recorded()
        elif recorded.unread:
            aside = store.set_aside("damaged", texts=False)
            store.rewrite(written(recorded).encode(), ())
            notes.append(_damaged(recorded, aside))
            recorded = replace(recorded, unread=())
        elif data and not data.endswith(b"\n"):
            store.append(b"\n")
        if len(recorded.entries) > MOST_STEPS + _SLACK:
            kept = recorded.last(MOST_STEPS)
            needless = digests(recorded.entries) - digests(kept.entries)
            store.rewrite(written(kept).encode(), needless)
            recorded = kept
        yield Session(store, recorded, tuple(notes))


def texts_of(data: Sequence[bytes | None]) -> dict[str, bytes]:
    """Texts by their digests."""
    return {digest_of(one): one for one in data if one is not None}


def _known(recorded: Recorded) -> Recorded:
    if recorded.version > VERSION:
        raise SetupError(
            f"The journal of edits in {FOLDER} was written by a newer dinobook. Update this one, "
            "or move that folder away: then nothing that was done before can be undone."
        )
    return recorded


def _foreign(aside: str) -> Problem:
    message = "The journal of edits is that of another book: its identifier is another."
    hint = f"It is kept in {aside}; a new one begins. Delete it when you know why."
    return Problem(Place(FOLDER), "journal-003", message, hint, Severity.WARNING)


def _damaged(recorded: Recorded, aside: str) -> Problem:
    count = len(recorded.unread)
    lines, were = ("A line", "was") if count == 1 else (f"{count} lines", "were")
    message = f"{lines} of the journal of edits {were} cut off or changed, and cannot be read."
    hint = f"The whole is kept in {aside}; all other steps can be undone as before."
    place = Place(f"{FOLDER}/journal.jsonl", recorded.unread[0])
    return Problem(place, "journal-002", message, hint, Severity.WARNING)
