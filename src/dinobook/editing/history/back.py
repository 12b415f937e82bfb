"""A file taken from one end of a step to the other, with what was changed by hand since."""

from __future__ import annotations

from collections.abc import Sequence

from dinobook.editing.history.merge import Clash, ClashError, merge_lines, merge_rows
from dinobook.editing.history.texts import decoded
from dinobook.errors import ManifestError, SourceError, UserError
from dinobook.problems import Place, Problem, Severity
from dinobook.storage.changes import ABSENT, digest_of
from dinobook.storage.edit_entries import Entry, FileStep
from dinobook.storage.edit_journal import Store
from dinobook.storage.edit_session import text
from dinobook.storage.project import MANIFEST

Moved = tuple[bytes | None, Sequence[Problem]]


def moved(store: Store, entry: Entry, path: str, now: bytes | None, step: FileStep) -> Moved:
    """The file as it is now, taken from `step.before` to `step.after`; what to say of it.

    Raises `ManifestError` or `SourceError` when what was changed since overlaps.
    """
    seen = ABSENT if now is None else digest_of(now)
    if step.before == step.after or seen == step.after:
        return now, ()
    if seen == step.before:
        return text(store, step.after), ()
    base, wanted = text(store, step.before), text(store, step.after)
    if now is None or base is None or wanted is None:
        return now, (_stays(path, entry, is_there=now is not None),)
    merge = merge_rows if path == MANIFEST else merge_lines
    three = [decoded(path, data) or "" for data in (base, wanted, now)]
    try:
        return merge(*three).encode(), ()
    except ClashError as error:
        raise _overlapping(path, entry, error.clashes) from error


def _stays(path: str, entry: Entry, *, is_there: bool) -> Problem:
    if is_there:
        message = f"“{path}” was changed since step {entry.number} and stays as it is."
        hint = "Delete it yourself if you do not want it."
    else:
        message = f"“{path}” has gone since step {entry.number}, and is not made again."
        hint = "Its text of then is in .dinobook/texts."
    return Problem(Place(path), "journal-005", message, hint, Severity.NOTE)


def _quoted(clash: Clash) -> str:
    """Both lines, whole."""
    now, then = clash.text_now.strip(), clash.text_then.strip()
    is_now = f"Line {clash.line_now} is “{now}” now" if now else "It is gone now"
    was = f"line {clash.line_then} was “{then}” then" if then else "it was not there then"
    return f"{is_now}; {was}."


def _overlapping(path: str, entry: Entry, clashes: Sequence[Clash]) -> UserError:
    kind = ManifestError if path == MANIFEST else SourceError
    problems = [
        Problem(
            Place(path, clash.line_now, clash.what),
            "journal-004",
            f"{clash.what} was changed by hand since step {entry.number} (“{entry.verb}”), which "
            f"changed it too. {_quoted(clash)}",
            f"Change line {clash.line_now} by hand, or put back what stood there and try again.",
        )
        for clash in clashes
    ]
    return kind("The step and a later change by hand concern the same place.", problems)
