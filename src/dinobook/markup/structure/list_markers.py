"""The marks of list items: bullets, numbers, letters, Roman numbers.

Numbers and bullets follow CommonMark 5.2; the bullets of word processors are known besides.
Letters are ours, and prose begins with them too (“d. Peeters”, “i. v. m.”, “di. 14 maart”): they
make a list only in the company of their neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from dinobook.markup.structure.model import Mark

_MARK: Final = re.compile(
    r"(?:([-*+•▪◦‣●○])|(\d{1,9}|[A-Za-z]|[ivxlcdm]{2,9}|[IVXLCDM]{2,9})([.)]))(?=[ \t]|$)"
)
_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LETTERS: Final = 26

Follows = Callable[[str], bool]
"""Whether a row further down begins with this mark."""


def read_mark(
    bare: str, before: Mark | None, ended: Callable[[], Mark | None], follows: Follows
) -> Mark | None:
    """The mark that a row begins with, its indent taken off; None when it is text.

    `before` is the mark of the item above in the same list, `ended` gives the last one of a list
    that other text has just ended.
    """
    found = _MARK.match(bare)
    if found is None:
        return None
    bullet, count, delimiter = found.groups()
    if bullet:
        return Mark(bullet, bullet)
    if count.isdigit():
        return Mark(found.group(), "1", delimiter, int(count))
    return _letter(list(_readings(count, delimiter)), before, ended(), follows)


def _letter(
    readings: list[Mark], before: Mark | None, ended: Mark | None, follows: Follows
) -> Mark | None:
    """The reading of letters that goes on with a list, or begins one."""
    for other in filter(None, (before, ended)):
        for mark in readings:
            if joins(mark, other) and mark.value == other.value + 1:
                return mark
    for mark in readings:
        if follows(successor(mark)):
            return mark
    # a bracket is a sign that prose seldom has behind one letter
    sure = (
        reading for reading in readings if reading.value == 1 or (before and joins(reading, before))
    )
    return next((one for one in sure if one.delimiter == ")"), None)


def joins(mark: Mark, before: Mark) -> bool:
    """Whether two items are of one list."""
    return (mark.style, mark.delimiter) == (before.style, before.delimiter)


def _readings(count: str, delimiter: str) -> Iterator[Mark]:
    """A list that begins with i counts in Roman numbers, one with any other letter in letters."""
    low = count.lower()
    value = _value(low)
    text = count + delimiter
    roman = Mark(text, "i" if count == low else "I", delimiter, value)
    letter = Mark(text, "a" if count == low else "A", delimiter, ord(low[0]) - ord("a") + 1)
    single = len(count) == 1
    if value and low == "i":
        yield roman
    if single:
        yield letter
    if value and low != "i":
        yield roman


def _value(text: str) -> int:
    """The value of a Roman number in small letters; 0 when it is none."""
    value, rest = 0, text
    for worth, sign in _ROMAN:
        while rest.startswith(sign):
            value, rest = value + worth, rest[len(sign) :]
    return value if not rest and _roman(value) == text else 0


def _roman(value: int) -> str:
    text = ""
    for worth, sign in _ROMAN:
        text += sign * (value // worth)
        value %= worth
    return text


def successor(mark: Mark) -> str:
    """What begins the next item."""
    value = mark.value + 1
    text = _roman(value) if mark.style in "iI" else chr(ord("a") + (value - 1) % _LETTERS)
    return (text.upper() if mark.style in "AI" else text) + mark.delimiter
