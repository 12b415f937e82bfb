"""The proof, before anything is written: an import loses nothing, and its chapters are fit.

The book is looked at as it would be: over an overlay, with the new chapters in its outline. What
the plan accepts is no reason to stop.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dinobook.editing.membership import add_all
from dinobook.errors import UserError
from dinobook.importers.comparing import Difference, differences
from dinobook.importers.compiled import inventory_of
from dinobook.importers.formats import FORMATS
from dinobook.importers.inventory import CLASSES
from dinobook.importers.outline import unlisted, with_sources
from dinobook.importers.plan import FAULTS, Conserved, Draft, NewFile, Origin, Plan
from dinobook.markup.convert import convert
from dinobook.markup.fragment import Fragment
from dinobook.problems import Place, Problem, Severity, has_errors
from dinobook.storage.overlay import OverlayProject
from dinobook.storage.project import MANIFEST, Project, read_text

SHOWN: Final = 3
_DESCRIBE: Final = (
    "Give the picture’s entry in the plan what it shows as its title, or make it “decoration”."
)
_NO_CHAPTER: Final = (
    "Nothing was written. Make it smaller or mend it where it comes from, or make this entry “drop”"
    " in the plan."
)


@dataclass(frozen=True, slots=True)
class Inspected:
    """Chapters by id, as the book would have them, and what `check` would say of the book."""

    fragments: Mapping[str, Fragment]
    problems: tuple[Problem, ...]


Inspect = Callable[[Project, Collection[str]], Inspected]
"""Looks at a book and at these new chapters of it, by their paths."""


def alone(project: Project, paths: Collection[str]) -> Inspected:
    """The new chapters by themselves, each without the book around it."""
    made = [convert(read_text(project, path), path) for path in paths]
    fragments = [one.fragment for one in made if one.fragment is not None]
    problems = tuple(problem for one in made for problem in one.problems)
    return Inspected({one.meta.id: one for one in fragments}, problems)


def prove(
    project: Project, plan: Plan, draft: Draft, inspect: Inspect
) -> tuple[tuple[Conserved, ...], tuple[Problem, ...]]:
    """How each chapter compares with its source, and what the plan does not accept as problems.

    An importer without origins, or whose draft has errors, has nothing to prove.
    """
    if not draft.origins or has_errors(draft.problems):
        return (), ()
    chapters = {file.id: file for file in draft.files if file.id}
    found = inspect(_as_it_would_be(project, draft), [one.path for one in chapters.values()])
    budget = Counter({(one.where, one.kind): 0 for one in plan.accepted})
    for one in plan.accepted:
        budget[one.where, one.kind] += one.count
    faulty = {p.place.path for p in found.problems if p.is_error}
    broken = {
        one.id
        for one in draft.origins
        if one.id in chapters and one.id not in found.fragments and chapters[one.id].path in faulty
    }
    whole = [one for one in draft.origins if one.id not in broken]
    compared = tuple(_compared(origin, found.fragments, budget) for origin in whole)
    problems = [problem for one in compared for problem in _lost(plan, one)]
    problems += _faults(plan, draft.origins, chapters, found, budget)
    lost = {(one.origin.where, each.kind) for one in compared for each in one.differences}
    problems += _accepted_in_vain(plan, {key: n for key, n in budget.items() if key not in lost})
    return compared, tuple(problems)


def _as_it_would_be(project: Project, draft: Draft) -> OverlayProject:
    """The book with the new files, each new chapter in its outline, and the new sources."""
    overlay = OverlayProject(project, {file.path: file.data for file in draft.files})
    try:
        text = read_text(project, MANIFEST)
        new = unlisted(text, draft)
        text = with_sources(add_all(text, [file.id for file in new]), draft.sources)
        overlay.replaced[MANIFEST] = text.encode()
    except UserError:  # said when the manifest is written
        overlay.replaced.pop(MANIFEST, None)
    return overlay


def _compared(
    origin: Origin, fragments: Mapping[str, Fragment], budget: Counter[tuple[str, str]]
) -> Conserved:
    fragment = fragments.get(origin.id)
    chapter = inventory_of(fragment) if fragment else {}
    open_: list[Difference] = []
    accepted: list[Difference] = []
    for one in differences(origin.inventory, chapter, origin.left_out, origin.same):
        goes = budget[origin.where, one.kind] >= one.count
        if goes:
            budget[origin.where, one.kind] -= one.count
        (accepted if goes else open_).append(one)
    return Conserved(origin, tuple(open_), tuple(accepted))


def _lost(plan: Plan, compared: Conserved) -> Iterator[Problem]:
    """One problem for each class of a chapter that differs, with the first few places."""
    by_class: dict[str, list[Difference]] = {}
    for one in compared.differences:
        by_class.setdefault(one.kind, []).append(one)
    for kind, found in by_class.items():
        count = sum(one.count for one in found)
        shown = "; ".join(one.said() for one in found[:SHOWN])
        more = f"; and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
        message = f"{CLASSES[kind].capitalize()}: {shown}{more}."
        hint = _way_out(plan, compared.origin.where, kind, count)
        yield Problem(Place(plan.source, 0, compared.origin.where), "import-070", message, hint)


def _way_out(plan: Plan, where: str, kind: str, count: int) -> str:
    locator = FORMATS[plan.importer].locator
    row = f'{{{locator}: "{where}", class: {kind}, count: {count}, reason: …}}'
    return (
        "Nothing was written. Make this entry “drop” in the plan, or let it go there: "
        f"accept-losses: [{row}]."
    )


def _faults(
    plan: Plan,
    origins: Sequence[Origin],
    chapters: Mapping[str, NewFile],
    found: Inspected,
    budget: Counter[tuple[str, str]],
) -> Iterator[Problem]:
    """What `check` would refuse in the new chapters, unless the plan accepts it.

    A chapter that cannot be compiled at all has nothing to compare, and no plan can accept it.
    """
    made_of = {chapters[one.id].path: one for one in origins if one.id in chapters}
    for problem in found.problems:
        origin = made_of.get(problem.place.path)
        if origin is None or not problem.is_error:
            continue
        is_whole = origin.id in found.fragments
        if is_whole and budget[origin.where, FAULTS]:
            budget[origin.where, FAULTS] -= 1
            continue
        message = f"The chapter would be faulty, {problem.place}: {problem.message}"
        hint = _way_out(plan, origin.where, FAULTS, 1) if is_whole else _NO_CHAPTER
        if problem.code == "picture-001":
            hint = f"{_DESCRIBE} {hint}"
        yield Problem(Place(plan.source, 0, origin.where), "import-071", message, hint)


def _accepted_in_vain(plan: Plan, budget: Mapping[tuple[str, str], int]) -> Iterator[Problem]:
    for (where, kind), left in budget.items():
        if left:
            message = f"The plan accepts {left} more of “{kind}” than were lost here."
            hint = "Lower the count, so that a later loss is seen."
            place = Place(plan.source, 0, where)
            yield Problem(place, "import-072", message, hint, Severity.WARNING)
