"""`dinobook new`: start a book elsewhere."""

from __future__ import annotations

import shlex
import uuid
from pathlib import Path
from typing import Annotated, Final

import typer

import dinobook
from dinobook.cli.show import say
from dinobook.errors import SetupError

_GUIDE: Final = "docs/from-posts-to-book.md"


def new(
    path: Annotated[
        Path,
        typer.Argument(metavar="PATH", help="The new book's folder; made when it is not there."),
    ],
    title: Annotated[str, typer.Option(help="The book's title.")] = "Een nieuw boek",
    author: Annotated[str, typer.Option(help="The author's name.")] = "Naam van de auteur",
) -> None:
    """Start a book: a manifest, three chapters to change, and the house theme to restyle."""
    from dinobook.starter import start_book

    try:
        files = start_book(path.absolute(), title, author, str(uuid.uuid4()))
    except OSError as error:
        raise SetupError(f"Cannot write into {path}: {error.strerror}.") from error
    say(f"A new book of {len(files)} files is in {path}.")
    say(f"Build it with: dinobook build --book {shlex.quote(str(path))}")
    say(f"From your texts to a printed book, step by step: {_guide()}")


def _guide() -> Path:
    """The page that leads, which travels inside a package and stands in a checkout's `docs/`."""
    package = Path(dinobook.__file__).parent
    inside = package / _GUIDE
    return inside if inside.is_file() else package.parents[1] / _GUIDE
