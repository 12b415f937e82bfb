"""Terms, abbreviations and surnames that come before the chapter that introduces them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from dinobook.impact.facts import ChapterFacts
from dinobook.impact.model import Early
from dinobook.impact.pointing import Readers

_ENDINGS: Final = "(?:s|n|en|’s|es|e)?"
"""A term in the plural is the same term."""
_LEAST_LETTERS: Final = 3
_MOST_FIRST_NAMES: Final = 2


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of thing: what a chapter introduces of it, and whether another one uses it."""

    name: str
    introduced: Callable[[ChapterFacts], Mapping[str, str]]
    """What is looked for, with what is said of it."""
    uses: Callable[[ChapterFacts, str], bool]
    needed: bool = True
    """Whether it must be introduced somewhere, be it after its use."""


def early(readers: Readers) -> Iterator[Early]:
    """In the new order, chapter by chapter: what was introduced in time before, or at all."""
    for kind in _KINDS:
        homes = _homes(kind, readers)
        told: set[str] = set()
        for chapter in readers.staying:
            for what, said in homes.items():
                gone = kind.needed and _is_gone(said.homes, readers)
                home = "" if gone else _lost(chapter, said.homes, readers)
                if home is None or what in told or not kind.uses(readers.facts[chapter], what):
                    continue
                yield Early(chapter, kind.name, said.words, home)
                if gone:  # for all chapters alike
                    told.add(what)


@dataclass(frozen=True, slots=True)
class _Introduced:
    words: str
    homes: tuple[str, ...]


def _homes(kind: _Kind, readers: Readers) -> dict[str, _Introduced]:
    """Everything that is introduced, with the chapters that do, in the old order."""
    found: dict[str, _Introduced] = {}
    for chapter in readers.before.chapters:
        for what, words in kind.introduced(readers.facts[chapter]).items():
            known = found.get(what, _Introduced(words, ()))
            found[what] = _Introduced(known.words, (*known.homes, chapter))
    if kind.name == "name":
        return {what: one for what, one in found.items() if _is_a_surname(what, one, readers)}
    if kind.name == "term":
        return {
            what: one
            for what, one in found.items()
            if _is_gone(one.homes, readers) or not _comes_before(kind, one, readers)
        }
    return found


def _is_gone(homes: tuple[str, ...], readers: Readers) -> bool:
    """Whether none of these chapters is in the book any more."""
    return not any(home in readers.after.places for home in homes)


def _comes_before(kind: _Kind, found: _Introduced, readers: Readers) -> bool:
    """Whether it came before its introduction all along, as an ordinary word does: “soort”."""
    chapters = readers.before.chapters
    early = chapters[: chapters.index(found.homes[0])]
    return any(kind.uses(readers.facts[name], found.words) for name in early)


def _lost(chapter: str, homes: tuple[str, ...], readers: Readers) -> str | None:
    """Where it is introduced now when that is too late for the chapter; empty: nowhere."""
    old, new = readers.before.places, readers.after.places
    if chapter in homes or not any(old[home] < old[chapter] for home in homes):
        return None
    kept = [home for home in homes if home in new]
    if any(new[home] < new[chapter] for home in kept):
        return None
    return min(kept, key=new.__getitem__, default="")


def _is_a_surname(word: str, found: _Introduced, readers: Readers) -> bool:
    """Whether it stands behind a first name before it stands alone, and never in small letters.

    So it is with people; “Amsterdam” and “JavaScript” stand behind many words, and alone anywhere.
    """
    chapters = readers.before.chapters
    firsts = {
        first for name in found.homes for first, last in readers.facts[name].names if last == word
    }
    small = {one.casefold() for one in (word, *firsts)}
    if any(small & readers.small[name] for name in chapters):
        return False
    first = readers.before.places[found.homes[0]]
    early = (name for name in chapters if readers.before.places[name] < first)
    return len(firsts) <= _MOST_FIRST_NAMES and not any(
        word in readers.facts[name].surnames for name in early
    )


def _uses_term(facts: ChapterFacts, term: str) -> bool:
    return re.search(rf"\b{re.escape(term)}{_ENDINGS}\b", facts.text, re.IGNORECASE) is not None


def _surnames(facts: ChapterFacts) -> Mapping[str, str]:
    return {
        last: f"{first} {last}"
        for first, last in facts.names
        if len(last) >= _LEAST_LETTERS and first.istitle() and last.istitle()
    }


_KINDS: Final = (
    _Kind("term", lambda one: {term: term for term in one.terms}, _uses_term),
    _Kind(
        "abbreviation",
        lambda one: {short: short for short in one.abbreviations},
        lambda one, short: short in one.words,
    ),
    _Kind("name", _surnames, lambda one, surname: surname in one.surnames, needed=False),
)
