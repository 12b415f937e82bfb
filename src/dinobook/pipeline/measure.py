"""How well the lines of a book are set: the figures behind `dinobook check --typography`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dinobook.errors import SetupError
from dinobook.pdf.engine.version import is_known, other_version
from dinobook.pdf.typography import Typography
from dinobook.pdf.workers.scheduler import Scheduler
from dinobook.pdf.write import EditionLayout, lines_of
from dinobook.pipeline.artifacts import Job, setups_of
from dinobook.pipeline.recipe import prepare, wanted
from dinobook.pipeline.request import Request
from dinobook.processes.capacity import processes
from dinobook.processes.pool import in_pool
from dinobook.processes.progress import Stages, Step
from dinobook.storage.outputs import OutputFolder
from dinobook.storage.project import Project


@dataclass(frozen=True, slots=True)
class EditionLines:
    """The lines of one PDF edition: figures by the id of each section, in the book's order."""

    edition: str
    sections: Mapping[str, Typography]

    @property
    def total(self) -> Typography:
        return sum(self.sections.values(), Typography())


def measure(
    project: Project, out: OutputFolder, request: Request, step: Step
) -> tuple[EditionLines, ...]:
    """Lay out every PDF edition that is asked for, and count.

    What a build laid out before is not laid out again. Raises `ManifestError`, `SourceError` or
    `EngineError` as a build does; writes no output.
    """
    if not is_known():
        raise SetupError(
            f"Lines are measured as dinobook chooses them, with one WeasyPrint. {other_version()}"
        )
    with in_pool(None, request.jobs or processes()) as pool:
        pdfs = [one for one in wanted(project, request) if one.format == "pdf"]
        stages = Stages(step, 2 + len(pdfs))
        jobs, cache, _ = prepare(project, out, request, pool, stages)
        jobs = [job for job in jobs if job.edition.format == "pdf"]
        with Scheduler(cache, setups_of(jobs, cache), pool) as scheduler:
            return tuple(_measured(job, scheduler, stages) for job in jobs)


def _measured(job: Job, scheduler: Scheduler, stages: Stages) -> EditionLines:
    stages.begin(f"Measuring lines of {job.edition.name}")
    layout = EditionLayout(job.book, job.theme, job.edition, scheduler, job.cover)
    return EditionLines(job.edition.name, lines_of(layout, stages.tell))
