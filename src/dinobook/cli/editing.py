"""How verbs that change the order are typed, carried out and told of, all in one way."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Annotated

import typer

from dinobook import MANIFEST, UserError
from dinobook.cli.answer import Answer
from dinobook.cli.completing import arrangements
from dinobook.cli.show import say, show_problems, sum_up, talk
from dinobook.problems import joined

if TYPE_CHECKING:
    from dinobook import Edited, Impact, OpenBook
    from dinobook.editing.history.steps import FileChange

ArrangementOption = Annotated[
    str,
    typer.Option(
        "--arrangement",
        metavar="NAME",
        help="An arrangement of the manifest, in the place of the outline.",
        autocompletion=arrangements,
    ),
]
DryRunFlag = Annotated[
    bool, typer.Option("--dry-run", help="Show what would change, and change nothing.")
]
ExactFlag = Annotated[
    bool,
    typer.Option("--exact", help="Lay the new order out, so that its pages are no estimate."),
]
ForceFlag = Annotated[bool, typer.Option("--force", help="Do it though it breaks a rule of order.")]


@dataclass(frozen=True, slots=True)
class Verb:
    """What is to be done. `said` tells it as done, `moved` are the chapters that move.

    `files` are other files that change with the manifest; `weighed`: whether the order may differ
    afterwards.
    """

    name: str
    change: Callable[[str], str]
    said: str
    arguments: Mapping[str, object]
    moved: Collection[str] = ()
    arrangement: str = ""
    files: Mapping[str, FileChange] = field(default_factory=dict)
    weighed: bool = True


def carry_out(
    opened: OpenBook, verb: Verb, *, dry_run: bool = False, exact: bool = False, force: bool = False
) -> Answer:
    """Do it, and show the lines that change and what that does to the book."""
    change = verb.change
    if not force:
        from dinobook.editing import obeying

        change = obeying(change, verb.moved, arrangement=verb.arrangement)

    def edit(*, dry_run: bool) -> Edited:
        said = {name: value for name, value in verb.arguments.items() if value}
        return opened.edit(
            verb.name, change, arguments=said, files=verb.files, force=force, dry_run=dry_run
        )

    planned = edit(dry_run=True)
    unprinted = verb.weighed and planned.is_changed and _is_unprinted(opened, verb.arrangement)
    weighed = weigh(opened, planned, exact=exact) if verb.weighed and not unprinted else None
    edited = edit(dry_run=False) if planned.is_changed and not dry_run else planned
    tell(edited, verb.said, weighed, dry_run=dry_run)
    if unprinted:
        compare = f"dinobook arrangement compare {verb.arrangement}"
        say(f"No edition prints “{verb.arrangement}”. What it would be is told by: {compare}")
    if edited.steps:
        sum_up("Taken back by: dinobook undo")
    return answer(edited, weighed)


def _is_unprinted(opened: OpenBook, arrangement: str) -> bool:
    """Whether it is an arrangement that no edition prints; False where the manifest is at fault."""
    try:
        every = opened.arrangements() if arrangement else ()
    except UserError:
        return False
    return any(one.name == arrangement and not one.editions for one in every)


def weigh(opened: OpenBook, planned: Edited, *, exact: bool = False) -> Impact | None:
    """What an edit that is not made yet does to the book.

    None where nothing changes, or where the book cannot be looked into, which `check` explains.
    """
    if planned.before == planned.after:
        return None
    try:
        return opened.impact(planned.after, exact=exact, files=_others(planned))
    except UserError as error:
        if exact:
            raise
        talk(
            f"What it does to the pages cannot be told: {error.message} "
            "What is wrong is told by: dinobook check"
        )
        return None


def tell(edited: Edited, said: str, weighed: Impact | None, *, dry_run: bool = False) -> None:
    """A sentence, the lines that are gone and new, and what they do."""
    show_problems(edited.problems)
    if not edited.is_changed:
        sum_up("Nothing changes: it is so already.")
        return
    sum_up(f"Dry run (nothing is changed): {said}" if dry_run else said)
    lines = _changed(edited)
    for path, changed in lines.items():
        if len(lines) > 1:
            say(path)
        for line in changed:
            say(line)
    if weighed is not None:
        for line in weighed.lines():
            say(line)


def answer(edited: Edited, weighed: Impact | None = None) -> Answer:
    return Answer(
        {
            "changed": edited.is_changed,
            "steps": [step.number for step in edited.steps],
            "files": _changed(edited),
            "impact": None if weighed is None else asdict(weighed),
        },
        edited.problems,
    )


def named(ids: Collection[str]) -> str:
    """`“a”, “b” and “c”`."""
    return joined(f"“{name}”" for name in ids)


def _others(planned: Edited) -> dict[str, str | None]:
    """The files beside the manifest, as they will be."""
    return {path: after for path, (_, after) in planned.files.items() if path != MANIFEST}


def _changed(edited: Edited) -> dict[str, list[str]]:
    """The lines that are gone and new, file by file."""
    from dinobook.editing import changed_lines

    return {
        path: list(changed_lines(before or "", after or ""))
        for path, (before, after) in edited.files.items()
        if before != after
    }
