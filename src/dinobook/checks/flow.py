"""Text as a run of sentences, for the skeletons by which two media are compared.

A page engine breaks lines, hyphenates, sets ligatures and draws its own dashes and bullets; an
EPUB does not. What both must keep is the run of letters, digits and signs: the skeleton.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from lxml import etree

from dinobook import xhtml
from dinobook.book.model import Section
from dinobook.book.numbers.list_markers import items_of, marks_of
from dinobook.book.references.references import DRAWN
from dinobook.checks.skeleton import skeleton
from dinobook.markup.blocks.verse import LINE_NUMBER

_SILENT: Final = frozenset({"", "annotation", "svg"})
_DRAWN_SILENT: Final = frozenset({*_SILENT, "math"})
"""Pages draw formulas as pictures."""
_MATHML: Final = "http://www.w3.org/1998/Math/MathML"
_SENTENCE_END: Final = re.compile(r"(?<=[.!?…][”’\"')\]]) +|(?<=[.!?…]) +(?=[^a-z ])")
_INLINE: Final = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "br",
        "cite",
        "code",
        "del",
        "dfn",
        "em",
        "i",
        "img",
        "ins",
        "kbd",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "u",
        "var",
        "wbr",
    ]
)


@dataclass(frozen=True, slots=True)
class Flow:
    """What a section must say: its sentences in order, its notes, and what may be repeated."""

    section: Section
    sentences: tuple[str, ...]
    notes: tuple[tuple[str, ...], ...]
    repeats: frozenset[str]
    """Skeletons of table heads, which a long table shows again on each page."""


@lru_cache(maxsize=512)  # the integrity check asks for it, and the page map soon after
def flow_of(section: Section, *, drawn: bool) -> Flow:
    """`drawn`: the medium draws the numbers of lists and notes, so that they are in its text."""
    root = xhtml.parse(section.xhtml)
    heads = [skeleton(xhtml.text_of(head)) for head in root.iter(xhtml.tag("thead"))]
    return Flow(
        section,
        tuple(_sentences(root, drawn)),
        tuple(
            (*([str(note.number)] if drawn else []), *_sentences(xhtml.parse(note.xhtml), drawn))
            for note in section.notes
        ),
        frozenset(heads),
    )


def _sentences(root: etree._Element, drawn: bool) -> list[str]:
    """Sentences in document order; none goes over the edge of a block."""
    found: list[str] = []
    for block in _blocks(root, drawn):
        folded = re.sub(r"[ \t\n\r]+", " ", block).strip()
        found += [part for part in _SENTENCE_END.split(folded) if skeleton(part)]
    return found


def _blocks(root: etree._Element, drawn: bool) -> list[str]:
    blocks = [""]
    for piece in pieces(root, drawn=drawn):
        if piece.kind is Step.BORDER:
            blocks.append("")
        elif piece.kind in (Step.TEXT, Step.MARKER, Step.SPACE):
            blocks[-1] += piece.text
    return blocks


class Step(StrEnum):
    """What one piece of a walk is."""

    TEXT = "text"
    MARKER = "marker"
    """What the medium adds: the number before a list item or beside a line of verse, the page
    behind a reference."""
    SPACE = "space"
    """A forced end of line inside a block."""
    BORDER = "border"
    """The edge of a block."""
    SILENT = "silent"
    """Text in the XHTML that is not part of what the section says (drawings, formulas)."""
    OPEN = "open"
    """An element begins; `text` is its id, perhaps empty."""
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class Piece:
    """One step through a section. TEXT and SILENT together are the text content of the XHTML."""

    kind: Step
    text: str = ""
    element: etree._Element | None = None


def pieces(root: etree._Element, *, drawn: bool) -> Iterator[Piece]:
    """The section in document order, as the medium shows it. `drawn` as for `flow_of`."""
    return _walk(root, drawn, _item_numbers(root) if drawn else {})


def _item_numbers(root: etree._Element) -> dict[etree._Element, str]:
    """What the medium draws before each item of a numbered list."""
    found: dict[etree._Element, str] = {}
    for listing in root.iter(xhtml.tag("ol")):
        if not any(xhtml.name_of(ancestor) == "nav" for ancestor in listing.iterancestors()):
            found |= zip(items_of(listing), marks_of(listing), strict=True)
    return found


def _walk(
    root: etree._Element, drawn: bool, numbers: Mapping[etree._Element, str]
) -> Iterator[Piece]:
    name = xhtml.name_of(root)
    silent = name in _DRAWN_SILENT if drawn else name in _SILENT or _numbers_a_note(root)
    if silent:
        if name:
            yield Piece(Step.SILENT, "".join(xhtml.strings(root)), root)
        return
    if said := root.get(DRAWN):
        yield Piece(Step.MARKER, said, root)
        return
    yield Piece(Step.OPEN, root.get("id", ""), root)
    inline = name in _INLINE or etree.QName(root).namespace == _MATHML
    if not inline:
        yield Piece(Step.BORDER)
    if number := numbers.get(root):
        yield Piece(Step.MARKER, f"{number} ", root)
    yield from _shown(root, name, drawn, numbers)
    if not inline:
        yield Piece(Step.BORDER)
    yield Piece(Step.CLOSE, root.get("id", ""), root)


def _numbers_a_note(element: etree._Element) -> bool:
    return xhtml.has_class(element, "noteref") or xhtml.has_class(element, "backlink")


def _shown(
    element: etree._Element, name: str, drawn: bool, numbers: Mapping[etree._Element, str]
) -> Iterator[Piece]:
    """What stands between the element's edges."""
    if name == "br":
        yield Piece(Step.SPACE, " ", element)
    yield Piece(Step.TEXT, element.text or "", element)
    for child in element:
        yield from _walk(child, drawn, numbers)
        yield Piece(Step.TEXT, child.tail or "", element)
    if drawn and (counted := element.get(LINE_NUMBER)):
        yield Piece(Step.MARKER, f" {counted}", element)


def words_in(section: Section) -> int:
    """How many words a section has, notes included; a dash between spaces is none."""
    flow = flow_of(section, drawn=False)
    return sum(
        any(map(str.isalnum, word))
        for group in (flow.sentences, *flow.notes)
        for sentence in group
        for word in sentence.split()
    )
