"""Words as both sides of the comparison count them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

# What may stand inside a word without parting it: marks of emphasis, apostrophes, invisible signs.
_JOINED: Final = re.compile(
    r"[*_~^=`\\¬'’‘ʼ\u00ad\u034f\u061c\u180e\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff\ue000]"
)
_SPACE: Final = re.compile(r"\s")
_WORD: Final = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Row:
    """A piece of text as its reader sees it, and the line where it stands."""

    text: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Word:
    """A run of letters and digits. `glued`: no white space parts it from the word before it."""

    text: str
    glued: bool
    line: int


def texts_of(text: str) -> list[str]:
    """The words of a text, without case, ligatures and decomposed letters."""
    return _WORD.findall(_plain(text))


def words_of(row: Row) -> list[Word]:
    """The same words, each with what stands before it."""
    plain = _plain(row.text)
    words: list[Word] = []
    end = 0
    for found in _WORD.finditer(plain):
        glued = bool(words) and _SPACE.search(plain, end, found.start()) is None
        words.append(Word(found.group(), glued, row.line))
        end = found.end()
    return words


def _plain(text: str) -> str:
    plain = _JOINED.sub("", text)
    return (plain if plain.isascii() else unicodedata.normalize("NFKC", plain)).casefold()
