"""Hashtags: words that a reader recognises as such, and rows of them."""

from __future__ import annotations

import re
from typing import Final

from dinobook.markup.spans import wrap
from dinobook.markup.tree import Element

# A letter must be in it: “#3” is a number.
HASHTAG: Final = re.compile(r"(?<![\w#&/])#(?=[\w-]*[^\W\d_])\w(?:[\w-]*\w)?")
_NOT_INSIDE: Final = frozenset({"a", "code", "kbd", "pre", "samp"})


def mark_hashtags(tree: Element) -> None:
    """Put every hashtag in a span; a paragraph of hashtags alone is a row."""
    wrap(tree, HASHTAG, "hashtag", outside=_NOT_INSIDE)
    for paragraph in tree.iter("p"):
        if _is_row(paragraph):
            paragraph.set("class", " ".join(filter(None, [paragraph.get("class"), "hashtags"])))


def _is_row(paragraph: Element) -> bool:
    between = [paragraph.text, *(child.tail for child in paragraph)]
    return (
        len(paragraph) > 0
        and not any((text or "").strip() for text in between)
        and all(child.get("class") == "hashtag" for child in paragraph if child.tag != "br")
        and any(child.tag == "span" for child in paragraph)
    )
