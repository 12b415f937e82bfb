"""Texts that would keep the program busy for minutes, found by counting.

The time of inline rules grows with the square of some constructs (brackets, headings, notes), and
they call themselves for each level of nesting. The limits lie far above any chapter written by
hand; at each of them a chapter still converts in two seconds.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from dinobook.markup.structure.model import Structure
from dinobook.markup.tree import Element
from dinobook.problems import Place, Problem

MAX_PARAGRAPH: Final = 50_000
MAX_DEPTH: Final = 40
MAX_TREE_DEPTH: Final = 150


@dataclass(frozen=True, slots=True)
class _Limit:
    most: int
    pattern: re.Pattern[str]
    what: str


_LIMITS: Final = (
    _Limit(1_000, re.compile(r"(?m)^[ >]*\[\^[^\]\n]*\]:"), "footnotes"),
    _Limit(1_500, re.compile(r"\[\^"), "calls of footnotes"),
    _Limit(500, re.compile(r"(?m)^[ ]{0,3}\*\[[^\]\n]*\]:"), "abbreviations"),
    _Limit(5_000, re.compile(r"\["), "opening square brackets"),
    _Limit(6_000, re.compile(r"<[A-Za-z/!]"), "HTML tags"),
    _Limit(2_000, re.compile(r"(?m)^[ >]*/{3,}"), "lines with ///"),
    _Limit(1_000, re.compile(r"(?m)^[ >]*#{1,6} "), "headings"),
    _Limit(8_000, re.compile(r"(?m)^[ \t]*\n"), "blank lines"),
)
_NESTED: Final = re.compile(r"(?m)^(?:(?:[-*+]|\w{1,9}[.)])[ ]+|>[ ]?|[ ]{4}|\t)+")
_PARAGRAPH: Final = re.compile(r"(?m)(?:^[^\S\n]*\S[^\n]*(?:\n|\Z))+")
_LEVEL: Final = re.compile(r"[-*+](?=[ ])|\w[.)]|>|[ ]{4}|\t")
_DENSE: Final = (
    (800, re.compile(r"\["), "opening square brackets"),
    (1_500, re.compile(r"<"), "signs “<”"),
    (1_000, re.compile(r"(?m)^[ ]{0,3}(?:-+|=+)[ ]*$"), "lines of “-” or “=”"),
    (4_000, re.compile(r"[*_~^=`\\$]"), "signs of mark-up"),
    (2_000, re.compile(r"[\"'‘’“”]"), "quotation marks"),
    (3_000, re.compile(r"(?m)^[ ]{0,3}(?:[-*+]|\w{1,9}[.)])[ ]"), "items of a list"),
)


def over_limits(body: str, path: str, first_line: int) -> list[Problem]:
    """What makes this text too much for the engine; empty for anything written by hand."""
    problems = []
    for limit in _LIMITS:
        places = [match.start() for match in limit.pattern.finditer(body)]
        if len(places) > limit.most:
            line = first_line + body.count("\n", 0, places[limit.most])
            problems.append(
                _problem(
                    path,
                    line,
                    "text-020",
                    f"The chapter has {len(places):,} {limit.what}; dinobook converts up to "
                    f"{limit.most:,}.",
                )
            )
    problems += _too_deep(body, path, first_line)
    problems += _too_long(body, path, first_line)
    return problems


def too_nested(path: str) -> Problem:
    """For what the counts do not foresee: the engine ran out of stack."""
    return _problem(path, 0, "text-021", "Lists, quotes or blocks lie too deep inside each other.")


def convert_within_limits(render: Callable[[Structure], str], structure: Structure) -> str | None:
    """The one place where running out of stack is not a fault of ours. None: it did."""
    try:
        return render(structure)
    except RecursionError:
        return None


def lies_too_deep(root: Element) -> bool:
    """Raw HTML can nest without end in a short text."""
    level: list[Element] = [root]
    for _ in range(MAX_TREE_DEPTH):
        level = [child for element in level for child in element]
        if not level:
            return False
    return True


def _too_deep(body: str, path: str, first_line: int) -> list[Problem]:
    for match in _NESTED.finditer(body):
        if len(match.group()) <= MAX_DEPTH:
            continue
        depth = len(_LEVEL.findall(match.group()))
        if depth > MAX_DEPTH:
            line = first_line + body.count("\n", 0, match.start())
            return [
                _problem(
                    path,
                    line,
                    "text-021",
                    f"The line lies {depth} levels deep in lists, quotes or code.",
                )
            ]
    return []


def _too_long(body: str, path: str, first_line: int) -> list[Problem]:
    for paragraph in _PARAGRAPH.finditer(body):
        text = paragraph.group()
        found = [(MAX_PARAGRAPH, len(text), "characters")]
        found += [
            (most, len(pattern.findall(text)), what)
            for most, pattern, what in _DENSE
            if len(text) > most
        ]
        for most, count, what in found:
            if count > most:
                line = first_line + body.count("\n", 0, paragraph.start())
                message = f"One paragraph holds {count:,} {what}; dinobook converts up to {most:,}."
                return [_problem(path, line, "text-022", message)]
    return []


def _problem(path: str, line: int, code: str, message: str) -> Problem:
    return Problem(
        Place(path, line), code, message, "Split the chapter, or look for a fault at this place."
    )
