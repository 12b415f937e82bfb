"""The elements of the blocks of `block_kinds`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final
from xml.etree import ElementTree

from markdown.util import AtomicString

from dinobook.markup.blocks.kinds import CHOICES, NUMBERS, BlockKind
from dinobook.markup.structure.model import Fence
from dinobook.markup.tree import ENGINE_MARK

BLOCK_MARK: Final = f"{ENGINE_MARK}block"
"""Set on the element of every block: its name. Taken off before the fragment is made."""

OPTION_MARK: Final = f"{ENGINE_MARK}option-"
"""Begins the attribute that carries an option of its own to where the block gets its shape."""

_STANZAS: Final = re.compile(r"\n[ \t]*\n\s*?(?=\S|[ \t]+\S)")


def start_block(
    parent: ElementTree.Element, kind: BlockKind, fence: Fence
) -> tuple[ElementTree.Element, ElementTree.Element]:
    """The element of a block with what stands above its content, and the one for the content."""
    options = fence.options
    element = ElementTree.SubElement(parent, kind.tag)
    own = [f"{name}-{options[name]}" for name in CHOICES if options.get(name)]
    classes = [kind.classes, *own, options.get("class", "")]
    element.set("class", " ".join(filter(None, classes)))
    element.set(BLOCK_MARK, kind.name)
    for name in ("id", "lang"):
        if options.get(name):
            element.set(name, options[name])
    for name in kind.own_options:
        if name in NUMBERS and options.get(name):
            element.set(OPTION_MARK + name, options[name])
    return element, _head(element, kind, fence.bar)


def _head(element: ElementTree.Element, kind: BlockKind, bar: str) -> ElementTree.Element:
    """What stands above a block's own content; the element that takes the content."""
    if kind.bar == "title" and bar:
        name = "box-title" if kind.tag == "aside" else "block-title"
        ElementTree.SubElement(element, "p", {"class": name}).text = bar
    elif kind.bar == "date" and bar:
        ElementTree.SubElement(element, "p", {"class": "letter-date"}).text = bar
    elif kind.bar == "name":
        ElementTree.SubElement(element, "p").text = AtomicString(bar)
    elif kind.bar == "address":
        ElementTree.SubElement(element, "a", {"href": bar})
    elif kind.bar == "caption":
        caption = ElementTree.SubElement(element, "figcaption")
        if bar:
            ElementTree.SubElement(caption, "p").text = bar
        return caption
    elif kind.bar == "description":
        formula = ElementTree.SubElement(element, "div", {"class": "formula"})
        caption = ElementTree.SubElement(element, "figcaption")
        ElementTree.SubElement(caption, "span", {"class": "caption-label"})
        return formula
    return element


def end_block(element: ElementTree.Element, kind: BlockKind, fence: Fence) -> None:
    """What stands below a block's own content."""
    if kind.bar == "source" and fence.bar:
        ElementTree.SubElement(element, "p", {"class": "source"}).text = fence.bar


def set_raw(element: ElementTree.Element, kind: BlockKind, rows: Sequence[str]) -> None:
    """The lines of verse, or the LaTeX of an equation."""
    if kind.bar == "description":
        element.text = AtomicString("\n".join(rows))
    else:
        _set_stanzas(element, "\n".join(rows))


def _set_stanzas(block: ElementTree.Element, text: str) -> None:
    for stanza in _STANZAS.split(text):
        if stanza.strip():
            lines = [_indented(line.rstrip()) for line in stanza.strip("\n").split("\n")]
            ElementTree.SubElement(block, "p", {"class": "stanza"}).text = "\n".join(lines)


def _indented(line: str) -> str:
    """Spaces before a line of verse are meant: they become no-break spaces."""
    bare = line.lstrip(" \t")
    return "\u00a0" * len(line[: len(line) - len(bare)].expandtabs(4)) + bare
