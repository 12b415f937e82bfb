"""All commands, in the order of the help, and where each of them is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Annotated, Any, Final

import typer

from dinobook import __version__
from dinobook.cli.output_mode import HELP, AnsweringCommand, QuietFlag, TalkingCommand

COMMANDS: Final[Mapping[str, str]] = {
    "build": "build:build",
    "watch": "watch:watch",
    "check": "check:check",
    "outline": "editing.outline:outline",
    "move": "editing.move:move",
    "swap": "editing.move:swap",
    "add": "editing.membership:add",
    "drop": "editing.membership:drop",
    "hold": "editing.membership:hold",
    "release": "editing.membership:release",
    "retitle": "editing.retitle:retitle",
    "sort": "editing.sort:sort",
    "arrange": "editing.arrange:arrange",
    "undo": "editing.history:undo",
    "redo": "editing.history:redo",
    "history": "editing.history:history",
    "diff": "editing.history:diff",
    "explain": "explain:explain",
    "clean": "clean:clean",
    "new": "new:new",
    "words": "words:words",
    "preflight": "preflight:preflight",
    "paper": "paper:paper",
    "cover": "cover:cover",
    "printers": "printers:printers_command",
    "impose": "impose:impose",
    "proof": "proof:proof",
    "remarks": "remarks:remarks",
}
"""By its name, a command's module below `dinobook.cli.commands` and its function."""

GROUPS: Final[Mapping[str, str]] = {
    "part": "editing.part:part",
    "arrangement": "editing.arrangement:arrangement",
    "import": "importing:importing",
}
"""The same of commands that have others below them."""


def application(wanted: Sequence[str] = ()) -> typer.Typer:
    """The commands of these names, or all. What a command needs is loaded with it alone."""
    app = typer.Typer(
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings=HELP,
        help="Blog chapters and a thesis, ordered by one manifest, into EPUB and print-ready PDF.",
    )
    app.callback()(_options)
    for name in wanted or (*COMMANDS, *GROUPS):
        if name in COMMANDS:
            kind = TalkingCommand if name == "watch" else AnsweringCommand
            app.command(name, cls=kind)(_loaded(COMMANDS[name]))
        else:
            app.add_typer(_loaded(GROUPS[name]), name=name)
    return app


def command_in(arguments: Sequence[str]) -> tuple[str, ...]:
    """The command that is called, by its name; none where it must be looked for among all."""
    typed = next((word for word in arguments if not word.startswith("-")), "")
    return (typed,) if typed in COMMANDS or typed in GROUPS else ()


def _loaded(home: str) -> Any:
    module, _, name = home.partition(":")
    return getattr(import_module(f"dinobook.cli.commands.{module}"), name)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(__version__)
        raise typer.Exit


def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
    quiet: Annotated[bool, QuietFlag] = False,
) -> None:
    """Options that stand before any command."""
