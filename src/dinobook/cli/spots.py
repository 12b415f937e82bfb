"""Where something goes, as it is typed: `--before`, `--after`, `--to-part`, `--first` and so on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dinobook import UsageError
from dinobook.cli.completing import parts, rows
from dinobook.problems import joined

if TYPE_CHECKING:
    from dinobook.editing import Spot

BeforeOption = Annotated[
    str,
    typer.Option("--before", metavar="ROW", help="Right before this row.", autocompletion=rows),
]
AfterOption = Annotated[
    str, typer.Option("--after", metavar="ROW", help="Right after this row.", autocompletion=rows)
]
ToPartOption = Annotated[
    str,
    typer.Option(
        "--to-part", metavar="PART", help="To the end of this part.", autocompletion=parts
    ),
]
ToMatterOption = Annotated[
    str,
    typer.Option(
        "--to-matter", metavar="MATTER", help="To the end of this matter: front, body or back."
    ),
]
FirstFlag = Annotated[
    bool,
    typer.Option(
        "--first",
        help="To the beginning: of the part or matter that is named, else of its own matter.",
    ),
]
LastFlag = Annotated[bool, typer.Option("--last", help="To the end of the matter that it is in.")]


def spot(
    before: str, after: str, to_part: str, to_matter: str, first: bool, last: bool
) -> Spot | None:
    """None when nothing is said. Raises `UsageError` for options that contradict each other."""
    from dinobook.editing import Spot

    places = {"--before": before, "--after": after, "--to-part": to_part, "--to-matter": to_matter}
    said = [name for name, value in places.items() if value]
    ends = ["--first"] * first + ["--last"] * last
    beside = bool(before or after)
    if len(said) > 1 or len(ends) > 1 or (beside and ends):
        raise UsageError(f"Say where in one way: {joined([*said, *ends])} are too many.")
    found = Spot(before, after, to_part, to_matter, first, last)
    return None if found == Spot() else found


def in_words(where: Spot) -> str:
    """Behind “… stands”."""
    if where.before:
        return f"right before “{where.before}”"
    if where.after:
        return f"right after “{where.after}”"
    end = "at the beginning" if where.first else "at the end"
    if where.part:
        return f"{end} of the part “{where.part}”"
    if where.matter:
        return f"{end} of the {where.matter} matter"
    return "first in its matter" if where.first else "last in its matter"
