"""`dinobook clean`: give back the room that builds take."""

from __future__ import annotations

from typing import Annotated

import typer

from dinobook.cli.answer import Answer
from dinobook.cli.places import BookOption, OutOption, find_book
from dinobook.cli.show import sum_up
from dinobook.cli.stopping import agreed


def clean(
    everything: Annotated[
        bool, typer.Option("--all", help="Also delete the files that the last builds made.")
    ] = False,
    book: BookOption = None,
    out: OutOption = None,
) -> Answer:
    """Delete what builds keep for the next one. The next build makes all of it again."""
    opened = find_book(book, out)
    folder = opened.outputs.path
    agreed()
    size, names = opened.clean(outputs=everything)
    for name in names:
        sum_up(f"deleted  {name}")
    room = f"{size / 1e6:,.1f} MB deleted in {folder}."
    sum_up(room if size else "There is nothing to delete.", str(folder))
    return Answer({"folder": str(folder), "bytes": size, "files": list(names)})
