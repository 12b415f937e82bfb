"""`dinobook check`: everything that is wrong with the book, without building it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dinobook.cli.lines import lines_json, show_lines
from dinobook.cli.places import BookOption, OutOption, find_project, output_folder
from dinobook.cli.progress import progress
from dinobook.cli.show import say, say_json, show_problems
from dinobook.errors import CheckError
from dinobook.outputs import OutputFolder
from dinobook.problems import has_errors, sort_problems
from dinobook.project import FolderProject
from dinobook.request import Request

if TYPE_CHECKING:
    from dinobook.measure import Setting


def check(
    book: BookOption = None,
    typography: Annotated[
        bool,
        typer.Option(
            "--typography",
            help="Also list what the typography pass changed, and measure the lines of each PDF.",
        ),
    ] = False,
    out: OutOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="The result for machines.")] = False,
) -> None:
    """Report every problem in the manifest, the chapters and the pictures. Exit code 1: errors."""
    from dinobook.sources import load

    project = find_project(book)
    sources = load(project)
    shown = sort_problems([*sources.problems, *(sources.notes if typography else ())])
    sound = not has_errors(shown) and sources.manifest is not None
    settings = _measured(project, output_folder(project, out)) if typography and sound else ()
    if as_json:
        problems = [problem.as_row() for problem in shown]
        say_json({"problems": problems, "lines": lines_json(settings)} if typography else problems)
    else:
        show_problems(shown)
    if not sound:
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
        if settings:
            show_lines(settings)


def _measured(project: FolderProject, out: OutputFolder) -> tuple[Setting, ...]:
    """The lines of the PDF editions; what a build laid out before is not laid out again."""
    from dinobook.measure import measure

    with progress(stages=3) as step:
        return measure(project, out, Request(), step)
