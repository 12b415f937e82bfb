"""The marks before the items of a list, as HTML counts them: for all that draws or expects them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from lxml import etree

from dinobook import xhtml
from dinobook.book.numbers.numbering import roman

_ALPHABET: Final = 26
_MOST_ROMAN: Final = 3999
"""What CSS Counter Styles 3 writes in Roman figures; other numbers are decimal."""
_ROOMY: Final = 2
_MOST_ROOM: Final = 8
"""Marks of so many characters, and how many the style sheets know at most."""
BULLETS: Final = "•–·"
"""By level; the last one for all that are deeper. Every text face of the house has them."""


def items_of(listing: etree._Element) -> list[etree._Element]:
    return [child for child in listing if xhtml.name_of(child) == "li"]


def numbers_of(listing: etree._Element) -> list[int]:
    """The number of each item of an `ol`, by its `start` and `reversed` and the items' `value`."""
    items = items_of(listing)
    down = listing.get("reversed") is not None
    number = int(listing.get("start") or (len(items) if down else 1))
    numbers = []
    for item in items:
        number = int(item.get("value") or number)
        numbers.append(number)
        number += -1 if down else 1
    return numbers


def marks_of(listing: etree._Element) -> list[str]:
    """What stands before each item, without the full stop behind a number."""
    items = items_of(listing)
    if xhtml.name_of(listing) == "ol":
        return [written(number, listing.get("type", "1")) for number in numbers_of(listing)]
    return [bullet(listing)] * len(items)


def bullet(listing: etree._Element) -> str:
    above = sum(xhtml.name_of(ancestor) in ("ul", "ol") for ancestor in listing.iterancestors())
    return BULLETS[min(above, len(BULLETS) - 1)]


def written(number: int, style: str) -> str:
    """A number in the figures or letters of an `ol`'s `type`: 27 is aa, 4 is iv."""
    if style in ("a", "A") and number > 0:
        return _letters(number, style)
    if style in ("i", "I") and 0 < number <= _MOST_ROMAN:
        return roman(number).lower() if style == "i" else roman(number)
    return str(number)


def _letters(number: int, first: str) -> str:
    letters = ""
    while number:
        number, place = divmod(number - 1, _ALPHABET)
        letters = chr(ord(first) + place) + letters
    return letters


def widest(marks: Sequence[str]) -> int:
    """How many characters the longest mark has."""
    return max(map(len, marks), default=0)


def make_room(root: etree._Element) -> None:
    """A class on every list whose marks need more room than the style sheet gives to most."""
    for listing in root.iter(xhtml.tag("ol")):
        size = min(widest(marks_of(listing)), _MOST_ROOM)
        if size > _ROOMY:
            xhtml.add_class(listing, f"marks-{size}")
