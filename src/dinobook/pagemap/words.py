"""A section's text as its skeleton, with the way back: from a letter to its word and element."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from lxml import etree

from dinobook import xhtml
from dinobook.checks.flow import Step, pieces
from dinobook.checks.skeleton import skeleton
from dinobook.markup.tree import SOFT_HYPHEN
from dinobook.pagemap.model import FirstWord

# What parts words, besides the edges of blocks: white space, and the dash that is set tight.
_BETWEEN_WORDS: Final = re.compile(r"[\s—]")
_PLAIN: Final = re.compile(r"[\x00-\x7f]+(?![^\x00-\x7f])")
"""Characters that stand alone: none of them has a mark of another behind it."""
_KEPT_PLAIN: Final = frozenset(char for char in map(chr, range(128)) if skeleton(char))
_FIRST_MARK: Final = "\u0300"
# Vowels and finals of Hangul, which compose with what stands before them without being marks.
_JAMO: Final = range(0x1160, 0x1200)


@dataclass(frozen=True, slots=True)
class Word:
    """A word as the author wrote it, with its first position in the text and that after its last.

    The call of a note inside is not in `text`.
    """

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Owner:
    """An element with an id, and where its text begins and ends."""

    id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SectionText:
    """Positions count characters of the text content of the section's XHTML.

    `places` has the position of each character of `skeleton`; a list number, which the medium
    draws, has that of its item. `words` and `owners` are in document order.
    """

    skeleton: str
    places: tuple[int, ...]
    words: tuple[Word, ...]
    owners: tuple[Owner, ...]

    def first_word(self, index: int) -> FirstWord | None:
        """The word that a page shows first when it begins at `index` of the skeleton.

        None when no word follows.
        """
        if not 0 <= index < len(self.places):
            return None
        place = self.places[index]
        word = self._word_at(place)
        if word is None:
            return None
        split = index > 0 and word.start <= self.places[index - 1] <= place < word.end
        begin = place if split else word.start
        owner = self._owner_of(word)
        return FirstWord(word.text, owner.id, begin - owner.start, word.start - owner.start, begin)

    def index_of(self, position: int) -> int:
        """The first index in the skeleton that stands at `position` or behind it."""
        return bisect_left(self.places, position)

    def words_before(self, position: int) -> int:
        """How many words begin before `position`."""
        return bisect_left(self.words, position, key=lambda word: word.start)

    def _word_at(self, place: int) -> Word | None:
        """The word around `place`, or the next one."""
        at = bisect_right(self.words, place, key=lambda word: word.end)
        return self.words[at] if at < len(self.words) else None

    def _owner_of(self, word: Word) -> Owner:
        """The innermost: of those that hold the word, the one that opens last."""
        holders = [
            owner for owner in self.owners if owner.start <= word.start and word.end <= owner.end
        ]
        return holders[-1]


def section_text(root: etree._Element) -> SectionText:
    """Read a section as a page shows it: with the numbers of lists, and notes at their calls only.

    `root` has an id.
    """
    return _Reading(root).text()


class _Reading:
    """One walk through a section."""

    def __init__(self, root: etree._Element) -> None:
        self._root = root
        self._position = 0
        self._skeleton: list[str] = []
        self._places: list[int] = []
        self._words: list[Word] = []
        self._owners: list[Owner] = []
        self._open: list[tuple[int, str, int]] = []
        self._letters = ""
        self._start = self._end = 0

    def text(self) -> SectionText:
        in_call = 0
        for piece in pieces(self._root, drawn=True):
            call = piece.element is not None and xhtml.has_class(piece.element, "noteref")
            match piece.kind:
                case Step.OPEN:
                    in_call += call
                    self._open_element(piece.text)
                case Step.CLOSE:
                    in_call -= call
                    self._close_element()
                case Step.MARKER:
                    self._add_skeleton(piece.text, drawn=True)
                case Step.TEXT:
                    self._add_text(piece.text, in_word=not in_call)
                case Step.SILENT:
                    self._position += len(piece.text)
                case _:
                    self._end_word()
        self._end_word()
        return SectionText(
            "".join(self._skeleton), tuple(self._places), tuple(self._words), tuple(self._owners)
        )

    def _open_element(self, name: str) -> None:
        self._open.append((len(self._owners), name, self._position))
        if name:
            self._owners.append(Owner(name, self._position, self._position))

    def _close_element(self) -> None:
        at, name, start = self._open.pop()
        if name:
            self._owners[at] = Owner(name, start, self._position)

    def _add_text(self, text: str, *, in_word: bool) -> None:
        self._add_skeleton(text)
        if in_word:
            for at, run in enumerate(_BETWEEN_WORDS.split(text)):
                if at:
                    self._end_word()
                    self._position += 1
                self._add_letters(run)
        else:
            self._position += len(text)

    def _add_letters(self, run: str) -> None:
        """Part of a word: up to the next space, or to the end of an element inside the word."""
        if run:
            self._start = self._start if self._letters else self._position
            self._letters += run
            self._position += len(run)
            self._end = self._position

    def _add_skeleton(self, text: str, *, drawn: bool = False) -> None:
        position, step = self._position, 0 if drawn else 1
        rest = 0
        for plain in _PLAIN.finditer(text):
            self._add_clusters(text[rest : plain.start()], position + rest * step, step)
            kept = [at for at, char in enumerate(plain[0], plain.start()) if char in _KEPT_PLAIN]
            self._skeleton.append(skeleton(plain[0]))
            self._places += [position + at * step for at in kept]
            rest = plain.end()
        self._add_clusters(text[rest:], position + rest * step, step)

    def _add_clusters(self, text: str, position: int, step: int) -> None:
        for cluster in _clusters(text):
            if kept := _skeleton_of_one(cluster):
                self._skeleton.append(kept)
                self._places += [position] * len(kept)
            position += len(cluster) * step

    def _end_word(self) -> None:
        plain = self._letters.isascii() and self._letters.isalnum()
        if plain or skeleton(self._letters):
            letters = self._letters.replace(SOFT_HYPHEN, "")
            self._words.append(Word(self._start, self._end, letters))
        self._letters = ""


@lru_cache(maxsize=4096)
def _skeleton_of_one(cluster: str) -> str:
    """A book has few kinds of characters, and many of each."""
    return skeleton(cluster)


def _clusters(text: str) -> Iterator[str]:
    """The text in pieces that Unicode normalisation does not join with each other."""
    cluster = ""
    for char in text:
        joins = char >= _FIRST_MARK and (unicodedata.category(char)[0] == "M" or ord(char) in _JAMO)
        if cluster and not joins:
            yield cluster
            cluster = ""
        cluster += char
    if cluster:
        yield cluster
