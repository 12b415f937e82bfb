"""Where a word may be broken: Hunspell's patterns, the author's exceptions, and Dutch usage."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from dinobook.markup.tree import SOFT_HYPHEN
from dinobook.pdf.engine.hooks import pyphen

WORD: Final = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_LONGEST: Final = 70
"""More letters are no word, and trying every break of one takes very long."""
_DIAERESIS: Final = "\u0308"
_ELISIONS: Final = re.compile(r"(?:[^\W\d_]{1,8}[’'])+(?=[^\W\d_]+$)")
"""What French and Italian join to a word: l’, d’, qu’, jusqu’, dell’."""
_ELIDE: Final = frozenset({"ca", "fr", "it", "oc"})


def break_points(
    word: str, language: str, limits: tuple[int, int, int], exceptions: Mapping[str, str]
) -> tuple[int, ...]:
    """Indexes in `word` before which it may be broken.

    `limits` are those of `hyphenate-limit-chars`: letters in the word, before and after the break.
    An exception goes before the patterns; it is found whatever its capitals.
    """
    total, left, right = limits
    exception = exceptions.get(word.lower().replace("'", "’"))
    if exception is not None:
        return marked(exception) if len(exception.replace(SOFT_HYPHEN, "")) == len(word) else ()
    joined = _elisions(word, language)
    if joined:
        points = break_points(word[joined:], language, limits, exceptions)
        return tuple(joined + at for at in points)
    if not total <= len(word) <= _LONGEST or any(mark in "’'-" or mark.isdigit() for mark in word):
        return ()
    if _is_name_or_initials(word):
        return ()
    found = _patterns(language, left, right)
    if found is None:
        return ()
    return tuple(int(at) for at in found.positions(word) if not _has_diaeresis(word[at]))


def _elisions(word: str, language: str) -> int:
    """How many signs a word has before it begins itself, in languages that join others to it."""
    found = _ELISIONS.match(word) if language.split("-")[0].lower() in _ELIDE else None
    return found.end() if found else 0


def marked(exception: str) -> tuple[int, ...]:
    """The places of the soft hyphens: 3 and 6 in “ballonnen”."""
    parts = exception.split(SOFT_HYPHEN)
    ends = [sum(map(len, parts[: count + 1])) for count in range(len(parts) - 1)]
    return tuple(ends)


def _is_name_or_initials(word: str) -> bool:
    """Capitals inside a word (LinkedIn, VDAB) are of names, which no pattern knows."""
    return word[1:] != word[1:].lower()


def _has_diaeresis(letter: str) -> bool:
    """A trema falls away when a word is broken before it (co-ordinatie): better not to."""
    return _DIAERESIS in unicodedata.normalize("NFD", letter)


@cache
def _patterns(language: str, left: int, right: int) -> Any | None:
    known = pyphen.language_fallback(language)
    return pyphen.Pyphen(lang=known, left=left, right=right) if known else None
