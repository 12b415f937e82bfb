"""`dinobook watch`: build again when a file changes, and say what moved."""

from __future__ import annotations

import contextlib
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from dinobook import OpenBook, Request, UserError
from dinobook.cli.commands.build import DraftFlag, EditionNames, JobsOption, epoch
from dinobook.cli.output_mode import manner
from dinobook.cli.places import BookOption, OutOption, find_book
from dinobook.cli.progress import progress
from dinobook.cli.show import show_failure, show_problems, sum_up, talk

if TYPE_CHECKING:
    from dinobook import Rebuilder


def watch(
    editions: EditionNames = None,
    draft: DraftFlag = False,
    jobs: JobsOption = 0,
    book: BookOption = None,
    out: OutOption = None,
) -> None:
    """Build again whenever the manuscript or the styles change. Ctrl-C ends it."""
    opened = find_book(book, out, endless=True)
    request = Request(tuple(editions or ()), draft, epoch(), jobs)
    with contextlib.suppress(KeyboardInterrupt):
        _watch(opened, request)
    _unless_quiet("No longer watching.")


def _watch(book: OpenBook, request: Request) -> None:
    with book.rebuilder(request.jobs) as rebuilder:
        for _ in book.edits():
            _rebuild(rebuilder, replace(request, now=time.time()))
            _unless_quiet("Watching. Ctrl-C ends it.")


def _rebuild(rebuilder: Rebuilder, request: Request) -> None:
    """Show what came of it: what changed on the pages, or what is wrong."""
    try:
        with progress() as step:
            rebuilt = rebuilder.build(request, step)
    except UserError as error:
        show_failure(error)
        return
    show_problems(rebuilt.problems)
    for sentence in rebuilt.changes or ("Everything is up to date.",):
        sum_up(sentence)


def _unless_quiet(text: str) -> None:
    if not manner().quiet:
        talk(text)
