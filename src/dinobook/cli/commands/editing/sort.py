"""`dinobook sort`: the chapters of each part by date, title, tag or length."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

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
from dinobook.cli.places import BookOption, OutOption, find_book


class By(StrEnum):
    """What chapters are sorted by."""

    DATE = "date"
    TITLE = "title"
    TAG = "tag"
    WORDS = "words"


def sort(
    by: Annotated[By, typer.Option("--by", help="What by; a tag: the first of the chapter.")],
    part: Annotated[
        str,
        typer.Option("--part", metavar="PART", help="In this part only.", autocompletion=parts),
    ] = "",
    reverse: Annotated[bool, typer.Option("--reverse", help="The last first.")] = False,
    arrangement: ArrangementOption = "",
    dry_run: DryRunFlag = False,
    exact: ExactFlag = False,
    force: ForceFlag = False,
    book: BookOption = None,
    out: OutOption = None,
) -> Answer:
    """Sort the chapters of each part."""
    from dinobook.editing import sort as in_order

    opened = find_book(book, out)
    keys = opened.sort_keys(by.value)
    verb = Verb(
        "sort",
        lambda text: in_order(text, keys, part, reverse, arrangement=arrangement),
        f"{f'The part “{part}”' if part else 'Each part'} is sorted by {by.value} now.",
        {"by": by.value, "part": part, "reverse": reverse, "arrangement": arrangement},
        (),
        arrangement,
    )
    return carry_out(opened, verb, dry_run=dry_run, exact=exact, force=force)
