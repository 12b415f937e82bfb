"""`dinobook proof`: the pages of an edition to be read and marked up, with numbered lines."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Annotated

import typer

from dinobook import Request
from dinobook.cli.answer import Answer
from dinobook.cli.commands.build import DraftFlag, JobsOption, epoch
from dinobook.cli.completing import pdf_editions
from dinobook.cli.places import BookOption, OutOption, find_book, near
from dinobook.cli.progress import progress
from dinobook.cli.show import sum_up
from dinobook.problems import counted


def proof(
    edition: Annotated[
        str,
        typer.Argument(
            metavar="[EDITION]",
            help="A PDF edition. None: the first that is printed, or the first PDF.",
            autocompletion=pdf_editions,
        ),
    ] = "",
    draft: DraftFlag = False,
    jobs: JobsOption = 0,
    book: BookOption = None,
    out: OutOption = None,
    open_it: Annotated[
        bool, typer.Option("--open", help="Show the proof in your own program when done.")
    ] = False,
) -> Answer:
    """Make a PDF to read and mark up, with numbered lines."""
    opened = find_book(book, out)
    seconds = epoch()
    day = "" if seconds is None else datetime.fromtimestamp(seconds, UTC).date().isoformat()
    request = Request(epoch=seconds, jobs=jobs, now=time.time())
    with progress() as step:
        made = opened.proof(edition, day=day, draft=draft, request=request, step=step)
    where = near(opened.outputs.path / made.name)
    width, height = made.sheet_mm
    sum_up(
        f"{made.edition}: {counted(made.pages, 'page')} with "
        f"{counted(made.lines, 'numbered line')}, "
        f"on sheets of {width:g} x {height:g} mm."
    )
    sum_up(where, where)
    sum_up("Remarks that are left in it are read by: dinobook remarks FILE")
    if open_it:
        from dinobook.cli.opening import open_file

        open_file(opened.outputs.path / made.name)
    return Answer(
        {
            "folder": str(opened.outputs.path),
            "edition": made.edition,
            "file": made.name,
            "beside": list(made.files[1:]),
            "pages": made.pages,
            "lines": made.lines,
            "sheet_mm": list(made.sheet_mm),
            "draft": draft,
        }
    )
