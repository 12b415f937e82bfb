"""`dinobook clean`: give back the room that builds take."""

from __future__ import annotations

from typing import Annotated

import typer

from dinobook.cli.answer import Answer
from dinobook.cli.places import BookOption, OutOption, find_project, output_folder
from dinobook.cli.show import sum_up


def clean(
    everything: Annotated[
        bool, typer.Option("--all", help="Also delete the files that the last builds made.")
    ] = False,
    book: BookOption = None,
    out: OutOption = None,
) -> Answer:
    """Delete what builds keep for the next one. The next build makes all of it again."""
    folder = output_folder(find_project(book), out)
    size, names = folder.clean(outputs=everything)
    for name in names:
        sum_up(f"deleted  {name}")
    room = f"{size / 1e6:,.1f} MB deleted in {folder.path}."
    sum_up(room if size else "There is nothing to delete.", str(folder.path))
    return Answer({"folder": str(folder.path), "bytes": size, "files": list(names)})
