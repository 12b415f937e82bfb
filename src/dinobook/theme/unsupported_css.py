"""What the page engine does not understand, found again in the style sheet that says it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from dinobook.problems import Place, Problem
from dinobook.storage.project import STYLES
from dinobook.theme.house import Theme
from dinobook.theme.rules import Declaration, parts_of

CODE: Final = "theme-002"
_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_IGNORED: Final = re.compile(r"Ignored `([\w-]+)\s*:\s*(.*?)\s*` at \d+:\d+, (.*?)\.?$", re.DOTALL)
_SELECTOR: Final = re.compile(r"(?:unsupported|Unsupported) selector,? '(.*?)\s*'")
_AT_RULE: Final = re.compile(r"<AtRule (@[\w-]+)")
_PLACE: Final = re.compile(r"\.? at \d+:\d+")
_HALF: Final = re.compile(r"[;{]\s*([\w-]+)\s*\}")
"""A declaration without a value."""


def at_sheets(problem: Problem, theme: Theme) -> Problem:
    """The problem under the name of its sheet, and said in the words that stand there.

    The engine reads all sheets of a medium as one, with their tokens filled in, and says the same
    fault again for every section.
    """
    if problem.code != CODE:
        return problem
    plain = replace(problem, message=_PLACE.sub("", problem.message))
    if (found := _IGNORED.search(problem.message)) is not None:
        return _at_declaration(plain, theme, *found.groups())
    named = _SELECTOR.search(problem.message) or _AT_RULE.search(problem.message)
    pattern = re.compile(rf"{re.escape(named[1])}(?![\w-])") if named else _HALF
    return _at_text(plain, theme, pattern) if named or "EOF" in problem.message else plain


def _at_declaration(problem: Problem, theme: Theme, name: str, value: str, why: str) -> Problem:
    """The declaration with this name and value; else the first one with this name."""
    found = [pair for pair in _declarations(theme) if pair[1].name == name.lower()]
    same = [(sheet, one) for sheet, one in found if _bare(theme.filled(one.value)) == _bare(value)]
    for sheet, one in same or found:
        written = f"{one.name}: {one.value}"
        message = f"The page engine does not understand “{written}”: {why}."
        return replace(problem, place=_place(sheet, one.line, written), message=message)
    return problem


def _at_text(problem: Problem, theme: Theme, pattern: re.Pattern[str]) -> Problem:
    for sheet in _sheets(theme):
        text = _text(theme, sheet)
        if (found := pattern.search(text)) is not None:
            line = text.count("\n", 0, found.start(found.lastindex or 0)) + 1
            written = found[found.lastindex or 0].strip()
            message = f"The page engine does not understand “{written}”."
            return replace(problem, place=_place(sheet, line, written), message=message)
    return problem


def _place(sheet: str, line: int, written: str) -> Place:
    return Place(f"{STYLES}/{sheet}", line, written)


def _declarations(theme: Theme) -> Iterator[tuple[str, Declaration]]:
    for sheet in _sheets(theme):
        for part in parts_of(_text(theme, sheet)):
            if isinstance(part, Declaration):
                yield sheet, part


def _sheets(theme: Theme) -> list[str]:
    return sorted(name for name in theme.files if name.endswith(".css"))


def _text(theme: Theme, sheet: str) -> str:
    """The sheet without comments, line by line as it stands."""
    return _COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), theme.text(sheet))


def _bare(text: str) -> str:
    return "".join(text.split()).replace("'", '"')
