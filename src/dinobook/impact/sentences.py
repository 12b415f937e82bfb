"""The sentences of a chapter as they are read, with the links in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from dinobook import xhtml
from dinobook.markup.fragment import WIKI_LINK, Fragment
from dinobook.markup.tree import INLINE, NOTE_CALL

_SILENT: Final = frozenset({"pre", "code", "kbd", "samp", "math", "svg", "script", "style"})
"""What these hold is no running text."""
_SPACES: Final = re.compile(r"\s")
_END: Final = re.compile(r"(?<![.!?…])[.!?…]+[”’»“)\]\"']*\s+(?=[“‘«„(\[\"'¿¡]*[^\W\d_a-zà-öø-ÿ])")
_ABBREVIATED: Final = re.compile(
    r"(?:\b(?:approx|art|bijv|blz|bv|bzw|ca|cf|dr|drs|eq|etc|fig|incl|ing|ir|mevr|mr|mrs|ms|nrs?|pp?"
    r"|prof|resp|st|tab|usw|vgl|vs|zgn)|\b[^\W\d_])\.\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Linked:
    """A link in a sentence, from `start` to `end` of its text."""

    href: str
    start: int
    end: int
    wiki: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """`text` has plain spaces only."""

    text: str
    links: tuple[Linked, ...] = ()


def sentences_of(fragment: Fragment) -> Iterator[Sentence]:
    """In the order of the text, those of notes last."""
    for text in (fragment.xhtml, *(note.xhtml for note in fragment.notes)):
        reader = _Reader()
        reader.read(xhtml.parse(text))
        for block in reader.blocks:
            yield from _parted(block)


class _Reader:
    """The text of each element that holds words itself: a paragraph, a heading, a cell."""

    def __init__(self) -> None:
        self.blocks: list[Sentence] = []
        self._text = ""
        self._links: list[Linked] = []

    def read(self, element: etree._Element) -> None:
        is_block = xhtml.name_of(element) not in INLINE
        if is_block:
            self._end_block()
        if xhtml.name_of(element) in _SILENT:
            self._text += " "
        elif not xhtml.has_class(element, NOTE_CALL):
            self._read_inside(element)
        if is_block:
            self._end_block()

    def _read_inside(self, element: etree._Element) -> None:
        start = len(self._text)
        self._text += element.text or ""
        for child in element:
            if isinstance(child.tag, str):
                self.read(child)
            self._text += child.tail or ""
        href = element.get("href", "")
        if href and xhtml.name_of(element) == "a":
            wiki = xhtml.has_class(element, WIKI_LINK)
            self._links.append(Linked(href, start, len(self._text), wiki))

    def _end_block(self) -> None:
        text = _SPACES.sub(" ", self._text)
        if text.strip():
            self.blocks.append(Sentence(text, tuple(self._links)))
        self._text, self._links = "", []


def _parted(block: Sentence) -> Iterator[Sentence]:
    start = 0
    ends = [
        one.end()
        for one in _END.finditer(block.text)
        if not _ABBREVIATED.search(block.text[: one.end()])
    ]
    for end in [*ends, len(block.text)]:
        text = block.text[start:end]
        if text.strip():
            inside = tuple(
                Linked(one.href, one.start - start, one.end - start, one.wiki)
                for one in block.links
                if start <= one.start < end
            )
            yield Sentence(text, inside)
        start = end
