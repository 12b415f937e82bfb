"""The recipe: from the author's folder to finished, checked files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from dinobook.book.assemble import assemble
from dinobook.book.code_lines import has_code
from dinobook.book.conventions import conventions_of
from dinobook.book.metadata import metadata_of, modified_at
from dinobook.book.model import Asset
from dinobook.book.pictures import Lettering, medium_of, prepared, with_book_faces
from dinobook.book.words.model import words_for
from dinobook.checks.whereabouts import Whereabouts
from dinobook.citations.cite import cite
from dinobook.cover.front import CoverFront, face_of
from dinobook.errors import EngineError, ManifestError, SourceError
from dinobook.finish.edition import finish_of, profile_of
from dinobook.manifest import read_manifest
from dinobook.manifest.file_names import stem_of
from dinobook.manifest.model import EditionSpec, Manifest
from dinobook.manifest.page_rows import printed_file
from dinobook.pdf.engine.version import is_known
from dinobook.pdf.workers import tasks
from dinobook.pdf.workers.scheduler import Scheduler
from dinobook.pipeline.artifacts import Artifact, Job, begin, make, setups_of
from dinobook.pipeline.editions import choose, rows_of
from dinobook.pipeline.readiness import ready
from dinobook.pipeline.request import Outcome, Request
from dinobook.pipeline.sources import Sources
from dinobook.problems import Severity, has_errors, sort_problems
from dinobook.processes.capacity import processes
from dinobook.processes.pool import Pool, in_pool
from dinobook.processes.progress import Stages, Step
from dinobook.storage.cache import Cache
from dinobook.storage.fingerprint import program
from dinobook.storage.outputs import Made, OutputFolder, digest
from dinobook.storage.project import MANIFEST, Project, read_text
from dinobook.theme import Theme, faces_in
from dinobook.theme.drafts import with_draft_mark
from dinobook.theme.layouts import with_layout


def make_editions(
    project: Project,
    out: OutputFolder,
    request: Request,
    inputs: str,
    step: Step,
    pool: Pool | None = None,
) -> Outcome:
    """Make every edition that is asked for. `inputs` is the fingerprint of what they come from.

    `pool` lays out the pages, whatever `request.jobs` says; None: one that this process shares, and
    so where WeasyPrint is left alone.
    """
    chosen = wanted(project, request)
    stages = Stages(step, 3 + len(chosen))
    with in_pool(pool, request.jobs or processes(), plain=request.plain) as pool:
        if not out.record().files:  # a new book: while one reads chapters, others get ready
            for _ in range(max(pool.size - 1, 1)):
                pool.submit(tasks.warm_up)
        jobs, cache, (manifest, sources) = prepare(project, out, request, pool, stages)
        made = _make_all(jobs, cache, request, stages, pool)
    artifacts = _with_lines(made, project, sources)
    _raise_on_errors(artifacts)
    stages.begin("Putting the files in place")
    files = [(_made(artifact, inputs), artifact.data) for artifact in artifacts]
    out.publish(
        files,
        [edition.name for edition in manifest.editions],
        sources.problems,
        beside={name: data for one in artifacts for name, data in one.beside},
    )
    return Outcome(
        tuple(made for made, _ in files),
        tuple(one.edition for one in artifacts),
        sort_problems(
            [*sources.problems, *(warning for made, _ in files for warning in made.warnings)]
        ),
        {one.edition: one.drawn for one in artifacts if one.pages},
    )


def wanted(project: Project, request: Request) -> tuple[EditionSpec, ...]:
    """The editions that are asked for, before any chapter is read.

    None where the manifest cannot be used: what is wrong with it is for `prepare` to say. Raises
    `UsageError` for an edition that the book does not have.
    """
    try:
        return choose(read_manifest(project), request.editions)
    except (ManifestError, SourceError):
        return ()


def prepare(
    project: Project,
    out: OutputFolder,
    request: Request,
    pool: Pool | None = None,
    stages: Stages | None = None,
) -> tuple[list[Job], Cache, tuple[Manifest, Sources]]:
    """The books to be made, before anything is laid out. Raises as `make_editions` does."""
    stages = stages or Stages()
    stages.begin("Reading chapters")
    cache = Cache(out.store(), program())
    loaded = ready(project, draft=request.draft, cache=cache, pool=pool, tell=stages.tell)
    manifest, sources = _sound(loaded)
    editions = choose(manifest, request.editions)
    stages.begin("Assembling")
    has_face = any(not edition.on_paper for edition in editions)
    face = face_of(project, manifest) if has_face else CoverFront()
    jobs = []
    for edition in editions:
        jobs.append(_job(project, manifest, sources, edition, request, cache, face))
        stages.tell(len(jobs), len(editions))
    return jobs, cache, (manifest, sources)


def _sound(sources: Sources) -> tuple[Manifest, Sources]:
    """The sources when nothing stands in the way of printing them."""
    at_fault = any(
        problem.is_error and problem.place.path == MANIFEST for problem in sources.problems
    )
    if sources.manifest is None or at_fault:
        raise ManifestError("The manifest cannot be used yet.", sources.problems)
    if sources.failed:
        raise SourceError("The book cannot be built yet.", sources.problems)
    return sources.manifest, sources


def _job(
    project: Project,
    manifest: Manifest,
    sources: Sources,
    edition: EditionSpec,
    request: Request,
    cache: Cache,
    face: CoverFront,
) -> Job:
    theme = with_layout(sources.theme, edition.layout)
    if request.draft:
        theme = with_draft_mark(theme, words_for(manifest.book.language, sources.own).draft)
    rows = rows_of(manifest, edition)
    chapters = [sources.fragments[name] for row in rows if (name := printed_file(row))]
    conventions = conventions_of(manifest, edition, sources.own)
    modified = modified_at(manifest, sources.fragments.values(), request.epoch)
    assembled = assemble(
        rows,
        sources.fragments,
        metadata_of(manifest, edition, modified, sources.own, draft=request.draft),
        theme,
        sources.assets,
        _typefaces(theme, code=any(map(has_code, chapters))),
        cite(chapters, sources.library, manifest.book.language, cache, conventions.house),
        _place_of_notes(edition),
        conventions=conventions,
    )
    pictures = _pictures(assembled.assets, edition, theme, cache)
    book = replace(assembled, exceptions=sources.exceptions, assets=pictures)
    suffix = "epub" if edition.format == "epub" else "pdf"
    name = f"{stem_of(manifest, edition, draft=request.draft)}.{suffix}"
    finish = finish_of(edition, profile_of(project, edition))
    return Job(book, theme, edition, name, finish, face)


def _pictures(
    assets: Sequence[Asset], edition: EditionSpec, theme: Theme, cache: Cache
) -> tuple[Asset, ...]:
    """The pictures of an edition, ready to be shown in it."""
    medium = medium_of(edition)
    lettering = Lettering.of(theme, "epub" if edition.format == "epub" else edition.use)
    ready = (prepared(asset, medium, edition.dpi, cache) for asset in assets)
    return tuple(with_book_faces(one, lettering) for one in ready)


def _place_of_notes(edition: EditionSpec) -> Literal["own", "chapter", "book"]:
    """An e-book shows notes in a window of their own, which it keeps at the end of the chapter."""
    if edition.notes == "page" or (edition.notes == "chapter" and edition.format == "epub"):
        return "own"
    return edition.notes


def _typefaces(theme: Theme, *, code: bool) -> str:
    """The typefaces for the colophon; those that only stand in for missing letters are silent.

    `code`: the book has code, which has a typeface of its own.
    """
    faces = (one for one in faces_in(theme.css("print")) if code or not one.code)
    return ", ".join(dict.fromkeys(face.family for face in faces if not face.fallback))


def _make_all(
    jobs: Sequence[Job], cache: Cache, request: Request, stages: Stages, pool: Pool
) -> tuple[Artifact, ...]:
    """Each job's artifact, in order. E-books are made while workers lay out pages."""
    plain = request.plain or not is_known()
    with Scheduler(cache, setups_of(jobs, cache), pool, plain) as scheduler:
        jobs_in_turn = sorted(jobs, key=lambda one: one.edition.format)
        whole = request.whole or plain
        begun = {job.name: begin(job, scheduler, whole=whole) for job in jobs_in_turn}
        made: dict[str, Artifact] = {}
        for job in jobs_in_turn:
            stages.begin(f"Making {job.name}")
            made[job.name] = make(job, scheduler, begun[job.name], stages.tell)
    return tuple(made[job.name] for job in jobs)


def _with_lines(
    artifacts: Sequence[Artifact], project: Project, sources: Sources
) -> tuple[Artifact, ...]:
    """Let every problem that was found in a finished file name a line of the author's own."""
    files = (*(one.place.path for one in sources.printed()), MANIFEST)
    whereabouts = Whereabouts(lambda path: read_text(project, path) if path in files else "", files)
    return tuple(
        replace(
            artifact,
            problems=sort_problems(
                whereabouts.of(sources.at_its_line(problem)) for problem in artifact.problems
            ),
        )
        for artifact in artifacts
    )


def _raise_on_errors(artifacts: Sequence[Artifact]) -> None:
    problems = sort_problems(problem for artifact in artifacts for problem in artifact.problems)
    if has_errors(problems):
        raise EngineError("The outputs are not what the chapters say.", problems)


def _made(artifact: Artifact, inputs: str) -> Made:
    return Made(
        artifact.edition,
        artifact.name,
        len(artifact.data),
        len(artifact.pages),
        artifact.chapters,
        artifact.words,
        artifact.seconds,
        inputs,
        digest(artifact.data),
        tuple((name, digest(data)) for name, data in artifact.beside),
        tuple(problem for problem in artifact.problems if problem.severity is Severity.WARNING),
    )
