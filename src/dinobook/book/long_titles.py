"""Titles that no running head has room for: `short` in the manifest says what stands there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from dinobook.manifest.model import ChapterRow, Manifest
from dinobook.markup.fragment import Fragment
from dinobook.problems import Place, Problem, Severity

_ROOM: Final = 60
"""Characters on a line of 100 mm, the width of the text on most pages, beside the folio."""
_SHOWN: Final = 40


def long_titles(manifest: Manifest, fragments: Mapping[str, Fragment]) -> Iterator[Problem]:
    """A note for each chapter that prints in a PDF and has a long title and no short one."""
    if all(edition.format != "pdf" for edition in manifest.editions):
        return
    for row in manifest.printed_rows:
        if not isinstance(row, ChapterRow) or row.short or row.status == "hold":
            continue
        fragment = fragments.get(row.id)
        if fragment is not None and len(fragment.meta.title) > _ROOM:
            yield _problem(row, fragment.meta.title, manifest.path)


def _problem(row: ChapterRow, title: str, path: str) -> Problem:
    return Problem(
        Place(path, row.line, row.id),
        "layout-032",
        f"The title “{title[:_SHOWN].rstrip()} …” has {len(title)} characters: above the pages it "
        "is shortened to one line.",
        f'Write a shorter one for there: - {{id: {row.id}, short: "…"}}',
        Severity.NOTE,
    )
