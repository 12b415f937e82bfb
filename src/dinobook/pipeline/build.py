"""Is there anything to build? The answer loads no engine; only a new book calls the recipe."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dinobook.pipeline.request import Outcome, Request
from dinobook.problems import sort_problems
from dinobook.processes.interrupts import held
from dinobook.processes.progress import Step, silent
from dinobook.storage.fingerprint import fingerprint
from dinobook.storage.outputs import OutputFolder
from dinobook.storage.project import Project

if TYPE_CHECKING:
    from dinobook.processes.pool import Pool

__all__ = ["Outcome", "Request", "Step", "build"]


def build(
    project: Project,
    out: OutputFolder,
    request: Request,
    step: Step = silent,
    pool: Pool | None = None,
) -> Outcome:
    """Build the editions that are not up to date, and put them in place all at once.

    `step` is told how far it is. `pool` has the workers that lay out pages;
    None: one that all builds of this process share. Raises `ManifestError`, `SourceError` or
    `EngineError` with every problem there is, and `SetupError` where nothing can be laid out; then
    no output has changed.
    """
    shaped_by = (request.draft, request.epoch, request.whole, request.plain)
    inputs = fingerprint(project, *map(str, shaped_by))
    out = replace(out, draft=request.draft)
    out.sweep()
    record = out.record()
    if ready := record.ready(request.editions, inputs):
        said = [problem for made in ready for problem in made.warnings]
        said += record.stale_covers()
        return Outcome(ready, (), sort_problems([*record.warnings, *said]))
    from dinobook.pdf.engine.libraries import require_libraries

    require_libraries()
    with held():  # a library that is being loaded may swallow an interrupt
        from dinobook.pipeline.recipe import make_editions

    outcome = make_editions(project, out, request, inputs, step, pool)
    if request.now is not None:
        out.tidy(request.now)
    stale = out.record().stale_covers()
    return replace(outcome, problems=sort_problems([*outcome.problems, *stale]))
