"""`dinobook build`: compile the book."""

from __future__ import annotations

import os
import time
from functools import partial
from pathlib import Path
from typing import Annotated, Final

import typer

from dinobook.build import Outcome, Request
from dinobook.build import build as build_book
from dinobook.cli.answer import Answer
from dinobook.cli.completing import editions as offered
from dinobook.cli.manner import manner
from dinobook.cli.places import BookOption, OutOption, find_project, near, output_folder
from dinobook.cli.progress import progress
from dinobook.cli.show import show_problems, show_table, sum_up
from dinobook.errors import UsageError
from dinobook.project import MANIFEST, Project, read_text

# 31 December 2107, the last day that a zip file, and so an EPUB, can bear.
_LAST_EPOCH: Final = 4_354_819_199


EditionNames = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[EDITION]...", help="Editions by name. Default: all.", autocompletion=offered
    ),
]
DraftFlag = Annotated[
    bool, typer.Option("--draft", help="Make a draft: missing pictures are boxes.")
]
JobsOption = Annotated[
    int,
    typer.Option(
        "--jobs",
        metavar="N",
        min=0,
        help="Processes that lay out pages. Default: as processors and free memory allow.",
    ),
]


def build(
    editions: EditionNames = None,
    draft: DraftFlag = False,
    jobs: JobsOption = 0,
    whole: Annotated[
        bool, typer.Option("--whole", help="Lay out each PDF as one document: slow and plain.")
    ] = False,
    plain: Annotated[
        bool,
        typer.Option(
            "--plain", help="Lay out each PDF by WeasyPrint alone: for one of its faults."
        ),
    ] = False,
    book: BookOption = None,
    out: OutOption = None,
    open_it: Annotated[
        bool, typer.Option("--open", help="Show the files in your own programs when done.")
    ] = False,
) -> Answer:
    """Compile the book into its editions: EPUB and PDF."""
    project = find_project(book)
    folder = output_folder(project, out)
    request = Request(tuple(editions or ()), draft, epoch(), jobs, whole, plain, time.time())
    with progress(partial(stages, project, request)) as step:
        outcome = build_book(project, folder, request, step)
    show_problems(outcome.problems)
    _show(outcome, folder.path)
    if open_it:
        from dinobook.cli.opening import open_file

        for one in outcome.files:
            open_file(folder.path / one.name)
    keys = {"folder": str(folder.path), "files": _rows_json(outcome, draft=draft)}
    return Answer(keys, outcome.problems)


def stages(project: Project, request: Request) -> int:
    """How many stages a build reports: reading, assembling, one an edition, putting in place."""
    from dinobook.manifest import parse

    names = request.editions
    manifest = None if names else parse(read_text(project, MANIFEST)).manifest
    return 3 + len(names or (manifest.editions if manifest else ()))


def _show(outcome: Outcome, folder: Path) -> None:
    if manner().quiet:
        return
    show_table(
        ("edition", "file", "pages", "chapters", "words", "size", "seconds"),
        [
            (
                one.edition,
                one.name,
                str(one.pages or "–"),
                str(one.chapters),
                f"{one.words:,}",
                f"{one.size / 1000:,.0f} kB",
                f"{one.seconds:.1f}",
            )
            for one in outcome.files
        ],
        right="llrrrrr",
    )
    where = near(folder)
    sum_up(f"In {where}" if outcome.fresh else f"Everything is up to date in {where}", where)


def _rows_json(outcome: Outcome, *, draft: bool) -> list[dict[str, object]]:
    return [
        {
            "edition": one.edition,
            "file": one.name,
            "pages": one.pages,
            "chapters": one.chapters,
            "words": one.words,
            "bytes": one.size,
            "sha256": one.sha256,
            "beside": [name for name, _ in one.beside],
            "draft": draft,
            "fresh": one.edition in outcome.fresh,
        }
        for one in outcome.files
    ]


def epoch() -> int | None:
    """SOURCE_DATE_EPOCH (reproducible-builds.org): the date that files shall bear, in seconds."""
    text = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not text:
        return None
    if not text.isdecimal() or len(text) > len(str(_LAST_EPOCH)) or int(text) > _LAST_EPOCH:
        raise UsageError(
            f"SOURCE_DATE_EPOCH is “{text}”; it must be a whole number of seconds since 1970, "
            "no later than the year 2107."
        )
    return int(text)
