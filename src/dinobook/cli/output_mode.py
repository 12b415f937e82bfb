"""How a command speaks: `-h`, `-q` and `--json`, the same behind every command."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Final

import typer
from typer.core import TyperCommand, TyperOption


@dataclass(slots=True)
class Manner:
    """`quiet`: no progress and no summary. `json`: stdout is for one object, nothing else."""

    quiet: bool = False
    json: bool = False
    command: str = ""


_MANNER: Final[ContextVar[Manner]] = ContextVar("manner")


def manner() -> Manner:
    """The manner of the command that runs; the plain one where none does."""
    return _MANNER.get(Manner())


@contextmanager
def speaking(*, json: bool) -> Iterator[Manner]:
    """A manner of its own for one command."""
    mine = Manner(json=json)
    token = _MANNER.set(mine)
    try:
        yield mine
    finally:
        _MANNER.reset(token)


def be_quiet(wanted: bool) -> None:
    """What `-q` does, before or behind the command."""
    if wanted:
        manner().quiet = True


def _quiet_option() -> TyperOption:
    return TyperOption(
        param_decls=["-q", "--quiet"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=lambda _context, _option, wanted: be_quiet(bool(wanted)),
        help="Show problems and results only: no progress, no summary.",
    )


def _json_option() -> TyperOption:
    # Whether it is wanted was seen before: a command that was typed wrongly answers in JSON too.
    return TyperOption(
        param_decls=["--json"],
        is_flag=True,
        expose_value=False,
        help="The result for machines: one object on stdout.",
    )


class TalkingCommand(TyperCommand):
    """A command that takes `-q`, and whose name is known when its options are wrong."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.params.append(_quiet_option())

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        words: list[str] = ctx.command_path.split()[1:]
        manner().command = "-".join(words)
        return super().parse_args(ctx, args)


class AnsweringCommand(TalkingCommand):
    """A command that takes `--json` too."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.params.append(_json_option())


HELP: Final = {"help_option_names": ["-h", "--help"]}
"""Settings of a context in which `-h` helps as `--help` does."""

QuietFlag = typer.Option(
    "-q", "--quiet", callback=be_quiet, is_eager=True,
    help="Show problems and results only: no progress, no summary.",
)  # fmt: skip
