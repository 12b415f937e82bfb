"""An import from beginning to end, whatever its source."""

from __future__ import annotations

from dataclasses import replace

from dinobook.importers.plan import Importer, Plan, Report
from dinobook.importers.planread import from_yaml, other_format
from dinobook.importers.proving import Inspect, alone, prove
from dinobook.importers.save import save
from dinobook.importers.starter_names import beside_examples
from dinobook.problems import Place, Problem, has_errors
from dinobook.storage.project import Project


def propose(importer: Importer) -> tuple[Plan | None, tuple[Problem, ...]]:
    """The plan to show or to write as YAML. Writes nothing."""
    return importer.propose()


def apply(
    project: Project,
    importer: Importer,
    plan_text: str | None = None,
    plan_path: str = "plan.yaml",
    inspect: Inspect = alone,
    day: str = "",
) -> Report:
    """Carry out the plan in `plan_text`, or the proposal as it is when that is None.

    With errors the report says what is wrong, and nothing has been written. `inspect` looks at the
    book as it would be; `day` is today, as the book's hidden folder remembers it.
    """
    if plan_text is None:
        plan, problems = importer.propose()
    else:
        plan, problems = from_yaml(plan_text, plan_path, importer.format)
    if plan is None:
        return Report(problems=problems)
    return carry_out(project, importer, plan, plan_path, inspect, day)


def carry_out(
    project: Project,
    importer: Importer,
    plan: Plan,
    plan_path: str = "plan.yaml",
    inspect: Inspect = alone,
    day: str = "",
) -> Report:
    """The same for a plan that has been read."""
    changed = other_format(plan.importer, importer.format, Place(plan_path))
    changed = changed or importer.changes(plan)
    if has_errors(changed):
        return Report(problems=changed)
    plan, told = beside_examples(project, plan)
    draft = importer.draft(plan)
    draft = replace(draft, problems=(*told, *draft.problems))
    conserved, found = prove(project, plan, draft, inspect)
    draft = replace(draft, problems=(*draft.problems, *found))
    return replace(save(project, draft, plan, day), conserved=conserved, plan=plan)
