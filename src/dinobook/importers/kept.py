"""The text of each chapter as it was imported, kept in the book's hidden folder.

    .dinobook/imports/ID.md     the chapter, byte for byte
    .dinobook/imports/ID.json   the importer, its source, the row of the plan, and the day

By them a later import can tell the author's changes from those of the source.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from dinobook.importers.plan import NewFile, Plan
from dinobook.storage import Write
from dinobook.storage.paths import IMPORTS
from dinobook.storage.project import Project


def kept(project: Project, new: Sequence[NewFile], plan: Plan, day: str) -> Iterator[Write]:
    """What is to be written there for these chapters, over what an earlier import kept."""
    rows = {entry.id: entry for entry in plan.entries if entry.id}
    for file in new:
        if not file.id:
            continue
        row = rows.get(file.id)
        origin = {
            "importer": plan.importer,
            "source": plan.source,
            "sha256": plan.sha256,
            "row": row.where if row else "",
            "imported": day,
        }
        said = json.dumps(origin, ensure_ascii=False, indent=2) + "\n"
        for path, data in (
            (f"{IMPORTS}/{file.id}.md", file.data),
            (f"{IMPORTS}/{file.id}.json", said.encode()),
        ):
            yield Write(path, data, project.digest(path))
