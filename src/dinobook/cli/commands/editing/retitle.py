"""`dinobook retitle`: the short title of a chapter, or the title in its file."""

from __future__ import annotations

from typing import Annotated

import typer

from dinobook.cli.answer import Answer
from dinobook.cli.completing import chapters
from dinobook.cli.editing import ArrangementOption, DryRunFlag, ExactFlag, Verb, carry_out
from dinobook.cli.places import BookOption, OutOption, find_book
from dinobook.cli.show import talk


def retitle(
    name: Annotated[str, typer.Argument(metavar="ID", help="A chapter.", autocompletion=chapters)],
    title: Annotated[
        str, typer.Argument(metavar="TITLE", help="The new title; “” takes a short one away.")
    ],
    chapter: Annotated[
        bool,
        typer.Option("--chapter", help="Write it into the chapter's own file, as its title."),
    ] = False,
    arrangement: ArrangementOption = "",
    dry_run: DryRunFlag = False,
    exact: ExactFlag = False,
    book: BookOption = None,
    out: OutOption = None,
) -> Answer:
    """Give a chapter another short title, or another title."""
    from dinobook.editing import retitle as retitled

    opened = find_book(book, out)
    arguments = {"ids": [name], "title": title, "chapter": chapter, "arrangement": arrangement}
    if chapter:
        files = opened.new_title(name, title)
        for path in files:
            talk(f"This writes the title into the chapter's own file: {path}")
        said = f"“{name}” is called “{title}” now."
        verb = Verb("retitle", lambda text: text, said, arguments, files=files)
    else:
        said = (
            f"“{name}” is “{title}” for short now."
            if title
            else f"“{name}” has no short title now."
        )
        verb = Verb(
            "retitle",
            lambda text: retitled(text, name, title, arrangement=arrangement),
            said,
            arguments,
            (),
            arrangement,
        )
    return carry_out(opened, verb, dry_run=dry_run, exact=exact)
