"""`dinobook check`: everything that is wrong with the book, without building it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dinobook import CheckError, OpenBook, Request, UsageError, sort_problems
from dinobook.cli.answer import Answer
from dinobook.cli.commands.blog import changes_json, show_changes, show_readings, summary, unread
from dinobook.cli.commands.build import DraftFlag
from dinobook.cli.completing import mending_rules
from dinobook.cli.lines import lines_json, show_lines
from dinobook.cli.places import BookOption, OutOption, find_book
from dinobook.cli.progress import progress
from dinobook.cli.show import show_problems, sum_up
from dinobook.problems import counted

if TYPE_CHECKING:
    from dinobook import Checked
    from dinobook.pipeline.measure import EditionLines

BlogFlag = Annotated[
    bool | None,
    typer.Option(
        "--blog/--no-blog",
        help="Read every chapter for leftovers of a blog, or none. Default: those with a source.",
    ),
]
FixOption = Annotated[
    list[str] | None,
    typer.Option(
        "--fix",
        metavar="RULE",
        help="Make the safe changes of a rule (blog-004).",
        autocompletion=mending_rules,
    ),
]


def check(
    book: BookOption = None,
    draft: DraftFlag = False,
    typography: Annotated[
        bool,
        typer.Option(
            "--typography",
            help="Also list what the typography pass changed, and measure the lines of each PDF.",
        ),
    ] = False,
    out: OutOption = None,
    blog: BlogFlag = None,
    fix: FixOption = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="With --fix: show the changes, write nothing.")
    ] = False,
) -> Answer:
    """Report every problem in manifest, chapters and pictures. Exit code 1: there are errors."""
    _refuse(blog, fix or [], dry_run)
    opened = find_book(book, out)
    if fix:
        changes = opened.mend(fix, blog=blog, dry_run=dry_run)
        show_changes(changes, dry_run=dry_run, every=bool(blog))
        return Answer({"changes": changes_json(changes), "written": not dry_run})
    found = opened.check(draft=draft, blog=blog)
    shown = sort_problems([*found.problems, *(found.typography if typography else ())])
    measured = _measured(opened, draft) if typography and found.is_sound else ()
    show_problems(shown)
    show_readings(found.leftovers)
    keys: dict[str, object] = {"chapters": found.chapters, "words": found.words}
    if typography:
        keys["lines"] = lines_json(measured)
    every = [*shown, *(problem for reading in found.leftovers for problem in reading.problems())]
    try:
        found.raise_for_errors()
    except CheckError as failure:
        return Answer(keys, every, CheckError(failure.message))  # its problems were shown
    _sum_up(found, typography=typography, blog=blog)
    if measured:
        show_lines(measured)
    return Answer(keys, every)


def _measured(book: OpenBook, draft: bool) -> tuple[EditionLines, ...]:
    """The lines of the PDF editions; what a build laid out before is not laid out again."""
    with progress() as step:
        return book.measure_lines(Request(draft=draft), step)


def _refuse(blog: bool | None, fix: list[str], dry_run: bool) -> None:
    if dry_run and not fix:
        raise UsageError("--dry-run shows what --fix RULE would change; name a rule with --fix.")
    if fix and blog is False:
        raise UsageError("--fix and --no-blog: nothing would be read. Leave out one of them.")


def _sum_up(found: Checked, *, typography: bool, blog: bool | None) -> None:
    changes = len(found.typography)
    more = "" if typography or not changes else " (list them with --typography)"
    sum_up(
        f"No errors in {counted(found.chapters, 'chapter')}; {counted(found.words, 'word')}; "
        f"typography set right in {counted(changes, 'place')}{more}."
    )
    if found.sources:
        cited = f"{found.cited} {'is' if found.cited == 1 else 'are'} cited"
        sum_up(f"{counted(found.sources, 'source')}, of which {cited}.")
    if text := summary(found.leftovers, every=bool(blog)):
        sum_up(text)
    if blog is None and (text := unread(found.unread)):
        sum_up(text)
