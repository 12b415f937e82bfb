"""Where in a paragraph somebody else is speaking.

Straight quotation marks are turned first, by the same rules that turn them for print.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from dinobook.markup.typography.by_language import rules_for

# Rules that put one character in the place of one: an offset keeps its meaning.
_CURLING: Final = tuple(
    rule
    for rule in rules_for("nl")
    if rule.code in ("typography-001", "typography-004", "typography-005")
)
_EMPHASIS: Final = re.compile(r"(?<!\S)[*_]+(?=[\"'“‘])|(?<=[\"'”’])[*_]+(?!\S)")
_SPOKEN_LINE: Final = re.compile(r"[–—][ \u00a0]")
_CLOSERS: Final = {"“": "”", "„": "”“", "«": "»"}


def speech(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The spans between quotation marks; one that never closes lasts as long as its paragraph."""
    paragraph = text[start:end]
    if _SPOKEN_LINE.match(paragraph):
        yield start, end
        return
    curled = _curl(_EMPHASIS.sub(lambda found: " " * len(found.group()), paragraph))
    at = 0
    while at < len(curled):
        close = _close(curled, at)
        if close:
            yield start + at, start + close
        at = max(close, at + 1)


def _curl(text: str) -> str:
    for rule in _CURLING:
        for edit in sorted(rule.find(text), key=lambda one: one.start, reverse=True):
            text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def _close(text: str, at: int) -> int:
    """Where the quotation that opens at `at` ends; 0 when none opens there."""
    if closers := _CLOSERS.get(text[at], ""):
        ends = [found for sign in closers if (found := text.find(sign, at + 1)) >= 0]
        return min(ends) + 1 if ends else len(text)
    if text[at] == "‘":
        closing = re.compile(r"’(?!\w)").search(text, at + 1)
        return closing.end() if closing else 0
    return 0
