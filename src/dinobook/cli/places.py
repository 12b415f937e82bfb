"""Where the book is and where it goes: `--book` and `--out`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dinobook import OpenBook, UsageError, open_book
from dinobook.cli.show import show_problems
from dinobook.cli.stopping import agreed

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


def find_book(
    book: Path | str | None, out: Path | None = None, *, endless: bool = False
) -> OpenBook:
    """The book that is meant; what a stopped command left half done there is told of.

    Once files of it are changed, Ctrl-C comes too late; `endless`: it ends the command even so.
    """
    try:
        found = open_book(book, out, on_agreed=None if endless else agreed)
    except UsageError as error:
        hint = "Start one with “dinobook new PATH”, or name the folder with --book."
        raise UsageError(f"{error.message} {hint}", error.problems) from None
    show_problems(found.recovered)
    return found


def near(path: Path) -> str:
    """A path as it is typed here: from this folder down where it lies below, else in full."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def docs_page(name: str) -> Path:
    """A page of the docs, which travel inside a package and stand in a checkout's `docs/`."""
    package = Path(__file__).parents[1]
    inside = package / "docs" / name
    return inside if inside.is_file() else package.parents[1] / "docs" / name
