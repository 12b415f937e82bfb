"""`dinobook part …`: parts, which move with their chapters."""

from __future__ import annotations

from typing import Annotated

import typer

from dinobook import UsageError
from dinobook.cli.answer import Answer
from dinobook.cli.completing import parts
from dinobook.cli.editing import (
    ArrangementOption,
    DryRunFlag,
    ExactFlag,
    ForceFlag,
    Verb,
    carry_out,
)
from dinobook.cli.output_mode import HELP, AnsweringCommand
from dinobook.cli.places import BookOption, OutOption, find_book
from dinobook.cli.spots import (
    AfterOption,
    BeforeOption,
    FirstFlag,
    LastFlag,
    ToMatterOption,
    in_words,
    spot,
)

part = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings=HELP,
    help="Add, rename, remove and move parts.",
)

PartArgument = Annotated[
    str, typer.Argument(metavar="PART", help="A part's title or id.", autocompletion=parts)
]


@part.command(cls=AnsweringCommand)
def add(
    title: Annotated[str, typer.Argument(metavar="TITLE", help="The title of the new part.")],
    before: BeforeOption = "",
    after: AfterOption = "",
    to_matter: ToMatterOption = "",
    first: FirstFlag = False,
    last: LastFlag = False,
    arrangement: ArrangementOption = "",
    dry_run: DryRunFlag = False,
    exact: ExactFlag = False,
    force: ForceFlag = False,
    book: BookOption = None,
    out: OutOption = None,
) -> Answer:
    """Begin a part; the chapters below its row are its own."""
    from dinobook.editing import part_add
    from dinobook.editing.spots import Spot

    where = spot(before, after, "", to_matter, first, last) or Spot(last=True)
    verb = Verb(
        "part add",
        lambda text: part_add(text, title, where, arrangement=arrangement),
        f"The part “{title}” stands {in_words(where)} now.",
        {"part": title, "to": in_words(where), "arrangement": arrangement},
        (),
        arrangement,
    )
    return carry_out(find_book(book, out), verb, dry_run=dry_run, exact=exact, force=force)


@part.command(cls=AnsweringCommand)
def rename(
    name: PartArgument,
    title: Annotated[str, typer.Argument(metavar="TITLE", help="Its new title.")],
    arrangement: ArrangementOption = "",
    dry_run: DryRunFlag = False,
    exact: ExactFlag = False,
    book: BookOption = None,
    out: OutOption = None,
) -> Answer:
    """Give a part another title; it keeps its id, so that links to it hold."""
    from dinobook.editing import part_rename

    verb = Verb(
        "part rename",
        lambda text: part_rename(text, name, title, arrangement=arrangement),
        f"The part “{name}” is “{title}” now.",
        {"part": name, "title": title, "arrangement": arrangement},
        (),
        arrangement,
    )
    return carry_out(find_book(book, out), verb, dry_run=dry_run, exact=exact)


@part.command(cls=AnsweringCommand)
def remove(
    name: PartArgument,
    arrangement: ArrangementOption = "",
    dry_run: DryRunFlag = False,
    exact: ExactFlag = False,
    force: ForceFlag = False,
    book: BookOption = None,
    out: OutOption = None,
) -> Answer:
    """Take a part's row out; its chapters stay where they are."""
    from dinobook.editing import part_remove

    verb = Verb(
        "part remove",
        lambda text: part_remove(text, name, arrangement=arrangement),
        f"The part “{name}” is gone; its chapters stay.",
        {"part": name, "arrangement": arrangement},
        (),
        arrangement,
    )
    return carry_out(find_book(book, out), verb, dry_run=dry_run, exact=exact, force=force)


@part.command(cls=AnsweringCommand)
def move(
    name: PartArgument,
    before: BeforeOption = "",
    after: AfterOption = "",
    to_matter: ToMatterOption = "",
    first: FirstFlag = False,
    last: LastFlag = False,
    arrangement: ArrangementOption = "",
    dry_run: DryRunFlag = False,
    exact: ExactFlag = False,
    force: ForceFlag = False,
    book: BookOption = None,
    out: OutOption = None,
) -> Answer:
    """Move a part with its chapters."""
    from dinobook.editing import part_move

    where = spot(before, after, "", to_matter, first, last)
    if where is None:
        raise UsageError(
            "It is not said where to. "
            "Add --before PART, --after PART, --to-matter MATTER, --first or --last."
        )
    verb = Verb(
        "part move",
        lambda text: part_move(text, name, where, arrangement=arrangement),
        f"The part “{name}” stands {in_words(where)} now.",
        {"part": name, "to": in_words(where), "arrangement": arrangement},
        (),
        arrangement,
    )
    return carry_out(find_book(book, out), verb, dry_run=dry_run, exact=exact, force=force)
