"""All commands together, and the one place where failures are caught.

A command loads what it needs when it runs: a build that has nothing to do loads no engine.
"""

from __future__ import annotations

import sys
import traceback
from typing import Annotated

import typer

import dinobook
from dinobook.cli.build import build
from dinobook.cli.check import check
from dinobook.cli.clean import clean
from dinobook.cli.cover import cover
from dinobook.cli.importing import importing
from dinobook.cli.impose import impose
from dinobook.cli.new import new
from dinobook.cli.paper import paper
from dinobook.cli.preflight import preflight
from dinobook.cli.printers import printers_command
from dinobook.cli.show import show_failure, talk
from dinobook.cli.stopping import as_before
from dinobook.cli.watch import watch
from dinobook.cli.words import words
from dinobook.errors import EXIT_BUG, EXIT_STOPPED, UserError
from dinobook.headroom import with_headroom

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Blog chapters and a thesis, ordered by one manifest, into EPUB and print-ready PDF.",
)
app.command()(build)
app.command()(watch)
app.command()(check)
app.command()(clean)
app.command()(new)
app.command()(words)
app.command()(preflight)
app.command()(paper)
app.command()(cover)
app.command("printers")(printers_command)
app.command()(impose)
app.add_typer(importing, name="import")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(dinobook.__version__)
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Options that stand before any command."""


def main() -> None:
    """Run a command and end the process with its exit code (see `dinobook.errors`)."""
    code = run(sys.argv[1:])
    if "dinobook.pool" in sys.modules:
        from dinobook.pool import close_all  # a command that asks nobody does not load it

        close_all()
    sys.exit(code)


@as_before
@with_headroom
def run(arguments: list[str]) -> int:
    """Run a command; its exit code."""
    try:
        app(arguments, prog_name="dinobook")
    except SystemExit as stop:  # how typer ends, with 2 for a command that was typed wrongly
        if stop.code == EXIT_STOPPED:
            talk("Stopped. It has changed no file; what was finished is kept for the next time.")
        return stop.code if isinstance(stop.code, int) else 0
    except KeyboardInterrupt:  # one that came before typer was listening
        talk("Stopped. It has changed no file.")
        return EXIT_STOPPED
    except UserError as error:
        show_failure(error)
        return error.exit_code
    except Exception:
        traceback.print_exc()
        talk("This is a bug in dinobook, not in your book. Please report the lines above.")
        return EXIT_BUG
    return 0
