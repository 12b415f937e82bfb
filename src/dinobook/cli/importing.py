"""`dinobook import`: bring in what already exists."""

from __future__ import annotations

import typer

importing = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="Bring in chapters that exist elsewhere."
)
