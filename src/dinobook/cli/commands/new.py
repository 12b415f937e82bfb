"""`dinobook new`: start a book elsewhere."""

from __future__ import annotations

import shlex
import uuid
from pathlib import Path
from typing import Annotated

import typer

from dinobook import FolderProject
from dinobook.cli.answer import Answer
from dinobook.cli.places import docs_page
from dinobook.cli.show import show_problems, sum_up
from dinobook.cli.stopping import agreed


def new(
    path: Annotated[
        Path,
        typer.Argument(metavar="PATH", help="The new book's folder; made when it is not there."),
    ],
    title: Annotated[str, typer.Option(help="The book's title.")] = "Een nieuw boek",
    author: Annotated[str, typer.Option(help="The author's name.")] = "Naam van de auteur",
) -> Answer:
    """Start a book: a manifest, three chapters, a style to change."""
    from dinobook import start_book

    project = FolderProject(path.absolute(), agreed)
    show_problems(project.recover(finish=False))
    files = start_book(project, title, author, str(uuid.uuid4()))
    sum_up(f"A new book of {len(files)} files is in {path}.", str(path))
    sum_up(f"Build it with: dinobook build --book {shlex.quote(str(path))}")
    guide = str(docs_page("from-posts-to-book.md"))
    sum_up(f"From your texts to a printed book, step by step: {guide}", guide)
    return Answer({"folder": str(path.absolute()), "files": list(files)})
