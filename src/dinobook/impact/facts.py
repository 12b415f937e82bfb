"""What a chapter says that depends on the chapters around it; kept in the cache by its text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from dinobook.impact.phrases import Pointing
from dinobook.markup.fragment import Fragment
from dinobook.storage.cache import Cache

TOKEN: Final = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_TELLING: Final = 5
"""Words of fewer letters tell nothing of what a sentence is about."""


@dataclass(frozen=True, slots=True)
class Link:
    """Where a sentence leads: as the author wrote it."""

    href: str
    wiki: bool = False


@dataclass(frozen=True, slots=True)
class Pointer:
    """Words that may point to another chapter.

    `number` is the one that they name; 0: none. `about` are telling words of the sentence that the
    chapter does not have on the side to which the words point, `inside` those that it has there.
    `elsewhere`: the chapter speaks of another book.
    """

    pointing: Pointing
    words: str
    sentence: str
    number: int
    links: tuple[Link, ...]
    about: tuple[str, ...]
    inside: tuple[str, ...]
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class ChapterFacts:
    """`words` are all words as they are written, with how often; `text` the sentences, one a line.

    `terms` are defined here, `abbreviations` explained here; `names` are pairs of a first name and
    a surname that stand together, `surnames` capitalised words that stand alone.
    """

    pointers: tuple[Pointer, ...]
    terms: tuple[str, ...]
    abbreviations: tuple[str, ...]
    names: tuple[tuple[str, str], ...]
    surnames: tuple[str, ...]
    words: dict[str, int]
    text: str


def facts_of(fragment: Fragment, language: str, cache: Cache) -> ChapterFacts:
    """`language` is the book's; a chapter may have its own."""
    spoken = fragment.meta.lang or language
    said = (fragment.xhtml, *(note.xhtml for note in fragment.notes))
    return cache.recall(ChapterFacts, lambda: _read(fragment, spoken), "impact", spoken, *said)


def _read(fragment: Fragment, language: str) -> ChapterFacts:
    from dinobook.impact.reading import read_facts

    return read_facts(fragment, language)


def telling(*texts: str) -> set[str]:
    """The longer words, without capitals."""
    words = (word for text in texts for word in TOKEN.findall(text))
    return {word.casefold() for word in words if len(word) >= _TELLING}
