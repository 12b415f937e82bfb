"""`dinobook check`: everything that is wrong with the book, without building it."""

from __future__ import annotations

from typing import Annotated

import typer

from dinobook.cli.places import BookOption, find_project
from dinobook.cli.show import say, say_json, show_problems
from dinobook.errors import CheckError
from dinobook.problems import has_errors, sort_problems


def check(
    book: BookOption = None,
    typography: Annotated[
        bool, typer.Option("--typography", help="Also list what the typography pass changed.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="The result for machines.")] = False,
) -> None:
    """Report every problem in the manifest, the chapters and the pictures. Exit code 1: errors."""
    from dinobook.sources import load

    sources = load(find_project(book))
    shown = sort_problems([*sources.problems, *(sources.notes if typography else ())])
    if as_json:
        say_json([problem.as_row() for problem in shown])
    else:
        show_problems(shown)
    if has_errors(shown) or sources.manifest is None:
        errors = sum(problem.is_error for problem in shown)
        plural = "s" if errors > 1 else ""
        raise CheckError(f"The book cannot be built yet: {errors} error{plural} to mend.")
    if not as_json:
        changes = len(sources.notes)
        more = "" if typography or not changes else " (list them with --typography)"
        printed = sources.printed()
        say(
            f"No errors in {len(printed)} chapters; "
            f"{sum(one.words for one in printed):,} words; "
            f"typography set right in {changes} places{more}."
        )
