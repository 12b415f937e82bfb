"""Footnotes as an extension of the Markdown engine: calls and definitions, kept apart.

The engine's own extension reads the definitions; what it makes of them (a list with back-links) is
not wanted, so each becomes a marked `<div>` below the text, for `notes` to take out.
"""

from __future__ import annotations

import re
from typing import Any, Final
from xml.etree import ElementTree

from markdown import Markdown
from markdown.extensions.footnotes import FootnoteBlockProcessor, FootnoteExtension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

NOTE_MARK: Final = "data-dinobook-note"
CALL_MARK: Final = "data-dinobook-call"

_CALL: Final = r"\[\^([^\]\n]*)\](?!:)"


class NoteCall(InlineProcessor):
    """`[^label]`; a label without a definition stays as text and is found by the lint."""

    def __init__(self, notes: FootnoteExtension) -> None:
        super().__init__(_CALL)
        self.notes = notes

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[ElementTree.Element | None, int | None, int | None]:
        if m.group(1) not in self.notes.footnotes:
            return None, None, None
        return ElementTree.Element("a", {CALL_MARK: m.group(1)}), m.start(), m.end()


class NoteTexts(Treeprocessor):
    """Parses every definition into a marked `<div>` at the end of the document."""

    def __init__(self, md: Markdown, notes: FootnoteExtension) -> None:
        super().__init__(md)
        self.notes = notes

    def run(self, root: ElementTree.Element) -> None:
        for label, text in self.notes.footnotes.items():
            div = ElementTree.SubElement(root, "div", {NOTE_MARK: label})
            self.notes.parser.parseChunk(div, text)


class AuthorNotes(FootnoteExtension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        md.registerExtension(self)
        self.parser: Any = md.parser
        self.md = md
        # the places of the engine's own footnote processors
        md.parser.blockprocessors.register(FootnoteBlockProcessor(self), "footnote", 17)
        md.inlinePatterns.register(NoteCall(self), "footnote", 175)
        md.treeprocessors.register(NoteTexts(md, self), "footnote", 50)
