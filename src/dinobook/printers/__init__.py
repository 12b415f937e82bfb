"""Printers: what each asks of a file, as data (`*.yaml` beside this file)."""

from __future__ import annotations

import importlib.resources
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from dinobook.errors import UsageError
from dinobook.printers.model import CoverTemplate, Paper, Printer, Rule
from dinobook.printers.read import read_profile
from dinobook.problems import NOWHERE, Problem, did_you_mean

__all__ = ["CoverTemplate", "Paper", "Printer", "Rule", "printer", "printers", "read_profile"]


@cache
def printers() -> Mapping[str, Printer]:
    """Every printer that dinobook knows, by name, in the order of the alphabet."""
    folder = importlib.resources.files(__name__)
    files = sorted((one for one in folder.iterdir() if one.name.endswith(".yaml")), key=str)
    texts = {one.name.removesuffix(".yaml"): one.read_text(encoding="utf-8") for one in files}
    return MappingProxyType({name: read_profile(name, text) for name, text in texts.items()})


def printer(name: str) -> Printer:
    """A printer by its name. Raises `UsageError` with the nearest name for an unknown one."""
    known = printers()
    if name not in known:
        hint = did_you_mean(name, known) or f"There are: {', '.join(known)}."
        message = f"There is no printer “{name}”."
        raise UsageError(message, [Problem(NOWHERE, "printer-002", message, hint)])
    return known[name]
