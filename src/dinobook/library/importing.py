"""An import into a book that is opened."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from dinobook.errors import UsageError
from dinobook.importers.plan import Importer, Report
from dinobook.importers.run import apply
from dinobook.pipeline.imported import inspector
from dinobook.storage.outputs import OutputFolder
from dinobook.storage.project import FolderProject, Project, read_text


def bring_in(
    project: Project, outputs: OutputFolder, importer: Importer, plan: Path | None
) -> Report:
    """What `OpenBook.bring_in` does."""
    text = None
    if plan is not None:
        if not plan.is_file():
            raise UsageError(f"There is no plan {plan}.")
        text = read_text(FolderProject(plan.absolute().parent), plan.name)
    name = plan.name if plan else "the proposal"
    today = datetime.now(UTC).date().isoformat()
    return apply(project, importer, text, name, inspector(outputs), today)
