"""The blocks of `block_kinds` as an extension of the Markdown engine."""

from __future__ import annotations

import re
from typing import Any, Final
from xml.etree import ElementTree

from markdown import Markdown
from markdown.util import AtomicString
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block, type_any, type_string

from dinobook.markup.block_kinds import BLOCKS, CHOICES, NUMBERS, OPTIONS, BlockKind

BLOCK_MARK: Final = "data-dinobook-block"
"""Set on the element of every block: its name. Taken off before the fragment is made."""

OPTION_MARK: Final = "data-dinobook-option-"
"""Begins the attribute that carries an option of its own to where the block gets its shape."""

_STANZAS: Final = re.compile(r"\n[ \t]*\n\s*?(?=\S|[ \t]+\S)")


class AuthorBlock(Block):  # type: ignore[misc]  # pymdownx has no types
    """One block; the subclasses differ in `KIND` only."""

    KIND: BlockKind
    ARGUMENT = None

    def on_create(self, parent: ElementTree.Element) -> ElementTree.Element:
        element = ElementTree.SubElement(parent, self.KIND.tag)
        own = [f"{name}-{value}" for name in CHOICES if (value := self.options.get(name))]
        classes = [self.KIND.classes, *own, self.options["class"]]
        element.set("class", " ".join(filter(None, classes)))
        element.set(BLOCK_MARK, self.KIND.name)
        for name in ("id", "lang"):
            if self.options[name]:
                element.set(name, self.options[name])
        for name in self.KIND.own_options:
            if name in NUMBERS and self.options[name]:
                element.set(OPTION_MARK + name, str(self.options[name]))
        self._start(element)
        return element

    def _start(self, element: ElementTree.Element) -> None:
        """Put in what stands above the block's own content."""
        if self.KIND.bar == "title" and self.argument:
            name = "box-title" if element.tag == "aside" else "block-title"
            ElementTree.SubElement(element, "p", {"class": name}).text = self.argument
        elif self.KIND.bar == "date" and self.argument:
            ElementTree.SubElement(element, "p", {"class": "letter-date"}).text = self.argument
        elif self.KIND.bar == "name":
            ElementTree.SubElement(element, "p").text = AtomicString(self.argument or "")
        elif self.KIND.bar == "caption":
            caption = ElementTree.SubElement(element, "figcaption")
            if self.argument:
                ElementTree.SubElement(caption, "p").text = self.argument
        elif self.KIND.bar == "address":
            ElementTree.SubElement(element, "a", {"href": self.argument or ""})
        elif self.KIND.bar == "description":
            ElementTree.SubElement(element, "div", {"class": "formula"})
            caption = ElementTree.SubElement(element, "figcaption")
            ElementTree.SubElement(caption, "span", {"class": "caption-label"})

    def on_add(self, block: ElementTree.Element) -> ElementTree.Element:
        return block[0] if self.KIND.bar in ("caption", "description") else block

    def on_markdown(self) -> str:
        """Verse is taken line by line, so that a line may begin with a dash or a number."""
        if self.KIND.bar == "description":
            return "raw"
        return "inline" if self.KIND.name == "vers" else "block"

    def on_end(self, block: ElementTree.Element) -> None:
        if self.KIND.name == "vers":
            _set_stanzas(block)
        if self.KIND.bar == "source" and self.argument:
            ElementTree.SubElement(block, "p", {"class": "source"}).text = self.argument


def _set_stanzas(block: ElementTree.Element) -> None:
    text = block.text or ""
    block.text = None
    for stanza in _STANZAS.split(text):
        if stanza.strip():
            lines = [_indented(line.rstrip()) for line in stanza.strip("\n").split("\n")]
            ElementTree.SubElement(block, "p", {"class": "stanza"}).text = "\n".join(lines)


def _indented(line: str) -> str:
    """Spaces before a line of verse are meant: they become no-break spaces."""
    bare = line.lstrip(" \t")
    return "\u00a0" * len(line[: len(line) - len(bare)].expandtabs(4)) + bare


class AuthorBlocks(BlocksExtension):  # type: ignore[misc]
    """Registers one class for each kind."""

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:  # noqa: N802
        for kind in BLOCKS:
            name = "".join(part.title() for part in kind.name.split("-"))
            options = {option: ("", type_string) for option in OPTIONS}
            # they are checked where the line is known
            options |= {option: ("", type_any) for option in kind.own_options}
            facts = {"NAME": kind.name, "KIND": kind, "OPTIONS": options}
            block_mgr.register(type(name, (AuthorBlock,), facts), {})
