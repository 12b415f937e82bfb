"""Editions: which rows of the outline an output wants."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dinobook.citations.model import Library, cited_keys
from dinobook.errors import UsageError
from dinobook.manifest.model import (
    ChapterRow,
    EditionSpec,
    GenerateRow,
    Manifest,
    MatterRow,
    PartRow,
    Row,
)
from dinobook.markup.fragment import Fragment
from dinobook.problems import Place, Problem, Severity, counted, did_you_mean


def choose(manifest: Manifest, names: Sequence[str]) -> tuple[EditionSpec, ...]:
    """The editions by name, in the order of the manifest; all when `names` is empty.

    Raises `UsageError` for a name that the manifest does not have.
    """
    known = [edition.name for edition in manifest.editions]
    for name in names:
        if name not in known:
            hint = did_you_mean(name, known) or f"There are: {', '.join(known)}."
            raise UsageError(f"There is no edition “{name}” in {manifest.path}. {hint}")
    return tuple(one for one in manifest.editions if not names or one.name in names)


def choose_printed(manifest: Manifest, name: str = "") -> tuple[EditionSpec, ...]:
    """The edition with this name, or all that are printed on paper.

    Raises `UsageError` for a name that the manifest does not have, and where none is printed.
    """
    printed = tuple(one for one in choose(manifest, [name] if name else []) if one.on_paper)
    if not printed:
        what = f"The edition “{name}” is not" if name else "The book has no edition that is"
        raise UsageError(f"{what} printed on paper: give it {{format: pdf, use: print}}.")
    return printed


def without_chapters(manifest: Manifest) -> list[Problem]:
    """One problem for each edition that would be a book of generated pages alone."""
    return [
        Problem(
            Place(manifest.path, edition.line, edition.name),
            "manifest-030",
            f"The edition “{edition.name}” has no chapter to print.",
            "List chapters by their ids in the outline, or look at “status: hold” and “editions”.",
        )
        for edition in manifest.editions
        if not any(isinstance(row, ChapterRow) for row in rows_of(manifest, edition))
    ]


def empty_parts(manifest: Manifest) -> list[Problem]:
    """A warning for each part without a chapter, in the orders that editions print."""
    names = dict.fromkeys(["", *(edition.arrangement for edition in manifest.editions)])
    return [
        Problem(
            Place(manifest.path, row.line, row.part),
            "manifest-055",
            f"The part “{row.part}” has no chapter and is printed nowhere.",
            "Move chapters below it, or take it out: dinobook part remove.",
            Severity.WARNING,
        )
        for rows in dict.fromkeys(manifest.order(name) for name in names)
        for index, row in enumerate(rows)
        if isinstance(row, PartRow) and not _has_chapters(rows, index)
    ]


def without_bibliography(
    manifest: Manifest, chapters: Mapping[str, Fragment], library: Library
) -> list[Problem]:
    """One problem for each edition that cites works and lists them nowhere."""
    problems = []
    for edition in manifest.editions:
        rows = rows_of(manifest, edition)
        if any(isinstance(row, GenerateRow) and row.generate == "bibliography" for row in rows):
            continue
        names = [row.id for row in rows if isinstance(row, ChapterRow) and row.id in chapters]
        count = len(cited_keys((chapters[name] for name in names), library))
        if count:
            problems.append(_without_bibliography(manifest, edition, count))
    return problems


def _without_bibliography(manifest: Manifest, edition: EditionSpec, count: int) -> Problem:
    return Problem(
        Place(manifest.path, edition.line, edition.name),
        "cite-005",
        f"The edition “{edition.name}” cites {counted(count, 'work')} and has no page that "
        f"lists {'it' if count == 1 else 'them'}.",
        "Put “- generate: bibliography” below “matter: back” in the outline.",
        Severity.WARNING,
    )


def without_empty_bibliography(
    rows: Sequence[Row], chapters: Mapping[str, Fragment], library: Library
) -> tuple[Row, ...]:
    """The rows as they are printed: where nothing is cited or listed, no bibliography.

    Nor is there one in a style that has no list of works.
    """
    names = (row.id for row in rows if isinstance(row, ChapterRow) and row.id in chapters)
    works = library.listed() or cited_keys((chapters[name] for name in names), library)
    shown = works and _lists_works(library)
    return tuple(
        row
        for row in rows
        if shown or not isinstance(row, GenerateRow) or row.generate != "bibliography"
    )


def _lists_works(library: Library) -> bool:
    from dinobook.citations.style import has_list  # what reads styles is loaded where works are

    return has_list(library.style)


def rows_of(manifest: Manifest, edition: EditionSpec) -> tuple[Row, ...]:
    """The outline's rows for one edition: nothing on hold, no part without chapters."""
    wanted = [row for row in manifest.order(edition.arrangement) if _is_wanted(row, edition)]
    return tuple(
        row
        for index, row in enumerate(wanted)
        if not isinstance(row, PartRow) or _has_chapters(wanted, index)
    )


def _is_wanted(row: Row, edition: EditionSpec) -> bool:
    if isinstance(row, MatterRow):
        return True
    if row.editions and edition.name not in row.editions:
        return False
    if isinstance(row, ChapterRow):
        return row.status != "hold" and (not edition.only or row.id in edition.only)
    if isinstance(row, GenerateRow) and edition.format == "epub":
        return row.generate != "half-title"
    return True


def _has_chapters(rows: Sequence[Row], index: int) -> bool:
    for row in rows[index + 1 :]:
        if isinstance(row, ChapterRow):
            return True
        if isinstance(row, PartRow | MatterRow):
            return False
    return False
