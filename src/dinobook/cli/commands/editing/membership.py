"""`dinobook add`, `drop`, `hold` and `release`: which chapters the book has, and prints."""

from __future__ import annotations

from typing import Annotated

import typer

from dinobook.cli.answer import Answer
from dinobook.cli.completing import chapters, chapters_aside, chapters_held
from dinobook.cli.editing import (
    ArrangementOption,
    DryRunFlag,
    ExactFlag,
    ForceFlag,
    Verb,
    carry_out,
    named,
)
from dinobook.cli.places import BookOption, OutOption, find_book
from dinobook.cli.show import talk
from dinobook.cli.spots import (
    AfterOption,
    BeforeOption,
    FirstFlag,
    LastFlag,
    ToMatterOption,
    ToPartOption,
    in_words,
    spot,
)

ChaptersArgument = Annotated[
    list[str], typer.Argument(metavar="ID…", help="Chapters.", autocompletion=chapters)
]


def add(
    name: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="A chapter that stands aside or in no list, or a new one.",
            autocompletion=chapters_aside,
        ),
    ],
    title: Annotated[
        str,
        typer.Option("--title", metavar="TITLE", help="Begin a new file for it, with this title."),
    ] = "",
    before: BeforeOption = "",
    after: AfterOption = "",
    to_part: ToPartOption = "",
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
    """Give a chapter a place; with a title a new one is begun."""
    from dinobook.editing import add as added

    where = spot(before, after, to_part, to_matter, first, last)
    opened = find_book(book, out)
    files = opened.new_chapter(name, title)
    for path in files:
        talk(f"A new file: {path}")
    verb = Verb(
        "add",
        lambda text: added(text, name, where, arrangement=arrangement),
        f"“{name}” stands {in_words(where) if where else 'last in the body'} now.",
        {
            "ids": [name],
            "to": in_words(where) if where else "",
            "title": title,
            "arrangement": arrangement,
        },
        (name,),
        arrangement,
        files=files,
    )
    return carry_out(opened, verb, dry_run=dry_run, exact=exact, force=force)


def drop(
    ids: ChaptersArgument,
    arrangement: ArrangementOption = "",
    dry_run: DryRunFlag = False,
    exact: ExactFlag = False,
    force: ForceFlag = False,
    book: BookOption = None,
    out: OutOption = None,
) -> Answer:
    """Take chapters out of the order; their files stay."""
    from dinobook.editing import drop as dropped

    verb = Verb(
        "drop",
        lambda text: dropped(text, ids, arrangement=arrangement),
        f"{_one_or_more(ids, 'is', 'are')} out of “{arrangement}” now."
        if arrangement
        else f"{_one_or_more(ids, 'stands', 'stand')} aside now.",
        {"ids": ids, "arrangement": arrangement},
        (),
        arrangement,
    )
    return carry_out(find_book(book, out), verb, dry_run=dry_run, exact=exact, force=force)


def hold(
    ids: ChaptersArgument,
    arrangement: ArrangementOption = "",
    dry_run: DryRunFlag = False,
    exact: ExactFlag = False,
    book: BookOption = None,
    out: OutOption = None,
) -> Answer:
    """Let chapters keep their places without being printed."""
    from dinobook.editing import hold as held

    verb = Verb(
        "hold",
        lambda text: held(text, ids, arrangement=arrangement),
        f"{_one_or_more(ids, 'is', 'are')} on hold now.",
        {"ids": ids, "arrangement": arrangement},
        (),
        arrangement,
    )
    return carry_out(find_book(book, out), verb, dry_run=dry_run, exact=exact)


def release(
    ids: Annotated[
        list[str],
        typer.Argument(
            metavar="ID…", help="Chapters that are on hold.", autocompletion=chapters_held
        ),
    ],
    arrangement: ArrangementOption = "",
    dry_run: DryRunFlag = False,
    exact: ExactFlag = False,
    book: BookOption = None,
    out: OutOption = None,
) -> Answer:
    """Print chapters again that were on hold."""
    from dinobook.editing import release as released

    verb = Verb(
        "release",
        lambda text: released(text, ids, arrangement=arrangement),
        f"{_one_or_more(ids, 'is', 'are')} printed again.",
        {"ids": ids, "arrangement": arrangement},
        (),
        arrangement,
    )
    return carry_out(find_book(book, out), verb, dry_run=dry_run, exact=exact)


def _one_or_more(ids: list[str], verb: str, plural: str) -> str:
    return f"{named(ids)} {verb if len(ids) == 1 else plural}"
