"""An import from beginning to end, whatever its source."""

from __future__ import annotations

from dataclasses import replace

from dinobook.importers.plan import Importer, Plan, Report
from dinobook.importers.planread import from_yaml
from dinobook.importers.save import save
from dinobook.importers.starter_names import beside_examples
from dinobook.problems import Place, Problem, has_errors
from dinobook.storage.project import Project


def propose(importer: Importer) -> tuple[Plan | None, tuple[Problem, ...]]:
    """The plan to show or to write as YAML. Writes nothing."""
    return importer.propose()


def apply(
    project: Project, importer: Importer, plan_text: str | None = None, plan_path: str = "plan.yaml"
) -> Report:
    """Carry out the plan in `plan_text`, or the proposal as it is when that is None.

    With errors the report says what is wrong, and nothing has been written.
    """
    if plan_text is None:
        plan, problems = importer.propose()
    else:
        plan, problems = from_yaml(plan_text, plan_path)
    if plan is None:
        return Report(problems=problems)
    return carry_out(project, importer, plan, plan_path)


def carry_out(
    project: Project, importer: Importer, plan: Plan, plan_path: str = "plan.yaml"
) -> Report:
    """The same for a plan that has been read."""
    changed = _other_format(importer, plan, plan_path) or importer.changes(plan)
    if has_errors(changed):
        return Report(problems=changed)
    plan, told = beside_examples(project, plan)
    draft = importer.draft(plan)
    return save(project, replace(draft, problems=(*told, *draft.problems)))


def _other_format(importer: Importer, plan: Plan, path: str) -> tuple[Problem, ...]:
    if plan.importer == importer.format:
        return ()
    message = f"This plan is for an import of “{plan.importer}”, not of “{importer.format}”."
    hint = "Name the plan that was made for this source."
    return (Problem(Place(path), "import-006", message, hint),)
