"""Emoji and emoticons, and the typeface that will print them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from dinobook.blog.finding import Finding
from dinobook.blog.post import Post
from dinobook.problems import joined

CODE: Final = "blog-005"
ADVICE: Final = "Delete it, or let the words say it."

_JOINERS: Final = frozenset("\u200d\ufe0e\ufe0f\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff")
_EMOTICON: Final = re.compile(r"(?<!\S)[:;8]['’]?-?[()DPp](?![\w/])")
_SHORTCODE: Final = re.compile(r"(?<![\w:]):(?:[a-z]{3,}(?:_[a-z]+)*|[+-]1):(?![\w:])")


def smileys(post: Post) -> Iterator[Finding]:
    """Characters that no typeface has are the business of fonts-001."""
    for start, end in _runs(post):
        names = sorted({post.fallbacks.get(char, "") for char in post.prose[start:end]} - {""})
        message = f"printed in black with {joined(names)}, which the book falls back on."
        yield post.finding((start, end), CODE, message, ADVICE)
    for match in _EMOTICON.finditer(post.prose):
        yield post.finding(match.span(), CODE, "an emoticon, made of punctuation.", ADVICE)
    for match in _SHORTCODE.finditer(post.prose):
        yield post.finding(match.span(), CODE, "the name of an emoji, printed as it is.", ADVICE)


def _runs(post: Post) -> Iterator[tuple[int, int]]:
    """Characters of a fallback that stand together."""
    start = -1
    for at, char in enumerate(post.prose + "\n"):
        belongs = char in post.fallbacks
        if start < 0 and belongs:
            start = at
        elif start >= 0 and not belongs and char not in _JOINERS:
            yield start, at
            start = -1
