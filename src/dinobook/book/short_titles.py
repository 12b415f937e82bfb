"""Titles that are too long for one line, shortened before the subtitle, or else at a word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from dinobook.xhtml import folded

ELLIPSIS: Final = "…"

_SUBTITLE: Final = re.compile(r"[:;.]\s+|(?<=[?!…])\s+|,?\s+[–—-]+\s+|\s+(?=\()")
_HANGS: Final = re.compile(r"[\s,:;.(“‘\"'–—-]+$")
_FEWEST: Final = 3
"""A word of so few letters (de, van, in) does not end a shortened title."""


def shortened(title: str, fits: Callable[[str], bool]) -> str:
    """The longest form of a title that fits; the title itself when it does.

    `fits` tells whether a text does. What ends before a subtitle needs no ellipsis.
    """
    if fits(title):
        return title
    return next(filter(fits, _forms(title)), ELLIPSIS)


def _forms(title: str) -> Iterator[str]:
    """Shorter forms, the best first."""
    ends = [found.start() for found in _SUBTITLE.finditer(title)]
    yield from (title[:end].strip() for end in reversed(ends) if end)
    words = folded(title).split(" ")
    for count in range(len(words) - 1, 0, -1):
        if len(words[count - 1].strip(",:;")) > _FEWEST or count == 1:
            yield _HANGS.sub("", " ".join(words[:count])) + ELLIPSIS
    yield from (title[:count].rstrip() + ELLIPSIS for count in range(len(title) - 1, 0, -1))
