"""Everything that is wrong before pages are laid out: in the sources, and for press and cover."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from dinobook.book.assemble import assemble
from dinobook.book.conventions import conventions_of
from dinobook.book.metadata import metadata_of, modified_at
from dinobook.citations.cite import cite
from dinobook.citations.model import NOTHING_CITED, Cited
from dinobook.cover.judge import cover_problems
from dinobook.cover.templates import fill_face, fill_wrap
from dinobook.errors import ManifestError, UserError
from dinobook.finish.edition import press_problems
from dinobook.manifest.model import EditionSpec, Manifest
from dinobook.manifest.page_rows import printed_file
from dinobook.pipeline.editions import rows_of
from dinobook.pipeline.sources import Sources, load
from dinobook.problems import Problem, Severity, has_errors, sort_problems
from dinobook.processes.pool import Pool
from dinobook.processes.progress import Tell, unheard
from dinobook.storage.cache import NO_CACHE, Cache
from dinobook.storage.project import STYLES, Project
from dinobook.theme import Theme
from dinobook.theme.house import house_files


def ready(
    project: Project,
    *,
    draft: bool = False,
    cache: Cache = NO_CACHE,
    pool: Pool | None = None,
    tell: Tell = unheard,
) -> Sources:
    """The sources, with what a press and a cover will refuse of the manifest.

    The arguments are those of `load`. A theme that cannot be used says nothing of covers.
    """
    sources = load(project, draft=draft, cache=cache, pool=pool, tell=tell)
    manifest = sources.manifest
    if manifest is None:
        return sources
    found = press_problems(project, manifest)
    if not has_errors(problem for problem in sources.problems if problem.code.startswith("theme-")):
        found += cover_problems(project, sources.theme, manifest, sources.own)
    if sources.theme.own_templates() and not has_errors([*sources.problems, *found]):
        found += dict.fromkeys(_unfilled(project, sources, manifest, cache))
    return replace(sources, problems=sort_problems([*sources.problems, *found]))


def _unfilled(
    project: Project, sources: Sources, manifest: Manifest, cache: Cache
) -> Iterator[Problem]:
    """What the author's own page templates cannot fill in of this book. `sources` are sound."""
    for edition in manifest.editions:

        def pages(theme: Theme, edition: EditionSpec = edition) -> None:
            _fill_pages(theme, sources, manifest, edition, cache)

        def face(theme: Theme, edition: EditionSpec = edition) -> None:
            fill_face(project, theme, manifest, edition, sources.own)

        def wrap(theme: Theme, edition: EditionSpec = edition) -> None:
            fill_wrap(project, theme, manifest, edition, sources.own)

        yield from _faults(sources.theme, pages)
        if not edition.on_paper:
            yield from _faults(sources.theme, face)
        else:  # nobody may ask for it
            for fault in _faults(sources.theme, wrap):
                yield replace(fault, severity=Severity.WARNING)


def _faults(theme: Theme, fill: Callable[[Theme], None]) -> Iterator[Problem]:
    """One problem for each template at fault: the house's own takes its place for the next try."""
    house = house_files()
    for _ in theme.own_templates():
        try:
            fill(theme)
        except ManifestError as error:
            yield from error.problems
            names = {problem.place.path.removeprefix(f"{STYLES}/") for problem in error.problems}
            theme = Theme({**theme.files, **{name: house[name] for name in names & house.keys()}})
        else:
            return


def _fill_pages(
    theme: Theme, sources: Sources, manifest: Manifest, edition: EditionSpec, cache: Cache
) -> None:
    rows = rows_of(manifest, edition)
    conventions = conventions_of(manifest, edition, sources.own)
    assemble(
        rows,
        sources.fragments,
        metadata_of(manifest, edition, modified_at(manifest, (), None), sources.own),
        theme,
        sources.assets,
        theme.family("--text-face"),
        _cited(sources, manifest, edition, cache),
        conventions=conventions,
    )


def _cited(sources: Sources, manifest: Manifest, edition: EditionSpec, cache: Cache) -> Cited:
    """The edition's citations; none where they cannot be set, which a build says."""
    rows = rows_of(manifest, edition)
    chapters = [sources.fragments[name] for row in rows if (name := printed_file(row))]
    house = conventions_of(manifest, edition, sources.own).house
    try:
        return cite(chapters, sources.library, manifest.book.language, cache, house)
    except UserError:
        return NOTHING_CITED
