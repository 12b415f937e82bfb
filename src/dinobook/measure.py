"""How well the lines of a book are set: the figures behind `dinobook check --typography`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dinobook.artifacts import presses_of
from dinobook.capacity import processes
from dinobook.errors import SetupError
from dinobook.outputs import OutputFolder
from dinobook.pdf.typography import Typography
from dinobook.pdf.version import is_known, other_version
from dinobook.pdf.workshop import Workshop
from dinobook.pdf.write import lines_of
from dinobook.pool import in_pool
from dinobook.project import Project
from dinobook.recipe import prepare
from dinobook.request import Request, Step


@dataclass(frozen=True, slots=True)
class Setting:
    """The lines of one PDF edition: figures by the id of each section, in the book's order."""

    edition: str
    sections: Mapping[str, Typography]

    @property
    def total(self) -> Typography:
        return sum(self.sections.values(), Typography())


def measure(
    project: Project, out: OutputFolder, request: Request, step: Step
) -> tuple[Setting, ...]:
    """Lay out every PDF edition that is asked for, and count.

    What a build laid out before is not laid out again. Raises `ManifestError`, `SourceError` or
    `EngineError` as a build does; writes no output.
    """
    if not is_known():
        raise SetupError(
            f"Lines are measured as dinobook chooses them, with one WeasyPrint. {other_version()}"
        )
    with in_pool(None, request.jobs or processes()) as pool:
        jobs, memory, _ = prepare(project, out, request, step, pool)
        pdfs = [job for job in jobs if job.edition.format == "pdf"]
        step("Measuring lines")
        with Workshop(memory, presses_of(pdfs, memory), pool) as workshop:
            return tuple(
                Setting(
                    job.edition.name,
                    lines_of(job.book, job.theme, job.edition, workshop, job.cover),
                )
                for job in pdfs
            )
