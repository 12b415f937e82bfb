"""Where the book is and where it goes: `--book` and `--out`."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from dinobook.cli.show import show_problems
from dinobook.errors import UsageError
from dinobook.outputs import OutputFolder
from dinobook.project import MANIFEST, FolderProject

BookOption = Annotated[
    Path | None,
    typer.Option(
        "--book",
        metavar="PATH",
        help="The book's folder. Default: this folder, or the nearest one above it with a book.",
    ),
]
OutOption = Annotated[
    Path | None,
    typer.Option("--out", metavar="PATH", help="Where the files go. Default: build/ in the book."),
]


def find_project(book: Path | None) -> FolderProject:
    """The project at `book`, which may also name its manuscript folder or its manifest.

    What a command that was stopped left half done there is ended first, and told of. Raises
    `UsageError` when there is no manifest.
    """
    start = (book or Path.cwd()).absolute()
    candidates = [start, start.parent, start.parent.parent] if book else [start, *start.parents]
    for folder in candidates:
        project = FolderProject(folder)
        show_problems(project.recover())
        if os.path.isfile(folder / MANIFEST):  # noqa: PTH113 - no folder at all is none too
            return project
    raise UsageError(
        f"There is no book in {start}: it has no {MANIFEST}. "
        "Start one with “dinobook new PATH”, or name the folder with --book."
    )


def find_typed(book: str | None) -> FolderProject:
    """The same for `--book` as it was typed, before anything is made of it."""
    return find_project(Path(book) if book else None)


def only_a_draft(folder: OutputFolder, edition: str) -> str:
    """What a message adds where there is a draft of the edition; empty: there is none."""
    drafts = replace(folder, draft=True).record().files
    return ", only a draft" if edition in drafts else ""


def output_folder(project: FolderProject, out: Path | None) -> OutputFolder:
    return OutputFolder((out or project.root / "build").absolute())


def near(path: Path) -> str:
    """A path as it is typed here: from this folder down where it lies below, else in full."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def docs_page(name: str) -> Path:
    """A page of the docs, which travel inside a package and stand in a checkout's `docs/`."""
    package = Path(__file__).parents[1]
    inside = package / "docs" / name
    return inside if inside.is_file() else package.parents[1] / "docs" / name
