"""`dinobook new`: start a book elsewhere."""

from __future__ import annotations

import shlex
import uuid
from pathlib import Path
from typing import Annotated

import typer

from dinobook.cli.answer import Answer
from dinobook.cli.show import sum_up
from dinobook.errors import SetupError


def new(
    path: Annotated[
        Path,
        typer.Argument(metavar="PATH", help="The new book's folder; made when it is not there."),
    ],
    title: Annotated[str, typer.Option(help="The book's title.")] = "Een nieuw boek",
    author: Annotated[str, typer.Option(help="The author's name.")] = "Naam van de auteur",
) -> Answer:
    """Start a book: a manifest, three chapters, a style to change."""
    from dinobook.starter import start_book

    try:
        files = start_book(path.absolute(), title, author, str(uuid.uuid4()))
    except OSError as error:
        raise SetupError(f"Cannot write into {path}: {error.strerror}.") from error
    sum_up(f"A new book of {len(files)} files is in {path}.", str(path))
    sum_up(f"Build it with: dinobook build --book {shlex.quote(str(path))}")
    return Answer({"folder": str(path.absolute()), "files": list(files)})
