"""dinobook's commands in this process, with the workers that other tests have started."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path

import pytest

from dinobook.cli.app import run


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str


def ran(folder: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> Ran:
    """What comes of a command that is typed in `folder`."""
    capsys.readouterr()
    with contextlib.chdir(folder):
        code = run(list(arguments))
    said = capsys.readouterr()
    return Ran(code, said.out, said.err)
