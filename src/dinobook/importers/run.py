"""An import from beginning to end, whatever its source."""

from __future__ import annotations

from dataclasses import replace

from dinobook.importers.plan import CHAPTER_KINDS, Draft, Importer, Plan, Report
from dinobook.importers.planread import from_yaml, other_format
from dinobook.importers.proving import Inspect, alone, prove
from dinobook.importers.save import save
from dinobook.importers.starter_names import beside_examples
from dinobook.problems import Place, Problem, Severity, has_errors
from dinobook.storage.project import Project


def propose(importer: Importer, into: str = "") -> tuple[Plan | None, tuple[Problem, ...]]:
    """The plan to show or to write as YAML; its chapters go `into` that part. Writes nothing."""
    plan, problems = importer.propose()
    return (plan if plan is None else with_part(plan, into)), problems


def with_part(plan: Plan, into: str) -> Plan:
    """The plan with this part for every chapter that has none."""
    if not into:
        return plan
    entries = (
        replace(entry, into=into) if entry.kind in CHAPTER_KINDS and not entry.into else entry
        for entry in plan.entries
    )
    return replace(plan, entries=tuple(entries))


def apply(
    project: Project,
    importer: Importer,
    plan_text: str | None = None,
    plan_path: str = "plan.yaml",
    inspect: Inspect = alone,
    day: str = "",
    into: str = "",
) -> Report:
    """Carry out the plan in `plan_text`, or the proposal as it is when that is None.

    With errors the report says what is wrong, and nothing has been written. `inspect` looks at the
    book as it would be; `day` is today, as the book's hidden folder remembers it. `into` is the
    part of the book for chapters that the plan has no part for.
    """
    if plan_text is None:
        plan, problems = importer.propose()
    else:
        plan, problems = from_yaml(plan_text, plan_path, importer.format)
    if plan is None or has_errors(problems):
        return Report(problems=problems)
    plan = with_part(plan, into)
    report = carry_out(project, importer, plan, plan_path, inspect, day)
    return replace(report, problems=tuple(dict.fromkeys((*problems, *report.problems))))


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
    draft = _in_parts(importer.draft(plan), plan)
    draft = replace(draft, problems=(*told, *draft.problems))
    conserved, found = prove(project, plan, draft, inspect)
    draft = replace(draft, problems=(*draft.problems, *found, *_without_chapters(plan, draft)))
    return replace(save(project, draft, plan, day), conserved=conserved, plan=plan)


def _in_parts(draft: Draft, plan: Plan) -> Draft:
    """Each chapter with the part that its row names."""
    parts = {entry.id: entry.into for entry in plan.entries if entry.id and entry.into}
    files = (
        replace(file, into=parts[file.id]) if file.id in parts else file for file in draft.files
    )
    return replace(draft, files=tuple(files))


def _without_chapters(plan: Plan, draft: Draft) -> tuple[Problem, ...]:
    """An import of which nothing comes is told, where nothing else is wrong."""
    if has_errors(draft.problems) or any(file.id for file in draft.files):
        return ()
    message = f"Nothing of {plan.source} becomes a chapter."
    hint = "Look at the reasons in a plan (--plan), and make an entry a chapter there."
    return (Problem(Place(plan.source), "import-073", message, hint, Severity.WARNING),)
