"""Long lines for a terminal: broken between words, never inside one that is to be copied."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from rich.cells import cell_len
from rich.text import Text

_NARROWEST: Final = 20
"""A terminal with fewer columns breaks lines as it likes."""

_PIECES: Final = re.compile(r"(?<=: )(?:dinobook|\./book) .*|“[^“”]*”[^\s“]*|\S+")
"""A command to type, words in quotation marks, a word: each is one piece."""


def folded(text: Text, columns: int, hang: int = 0) -> Iterator[Text]:
    """The lines of `text` for so many columns; all but the first begin with `hang` spaces.

    What is wider than a line stays whole: a terminal shows it on two, and copies it as one.
    """
    for line in text.split("\n"):
        yield from _folded(line, columns, hang) if columns >= _NARROWEST else [line]


def _folded(text: Text, columns: int, hang: int) -> Iterator[Text]:
    begin, room = 0, columns
    for start, end in _pieces(text.plain, columns - hang):
        if text.plain[begin:start].strip() and cell_len(text.plain[begin:end]) > room:
            yield _part(text, begin, start, hang)
            begin, room = start, columns - hang
    yield _part(text, begin, len(text.plain), hang)


def _pieces(text: str, room: int) -> Iterator[tuple[int, int]]:
    """Where each piece begins and ends; a quotation that is wider than a line falls into words."""
    for found in _PIECES.finditer(text):
        if found[0].startswith("“") and cell_len(found[0]) > room:
            for word in re.finditer(r"\S+", found[0]):
                yield found.start() + word.start(), found.start() + word.end()
        else:
            yield found.span()


def _part(text: Text, begin: int, end: int, hang: int) -> Text:
    part = text[begin:end]
    part.rstrip()
    if begin:
        part.pad_left(hang)
    return part
