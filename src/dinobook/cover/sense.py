"""Titles in lines that break by sense."""

from __future__ import annotations

import textwrap
from typing import Final

_SHORT: Final = 3  # letters: words such as “in”, “de”, “van” lean on the next word


def lines_by_sense(title: str, letters: int) -> tuple[str, ...]:
    """Lines of at most so many letters where that can be; no short word hangs at a line's end."""
    lines = textwrap.wrap(title, letters, break_long_words=False, break_on_hyphens=False)
    for number in range(len(lines) - 1):
        words = lines[number].split()
        while len(words[-1]) <= _SHORT < max(map(len, words)):
            lines[number + 1] = f"{words.pop()} {lines[number + 1]}"
        lines[number] = " ".join(words)
    return tuple(lines)
