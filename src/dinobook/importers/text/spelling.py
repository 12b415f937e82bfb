"""What looks like a slip of the pen. Only reported: an import never changes a letter."""

from __future__ import annotations

import re
from typing import Final

from dinobook.problems import Place, Problem, Severity

_SLIPS: Final[tuple[tuple[re.Pattern[str], str], ...]] = (
    (re.compile(r"\b([^\W\d_]{2,})\s\1\b", re.IGNORECASE), "the same word twice"),
    (re.compile(r"\w\s+(?:[,;!?](?=\s|$)|[:.](?=\s|$))"), "a space before a punctuation mark"),
    (re.compile(r"[^\W\d_]{2}\.[A-ZÀ-Þ][^\W\d_]"), "no space after a full stop"),
    (re.compile(r"(?<=\s)(?:[tskm])(?=\s[a-z])"), "a short word that seems to lack its apostrophe"),
    (re.compile(r"(?<!\w)[–—](?=\w)|(?<=\w)[–—](?!\w)"), "a dash with a space on one side only"),
    (re.compile(r"(?:^|\s)`(?:\s|$)"), "a stray back-tick"),
)


def slips(text: str, name: str) -> tuple[Problem, ...]:
    """A note for every slip, with the words around it."""
    found: list[Problem] = []
    for number, line in enumerate(text.split("\n"), start=1):
        for pattern, what in _SLIPS:
            found.extend(_note(name, number, line, hit, what) for hit in pattern.finditer(line))
        if line.count("“") != line.count("”"):
            message = f"{line.count('“')} opening and {line.count('”')} closing quotation marks."
            found.append(_problem(name, number, line[:60], message))
    return tuple(found)


def _note(name: str, number: int, line: str, hit: re.Match[str], what: str) -> Problem:
    around = line[max(0, hit.start() - 20) : hit.end() + 20].strip()
    return _problem(name, number, around, f"Perhaps {what}.")


def _problem(name: str, number: int, excerpt: str, message: str) -> Problem:
    hint = "Nothing was changed; correct it in the chapter if it is wrong."
    return Problem(Place(name, number, excerpt), "import-013", message, hint, Severity.NOTE)
