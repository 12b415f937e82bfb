"""Is there anything to build? The answer loads no engine; only a new book calls the recipe."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dinobook.capacity import processes
from dinobook.fingerprint import fingerprint
from dinobook.outputs import OutputFolder, Record
from dinobook.problems import sort_problems
from dinobook.project import Project
from dinobook.request import Outcome, Request, Step

if TYPE_CHECKING:
    from dinobook.pdf.crew import Crew

__all__ = ["Outcome", "Request", "Step", "build"]


def build(
    project: Project, out: OutputFolder, request: Request, step: Step, crew: Crew | None = None
) -> Outcome:
    """Build the editions that are not up to date, and put them in place all at once.

    `step` is told the name of each stage as it begins. `crew` are workers that stay for the next
    build; without them, some are hired for this one. Raises `ManifestError`, `SourceError` or
    `EngineError` with every problem there is, and `SetupError` where nothing can be laid out; then
    no output has changed.
    """
    inputs = fingerprint(project, str(request.draft), str(request.epoch), str(request.whole))
    out = replace(out, draft=request.draft)
    out.sweep()
    record = out.record()
    if ready := record.ready(request.editions, inputs):
        said = [problem for made in ready for problem in made.warnings]
        said += record.stale_covers()
        return Outcome(ready, (), sort_problems([*record.warnings, *said]))
    from dinobook.pdf.interrupts import held, start_server
    from dinobook.pdf.libraries import require_libraries

    require_libraries()
    with held():  # a library that is being loaded may swallow an interrupt
        if _needs_workers(request, record):
            start_server()  # it loads the page engine while this process reads the chapters
        from dinobook.recipe import make_editions

    outcome = make_editions(project, out, request, inputs, step, crew)
    if request.now is not None:
        out.tidy(request.now)
    stale = out.record().stale_covers()
    return replace(outcome, problems=sort_problems([*outcome.problems, *stale]))


def _needs_workers(request: Request, record: Record) -> bool:
    """Whether pages will be laid out in processes of their own, as far as the last build tells.

    Nearly every book has an edition with pages: so has one that was never built, for all we know.
    """
    has_pages = not record.files or any(made.pages for made in record.files.values())
    return has_pages and not request.whole and (request.jobs or processes()) > 1
