"""What a reader would miss: the things of a text, class by class, in order.

An importer takes the inventory of a source by a reader that shares no code with its converter.
`compiled` takes that of the chapter as the book shows it, and `comparing` holds the two together.
Both count in the same way:

- Words and all else of the text come first, then the notes in the order of their calls. The title
  of the chapter, the numbers of notes, formulas and citations are no words.
- The first paragraph of an item, a cell or a note is that item, cell or note; each further one is a
  paragraph. A stanza is lines of verse, a caption a caption: neither is a paragraph too.
- An item's key is its own words, without those of the lists inside it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

CLASSES: Final[dict[str, str]] = {
    "words": "words in order",
    "headings": "headings, and whether each lies deeper than the one before",
    "paragraphs": "paragraphs",
    "lists": "lists",
    "items": "items of lists",
    "links": "links, by their words",
    "addresses": "addresses that links lead to",
    "pictures": "pictures",
    "captions": "captions of pictures and tables",
    "descriptions": "descriptions of pictures",
    "tables": "tables",
    "rows": "rows of tables",
    "cells": "cells of tables",
    "merged-cells": "merged cells of tables",
    "notes": "texts of notes",
    "note-calls": "calls of notes",
    "citations": "citations",
    "formulas": "formulas",
    "quotations": "quotations",
    "verse-lines": "lines of verse",
    "line-breaks": "line breaks",
    "code": "pieces of code",
}
"""Every class by name, with what it holds."""

_SAME: Final = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("–—‒―−‐‑", "-"),
        "…": "...",
        "\u00ad": None,
        "\u200b": None,
        "\ufeff": None,
    }
)
_WORD: Final = re.compile(r"[^\W_]+|[\u2190-\u2bff\U0001f000-\U0001faff]")


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing of a class; `place` is said to a person.

    `key` tells it from others, by what a reader sees: its words, the file's name of a picture, the
    address of a link.
    """

    key: str
    place: str = ""


Inventory = Mapping[str, tuple[Piece, ...]]
"""The pieces of each class, in order; a class that does not occur may be left out."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What an importer left out or changed on purpose, `count` times, and why.

    `kind` is a class of the inventory, or another word (`attributes`, `buttons`). `words` are those
    that went with it; `place` is where.
    """

    kind: str
    words: str
    reason: str
    count: int = 1
    place: str = ""


def same_words(text: str) -> str:
    """`text` as it is compared: NFC, single spaces, plain quotes, dashes and ellipses."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_SAME).split())


def words_in(text: str) -> list[str]:
    """The words of a text, without its punctuation; emoji and arrows count."""
    return _WORD.findall(unicodedata.normalize("NFC", text).translate(_SAME))


class Gatherer:
    """Pieces as they are found, class by class."""

    def __init__(self) -> None:
        self.found: dict[str, list[Piece]] = {}

    def add(self, kind: str, text: str = "", place: str = "") -> None:
        """One piece, by the words of `text`."""
        self.found.setdefault(kind, []).append(Piece(same_words(text), place))

    def add_words(self, text: str, place: str = "") -> None:
        """Every word of a text, in order."""
        self.found.setdefault("words", []).extend(Piece(word, place) for word in words_in(text))

    def inventory(self) -> dict[str, tuple[Piece, ...]]:
        return {kind: tuple(pieces) for kind, pieces in self.found.items()}
