"""Phrases as data: a pattern, and what may stand in its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from dinobook.blog.finding import Finding
from dinobook.blog.post import Post

SPACE: Final = r"(?:[ \u00a0\u202f]{1,2}|[ ]?\n[ ]*)"
"""Between two words of one paragraph: a blank line is no space, and neither is blanked text."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words to look for, whole and with or without capitals.

    In `pattern` a space is any white space and `{name}` is a list of words that the rule names.
    `advice` stands in for the rule's own; a `safe` proposal fits wherever the pattern does.
    """

    pattern: str
    proposal: str = ""
    advice: str = ""
    safe: bool = False


@cache
def words(pattern: str) -> re.Pattern[str]:
    """A pattern of whole words, in which a space is any white space."""
    return re.compile(rf"(?<![\w’'-])(?:{spaced(pattern)})(?![\w-])", re.IGNORECASE)


def spaced(pattern: str) -> str:
    return pattern.replace(" ", SPACE)


def find_phrases(
    post: Post, phrases: Iterable[Phrase], code: str, message: str, advice: str
) -> Iterator[Finding]:
    """Everything that the author says in one of these phrases; quotations are left alone."""
    for phrase in phrases:
        for match in words(phrase.pattern).finditer(post.own):
            found = post.finding(match.span(), code, message, phrase.advice or advice)
            yield replace(
                found, proposal=as_capital(phrase.proposal, found.words), safe=phrase.safe
            )


def as_capital(proposal: str, words_there: str) -> str:
    """The proposal with a capital where the words have one."""
    if words_there[:1].isupper():
        return proposal[:1].upper() + proposal[1:]
    return proposal
