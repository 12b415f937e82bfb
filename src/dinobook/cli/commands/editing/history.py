"""`dinobook history`, `diff`, `undo` and `redo`: what was done, and taken back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Final

import typer

from dinobook.cli.answer import Answer
from dinobook.cli.editing import DryRunFlag, ExactFlag, answer, tell, weigh
from dinobook.cli.places import BookOption, OutOption, find_book
from dinobook.cli.show import say, show_table

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from dinobook import Edited
    from dinobook.storage.edit_entries import Entry

_BARE: Final = ("part", "name", "to", "new")
"""Arguments that are told without their names."""
_WITH_TITLE: Final = ("retitle", "part add", "part rename")
"""Verbs whose title is no option."""
_OPTIONS: Final = {"kept_as": "keep-as"}
"""Arguments whose options have another name."""
StepsArgument = Annotated[int, typer.Argument(metavar="[N]", help="So many steps.", min=1)]


def history(book: BookOption = None) -> Answer:
    """Show the steps that were made, the last one last."""
    found = find_book(book).history()
    undoable = {step.number for step in found.undoable}
    if found.steps:
        show_table(
            ("step", "when", "what", ""),
            [
                (str(step.number), _when(step), in_words(step), _state(step, undoable))
                for step in found.steps
            ],
            "r",
        )
    else:
        say("Nothing was done yet that could be taken back.")
    return Answer(
        {
            "steps": [_as_row(step) for step in found.steps],
            "undo": [step.number for step in found.undoable],
            "redo": [step.number for step in found.redoable],
        }
    )


def diff(steps: StepsArgument = 1, book: BookOption = None) -> Answer:
    """Show the lines that the last steps changed."""
    from dinobook.editing import changed_lines

    edited = find_book(book).undo(steps, dry_run=True)
    for path, (now, before) in edited.files.items():
        say(path)
        for line in changed_lines(before or "", now or ""):
            say(line)
    files = {
        path: list(changed_lines(before or "", now or ""))
        for path, (now, before) in edited.files.items()
    }
    return Answer({"files": files}, edited.problems)


def undo(
    steps: StepsArgument = 1,
    dry_run: DryRunFlag = False,
    exact: ExactFlag = False,
    book: BookOption = None,
    out: OutOption = None,
) -> Answer:
    """Take back the last step, or the last N of them."""
    opened = find_book(book, out)
    planned = opened.undo(steps, dry_run=True)
    weighed = weigh(opened, planned, exact=exact)
    edited = planned if dry_run else opened.undo(steps)
    tell(edited, _said("Taken back", edited, steps), weighed, dry_run=dry_run)
    return answer(edited, weighed)


def redo(
    steps: StepsArgument = 1,
    dry_run: DryRunFlag = False,
    exact: ExactFlag = False,
    book: BookOption = None,
    out: OutOption = None,
) -> Answer:
    """Make steps again that were taken back."""
    opened = find_book(book, out)
    planned = opened.redo(steps, dry_run=True)
    weighed = weigh(opened, planned, exact=exact)
    edited = planned if dry_run else opened.redo(steps)
    tell(edited, _said("Made again", edited, steps), weighed, dry_run=dry_run)
    return answer(edited, weighed)


def _said(what: str, edited: Edited, steps: int) -> str:
    if edited.steps:
        return f"{what}: {'; '.join(_as_typed(step) for step in edited.steps)}."
    return f"{what}: {steps} step{'s' if steps > 1 else ''}."


def in_words(step: Entry) -> str:
    """`move koffie right after “de-lade”`, and before it whether that was undone or made again."""
    kind = "" if step.kind == "do" else f"{step.kind} "
    return kind + _as_typed(step)


def _as_typed(step: Entry) -> str:
    bare = (*_BARE, "title") if step.verb in _WITH_TITLE else _BARE
    words = [step.verb, *_arguments(step.arguments, bare)]
    return " ".join(words) + (" --force" if step.force else "")


def _arguments(arguments: Mapping[str, object], bare: Collection[str]) -> Iterator[str]:
    for name, value in arguments.items():
        said = f"“{value}”" if " " in str(value) and name != "to" else str(value)
        if isinstance(value, list | tuple):
            yield " ".join(map(str, value))
        elif name in bare and value:
            yield said
        elif value:
            option = _OPTIONS.get(name, name.replace("_", "-"))
            yield f"--{option}" + ("" if value is True else f" {said}")


def _when(step: Entry) -> str:
    return step.time.astimezone().strftime("%Y-%m-%d %H:%M")


def _state(step: Entry, undoable: set[int]) -> str:
    return "taken back" if step.kind == "do" and step.number not in undoable else ""


def _as_row(step: Entry) -> dict[str, object]:
    return {
        "number": step.number,
        "kind": step.kind,
        "of": step.of or None,
        "verb": step.verb,
        "arguments": dict(step.arguments),
        "time": step.time.isoformat(),
        "force": step.force,
        "files": {path: [one.before, one.after] for path, one in step.files.items()},
    }
