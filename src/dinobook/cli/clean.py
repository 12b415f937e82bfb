"""`dinobook clean`: give back the room that builds take."""

from __future__ import annotations

from typing import Annotated

import typer

from dinobook.cli.places import BookOption, OutOption, find_project, output_folder
from dinobook.cli.show import say


def clean(
    everything: Annotated[
        bool, typer.Option("--all", help="Also delete the files that the last builds made.")
    ] = False,
    book: BookOption = None,
    out: OutOption = None,
) -> None:
    """Delete what builds keep for the next one. The next build makes all of it again."""
    folder = output_folder(find_project(book), out)
    size, names = folder.clean(outputs=everything)
    for name in names:
        say(f"deleted  {name}")
    room = f"{size / 1e6:,.1f} MB deleted in {folder.path}."
    say(room if size else "There is nothing to delete.")
