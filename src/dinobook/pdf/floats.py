"""Blocks that may come after the text that follows them, as typesetters move them to fill a page.

Such a float is a plate, a figure, a table with a caption, pictures side by side or a box. It passes
whole blocks of running text; a figure or a table also one heading, and then it does not stand right
under it. It passes no break, no box and no other figure. So what belongs together stays together,
and floats keep their order.
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
_FIGURES: Final = (_FLOAT, "side-by-side")
_BOX: Final = "box"
_STAY: Final = ("equation", "web-link", "tegenover")
_RUNNING: Final = frozenset({"p", "ul", "ol", "dl", "blockquote"})
_HEADINGS: Final = frozenset({"h2", "h3", "h4"})
_ANNOUNCES: Final = ":"
_FARTHEST: Final = 4
_FARTHEST_NAMED: Final = 6
"""How many blocks a float may pass; one that the text names by its number need not stand near."""
MAY_MOVE: Final = "may-move"
"""The class of floats: the text below one is indented as if it were not there."""


@dataclass(frozen=True, slots=True)
class Move:
    """The block at `index` of a section, counted from 0, comes after the `past` blocks below it."""

    section: str
    index: int
    past: int


@dataclass(frozen=True, slots=True)
class Float:
    """A block that may move: `places` are the numbers of blocks that it may pass."""

    section: str
    index: int
    places: tuple[int, ...]


def floats_of(section: etree._Element) -> tuple[Float, ...]:
    """The floats among the blocks of a section.

    One that is announced (“as follows:”) stays, and so does one right below a heading.
    """
    links = [one for one in section.iter(xhtml.tag("a")) if xhtml.has_class(one, XREF)]
    named = {link.get("href", "").removeprefix("#") for link in links}
    blocks = _blocks(section)
    found = []
    for index, block in enumerate(blocks):
        if not _may_move(block) or (index and _holds(blocks[index - 1])):
            continue
        farthest = _FARTHEST_NAMED if _ids_of(block) & named else _FARTHEST
        past = blocks[index + 1 : index + 1 + farthest]
        headings = 0 if xhtml.has_class(block, _BOX) else 1
        if places := tuple(_places(past, headings)):
            found.append(Float(section.get("id", ""), index, places))
    return tuple(found)


def _may_move(block: etree._Element) -> bool:
    if any(xhtml.has_class(block, name) for name in _STAY):
        return False
    figure = xhtml.name_of(block) == "figure"
    return figure or any(xhtml.has_class(block, name) for name in (*_PLATES, *_FIGURES, _BOX))


def _holds(block: etree._Element) -> bool:
    """Whether what comes below a block belongs there."""
    return _announces(block) or xhtml.name_of(block) in _HEADINGS


def _ids_of(block: etree._Element) -> set[str]:
    return {found for element in block.iter() if (found := element.get("id"))}


def _places(blocks: Iterable[etree._Element], headings: int) -> Iterator[int]:
    """How many of the blocks below a float may stand between its first place and a later one."""
    for past, block in enumerate(blocks, start=1):
        name = xhtml.name_of(block)
        if name in _HEADINGS and headings:
            headings -= 1
        elif name not in _RUNNING:
            return
        elif not _announces(block):
            yield past


def mark_floats(section: etree._Element) -> tuple[Float, ...]:
    """Give the floats of a section their class; gives them."""
    floats = floats_of(section)
    blocks = _blocks(section)
    for one in floats:
        block = blocks[one.index]
        block.set("class", f"{block.get('class', '')} {MAY_MOVE}".strip())
    return floats


def _announces(block: etree._Element) -> bool:
    return xhtml.text_of(block).endswith(_ANNOUNCES)


def move(section: etree._Element, moves: Iterable[Move]) -> None:
    """Move the floats of a section, all from their first places; moves of others are passed by."""
    blocks = _blocks(section)
    for one in moves:
        if one.section == section.get("id", ""):
            blocks[one.index + one.past].addnext(blocks[one.index])


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
