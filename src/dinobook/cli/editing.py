"""How verbs that change the order are typed, carried out and told of, all in one way."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from dinobook import ManifestError, UserError
from dinobook.cli.answer import Answer
from dinobook.cli.completing import arrangements
from dinobook.cli.show import say, show_problems, sum_up

if TYPE_CHECKING:
    from dinobook import Edited, Impact, OpenBook

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
    """What is to be done. `said` is a sentence in the past, `moved` the chapters that move."""

    name: str
    change: Callable[[str], str]
    said: str
    arguments: Mapping[str, object]
    moved: Collection[str] = ()
    arrangement: str = ""
    weighed: bool = True


def carry_out(
    opened: OpenBook, verb: Verb, *, dry_run: bool = False, exact: bool = False, force: bool = False
) -> Answer:
    """Do it, and show the lines that change and what that does to the book."""
    change = verb.change
    if not force:
        from dinobook.editing.obeying import obeying

        change = obeying(change, verb.moved, arrangement=verb.arrangement)
    before = opened.edit(verb.name, change, arguments=verb.arguments, force=force, dry_run=True)
    weighed = _impact(opened, before, exact=exact) if verb.weighed and before.is_changed else None
    edited = before
    if before.is_changed and not dry_run:
        edited = opened.edit(verb.name, change, arguments=verb.arguments, force=force)
    tell(edited, verb.said, dry_run=dry_run)
    if weighed is not None:
        for line in weighed.lines():
            say(line)
    if edited.is_changed and not dry_run:
        sum_up("Taken back by: dinobook undo")
    return answer(edited, weighed)


def tell(edited: Edited, said: str, *, dry_run: bool = False) -> None:
    """A sentence, and the lines that are gone and new."""
    from dinobook.editing import changed_lines

    show_problems(edited.problems)
    if not edited.is_changed:
        sum_up("Nothing changes: it is so already.")
        return
    sum_up(f"It would be so, and nothing was changed: {said}" if dry_run else said)
    for path, (before, after) in edited.files.items():
        lines = changed_lines(before or "", after or "")
        if lines and len(edited.files) > 1:
            say(path)
        for line in lines:
            say(line)


def answer(edited: Edited, weighed: Impact | None = None) -> Answer:
    from dinobook.editing import changed_lines

    return Answer(
        {
            "changed": edited.is_changed,
            "steps": [step.number for step in edited.steps],
            "files": {
                path: list(changed_lines(before or "", after or ""))
                for path, (before, after) in edited.files.items()
            },
            "impact": None if weighed is None else asdict(weighed),
        },
        edited.problems,
    )


def _impact(opened: OpenBook, edited: Edited, *, exact: bool) -> Impact | None:
    """None where the book cannot be looked into: then `check` says why, and the edit is made."""
    try:
        return opened.impact(edited.after, exact=exact)
    except ManifestError:
        return None
    except UserError as error:
        if exact:
            raise
        show_problems(error.problems)
        return None
