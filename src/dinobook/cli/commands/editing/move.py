"""`dinobook move` and `dinobook swap`: rows to another place."""

from __future__ import annotations

from typing import Annotated

import typer

from dinobook import UsageError
from dinobook.cli.answer import Answer
from dinobook.cli.completing import rows
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

RowArgument = Annotated[
    str,
    typer.Argument(
        metavar="ROW", help="A chapter's or part's id, or a made page.", autocompletion=rows
    ),
]
RowsArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="ROW…", help="Chapters' or parts' ids, or made pages.", autocompletion=rows
    ),
]


def move(
    ids: RowsArgument,
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
    """Move chapters, parts or made pages to another place."""
    from dinobook.editing import move as moved

    where = spot(before, after, to_part, to_matter, first, last)
    if where is None:
        raise UsageError(
            "It is not said where to. "
            "Add --before ROW, --after ROW, --to-part PART, --to-matter MATTER, --first or --last."
        )
    verb = Verb(
        "move",
        lambda text: moved(text, ids, where, arrangement=arrangement),
        f"{named(ids)} {'stands' if len(ids) == 1 else 'stand'} {in_words(where)} now.",
        {"ids": ids, "to": in_words(where), "arrangement": arrangement},
        ids,
        arrangement,
    )
    return carry_out(find_book(book, out), verb, dry_run=dry_run, exact=exact, force=force)


def swap(
    first: RowArgument,
    second: RowArgument,
    arrangement: ArrangementOption = "",
    dry_run: DryRunFlag = False,
    exact: ExactFlag = False,
    force: ForceFlag = False,
    book: BookOption = None,
    out: OutOption = None,
) -> Answer:
    """Let two rows change places."""
    from dinobook.editing import swap as swapped

    verb = Verb(
        "swap",
        lambda text: swapped(text, first, second, arrangement=arrangement),
        f"“{first}” and “{second}” have changed places.",
        {"ids": [first, second], "arrangement": arrangement},
        (first,),
        arrangement,
    )
    return carry_out(find_book(book, out), verb, dry_run=dry_run, exact=exact, force=force)
