"""Pull quotes: large and short, so that a last line with one word is seen at once."""

from __future__ import annotations

from typing import Final

from dinobook.markup.blocks.dialect import BLOCK_MARK
from dinobook.markup.tree import Element

_NO_BREAK: Final = "\u00a0"
_ENOUGH: Final = 12
"""A last line of so many letters is a line, and no remnant."""


def keep_ends(tree: Element) -> None:
    """Bind the last words of each paragraph with no-break spaces, no more than are needed."""
    for block in tree.iter("aside"):
        if block.get(BLOCK_MARK) == "uitgelicht":
            for paragraph in block.iter("p"):
                _bind(paragraph)


def _bind(paragraph: Element) -> None:
    last = paragraph[-1] if len(paragraph) else None
    text = (paragraph.text if last is None else last.tail) or ""
    words = text.rstrip().split(" ")
    count = 1
    while count < len(words) - 1 and len(_NO_BREAK.join(words[-count:])) < _ENOUGH:
        count += 1
    bound = " ".join([*words[:-count], _NO_BREAK.join(words[-count:])])
    if last is None:
        paragraph.text = bound
    else:
        last.tail = bound
