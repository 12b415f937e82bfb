"""`dinobook check`: everything that is wrong with the book, without building it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dinobook.cli.build import DraftFlag
from dinobook.cli.lines import lines_json, show_lines
from dinobook.cli.places import BookOption, OutOption, find_project, output_folder
from dinobook.cli.progress import progress
from dinobook.cli.show import say, say_json, show_problems
from dinobook.cli.stopping import until_agreed
from dinobook.errors import CheckError, UsageError
from dinobook.outputs import OutputFolder
from dinobook.problems import Problem, has_errors, sort_problems
from dinobook.request import Request

if TYPE_CHECKING:
    from dinobook.blog import Reading
    from dinobook.measure import Setting
    from dinobook.project import Project
    from dinobook.sources import Sources

BlogFlag = Annotated[
    bool | None,
    typer.Option(
        "--blog/--no-blog",
        help="Read every chapter for leftovers of a blog, or none. Default: those with a source.",
    ),
]
FixOption = Annotated[
    list[str] | None,
    typer.Option("--fix", metavar="RULE", help="Make the safe changes of a rule (blog-004)."),
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
    as_json: Annotated[bool, typer.Option("--json", help="The result for machines.")] = False,
) -> None:
    """Report every problem in the manifest, the chapters and the pictures. Exit code 1: errors."""
    from dinobook.cli.blog import show_readings, summary, unread
    from dinobook.readiness import ready

    _refuse(blog, fix or [], dry_run)
    project = until_agreed(find_project(book)) if fix else find_project(book)
    sources = ready(project, draft=draft)
    readings = _readings(project, sources, blog)
    if fix:
        _mend(project, readings, fix, dry_run)
        return
    shown = _all_problems(sources, typography=typography)
    sound = not has_errors(shown) and sources.manifest is not None
    settings = (
        _measured(project, output_folder(project, out), draft) if typography and sound else ()
    )
    if as_json:
        found = [problem for reading in readings for problem in reading.problems()]
        problems = [problem.as_row() for problem in sort_problems([*shown, *found])]
        say_json({"problems": problems, "lines": lines_json(settings)} if typography else problems)
    else:
        show_problems(shown)
        show_readings(readings)
    _refuse_errors(shown, sources)
    if not as_json:
        say(_in_words(sources, typography))
        if sources.library.references:
            say(_sources_in_words(sources))
        if text := summary(readings):
            say(text)
        if blog is None and (text := unread(_imported(sources, readings))):
            say(text)
        if settings:
            show_lines(settings)


def _all_problems(sources: Sources, *, typography: bool) -> tuple[Problem, ...]:
    from dinobook.resolution import coarse_pictures

    coarse = () if sources.failed else coarse_pictures(sources)
    return sort_problems([*sources.problems, *coarse, *(sources.notes if typography else ())])


def _measured(project: Project, out: OutputFolder, draft: bool) -> tuple[Setting, ...]:
    """The lines of the PDF editions; what a build laid out before is not laid out again."""
    from dinobook.measure import measure

    with progress(stages=3) as step:
        return measure(project, out, Request(draft=draft), step)


def _refuse(blog: bool | None, fix: list[str], dry_run: bool) -> None:
    from dinobook.cli.blog import refuse_unknown

    refuse_unknown(fix)
    if dry_run and not fix:
        raise UsageError("--dry-run shows what --fix RULE would change; name a rule with --fix.")
    if fix and blog is False:
        raise UsageError("--fix and --no-blog: nothing would be read. Leave out one of them.")


def _readings(project: Project, sources: Sources, blog: bool | None) -> tuple[Reading, ...]:
    from dinobook.blog import read_chapters

    if blog is False or sources.manifest is None:
        return ()
    language = sources.manifest.book.language
    return read_chapters(project, sources.printed(), sources.theme, language, every=bool(blog))


def _imported(sources: Sources, readings: tuple[Reading, ...]) -> int:
    """How many printed chapters came from an import and were not read for leftovers."""
    read = {reading.path for reading in readings if not reading.slips_only}
    return sum(one.meta.imported and one.place.path not in read for one in sources.printed())


def _mend(project: Project, readings: tuple[Reading, ...], codes: list[str], dry_run: bool) -> None:
    from dinobook.blog import mend_chapters
    from dinobook.cli.blog import show_changes

    show_changes(mend_chapters(project, readings, codes, dry_run=dry_run), dry_run=dry_run)


def _refuse_errors(shown: tuple[Problem, ...], sources: Sources) -> None:
    if has_errors(shown) or sources.manifest is None:
        errors = sum(problem.is_error for problem in shown)
        plural = "s" if errors > 1 else ""
        raise CheckError(f"The book cannot be built yet: {errors} error{plural} to mend.")


def _sources_in_words(sources: Sources) -> str:
    from dinobook.citations import cited_keys

    known = sources.library.references
    cited = len(cited_keys(sources.printed(), sources.library))
    return f"{len(known)} sources, of which {cited} {'is' if cited == 1 else 'are'} cited."


def _in_words(sources: Sources, typography: bool) -> str:
    changes = len(sources.notes)
    more = "" if typography or not changes else " (list them with --typography)"
    printed = sources.printed()
    return (
        f"No errors in {len(printed)} chapters; "
        f"{sum(one.words for one in printed):,} words; "
        f"typography set right in {changes} places{more}."
    )
