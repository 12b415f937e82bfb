"""The text of each chapter as it was imported, kept in the book's hidden folder.

    .dinobook/imports/ID.md     the chapter, byte for byte
    .dinobook/imports/ID.json   the importer, its source, the row of the plan, and the day

By them a later import can tell the author's changes from those of the source.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from dinobook.importers.plan import NewFile, Plan
from dinobook.markup.front_matter.split import read, split
from dinobook.storage import Write
from dinobook.storage.paths import IMPORTS
from dinobook.storage.project import Project


def is_as_imported(project: Project, file: NewFile, plan: Plan) -> bool:
    """Whether the book's chapter is what the same row of the same source gave, and no more.

    A source is the same by its name, or when the chapter has the same address on the web: each
    export of a blog is called by its day.
    """
    text, origin = f"{IMPORTS}/{file.id}.md", f"{IMPORTS}/{file.id}.json"
    if not file.id or not (project.exists(text) and project.exists(origin)):
        return False
    if project.read_bytes(text) != project.read_bytes(file.path):
        return False
    try:
        said = json.loads(project.read_bytes(origin))
    except ValueError:
        return False
    if not isinstance(said, dict):
        return False
    wanted = (plan.importer, _row(plan, file))
    if wanted != (said.get("importer"), said.get("row")):
        return False
    address = _address(file.data, file.path)
    return said.get("source") == plan.source or (
        bool(address) and address == _address(project.read_bytes(text), file.path)
    )


def _address(chapter: bytes, path: str) -> str:
    """Where the chapter stood on the web, as its front matter says."""
    return read(split(chapter.decode("utf-8", "replace")), path).meta.source or ""


def _row(plan: Plan, file: NewFile) -> str:
    return next((entry.where for entry in plan.entries if entry.id == file.id), "")


def kept(project: Project, new: Sequence[NewFile], plan: Plan, day: str) -> Iterator[Write]:
    """What is to be written there for these chapters, over what an earlier import kept."""
    for file in new:
        if not file.id:
            continue
        origin = {
            "importer": plan.importer,
            "source": plan.source,
            "sha256": plan.sha256,
            "row": _row(plan, file),
            "imported": day,
        }
        said = json.dumps(origin, ensure_ascii=False, indent=2) + "\n"
        for path, data in (
            (f"{IMPORTS}/{file.id}.md", file.data),
            (f"{IMPORTS}/{file.id}.json", said.encode()),
        ):
            yield Write(path, data, project.digest(path))
