"""Which WeasyPrint is here, and whether it is the one that dinobook steps in for."""

from __future__ import annotations

from functools import cache
from importlib.metadata import version
from typing import Final

from dinobook.problems import NOWHERE, Problem, Severity
from dinobook.processes.pool import is_plain

WANTED: Final = "70.0"
"""The version whose functions were read; `docs/engine.md` lists them."""
LINE_TO_TYPE: Final = f"pip install weasyprint=={WANTED}"


@cache
def installed() -> str:
    return version("weasyprint")


def is_known() -> bool:
    """Whether the WeasyPrint that is here is the one that dinobook was written for."""
    return installed() == WANTED


def may_step_in() -> bool:
    """Whether this process may step in for parts of WeasyPrint."""
    return is_known() and not is_plain()


def other_version(version: str = "") -> str:
    """What to do about it when another `version`, or the one that is installed, is here."""
    return (
        f"{version or installed()} is here; dinobook is made for {WANTED}. "
        f"Type this, then try again:\n  {LINE_TO_TYPE}"
    )


def plainness() -> Problem:
    """What is said of pages that are laid out by WeasyPrint alone."""
    what = (
        "Pages are laid out by WeasyPrint alone: no lines or page breaks are chosen together, "
        "no grid is kept, wide tables are not set smaller"
    )
    if is_known():
        message, hint = f"{what}.", "Leave out --plain for a book to print."
    else:
        message = f"WeasyPrint {installed()} is installed; dinobook is made for {WANTED}. {what}."
        hint = f"For a book to print, type: {LINE_TO_TYPE}"
    return Problem(NOWHERE, "engine-002", message, hint, Severity.WARNING)
