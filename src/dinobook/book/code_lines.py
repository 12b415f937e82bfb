"""Code line by line: each line of a listing is a block, which hangs where it is too long.

A line that goes on below is indented there, and a sign stands before what goes on. The sign is
drawn by the style sheet, so what is read back or copied is the author's code and no more.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from lxml import etree

from dinobook import xhtml
from dinobook.markup.fragment import Fragment

CODE: Final = frozenset({"code", "kbd", "samp", "pre"})
"""What is set in the typeface of code."""
_CODE_TAG: Final = re.compile(rf"<(?:{'|'.join(sorted(CODE))})\b")
LINE: Final = "code-line"
HUNG: Final = "code-text"
_DRAWN: Final = "drawn"
_FRAMES: Final = range(0x2500, 0x25A0)
"""Box drawing and block elements: lines of code that hold them must touch."""
_TAB: Final = 4


def has_code(chapter: Fragment) -> bool:
    texts = (chapter.xhtml, *(note.xhtml for note in chapter.notes))
    return any(_CODE_TAG.search(text) for text in texts)


def part_lines(root: etree._Element, *, paged: bool) -> None:
    """Every line of every `pre` as a block of its own, with its end of line inside.

    `paged`: tabs become the spaces that they stand for, and a block in the line's block holds the
    text, so that the sign is a background: what is placed freely is drawn behind all other text.
    """
    for listing in list(root.iter(xhtml.tag("pre"))):
        _drop_last_break(listing)
        if paged:
            _expand(listing)
        if any(ord(char) in _FRAMES for piece in xhtml.strings(listing) for char in piece):
            xhtml.add_class(listing, _DRAWN)
        holder = listing[0] if _holds_all_in_one(listing) else listing
        _part(holder, [LINE, HUNG] if paged else [LINE])


def _holds_all_in_one(listing: etree._Element) -> bool:
    """Whether there is one element, such as `code`, around all that a listing says."""
    return len(listing) == 1 and not (listing.text or "").strip() and not (listing[0].tail or "")


def _drop_last_break(listing: etree._Element) -> None:
    """Take away the end of line behind the last line, which would be an empty line of its own."""
    last = listing
    while len(last) and not last[-1].tail:
        last = last[-1]
    if len(last):
        last[-1].tail = (last[-1].tail or "").removesuffix("\n")
    else:
        last.text = (last.text or "").removesuffix("\n")


def _expand(listing: etree._Element) -> None:
    """Tabs as spaces, counted over the whole line, whatever elements stand in it."""
    column = 0
    for element, is_tail in _texts(listing):
        said = (element.tail if is_tail else element.text) or ""
        wide = ""
        for char in said:
            piece = " " * (_TAB - column % _TAB) if char == "\t" else char
            wide += piece
            column = 0 if char == "\n" else column + len(piece)
        if is_tail:
            element.tail = wide
        else:
            element.text = wide


def _texts(element: etree._Element) -> list[tuple[etree._Element, bool]]:
    """Where text may stand below an element, in order: in an element, or (True) behind one."""
    found = [(element, False)]
    for child in element:
        found += [*_texts(child), (child, True)]
    return found


class _Parting:
    """Copies what an element holds into lines; what goes over the end of one is in both."""

    def __init__(self, blocks: Sequence[str]) -> None:
        self._blocks = blocks
        self._open: list[etree._Element] = []
        self.lines: list[etree._Element] = []
        self._begin()

    def _begin(self) -> None:
        line = etree.Element(xhtml.tag("span"), {"class": self._blocks[0]})
        self.lines.append(line)
        for name in self._blocks[1:]:
            line = etree.SubElement(line, line.tag, {"class": name})
        inner = [line]
        for element in self._open[1:]:
            inner.append(_copied(element, inner[-1]))
            if inner[-1].get("id"):
                del inner[-1].attrib["id"]
        self._open = inner

    def say(self, text: str | None) -> None:
        first, *others = (text or "").split("\n")
        self._write(first)
        for other in others:
            self._write("\n")
            self._begin()
            self._write(other)

    def _write(self, text: str) -> None:
        target = self._open[-1]
        if len(target):
            target[-1].tail = (target[-1].tail or "") + text
        else:
            target.text = (target.text or "") + text

    def walk(self, element: etree._Element) -> None:
        self.say(element.text)
        for child in element:
            if isinstance(child.tag, str):
                self._open.append(_copied(child, self._open[-1]))
                self.walk(child)
                self._open.pop()
            self.say(child.tail)


def _copied(element: etree._Element, into: etree._Element) -> etree._Element:
    """A new last child of `into`: the element's tags, without what stands between them."""
    new = etree.SubElement(into, element.tag)
    for key, value in element.attrib.items():
        new.set(key, value)
    return new


def _part(holder: etree._Element, blocks: Sequence[str]) -> None:
    parting = _Parting(blocks)
    parting.walk(holder)
    for child in list(holder):
        holder.remove(child)
    holder.text = None
    holder.extend(parting.lines)
