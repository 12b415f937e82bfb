"""Small steps that build a tree of mixed content."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

Element = etree._Element

PLACE: Final = "w"
"""The attribute that says from which paragraph of Word a block comes; it goes in the end."""
SAID: Final = "said"
"""The attribute of a reference that keeps the words which Word printed; it goes in the end."""
_INLINE: Final = frozenset(
    (
        *("a", "abbr", "cite", "code", "del", "em", "ins", "kbd", "mark", "q", "s", "small"),
        *("span", "strong", "sub", "sup", "u", "img", "w-t", "w-r", "w-x", "w-p"),
    )
)
_CONTROLS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def element(tag: str, **attributes: str) -> Element:
    return etree.Element(tag, attributes)


def like(block: Element) -> Element:
    """An empty element of the same name, with the same attributes."""
    return etree.Element(block.tag, {str(key): str(said) for key, said in block.attrib.items()})


def forget(block: Element, name: str) -> str:
    """Take an attribute away; gives what it said."""
    said = block.get(name, "")
    if name in block.attrib:
        del block.attrib[name]
    return said


def add_text(parent: Element, text: str) -> None:
    """Behind all that the parent holds."""
    text = _CONTROLS.sub("", text)
    if not text:
        return
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def take_out(part: Element) -> None:
    """The element goes, what stands behind it stays."""
    parent = part.getparent()
    if parent is None:
        return
    before = part.getprevious()
    if part.tail:
        if before is None:
            parent.text = (parent.text or "") + part.tail
        else:
            before.tail = (before.tail or "") + part.tail
    part.tail = None
    parent.remove(part)


def unwrap(part: Element) -> None:
    """Its content in its place."""
    parent = part.getparent()
    if parent is None:
        return
    at = parent.index(part)
    before = part.getprevious()
    lead = part.text or ""
    if lead and before is not None:
        before.tail = (before.tail or "") + lead
    elif lead:
        parent.text = (parent.text or "") + lead
    children = list(part)
    tail = part.tail or ""
    part.tail = None
    parent[at : at + 1] = children
    if not tail:
        return
    last = children[-1] if children else before
    if last is None:
        parent.text = (parent.text or "") + tail
    else:
        last.tail = (last.tail or "") + tail


def words_of(part: Element) -> str:
    """Its text on one line, without notes."""
    return " ".join("".join(_strings(part)).split())


def _strings(part: Element) -> list[str]:
    found = [part.text or ""]
    for child in part:
        if child.get("class") != "note":
            space = [] if child.tag in _INLINE else [" "]
            found += [" "] if child.tag == "br" else [*space, *_strings(child), *space]
        found.append(child.tail or "")
    return found


def is_empty(part: Element) -> bool:
    """Whether it shows nothing."""
    return not len(part) and not (part.text or "").strip()


def strip_ends(part: Element) -> None:
    """No space at the beginning and the end of a block."""
    if part.text:
        part.text = part.text.lstrip(" \t\r\n")
    if len(part) and part[-1].tail:
        part[-1].tail = part[-1].tail.rstrip(" \t\r\n")
    elif not len(part) and part.text:
        part.text = part.text.rstrip(" \t\r\n")
    while len(part) and part[-1].tag == "br" and not (part[-1].tail or "").strip():
        take_out(part[-1])
        strip_ends(part)
    while len(part) and part[0].tag == "br" and not (part.text or "").strip():
        take_out(part[0])
        part.text = (part.text or "").lstrip()
