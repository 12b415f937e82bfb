"""Room for imported posts beside the example chapters of a new book."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dinobook.importers.naming import unique_slugs
from dinobook.importers.plan import Kind, Plan, PlanRow
from dinobook.problems import Place, Problem, Severity
from dinobook.starter import example_files
from dinobook.storage.project import MANUSCRIPT, Project


def beside_examples(project: Project, plan: Plan) -> tuple[Plan, tuple[Problem, ...]]:
    """The plan with another id for each post called like an example chapter that nobody changed.

    The example stays: other chapters of it lead there, and its place in the outline is no choice
    of the author's.
    """
    examples = {
        path.removeprefix(f"{MANUSCRIPT}/").removesuffix(".md")
        for path, data in example_files().items()
        if path.endswith(".md") and project.exists(path) and project.read_bytes(path) == data
    }
    taken = {entry.id for entry in plan.entries} | examples
    entries: list[PlanRow] = []
    problems: list[Problem] = []
    for entry in plan.entries:
        if entry.kind is Kind.POST and entry.id in examples:
            (name,) = unique_slugs([entry.id], taken=taken)
            taken.add(name)
            problems += _told(entry, name)
            entry = replace(entry, id=name)
        entries.append(entry)
    return replace(plan, entries=tuple(entries)), tuple(problems)


def _told(entry: PlanRow, name: str) -> Iterator[Problem]:
    message = (
        f"The new book still has its example chapter “{entry.id}”: this post becomes “{name}”."
    )
    hint = "To keep its name, delete the example’s file and its row in the outline, then import."
    yield Problem(Place(entry.file, entry.first), "import-032", message, hint, Severity.WARNING)
