"""Faults as values: what is wrong, where, and what to do about it.

Every stage returns problems instead of raising; the caller collects them all, sorts them and
decides. A code keeps its meaning for ever: a retired one is never used again.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Final

from dinobook.codes import CODES


class Severity(IntEnum):
    """How bad it is. Only errors stop a build."""

    ERROR = 0
    WARNING = 1
    NOTE = 2


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where in the author's own files: a project path, and the line counted from 1 (0: whole)."""

    path: str = ""
    line: int = 0
    excerpt: str = ""
    """The text of the line; with line 0, words by which it can be found."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" if self.line else self.path


NOWHERE: Final = Place()


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault, in the author's words.

    `code` is a key of `dinobook.codes.CODES`; anything else raises `KeyError`.
    """

    place: Place
    code: str
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR

    def __post_init__(self) -> None:
        CODES[self.code]

    def as_row(self) -> dict[str, str | int]:
        """The problem for JSON."""
        return {
            "severity": self.severity.name.lower(),
            "code": self.code,
            "path": self.place.path,
            "line": self.place.line,
            "excerpt": self.place.excerpt,
            "message": self.message,
            "hint": self.hint,
        }

    def at(self, path: str) -> Problem:
        """The problem in another file, with the words that it is about."""
        return replace(self, place=replace(self.place, path=path))

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR


def sort_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Each problem once, the worst first, then in the order of the files and their lines."""
    unique = dict.fromkeys(problems)
    return tuple(sorted(unique, key=lambda p: (p.severity, p.place, p.code, p.message)))


def has_errors(problems: Iterable[Problem]) -> bool:
    return any(problem.is_error for problem in problems)


def counted(number: int, what: str, many: str = "") -> str:
    """“1 page”, “1,200 pages”; `many` where that is not the word with an s."""
    return f"{number:,} {what if number == 1 else many or f'{what}s'}"


def joined(words: Iterable[str]) -> str:
    """“a”, “a and b”, “a, b and c”."""
    *others, last = words
    return f"{', '.join(others)} and {last}" if others else last


_WORTH_A_SEARCH: Final = 4


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate that `word` was probably meant to be, or None when nothing is close.

    The only one that holds the word counts as close, when it is no mere syllable.
    """
    by_folded = {candidate.casefold(): candidate for candidate in candidates}
    folded = word.casefold()
    found = difflib.get_close_matches(folded, by_folded, n=1, cutoff=0.6)
    if not found and len(folded) >= _WORTH_A_SEARCH:
        found = [candidate for candidate in by_folded if folded in candidate]
    return by_folded[found[0]] if len(found) == 1 else None


def did_you_mean(word: str, candidates: Iterable[str]) -> str:
    """A hint that names the nearest candidate, or an empty string."""
    found = nearest(word, candidates)
    return f"Did you mean “{found}”?" if found else ""
