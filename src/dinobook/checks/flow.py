"""Text as a run of sentences, and the skeleton by which two media are compared.

A page engine breaks lines, hyphenates, sets ligatures and draws its own dashes and bullets; an
EPUB does not. What both must keep is the run of letters, digits and signs: the skeleton.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from lxml import etree

from dinobook import xhtml
from dinobook.book.model import Section
from dinobook.book.numbering import roman

_KEPT: Final = ("L", "N", "So", "Sc", "Sm", "Mn", "Mc")
_SILENT: Final = frozenset({"", "svg", "math"})
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


def skeleton(text: str) -> str:
    """Letters, digits and signs, without case, spaces, punctuation and dashes."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in folded if unicodedata.category(char).startswith(_KEPT))


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
        found += [one for one in _SENTENCE_END.split(folded) if skeleton(one)]
    return found


def _blocks(root: etree._Element, drawn: bool) -> list[str]:
    blocks = [""]

    def walk(element: etree._Element) -> None:
        name = xhtml.name_of(element)
        if name in _SILENT or (not drawn and xhtml.has_class(element, "noteref")):
            return
        block = name not in _INLINE
        if block:
            blocks.append("")
        if drawn and name == "li" and (number := _list_number(element)):
            blocks[-1] += f"{number} "
        if name == "br":
            blocks[-1] += " "
        blocks[-1] += element.text or ""
        for child in element:
            walk(child)
            blocks[-1] += child.tail or ""
        if block:
            blocks.append("")

    walk(root)
    return blocks


def _list_number(item: etree._Element) -> str:
    """The marker that the medium draws before a list item; empty for bullets and plain lists."""
    parent = item.getparent()
    if parent is None or xhtml.name_of(parent) != "ol":
        return ""
    if any(xhtml.name_of(one) == "nav" for one in item.iterancestors()):
        return ""
    siblings = [one for one in parent if xhtml.name_of(one) == "li"]
    number = int(parent.get("start", "1")) + siblings.index(item)
    return _written(number, parent.get("type", "1"))


def _written(number: int, style: str) -> str:
    if style in ("a", "A"):
        return chr(ord(style) + (number - 1) % 26)
    if style in ("i", "I"):
        return roman(number).lower() if style == "i" else roman(number)
    return str(number)
