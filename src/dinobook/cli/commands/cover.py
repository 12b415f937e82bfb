"""`dinobook cover`: front, spine and back as one sheet, as thick as the last build makes it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dinobook import CheckError
from dinobook.cli.answer import Answer
from dinobook.cli.completing import printed_editions
from dinobook.cli.places import BookOption, OutOption, find_book, near
from dinobook.cli.show import show_problems, sum_up
from dinobook.problems import counted

if TYPE_CHECKING:
    from dinobook import PrintedCover


def cover(
    edition: Annotated[
        str,
        typer.Argument(
            metavar="[EDITION]",
            help="An edition. None: all that are printed.",
            autocompletion=printed_editions,
        ),
    ] = "",
    with_proof: Annotated[
        bool, typer.Option("--proof", help="Draw trim, folds and safe parts on a picture too.")
    ] = False,
    check: Annotated[
        Path | None,
        typer.Option("--check", metavar="FILE", help="Check a finished cover; make none."),
    ] = None,
    book: BookOption = None,
    out: OutOption = None,
) -> Answer:
    """Make the cover of a printed book, or check a finished one."""
    opened = find_book(book, out)
    if check is not None:
        made = opened.check_cover(check, edition)
    else:
        made = opened.make_covers(edition, proof=with_proof)
    folder = opened.outputs.path
    for one in made:
        show_problems(one.problems)
        if check is not None:
            sum_up(_fits(one, check))
            continue
        sum_up(_size(one))
        for file in one.files:
            where = near(folder / file)
            sum_up(where, where)
    problems = tuple(problem for one in made for problem in one.problems)
    failure = None
    if any(one.is_error for one in problems):
        failure = CheckError("The cover needs a look before it is printed.")
    covers = [_row(one, measured=check is None) for one in made]
    return Answer({"folder": str(folder), "covers": covers}, problems, failure)


def _row(made: PrintedCover, *, measured: bool) -> dict[str, object]:
    keys: dict[str, object] = {
        "edition": made.edition,
        "files": list(made.files),
        "pages": made.pages,
    }
    if measured:
        width, height = made.wrap.size_mm
        keys |= {"width_mm": width, "height_mm": height, "spine_mm": made.wrap.spine_mm}
    return keys


def _fits(made: PrintedCover, file: Path) -> str:
    width, height = made.wrap.sheet_mm
    return f"{file} has the size that “{made.edition}” needs: {width:.1f} x {height:.1f} mm."


def _size(made: PrintedCover) -> str:
    wrap = made.wrap
    width, height = wrap.size_mm
    return (
        f"{made.edition}: {width:.1f} x {height:.1f} mm and {wrap.bleed_mm:.4g} mm bleed, "
        f"spine {wrap.spine_mm:.1f} mm, for {counted(wrap.pages, 'page')} on “{wrap.paper}” "
        f"({made.printer})."
    )
