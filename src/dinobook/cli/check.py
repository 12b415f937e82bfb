"""`dinobook check`: everything that is wrong with the book, without building it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

import typer

from dinobook.cli.answer import Answer
from dinobook.cli.build import DraftFlag
from dinobook.cli.completing import mending_rules
from dinobook.cli.lines import lines_json, show_lines
from dinobook.cli.places import BookOption, OutOption, find_project, output_folder
from dinobook.cli.progress import progress
from dinobook.cli.show import show_problems, sum_up
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
    typer.Option(
        "--fix",
        metavar="RULE",
        help="Make the safe changes of a rule (blog-004).",
        autocompletion=mending_rules,
    ),
]
_STAGES: Final = 3
"""Of measuring lines: reading, assembling, laying out."""


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
    from dinobook.cli.blog import show_readings, summary, unread
    from dinobook.readiness import ready

    _refuse(blog, fix or [], dry_run)
    project = until_agreed(find_project(book)) if fix else find_project(book)
    sources = ready(project, draft=draft)
    readings = _readings(project, sources, blog)
    if fix:
        return _mend(project, readings, fix, dry_run)
    shown = _all_problems(sources, typography=typography)
    sound = not has_errors(shown) and sources.manifest is not None
    settings = (
        _measured(project, output_folder(project, out), draft) if typography and sound else ()
    )
    show_problems(shown)
    show_readings(readings)
    failure = _failure(shown, sources)
    if failure is None:
        sum_up(_in_words(sources, typography))
        if sources.library.references:
            sum_up(_sources_in_words(sources))
        if text := summary(readings):
            sum_up(text)
        if blog is None and (text := unread(_imported(sources, readings))):
            sum_up(text)
        if settings:
            show_lines(settings)
    found = [problem for reading in readings for problem in reading.problems()]
    keys: dict[str, object] = {"chapters": len(sources.printed()), "words": _words(sources)}
    if typography:
        keys["lines"] = lines_json(settings)
    return Answer(keys, [*shown, *found], failure)


def _all_problems(sources: Sources, *, typography: bool) -> tuple[Problem, ...]:
    from dinobook.resolution import coarse_pictures

    coarse = () if sources.failed else coarse_pictures(sources)
    return sort_problems([*sources.problems, *coarse, *(sources.notes if typography else ())])


def _measured(project: Project, out: OutputFolder, draft: bool) -> tuple[Setting, ...]:
    """The lines of the PDF editions; what a build laid out before is not laid out again."""
    from dinobook.pdf.libraries import require_libraries

    require_libraries()
    from dinobook.measure import measure

    with progress(lambda: _STAGES) as step:
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


def _mend(
    project: Project, readings: tuple[Reading, ...], codes: list[str], dry_run: bool
) -> Answer:
    from dinobook.blog import mend_chapters
    from dinobook.cli.blog import changes_json, show_changes

    changes = mend_chapters(project, readings, codes, dry_run=dry_run)
    show_changes(changes, dry_run=dry_run)
    return Answer({"changes": changes_json(changes), "written": not dry_run})


def _failure(shown: tuple[Problem, ...], sources: Sources) -> CheckError | None:
    if not has_errors(shown) and sources.manifest is not None:
        return None
    errors = sum(problem.is_error for problem in shown)
    plural = "s" if errors > 1 else ""
    return CheckError(f"The book cannot be built yet: {errors} error{plural} to mend.")


def _sources_in_words(sources: Sources) -> str:
    from dinobook.citations import cited_keys

    known = sources.library.references
    cited = len(cited_keys(sources.printed(), sources.library))
    return f"{len(known)} sources, of which {cited} {'is' if cited == 1 else 'are'} cited."


def _words(sources: Sources) -> int:
    return sum(one.words for one in sources.printed())


def _in_words(sources: Sources, typography: bool) -> str:
    changes = len(sources.notes)
    more = "" if typography or not changes else " (list them with --typography)"
    return (
        f"No errors in {len(sources.printed())} chapters; "
        f"{_words(sources):,} words; "
        f"typography set right in {changes} places{more}."
    )
