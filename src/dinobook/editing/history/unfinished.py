"""Steps that a command did not come to mark: whether they were made is seen by the files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from dinobook.editing.history.merge import distance
from dinobook.editing.history.texts import decoded
from dinobook.problems import Place, Problem, Severity
from dinobook.storage.edit_entries import Entry, FileStep, Mark, Recorded
from dinobook.storage.edit_journal import Store
from dinobook.storage.edit_session import Session
from dinobook.storage.project import MANIFEST, Project

Judged = Literal["done", "void"]


def settle(project: Project, session: Session) -> tuple[Problem, ...]:
    """Mark the steps that have no mark yet; a note says what became of them."""
    steps = session.recorded.open_steps()
    if not steps:
        return ()
    state, note = _judge(project, session.store, steps)
    session.mark(steps, state)
    return (note,)


def settled(
    project: Project, store: Store, recorded: Recorded
) -> tuple[Recorded, tuple[Problem, ...]]:
    """The same without writing."""
    steps = recorded.open_steps()
    if not steps:
        return recorded, ()
    state, note = _judge(project, store, steps)
    marks = [Mark(step.number, state) for step in steps]
    states = {**recorded.states, **{mark.number: mark.state for mark in marks}}
    return Recorded(recorded.entries, states, recorded.unread, recorded.version), (note,)


def _judge(project: Project, store: Store, steps: Sequence[Entry]) -> tuple[Judged, Problem]:
    """Whether these steps, one set of changes, were made."""
    files: dict[str, FileStep] = {}
    for entry in steps:
        for path, step in entry.files.items():
            before = files[path].before if path in files else step.before
            files[path] = FileStep(before, step.after)
    told = f"A command was stopped at step {steps[0].number} (“{steps[0].verb}”)"
    now = {path: project.digest(path) for path in files}
    if all(now[path] == step.after for path, step in files.items()):
        return "done", _note(f"{told} when it had made it; the step can be undone.")
    if all(now[path] == step.before for path, step in files.items()):
        return "void", _note(f"{told} before anything was changed.")
    path = MANIFEST if MANIFEST in files else next(iter(files))
    is_made = _is_made(project, store, path, files[path])
    seems = "seems to have been made" if is_made else "seems not to have been made"
    why = f"the step {seems}, by what stands in “{path}”, which was changed by hand since"
    return "done" if is_made else "void", _note(f"{told}; {why}.")


def _is_made(project: Project, store: Store, path: str, step: FileStep) -> bool:
    """By which of the two texts the file is nearer to; equally near: made, which can be undone."""
    if now := project.digest(path):
        if step.before == now or step.after == now:
            return step.after == now
        here = decoded(path, project.read_bytes(path)) or ""
        near = [decoded(path, store.text(one)) or "" for one in (step.before, step.after)]
        return distance(here, near[1]) <= distance(here, near[0])
    return not step.after


def _note(message: str) -> Problem:
    return Problem(Place(MANIFEST), "journal-001", message, "", Severity.NOTE)
