"""`dinobook import`: bring in what already exists. Each source is planned first, then saved."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from dinobook import UsageError
from dinobook.cli.answer import Answer
from dinobook.cli.output_mode import AnsweringCommand, manner
from dinobook.cli.places import BookOption, find_book

importing = typer.Typer(rich_markup_mode=None, help="Bring in chapters that exist elsewhere.")

PlanFlag = Annotated[
    bool,
    typer.Option(
        "--plan", help="Write the plan, to be edited. Default: the source’s name and .plan.yaml."
    ),
]
ApplyFlag = Annotated[
    bool, typer.Option("--apply", help="Carry out PLAN.yaml; without one, the proposal as it is.")
]
IntoOption = Annotated[
    str,
    typer.Option(
        "--into", metavar="PART", help="The part for the chapters, by id or title. Default: aside."
    ),
]
PlanFile = Annotated[
    Path | None, typer.Argument(metavar="[PLAN.yaml]", help="The plan, for --plan and --apply.")
]


@importing.callback(invoke_without_command=True)
def ask_what(context: typer.Context, book: BookOption = None) -> Answer | None:
    """Bring in chapters that exist elsewhere. Alone, in a terminal: asks what, and where to."""
    if context.invoked_subcommand is not None:
        return None
    if manner().json or not sys.stdin.isatty():
        raise UsageError("Say what to bring in, such as: dinobook import text posts.txt")
    from dinobook.cli.wizard import asked_here, run_wizard

    return run_wizard(asked_here, find_book(book))


@importing.command("text", cls=AnsweringCommand)
def import_text(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Posts pasted into one text file.")],
    plan_file: PlanFile = None,
    plan: PlanFlag = False,
    carry_out: ApplyFlag = False,
    into: IntoOption = "",
    book: BookOption = None,
) -> Answer:
    """Bring in blog posts that were pasted into one text file. Shows a proposal first."""
    if not file.is_file():
        raise UsageError(f"There is no file {file}.")
    from dinobook import TextDump
    from dinobook.cli.plans import Wish, bring_in

    dump = TextDump(file.name, file.read_bytes())
    return bring_in(dump, file, Wish(plan, carry_out, plan_file, into), book)


@importing.command("markdown", cls=AnsweringCommand)
def import_markdown(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A folder of Markdown files.")],
    plan_file: PlanFile = None,
    plan: PlanFlag = False,
    carry_out: ApplyFlag = False,
    into: IntoOption = "",
    book: BookOption = None,
) -> Answer:
    """Bring in a folder of Markdown files with their pictures. Shows a proposal first."""
    if not folder.is_dir():
        raise UsageError(f"There is no folder {folder}.")
    from dinobook import FolderProject, MarkdownFolder
    from dinobook.cli.plans import Wish, bring_in

    source = MarkdownFolder(folder.name, FolderProject(folder.absolute()))
    return bring_in(source, folder, Wish(plan, carry_out, plan_file, into), book)


@importing.command("docx", cls=AnsweringCommand)
def import_docx(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A Word document.")],
    plan_file: PlanFile = None,
    plan: PlanFlag = False,
    carry_out: ApplyFlag = False,
    changes: Annotated[
        str,
        typer.Option(help="What becomes of tracked changes: accept or reject. Without it refused."),
    ] = "",
    level: Annotated[
        int, typer.Option(min=1, max=3, help="Headings of this level and above begin a chapter.")
    ] = 1,
    headings: Annotated[
        str, typer.Option(help="By styles, or by looks: what looks like one, where none has.")
    ] = "styles",
    into: IntoOption = "",
    book: BookOption = None,
) -> Answer:
    """Bring in a Word document, split at its headings. Shows a proposal first."""
    if not file.is_file():
        raise UsageError(f"There is no file {file}.")
    if changes not in ("", "accept", "reject"):
        raise UsageError(f"--changes is accept or reject, not “{changes}”.")
    if headings not in ("styles", "looks"):
        raise UsageError(f"--headings is styles or looks, not “{headings}”.")
    from dinobook import WordDocument
    from dinobook.cli.plans import Wish, bring_in

    document = WordDocument(file.name, file.read_bytes(), changes, level, headings == "looks")
    return bring_in(document, file, Wish(plan, carry_out, plan_file, into), book)
