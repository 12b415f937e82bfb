"""Everything that can be said of a book without building it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from dinobook.blog import Change, Reading, mend_chapters, read_chapters, refuse_unknown
from dinobook.citations.model import cited_keys
from dinobook.errors import CheckError, ManifestError, SourceError
from dinobook.pipeline.readiness import ready
from dinobook.pipeline.resolution import coarse_pictures
from dinobook.pipeline.sources import Sources
from dinobook.problems import Problem, has_errors, sort_problems
from dinobook.storage.project import Project


@dataclass(frozen=True, slots=True)
class Checked:
    """What `check` found.

    `problems` are sorted, the worst first; `typography` are notes, one for each sign that was set
    right. `chapters` and `words` count what is printed, `sources` the works that may be cited, of
    which `cited` are. `leftovers` are the chapters that were read for what a blog leaves behind,
    `unread` how many came from an import and were not.
    """

    problems: tuple[Problem, ...]
    typography: tuple[Problem, ...]
    chapters: int
    words: int
    sources: int
    cited: int
    leftovers: tuple[Reading, ...]
    unread: int
    readable: bool = True

    @property
    def is_sound(self) -> bool:
        """Whether it can be built."""
        return self.readable and not has_errors(self.problems)

    def raise_for_errors(self) -> None:
        """Raise `CheckError` when the book cannot be built."""
        if not self.is_sound:
            errors = sum(problem.is_error for problem in self.problems)
            plural = "s" if errors > 1 else ""
            message = f"The book cannot be built yet: {errors} error{plural} to mend."
            raise CheckError(message, self.problems)


def check(project: Project, *, draft: bool = False, blog: bool | None = None) -> Checked:
    """Look into everything. `blog`: every chapter is read for leftovers, or none.

    None: those that have a `source`, or accept something.
    """
    try:
        sources = ready(project, draft=draft)
    except (ManifestError, SourceError) as error:  # a theme that cannot be read
        if not error.problems:
            raise
        return Checked(error.problems, (), 0, 0, 0, 0, (), 0, readable=False)
    coarse = () if sources.failed else coarse_pictures(sources)
    readings = _readings(project, sources, blog)
    printed = sources.printed()
    return Checked(
        sort_problems([*sources.problems, *coarse]),
        sort_problems(sources.notes),
        len(printed),
        sum(one.words for one in printed),
        len(sources.library.references),
        len(cited_keys(printed, sources.library)),
        readings,
        _unread(sources, readings),
        sources.manifest is not None,
    )


def mend(
    project: Project, codes: Collection[str], *, blog: bool | None = None, dry_run: bool = False
) -> tuple[Change, ...]:
    """Make every safe change of the rules in `codes`, all or none; in a dry run only say which.

    `blog` is as for `check`. Raises `UsageError` for a rule that has no safe changes, and
    `SourceError` when a chapter is changed by somebody else meanwhile.
    """
    refuse_unknown(codes)
    readings = _readings(project, ready(project), blog)
    return mend_chapters(project, readings, codes, dry_run=dry_run)


def _readings(project: Project, sources: Sources, blog: bool | None) -> tuple[Reading, ...]:
    if blog is False or sources.manifest is None:
        return ()
    language = sources.manifest.book.language
    return read_chapters(project, sources.printed(), sources.theme, language, every=bool(blog))


def _unread(sources: Sources, readings: tuple[Reading, ...]) -> int:
    """How many printed chapters came from an import and were not read for leftovers."""
    read = {reading.path for reading in readings if not reading.slips_only}
    return sum(one.meta.imported and one.place.path not in read for one in sources.printed())
