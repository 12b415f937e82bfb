"""Faults of a theme that would spoil a book in silence: found before anything is laid out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from dinobook.problems import Place, Problem, did_you_mean
from dinobook.storage.project import STYLES
from dinobook.theme.faces import FACES, GENERIC, families_in
from dinobook.theme.house import NEWER, Theme
from dinobook.theme.initials import MEASURED
from dinobook.theme.paged import paged_problems

EPUB: Final = "epub.css"
_SILENT: Final = re.compile(r"/\*.*?\*/|\"[^\"\n]*\"|'[^'\n]*'", re.DOTALL)
_USED: Final = re.compile(r"var\((--[A-Za-z0-9_-]+)\)")
_SET: Final = re.compile(r"(--[A-Za-z0-9_-]+)\s*:")

PAGE_HEIGHT: Final = "--page-height"
"""The token that an edition sets: how high its pages are."""


def theme_problems(theme: Theme) -> list[Problem]:
    """What is wrong with the style sheets.

    They do not close, use tokens that nobody sets or typefaces that nobody has, or ask what a
    chapter that is laid out by itself cannot know.
    """
    sheets = {name: theme.text(name) for name in sorted(theme.files) if name.endswith(".css")}
    tokens = (
        {name for text in sheets.values() for name in _SET.findall(text)}
        | MEASURED
        | {PAGE_HEIGHT}
        | set(NEWER)
    )
    problems = list(theme.unreadable())
    for name, text in sheets.items():
        bare = _SILENT.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
        problems += _unclosed(name, bare)
        problems += _unset(name, bare, tokens)
        problems += _unknown_faces(name, text)
        if name != EPUB:
            problems += paged_problems(name, bare)
    return problems


def _unclosed(name: str, bare: str) -> Iterator[Problem]:
    """One problem for the first brace that is never closed, or that closes nothing."""
    open_lines: list[int] = []
    for number, line in enumerate(bare.split("\n"), start=1):
        for char in line:
            if char == "{":
                open_lines.append(number)
            elif char == "}" and not open_lines:
                yield _problem(name, number, "theme-001", "This “}” closes nothing.", "Delete it.")
                return
            elif char == "}":
                open_lines.pop()
    if open_lines:
        message = "This “{” is never closed: all rules after it are lost."
        yield _problem(name, open_lines[0], "theme-001", message, "Put the “}” where it belongs.")


def _unset(name: str, bare: str, tokens: set[str]) -> Iterator[Problem]:
    for number, line in enumerate(bare.split("\n"), start=1):
        for token in _USED.findall(line):
            if token not in tokens:
                hint = did_you_mean(token, tokens) or f"Set it in {STYLES}/tokens.css."
                yield _problem(name, number, "theme-003", f"Nobody sets the token {token}.", hint)


def _unknown_faces(name: str, text: str) -> Iterator[Problem]:
    known = {face.family for face in FACES}
    for number, line in enumerate(text.split("\n"), start=1):
        for family in families_in(line):
            if family not in known and family.lower() not in GENERIC:
                hint = did_you_mean(family, known) or f"There are: {', '.join(sorted(known))}."
                message = f"dinobook has no typeface “{family}”."
                yield _problem(name, number, "theme-004", message, hint)


def _problem(name: str, line: int, code: str, message: str, hint: str) -> Problem:
    return Problem(Place(f"{STYLES}/{name}", line), code, message, hint)
