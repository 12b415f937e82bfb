"""What keeps a plan for a folder from being carried out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from dinobook.importers.markdown.pictures import new_name
from dinobook.importers.naming import is_id
from dinobook.importers.plan import Kind, Plan, PlanRow
from dinobook.problems import Place, Problem, did_you_mean


def plan_faults(plan: Plan, files: Iterable[str], texts: Mapping[str, str]) -> Iterator[Problem]:
    there = frozenset(files)
    planned: set[str] = set()
    names: dict[str, str] = {}
    for entry in plan.entries:
        place = Place(entry.file or plan.source)
        if entry.file in planned:
            yield Problem(place, "import-008", "The file is in two entries.", "Delete one of them.")
        planned.add(entry.file)
        yield from _kind_faults(entry, there, texts, place)
        if entry.kind is Kind.DROP:
            continue
        name = entry.id if entry.kind is Kind.POST else new_name(entry)
        if not is_id(entry.id) or name in names:
            other = f", as {names[name]} has" if name in names else ""
            message = f"“{entry.id}” cannot be the id of this file{other}."
            hint = (
                "Use up to 60 lower-case letters, digits and hyphens; no two ids may be the same."
            )
            yield Problem(place, "import-009", message, hint)
        names[name] = entry.file
    for path in sorted(texts.keys() - planned):
        message = "The file is in no entry of the plan."
        hint = f"To leave it out: {{file: {path}, kind: drop}}"
        yield Problem(Place(path), "import-008", message, hint)


def _kind_faults(
    entry: PlanRow, files: frozenset[str], texts: Mapping[str, str], place: Place
) -> Iterator[Problem]:
    if entry.file in texts:
        fitting = [Kind.POST, Kind.DROP]
    elif entry.file in files:
        fitting = [Kind.IMAGE, Kind.IMAGE_MISSING, Kind.DROP]
    elif entry.kind in (Kind.IMAGE_MISSING, Kind.DROP) and entry.file:
        return
    else:
        message = f"The plan names “{entry.file}”, which is not in the folder."
        hint = did_you_mean(entry.file, files) or "Make a new plan."
        yield Problem(place, "import-008", message, hint)
        return
    if entry.kind not in fitting:
        message = f"The file cannot be a {entry.kind.value}."
        known = " or ".join(kind.value for kind in fitting)
        yield Problem(place, "import-008", message, f"Make it {known}.")
