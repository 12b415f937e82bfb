"""Long lines for a terminal: broken between words, never inside one that is to be copied."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from rich.cells import cell_len
from rich.text import Text

_NARROWEST: Final = 20
"""A terminal with fewer columns breaks lines as it likes."""

_PIECES: Final = r"(?<=: )(?:dinobook|\./book) .*|“[^“”]*”[^\s“]*|\S+"
"""A command to type, words in quotation marks, a word: each is one piece."""


def folded(text: Text, columns: int, hang: int = 0, whole: str = "") -> Iterator[Text]:
    """The lines of `text` for so many columns; all but the first begin with `hang` spaces.

    `whole` is one piece too, such as a path that may have spaces. What is wider than a line stays
    whole: a terminal shows it on two, and copies it as one.
    """
    for line in text.split("\n"):
        yield from _folded(line, columns, hang, whole) if columns >= _NARROWEST else [line]


def _folded(text: Text, columns: int, hang: int, whole: str) -> Iterator[Text]:
    begin, room = 0, columns
    for start, end in _pieces(text.plain, columns - hang, whole):
        if text.plain[begin:start].strip() and cell_len(text.plain[begin:end]) > room:
            yield _part(text, begin, start, hang)
            begin, room = start, columns - hang
    yield _part(text, begin, len(text.plain), hang)


def _pieces(text: str, room: int, whole: str) -> Iterator[tuple[int, int]]:
    """Where each piece begins and ends; those with no space between them are one."""
    begin, last = 0, 0
    for start, end in _parts(text, room, whole):
        if start > last:
            yield begin, last
            begin = start
        last = end
    yield begin, last


def _parts(text: str, room: int, whole: str) -> Iterator[tuple[int, int]]:
    """The same, each by itself; a quotation that is wider than a line falls into words."""
    pieces = rf"{re.escape(whole)}\S*|{_PIECES}" if whole else _PIECES
    for found in re.finditer(pieces, text):
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
