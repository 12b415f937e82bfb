"""Mechanical repairs of a pasted line: named, reported, and undone from the report alone."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import Final

from dinobook.importers.plan import Repair

CONTEXT = 20

# In the order in which they are done. Keys are those of `formats.REPAIRS`.
_RULES: Final[tuple[tuple[str, re.Pattern[str], str], ...]] = (
    ("nbsp-to-space", re.compile("\u00a0+"), " "),
    ("trailing-space", re.compile(r"[ \t]+$"), ""),
    ("double-space", re.compile(r"(?<=\S) {2,}"), " "),
    ("wrong-closer", re.compile(r"(?<=[\w.!?…])“(?=[\s.,;:!?)…]|$)"), "”"),
    ("wrong-closer", re.compile(r"(?<=[\w.!?…])‘(?=[\s.,;:!?)…]|$)"), "’"),
    (
        "leading-apostrophe",
        re.compile(r"(?<!\w)‘(?=[tsknmr](?![\w’])|\d\d(?![\d’]))"),
        "’",
    ),
)


def repair_line(text: str, number: int, names: Collection[str]) -> tuple[str, tuple[Repair, ...]]:
    """The line with the repairs that `names` asks for, and what was done, in order."""
    done: list[Repair] = []
    for name, pattern, new in _RULES:
        position = 0
        while name in names and (found := pattern.search(text, position)):
            start = found.start()
            around = text[max(0, start - CONTEXT) : found.end() + CONTEXT]
            text = text[:start] + new + text[found.end() :]
            done.append(Repair(name, number, start, found[0], new, around))
            position = start + max(1, len(new))
    return text, tuple(done)


def repair(text: str, names: Collection[str]) -> tuple[str, tuple[Repair, ...]]:
    """The whole text repaired line by line; the number of lines stays the same."""
    lines: list[str] = []
    done: list[Repair] = []
    for number, line in enumerate(text.split("\n"), start=1):
        mended, repairs = repair_line(line, number, names)
        lines.append(mended)
        done.extend(repairs)
    return "\n".join(lines), tuple(done)


def undo(text: str, repairs: Iterable[Repair]) -> str:
    """The text as it was before `repairs`. Raises `ValueError` when it has changed since."""
    lines = text.split("\n")
    for done in reversed(tuple(repairs)):
        line = lines[done.line - 1]
        end = done.column + len(done.after)
        if line[done.column : end] != done.after:
            raise ValueError(f"line {done.line} has changed since it was repaired")
        lines[done.line - 1] = line[: done.column] + done.before + line[end:]
    return "\n".join(lines)
