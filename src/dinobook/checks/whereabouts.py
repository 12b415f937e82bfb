"""Printed words, found again in the file that the author wrote them in."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import accumulate
from typing import Final

from dinobook.checks.skeleton import skeleton
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

_MARKS: Final = dict.fromkeys(map(ord, "+<=>|~$"))
"""Signs that a skeleton keeps, and that may be mark-up."""
_FEWEST: Final = 4
"""So few letters may stand anywhere."""
_LONG: Final = 12
_SHOWN: Final = 90


class Written:
    """A file in which printed words are looked for; its skeletons are made once."""

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        self._text = text

    def line_of(self, words: str) -> tuple[int, str]:
        """The line in which they stand, whatever its mark-up and typography, and its text.

        `words` may begin or end inside a word, and may go over several lines: the first counts.
        When they are not all there, the longest part that is; line 0 when nothing of them is.
        """
        parts = tuple(_parts(words))
        for skeletons in (self._plain, self._whole):
            if line := skeletons.line_of(parts):
                return line, self._lines[line - 1].strip()[:_SHOWN]
        return 0, ""

    @cached_property
    def _plain(self) -> _Skeletons:
        return _Skeletons(_HIDDEN.sub(_blank, self._text).split("\n"))

    @cached_property
    def _whole(self) -> _Skeletons:
        return _Skeletons(self._lines)


class _Skeletons:
    """Those of all rows, as one text that tells in which row each of its letters stands."""

    def __init__(self, rows: Iterable[str]) -> None:
        bare = [_bare(row) for row in rows]
        self._ends = list(accumulate(map(len, bare)))
        self._text = "".join(bare)

    def line_of(self, parts: Iterable[str]) -> int:
        """The line of the first part that is there; 0 when none is."""
        starts = (self._text.find(part) for part in parts)
        start = next((one for one in starts if one >= 0), -1)
        return bisect_right(self._ends, start) + 1 if start >= 0 else 0


def _blank(found: re.Match[str]) -> str:
    return "\n" * found[0].count("\n")


def _bare(text: str) -> str:
    return skeleton(text).translate(_MARKS)


def _parts(words: str) -> Iterator[str]:
    """The words, then ever shorter runs of them, then beginnings of the longest, as skeletons."""
    bare = [one for one in map(_bare, words.split()) if one]
    size = len(bare)
    while size:
        for start in range(0, len(bare) - size + 1, max(size // 2, 1)):
            part = "".join(bare[start : start + size])
            if len(part) >= _FEWEST:
                yield part
        size = size * 2 // 3
    longest = max(bare, key=len, default="")
    while len(longest) > _LONG:  # something else may have been drawn right behind it
        longest = longest[: len(longest) * 2 // 3]
        yield longest


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Finds the lines of problems that know their words only.

    `read` gives the text of a file, empty when there is none. `others` are files to look in when
    the words are not in the problem's own: the manifest, and those of all chapters.
    """

    read: Callable[[str], str]
    others: tuple[str, ...] = ()
    _known: dict[str, Written] = field(default_factory=dict, init=False, compare=False)

    def of(self, problem: Problem) -> Problem:
        """The problem with its line and that line's text, if it had words and no line."""
        words, path = problem.place.excerpt, problem.place.path
        if problem.place.line or not words:
            return problem
        for file in dict.fromkeys([*([path] if path else []), *self.others]):
            line, excerpt = self._written(file).line_of(words)
            if line:
                return replace(problem, place=Place(file, line, excerpt))
        return replace(problem, place=Place(path))

    def _written(self, file: str) -> Written:
        if file not in self._known:
            self._known[file] = Written(self.read(file))
        return self._known[file]
