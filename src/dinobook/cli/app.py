"""A command is run here, and this is the one place where failures are caught.

A command loads what it needs when it runs: a build that has nothing to do loads no engine.
"""

from __future__ import annotations

import os
import signal
import sys
import traceback
from typing import Final

import typer

from dinobook import UsageError, UserError
from dinobook.cli.answer import Answer, Ending, write_json
from dinobook.cli.output_mode import manner, speaking
from dinobook.cli.registry import application, command_in
from dinobook.cli.show import failure_in_words, show_failure, talk
from dinobook.cli.stopping import stoppable
from dinobook.errors import EXIT_BUG, EXIT_STOPPED
from dinobook.processes.headroom import with_headroom

NAME: Final = "dinobook"


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
        app = application(() if _is_asked_by_a_shell(arguments) else command_in(arguments))
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
    return _name_called() if _is_asked_by_a_shell(arguments) else NAME


def _is_asked_by_a_shell(arguments: list[str]) -> bool:
    """Whether a shell asks what to offer, or is to be told how to ask."""
    asked = f"_{_name_called()}_COMPLETE".replace("-", "_").upper() in os.environ
    offers = ("--install-completion", "--show-completion")
    return asked or any(argument.startswith(offers) for argument in arguments)


def _name_called() -> str:
    return os.environ.get("DINOBOOK_CALLED", NAME)
