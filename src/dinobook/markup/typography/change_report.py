"""What the typography changed, told as notes with the lines of the chapter's file."""

from __future__ import annotations

import re
from typing import Final

from dinobook.markup.source import Source
from dinobook.markup.typography.tree import Change
from dinobook.problems import Problem, Severity

_MESSAGES: Final = {
    "typography-001": "{} → {} (an apostrophe)",
    "typography-002": "{} → {} (one ellipsis)",
    "typography-003": "{} → {} (a dash)",
    "typography-004": "{} → {} (curly quotation marks)",
    "typography-005": "{} → {} (the mark faced the wrong way)",
    "typography-006": "“{}” keeps together on one line.",
}
# signs as they may have been typed, each for one sign
_ALIKE: Final = str.maketrans(
    dict.fromkeys("‘’`´", "'") | dict.fromkeys("“”„", '"') | dict.fromkeys("\u00a0\u202f\n", " ")
)
_TYPED: Final = {"…": r"(?:\.\.\.|…)", "–": "(?:-{1,3}|–|—)", "—": "(?:-{1,3}|–|—)", " ": "[ ]+"}
# mark-up that may stand between two letters
_MARKUP: Final = r"(?:[*_~^=\\\[\]!¬>]|\([^)\s]*\)|\{[^}\n]*\}|<[^>\n]*>)*"


def change_notes(changes: list[Change], source: Source) -> list[Problem]:
    """The changes as notes. The line is the next one that has the words."""
    places = _Places(source.plain)
    return [
        source.problem(
            source.line_at(places.find(change)),
            change.code,
            _MESSAGES[change.code].format(change.before, change.after),
            severity=Severity.NOTE,
        )
        for change in changes
    ]


class _Places:
    """Where the words of changes stand, in the order of the text.

    Several rules may have changed one word, each once: the same word with the same rule is the
    next one.
    """

    def __init__(self, text: str) -> None:
        self.text = text.translate(_ALIKE)
        self.at = self.end = 0
        self.word = ""
        self.codes: set[str] = set()

    def find(self, change: Change) -> int:
        word = "".join(filter(str.isalnum, change.before))
        if word != self.word or change.code in self.codes:
            start = self.end if word == self.word else self.at
            self.word, self.codes = word, set()
            self.at, self.end = self._search(change.before.translate(_ALIKE), start)
        self.codes.add(change.code)
        return self.at

    def _search(self, words: str, start: int) -> tuple[int, int]:
        """From `start` on, else from the beginning (a note's text); else where the last one was."""
        found = self.text.find(words, start)
        if found >= 0:
            return found, found + len(words)
        marked = re.compile(_MARKUP.join(_TYPED.get(char) or re.escape(char) for char in words))
        match = marked.search(self.text, start) or marked.search(self.text)
        return match.span() if match else (self.at, self.end)
