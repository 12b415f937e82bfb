"""Printed words, found again in the file that the author wrote them in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Final

from dinobook.checks.flow import skeleton
from dinobook.problems import Place, Problem

_HIDDEN: Final = re.compile(
    r"\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)"  # where a link leads
    r"|\[\^[^\]\n]*\]"  # the call of a note
    r"|\{[^{}\n]*\}"  # ids and classes
    r"|<(?!https?:)/?[A-Za-z!][^<>\n]*>"  # tags
    r"|^ {0,3}(?:\d+[.)]|[A-Za-z][.)])(?= )",  # the number of an item
    re.MULTILINE,
)
"""What is written and not printed where it stands."""

_FEWEST: Final = 4
"""So few letters may stand anywhere."""
_SHOWN: Final = 90


def place_of(words: str, text: str, path: str) -> Place:
    """The line of a file in which printed words stand, whatever its mark-up and typography.

    `words` may begin or end inside a word, and may go over several lines: the first counts. When
    they are not all there, the longest part that is; line 0 when nothing of them is.
    """
    lines = text.splitlines()
    plain = _HIDDEN.sub(_blank, text).splitlines()
    for rows in (plain, lines):
        line = _line_of(words, rows)
        if line:
            return Place(path, line, lines[line - 1].strip()[:_SHOWN])
    return Place(path)


def _blank(found: re.Match[str]) -> str:
    return "\n" * found[0].count("\n")


def _line_of(words: str, rows: Sequence[str]) -> int:
    bare = [skeleton(row) for row in rows]
    ends = list(accumulate(len(row) for row in bare))
    whole = "".join(bare)
    for part in _parts(words):
        start = whole.find(part)
        if start >= 0:
            return 1 + next(at for at, end in enumerate(ends) if end > start)
    return 0


def _parts(words: str) -> Iterator[str]:
    """The words, then ever shorter runs of them, as skeletons."""
    bare = [one for one in map(skeleton, words.split()) if one]
    size = len(bare)
    while size:
        for start in range(0, len(bare) - size + 1, max(size // 2, 1)):
            part = "".join(bare[start : start + size])
            if len(part) >= _FEWEST:
                yield part
        size //= 2


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Finds the lines of problems that know their words only.

    `read` gives the text of a file, empty when there is none. `others` are files to look in when
    the words are not in the problem's own: the manifest, and those of all chapters.
    """

    read: Callable[[str], str]
    others: tuple[str, ...] = ()

    def of(self, problem: Problem) -> Problem:
        """The problem with its line and that line's text, if it had words and no line."""
        words, path = problem.place.excerpt, problem.place.path
        if problem.place.line or not words:
            return problem
        for file in dict.fromkeys([*([path] if path else []), *self.others]):
            place = place_of(words, self.read(file), file)
            if place.line:
                return replace(problem, place=place)
        return replace(problem, place=Place(path))
