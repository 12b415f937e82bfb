"""Words that point to other chapters, in each language that we know them in, as data (`*.yaml`)."""

from __future__ import annotations

import importlib.resources
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from dinobook.language_tags import primary
from dinobook.strict_yaml import Plain, read_own

_SUFFIX: Final = ".yaml"
_ROMAN: Final = "[IVX]+"


class Pointing(StrEnum):
    """What such words point at."""

    PREVIOUS = "previous"
    NEXT = "next"
    PREVIOUS_PART = "previous_part"
    NEXT_PART = "next_part"
    EARLIER = "earlier"
    LATER = "later"
    SEEN = "seen"
    SOON = "soon"
    ABOVE = "above"
    BELOW = "below"
    CHAPTER = "chapter"
    PART = "part"
    LAST = "last"


BACK: Final = frozenset(
    {
        Pointing.PREVIOUS,
        Pointing.PREVIOUS_PART,
        Pointing.EARLIER,
        Pointing.SEEN,
        Pointing.ABOVE,
    }
)
ONWARD: Final = frozenset(
    {Pointing.NEXT, Pointing.NEXT_PART, Pointing.LATER, Pointing.SOON, Pointing.BELOW}
)


@dataclass(frozen=True, slots=True)
class Found:
    """Words that point, where they stand in a text. `number` is the one they name; 0: none."""

    pointing: Pointing
    start: int
    end: int
    number: int = 0


@dataclass(frozen=True, slots=True)
class Phrases:
    """The words of one language. The first pattern that fits a place counts.

    `elsewhere` speaks of another book, `plain` are words that tell nothing of what is spoken of.
    """

    patterns: tuple[tuple[Pointing, re.Pattern[str]], ...]
    numbers: tuple[re.Pattern[str], ...]
    ordinals: tuple[re.Pattern[str], ...]
    elsewhere: tuple[re.Pattern[str], ...]
    plain: tuple[re.Pattern[str], ...]

    def tells(self, word: str) -> bool:
        """Whether a word, without capitals, may tell what a sentence is about."""
        return not any(one.fullmatch(word) for one in self.plain)

    def speaks_of_another_book(self, text: str) -> bool:
        return any(one.search(text) for one in self.elsewhere)

    def found_in(self, text: str) -> list[Found]:
        """All of them in the order of the text, none inside another."""
        taken: list[Found] = []
        for pointing, pattern in self.patterns:
            for match in pattern.finditer(text):
                if all(match.end() <= one.start or one.end <= match.start() for one in taken):
                    taken.append(Found(pointing, *match.span(), self._number(match)))
        return sorted(taken, key=lambda one: one.start)

    def _number(self, match: re.Match[str]) -> int:
        said = match.groupdict()
        if number := said.get("number"):
            return _value(number) or _place(number, self.numbers)
        return _place(said.get("ordinal") or "", self.ordinals)


@cache
def phrases_of(language: str) -> Phrases | None:
    """The words for a language tag (`nl-BE` → `nl`); None: we know none."""
    path = importlib.resources.files(__name__) / f"{primary(language)}{_SUFFIX}"
    if not path.is_file():
        return None
    rows = read_own(path.name, path.read_text(encoding="utf-8"))
    if not isinstance(rows, dict):
        raise ValueError(f"{path.name} has no keys")
    numbers, ordinals = _texts(rows["numbers"]), _texts(rows["ordinals"])
    patterns = tuple(
        (pointing, _compiled(one, numbers, ordinals))
        for pointing in Pointing
        for one in _texts(rows[pointing.value])
    )
    return Phrases(
        patterns,
        tuple(map(_whole, numbers)),
        tuple(map(_whole, ordinals)),
        tuple(_compiled(one, (), ()) for one in _texts(rows["elsewhere"])),
        tuple(map(_whole, _texts(rows["plain"]))),
    )


def _texts(given: Plain) -> tuple[str, ...]:
    if not isinstance(given, tuple) or not all(isinstance(one, str) for one in given):
        raise ValueError(f"{given!r} is no list of texts")
    return tuple(str(one) for one in given)


def _compiled(text: str, numbers: Sequence[str], ordinals: Sequence[str]) -> re.Pattern[str]:
    number = rf"(?P<number>\d{{1,3}}|{_ROMAN}|{'|'.join(numbers)})\b"
    ordinal = rf"(?P<ordinal>{'|'.join(ordinals)})\b"
    spelled = text.replace("{number}", number).replace("{ordinal}", ordinal)
    return re.compile(rf"\b(?:{spelled.replace(' ', '[ ]')})\b", re.IGNORECASE)


def _whole(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


def _place(word: str, among: Sequence[re.Pattern[str]]) -> int:
    """Which one the word is, from 1; 0: none."""
    found: Iterator[int] = (at for at, one in enumerate(among, 1) if word and one.fullmatch(word))
    return next(found, 0)


def _value(number: str) -> int:
    """A number in figures, or in Roman capitals; 0 for what is neither."""
    if number.isdecimal():
        return int(number)
    if not re.fullmatch(_ROMAN, number):
        return 0
    values = [{"I": 1, "V": 5, "X": 10}[letter] for letter in number]
    following = [*values[1:], 0]
    return sum(-one if one < then else one for one, then in zip(values, following, strict=True))
