"""All commands together, and the one place where failures are caught.

A command loads what it needs when it runs: a build that has nothing to do loads no engine.
"""

from __future__ import annotations

import os
import signal
import sys
import traceback
from typing import Annotated, Final

import typer

from dinobook import UsageError, UserError, __version__
from dinobook.cli.answer import Answer, Ending, write_json
from dinobook.cli.commands.build import build
from dinobook.cli.commands.check import check
from dinobook.cli.commands.clean import clean
from dinobook.cli.commands.cover import cover
from dinobook.cli.commands.editing.arrange import arrange
from dinobook.cli.commands.editing.arrangement import arrangement
from dinobook.cli.commands.editing.history import diff, history, redo, undo
from dinobook.cli.commands.editing.membership import add, drop, hold, release
from dinobook.cli.commands.editing.move import move, swap
from dinobook.cli.commands.editing.outline import outline
from dinobook.cli.commands.editing.part import part
from dinobook.cli.commands.editing.retitle import retitle
from dinobook.cli.commands.editing.sort import sort
from dinobook.cli.commands.explain import explain
from dinobook.cli.commands.importing_wordpress import importing
from dinobook.cli.commands.impose import impose
from dinobook.cli.commands.new import new
from dinobook.cli.commands.paper import paper
from dinobook.cli.commands.preflight import preflight
from dinobook.cli.commands.printers import printers_command
from dinobook.cli.commands.proof import proof
from dinobook.cli.commands.remarks import remarks
from dinobook.cli.commands.watch import watch
from dinobook.cli.commands.words import words
from dinobook.cli.output_mode import (
    HELP,
    AnsweringCommand,
    QuietFlag,
    TalkingCommand,
    manner,
    speaking,
)
from dinobook.cli.show import failure_in_words, show_failure, talk
from dinobook.cli.stopping import stoppable
from dinobook.errors import EXIT_BUG, EXIT_STOPPED
from dinobook.processes.headroom import with_headroom

NAME: Final = "dinobook"
app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings=HELP,
    help="Blog chapters and a thesis, ordered by one manifest, into EPUB and print-ready PDF.",
)
app.command(cls=AnsweringCommand)(build)
app.command(cls=TalkingCommand)(watch)
app.command(cls=AnsweringCommand)(check)
app.command(cls=AnsweringCommand)(outline)
for verb in (move, swap, add, drop, hold, release, retitle, sort, arrange):
    app.command(cls=AnsweringCommand)(verb)
app.add_typer(part, name="part")
for look in (undo, redo, history, diff):
    app.command(cls=AnsweringCommand)(look)
app.command(cls=AnsweringCommand)(explain)
app.command(cls=AnsweringCommand)(clean)
app.command(cls=AnsweringCommand)(new)
app.command(cls=AnsweringCommand)(words)
app.command(cls=AnsweringCommand)(preflight)
app.command(cls=AnsweringCommand)(paper)
app.command(cls=AnsweringCommand)(cover)
app.command("printers", cls=AnsweringCommand)(printers_command)
app.command(cls=AnsweringCommand)(impose)
app.command(cls=AnsweringCommand)(proof)
app.command(cls=AnsweringCommand)(remarks)
app.add_typer(arrangement, name="arrangement")
app.add_typer(importing, name="import")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(__version__)
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
    quiet: Annotated[bool, QuietFlag] = False,
) -> None:
    """Options that stand before any command."""


def main() -> None:
    """Run a command and end the process with its exit code (see `dinobook.errors`)."""
    code = run(sys.argv[1:])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # all is done and told of
    if "dinobook.processes.pool" in sys.modules:
        from dinobook.processes.pool import close_all  # a command that asks nobody does not load it

        close_all()
    sys.exit(code)


@stoppable
@with_headroom
def run(arguments: list[str]) -> int:
    """Run a command; its exit code."""
    with speaking(json="--json" in arguments) as spoken:
        ending = _ending(arguments)
        if spoken.json:
            write_json(ending.as_object(spoken.command))
    return ending.exit_code


def _ending(arguments: list[str]) -> Ending:
    """Run a command, and say on stderr why it failed."""
    try:
        given = app(arguments, prog_name=_called(arguments), standalone_mode=False)
        if not isinstance(given, Answer):
            return _stopped() if given == EXIT_STOPPED else Ending(given or 0)
        if given.failure is None:
            return Ending(answer=given)
        show_failure(given.failure)
        return Ending(given.failure.exit_code, failure_in_words(given.failure), given)
    except UserError as error:
        show_failure(error)
        return Ending(error.exit_code, failure_in_words(error), Answer(problems=error.problems))
    except typer.TyperException as error:
        return _mistyped(error.format_message())
    except (KeyboardInterrupt, typer.Abort):  # one that came before typer was listening
        return _stopped()
    except SystemExit as stop:  # how typer ends when it tells a shell what to offer
        return Ending(stop.code if isinstance(stop.code, int) else 0)
    except Exception:
        traceback.print_exc()
        message = "This is a bug in dinobook, not in your book. Please report the lines above."
        talk(message)
        return Ending(EXIT_BUG, message)


def _mistyped(message: str) -> Ending:
    """What to say of a wrong command; where nothing was typed, typer's message is the help."""
    if message.startswith("Usage:"):
        typer.echo(message, err=True)
    else:
        talk(message)
        talk(f"Try: {' '.join([NAME, *manner().command.split('-')]).strip()} -h")
    return Ending(UsageError.exit_code, message)


def _stopped() -> Ending:
    message = "Stopped. It has changed no file; what was finished is kept for the next time."
    talk(message)
    return Ending(EXIT_STOPPED, message)


def _called(arguments: list[str]) -> str:
    """The program's name; for a shell that completes, the name that it was called by."""
    called = os.environ.get("DINOBOOK_CALLED", NAME)
    asked = f"_{called}_COMPLETE".replace("-", "_").upper() in os.environ
    offers = ("--install-completion", "--show-completion")
    return called if asked or any(argument.startswith(offers) for argument in arguments) else NAME
