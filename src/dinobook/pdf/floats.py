"""Figures that may come after the text that follows them, as typesetters move them to fill a page.

Such a figure, a float, passes whole blocks of running text and nothing else: no heading, no break,
no box and no other figure. So what belongs together stays together, and figures keep their order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from lxml import etree

from dinobook import xhtml
from dinobook.book.model import XREF, Section

_PLATES: Final = ("full-page", "wide-turn")
"""They take a page of their own, wherever they stand."""
_FLOAT: Final = "float"
_RUNNING: Final = frozenset({"p", "ul", "ol", "dl", "blockquote"})
_ANNOUNCES: Final = ":"


@dataclass(frozen=True, slots=True)
class Move:
    """The block at `index` of a section, counted from 0, comes after the `past` blocks below it."""

    section: str
    index: int
    past: int


@dataclass(frozen=True, slots=True)
class Float:
    """A block that may move: `places` are the numbers of blocks that it may pass.

    `plate`: it has pages to itself.
    """

    section: str
    index: int
    places: tuple[int, ...]
    plate: bool


def floats_of(section: etree._Element) -> tuple[Float, ...]:
    """The floats among the blocks of a section.

    They are plates, figures that the section's text names by their numbers, so that they need not
    stand where they were written, and those of the class `float`. One that is announced
    (“as follows:”) stays.
    """
    links = [one for one in section.iter(xhtml.tag("a")) if xhtml.has_class(one, XREF)]
    named = {link.get("href", "").removeprefix("#") for link in links}
    blocks = _blocks(section)
    found = []
    for index, block in enumerate(blocks):
        plate = any(xhtml.has_class(block, name) for name in _PLATES)
        free = block.get("id") in named or xhtml.has_class(block, _FLOAT)
        may_move = plate or (xhtml.name_of(block) == "figure" and free)
        places = tuple(_places(blocks, index)) if may_move else ()
        if places:
            found.append(Float(section.get("id", ""), index, places, plate))
    return tuple(found)


def _places(blocks: list[etree._Element], index: int) -> Iterator[int]:
    """How many blocks may stand between a float's first place and its last."""
    if index and _announces(blocks[index - 1]):
        return
    for past, block in enumerate(blocks[index + 1 :], start=1):
        if xhtml.name_of(block) not in _RUNNING:
            return
        if not _announces(block):
            yield past


def _announces(block: etree._Element) -> bool:
    return xhtml.text_of(block).endswith(_ANNOUNCES)


def move(section: etree._Element, moves: Iterable[Move]) -> None:
    """Move the floats of a section, all from their first places; moves of others are passed by."""
    blocks = _blocks(section)
    for one in moves:
        if one.section == section.get("id", ""):
            blocks[one.index + one.past].addnext(blocks[one.index])


def order_of(section: etree._Element, moves: Iterable[Move]) -> tuple[int, ...]:
    """The indexes of a section's blocks in the order in which they stand after the moves."""
    order = list(range(len(_blocks(section))))
    for one in moves:
        if one.section == section.get("id", ""):
            order.remove(one.index)
            order.insert(order.index(one.index + one.past) + 1, one.index)
    return tuple(order)


def with_moves(section: Section, moves: Iterable[Move]) -> Section:
    """The section as it is printed."""
    own = [one for one in moves if one.section == section.id]
    if not own:
        return section
    root = xhtml.parse(section.xhtml)
    move(root, own)
    return replace(section, xhtml=xhtml.serialise(root))


def _blocks(section: etree._Element) -> list[etree._Element]:
    return [child for child in section if isinstance(child.tag, str)]
