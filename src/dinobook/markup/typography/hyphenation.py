"""Where the author allows a word to be broken: `¬` inside it, and the list of exceptions.

Both become U+00AD, the soft hyphen: a word that holds one is broken there and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from dinobook.markup.tree import SOFT_HYPHEN, Element
from dinobook.problems import Place, Problem, Severity

MARK: Final = "¬"

_IN_WORD: Final = re.compile(r"(?<=[^\W\d_])¬(?=[^\W\d_])")
_NOT_TEXT: Final = frozenset({"code", "kbd", "pre", "samp", "var"})
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ENTRY: Final = re.compile(r"[^\W\d_]+(?:[-¬’'][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Exceptions:
    """`breaks` has a soft hyphen wherever the word, in small letters, may be broken."""

    breaks: Mapping[str, str]
    problems: tuple[Problem, ...] = ()


def allow_breaks(tree: Element) -> None:
    """Turn every `¬` inside a word of the text into a soft hyphen; headings are never broken."""
    for element, where, text in _texts(tree, SOFT_HYPHEN):
        changed = _IN_WORD.sub(text, getattr(element, where))
        setattr(element, where, changed)


def without_marks(text: str) -> str:
    """A title, in which no word is broken."""
    return _IN_WORD.sub("", text)


def _texts(element: Element, mark: str) -> Iterator[tuple[Element, str, str]]:
    """Every text that holds a mark, with what takes its place."""
    mark = "" if element.tag in _HEADINGS else mark
    if element.text and MARK in element.text:
        yield element, "text", mark
    for child in element:
        if child.tag not in _NOT_TEXT:
            yield from _texts(child, mark)
        if child.tail and MARK in child.tail:
            yield child, "tail", mark


def read_exceptions(text: str, path: str) -> Exceptions:
    """The author's list: one word a line, with `-` or `¬` where it may be broken.

    With a `¬` in the line, each `-` is a hyphen of the word itself (`burn-out¬klachten`).
    """
    breaks: dict[str, str] = {}
    lines: dict[str, int] = {}
    problems: list[Problem] = []
    for number, row in enumerate(text.removeprefix("\ufeff").splitlines(), start=1):
        entry = row.partition("#")[0].strip()
        if not entry:
            continue
        mark = MARK if MARK in entry else "-"
        word = entry.replace(mark, "").replace("'", "’").lower()
        place = Place(path, number, row.strip()[:80])
        if not _ENTRY.fullmatch(entry):
            problems.append(_unreadable(place, entry))
        elif word in breaks:
            problems.append(_twice(place, entry, lines[word]))
        else:
            breaks[word] = entry.replace(mark, SOFT_HYPHEN).replace("'", "’").lower()
            lines[word] = number
    return Exceptions(breaks, tuple(problems))


def _unreadable(place: Place, entry: str) -> Problem:
    return Problem(
        place,
        "hyphenation-001",
        f"“{entry}” is not one word with marks inside it.",
        "Write one word a line, letters only, with “-” or “¬” between two letters where it may be "
        "broken; without a mark it is never broken. A comment starts with “#”.",
    )


def _twice(place: Place, entry: str, first: int) -> Problem:
    return Problem(
        place,
        "hyphenation-002",
        f"“{entry}” already stands on line {first}, which is the one that counts.",
        "Delete one of the two lines.",
        Severity.WARNING,
    )
