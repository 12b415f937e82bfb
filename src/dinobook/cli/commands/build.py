"""`dinobook build`: compile the book."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Annotated, Final

import typer

from dinobook import Outcome, Request, UsageError
from dinobook.cli.answer import Answer
from dinobook.cli.completing import editions as offered
from dinobook.cli.output_mode import manner
from dinobook.cli.places import BookOption, OutOption, find_book, near
from dinobook.cli.progress import progress
from dinobook.cli.show import show_problems, show_table, sum_up

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
    opened = find_book(book, out)
    folder = opened.outputs.path
    request = Request(tuple(editions or ()), draft, epoch(), jobs, whole, plain, time.time())
    with progress() as step:
        outcome = opened.build(request, step)
    show_problems(outcome.problems)
    _show(outcome, folder)
    if open_it:
        from dinobook.cli.opening import open_file

        for file in outcome.files:
            open_file(folder / file.name)
    keys = {"folder": str(folder), "files": _rows_json(outcome, draft=draft)}
    return Answer(keys, outcome.problems)


def _show(outcome: Outcome, folder: Path) -> None:
    if manner().quiet:
        return
    show_table(
        ("edition", "file", "pages", "chapters", "words", "size", "seconds"),
        [
            (
                file.edition,
                file.name,
                str(file.pages or "–"),
                str(file.chapters),
                f"{file.words:,}",
                f"{file.size / 1000:,.0f} kB",
                f"{file.seconds:.1f}",
            )
            for file in outcome.files
        ],
        right="llrrrrr",
    )
    where = near(folder)
    sum_up(f"In {where}" if outcome.fresh else f"Everything is up to date in {where}", where)


def _rows_json(outcome: Outcome, *, draft: bool) -> list[dict[str, object]]:
    return [
        {
            "edition": file.edition,
            "file": file.name,
            "pages": file.pages,
            "chapters": file.chapters,
            "words": file.words,
            "bytes": file.size,
            "sha256": file.sha256,
            "beside": [name for name, _ in file.beside],
            "draft": draft,
            "fresh": file.edition in outcome.fresh,
        }
        for file in outcome.files
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
