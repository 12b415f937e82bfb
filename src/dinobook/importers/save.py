"""Writing what an import made: all of it or nothing, and never over an edited chapter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dinobook.errors import ManifestError, SourceError
from dinobook.importers.kept import is_as_imported, kept
from dinobook.importers.outline import Listed, listed
from dinobook.importers.plan import Draft, NewFile, Plan, Report
from dinobook.manifest.parse import parse
from dinobook.markup.front_matter.split import peek
from dinobook.problems import Place, Problem, has_errors
from dinobook.storage import ABSENT, Write
from dinobook.storage.project import MANIFEST, MANUSCRIPT, Project, read_text


def save(project: Project, draft: Draft, plan: Plan | None = None, day: str = "") -> Report:
    """Write the files of `draft` and list its chapters in the manifest.

    All of it is written, or nothing. A chapter that the manifest lists already, anywhere, is not
    listed again. Of each new chapter the text as imported is kept, with what it came from in `plan`
    and the `day`; a chapter that still says what was kept is written over by its own new text.
    """
    seen = project.digest(MANIFEST)
    new, problems = _new_files(project, draft, plan)
    made = Listed("")
    if not has_errors((*draft.problems, *problems)):
        made, faults = _new_manifest(project, draft)
        problems = (*problems, *faults)
    if has_errors((*draft.problems, *problems)):
        return Report(draft=draft, problems=(*draft.problems, *problems))
    changes = [Write(one.file.path, one.file.data, one.expects) for one in new]
    changes += kept(project, [one.file for one in new], plan, day) if plan else ()
    if made.text:
        changes.append(Write(MANIFEST, made.text.encode(), seen))
    try:
        project.apply(changes)
    except SourceError as error:  # somebody else wrote there meanwhile
        return Report(draft=draft, problems=(*draft.problems, *problems, *error.problems))
    written = tuple(one.file.path for one in new if one.expects == ABSENT)
    renewed = tuple(one.file.path for one in new if one.expects != ABSENT)
    unchanged = tuple(file.path for file in draft.files if file.path not in {*written, *renewed})
    told = (*draft.problems, *problems)
    return Report(written, unchanged, made.ids, draft, told, made.placed, renewed)


@dataclass(frozen=True, slots=True)
class _New:
    """A file to be written, and the digest of what it replaces."""

    file: NewFile
    expects: str = ABSENT


def _new_files(
    project: Project, draft: Draft, plan: Plan | None
) -> tuple[tuple[_New, ...], tuple[Problem, ...]]:
    """The files that are not there yet, and a problem for each that stands in the way."""
    there = {path.casefold(): path for path in project.files(MANUSCRIPT)}
    new: list[_New] = []
    problems: list[Problem] = []
    for file in draft.files:
        other = there.get(file.path.casefold())
        if other is None:
            new.append(_New(file))
        elif other != file.path or project.read_bytes(other) != file.data:
            if plan and other == file.path and is_as_imported(project, file, plan):
                new.append(_New(file, project.digest(other)))
            else:
                problems.append(_in_the_way(file, other))
    return tuple(new), (*problems, *_ids_in_use(project, draft))


def _in_the_way(file: NewFile, other: str) -> Problem:
    what = "chapter" if file.id else "picture"
    message = f"“{other}” exists and is not what this import would write."
    if file.id:
        message += " It was probably edited since."
    hint = f"Give the {what} another id in the plan, make it “drop”, or move the old file away."
    return Problem(Place(other), "import-011", message, hint)


def _ids_in_use(project: Project, draft: Draft) -> Iterator[Problem]:
    """Chapters that already have, in their front matter, the id of a new one."""
    ours = {file.id: file.path for file in draft.files if file.id}
    for path in project.files(MANUSCRIPT):
        if not path.endswith(".md") or path in ours.values():
            continue
        try:
            name = peek(read_text(project, path), path).id
        except SourceError:
            continue  # a chapter that cannot be read is the build's to report
        if name in ours:
            message = (
                f"“{path}” already has the id “{name}”, which this import gives a new chapter."
            )
            hint = "Give the new chapter another id in the plan."
            yield Problem(Place(path), "import-009", message, hint)


def _new_manifest(project: Project, draft: Draft) -> tuple[Listed, tuple[Problem, ...]]:
    """What the manifest becomes; without text where it stays as it is."""
    try:
        text = read_text(project, MANIFEST)
        made = listed(text, draft)
    except (SourceError, ManifestError) as error:
        return Listed(""), error.problems
    if made.text == text:
        return Listed(""), ()
    return made, tuple(p for p in parse(made.text).problems if p.is_error)
