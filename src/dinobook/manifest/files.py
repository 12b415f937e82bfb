"""What must agree between the manifest and the chapter files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from dinobook.manifest.model import ChapterRow, Manifest
from dinobook.manifest.page_rows import file_of
from dinobook.problems import Place, Problem, Severity, did_you_mean, sort_problems

CHAPTER: Final = ".md"
_LIKE_CHAPTERS: Final = (".md", ".markdown", ".mdown", ".mkd", ".md.txt")


def check_names(paths: Iterable[str]) -> tuple[Problem, ...]:
    """What is wrong with the names of the manuscript's files; `paths` may hold one twice."""
    problems: list[Problem] = []
    seen: dict[str, str] = {}
    for path in paths:
        if path.casefold() in seen:
            problems.append(_same_name(path, seen[path.casefold()]))
        seen.setdefault(path.casefold(), path)
        if path.casefold().endswith(_LIKE_CHAPTERS) and not path.endswith(CHAPTER):
            problems.append(_no_chapter(path))
    return sort_problems(problems)


def _same_name(path: str, other: str) -> Problem:
    """Only one of two names with the same letters, spelled in other bytes, can be reached."""
    message = f"“{path}” and “{other}” differ in capitals alone; Mac and Windows hold them as one."
    if path == other:
        message = f"Two files have the name “{path}”: its accents are stored in two ways."
    severity = Severity.ERROR if path == other else Severity.WARNING
    return Problem(Place(path), "project-008", message, "Rename one of the two.", severity)


def _no_chapter(path: str) -> Problem:
    stem = path.rsplit("/", 1)[-1].split(".")[0]
    return Problem(
        Place(path),
        "project-009",
        f"“{path}” is not read: the name of a chapter's file ends in “{CHAPTER}”.",
        f"Rename it to “{stem}{CHAPTER}”, or move it out of the manuscript.",
        Severity.WARNING,
    )


def check_files(manifest: Manifest, files: Iterable[tuple[str, str]]) -> tuple[Problem, ...]:
    """`files` are pairs of a chapter's id and its project path: every chapter file that there is.

    Errors: a listed chapter without file, two files with one id. Warnings: a chapter on hold or
    aside without file, and a file that is neither listed nor aside.
    """
    pairs = sorted(files, key=lambda pair: (pair[1], pair[0]))
    ids = [name for name, _ in pairs]
    return sort_problems(
        [*_ids_twice(pairs), *_without_file(manifest, ids), *_unlisted(manifest, pairs)]
    )


def _ids_twice(pairs: list[tuple[str, str]]) -> Iterator[Problem]:
    """Ids that differ only in capitals count as the same: they become names of files."""
    first: dict[str, str] = {}
    for name, path in pairs:
        other = first.setdefault(name.casefold(), path)
        if other != path:
            yield Problem(
                Place(path),
                "manifest-029",
                f"“{path}” has the id “{name}”, and so has “{other}”.",
                "Give one of them another “id:” in its front matter.",
            )


def _listed(manifest: Manifest) -> set[str]:
    """The ids of the chapters and of the files on made pages."""
    rows = manifest.printed_rows
    chapters = {row.id for row in rows if isinstance(row, ChapterRow)}
    return chapters | {name for row in rows if (name := file_of(row))}


def _without_file(manifest: Manifest, ids: list[str]) -> Iterator[Problem]:
    listed = _listed(manifest)
    aside = frozenset(manifest.aside)
    known = frozenset(ids)
    free = [name for name in ids if name not in listed and name not in aside]
    told = set(known)
    for row in manifest.printed_rows:
        name = row.id if isinstance(row, ChapterRow) else file_of(row)
        if name and name not in told:
            held = isinstance(row, ChapterRow) and row.status == "hold"
            severity = Severity.WARNING if held else Severity.ERROR
            yield _no_file(Place(manifest.path, row.line, name), name, free or ids, severity)
            told.add(name)
    for name in manifest.aside:
        if name not in known:
            place = Place(manifest.path, 0, name)
            yield _no_file(place, name, free or ids, Severity.WARNING)


def _no_file(place: Place, name: str, candidates: list[str], severity: Severity) -> Problem:
    hint = did_you_mean(name, candidates) or f"Write it as “{name}.md”, or delete the row."
    message = f"There is no chapter file with the id “{name}”."
    return Problem(place, "manifest-027", message, hint, severity)


def _unlisted(manifest: Manifest, pairs: list[tuple[str, str]]) -> Iterator[Problem]:
    known = _listed(manifest) | set(manifest.aside)
    for name, path in pairs:
        if name not in known:
            yield Problem(
                Place(path),
                "manifest-028",
                f"The chapter “{name}” is not in the manifest.",
                f"Add “- {name}” to the outline, or to “aside” to leave it out on purpose.",
                Severity.WARNING,
            )
