"""The pages that a book would have, laid out without making any file of it."""

from __future__ import annotations

from collections.abc import Sequence

from dinobook.pagemap.model import PageMap
from dinobook.pdf.workers.scheduler import Scheduler
from dinobook.pipeline.artifacts import pages_if_laid_out, setups_of
from dinobook.pipeline.recipe import prepare
from dinobook.pipeline.request import Request
from dinobook.processes.capacity import processes
from dinobook.processes.pool import Pool, in_pool
from dinobook.storage.outputs import OutputFolder
from dinobook.storage.project import Project


def pending_pages(
    project: Project, out: OutputFolder, editions: Sequence[str], pool: Pool | None = None
) -> dict[str, PageMap]:
    """The page maps of these PDF editions, by name, as a build of the project would make them.

    The cache of the output folder serves what did not change, and keeps what is laid out. Raises as
    a build does.
    """
    if not editions:
        return {}
    with in_pool(pool, processes()) as pool:
        jobs, cache, _ = prepare(project, out, Request(editions=tuple(editions)), pool)
        jobs = [job for job in jobs if job.edition.format == "pdf"]
        with Scheduler(cache, setups_of(jobs, cache), pool) as scheduler:
            return {job.edition.name: pages_if_laid_out(job, scheduler) for job in jobs}
