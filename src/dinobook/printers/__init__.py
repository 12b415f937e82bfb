"""Printers: what each asks of a file, as data (`*.yaml` beside this file)."""

from __future__ import annotations

import importlib.resources
from collections.abc import Mapping
from functools import cache
from typing import Final

from dinobook.errors import UsageError
from dinobook.printers.length import Refusal, refused_length
from dinobook.printers.model import CoverTemplate, Paper, Printer, Rule
from dinobook.printers.read import read_profile
from dinobook.problems import did_you_mean

__all__ = [
    "CoverTemplate",
    "Paper",
    "Printer",
    "Refusal",
    "Rule",
    "all_printers",
    "names",
    "printer",
    "read_profile",
    "refused_length",
]

_SUFFIX: Final = ".yaml"


@cache
def names() -> tuple[str, ...]:
    """The names of all printers that dinobook knows, in the order of the alphabet."""
    files = (path.name for path in importlib.resources.files(__name__).iterdir())
    return tuple(sorted(name.removesuffix(_SUFFIX) for name in files if name.endswith(_SUFFIX)))


def all_printers() -> Mapping[str, Printer]:
    """Every printer by its name."""
    return {name: _load(name) for name in names()}


def printer(name: str) -> Printer:
    """A printer by its name. Raises `UsageError` with the nearest name for an unknown one."""
    if name not in names():
        hint = did_you_mean(name, names()) or f"There are: {', '.join(names())}."
        raise UsageError(f"There is no printer “{name}”. {hint}")
    return _load(name)


@cache
def _load(name: str) -> Printer:
    """A profile, read once: all of them take a quarter of a second."""
    path = importlib.resources.files(__name__) / f"{name}{_SUFFIX}"
    return read_profile(name, path.read_text(encoding="utf-8"))
