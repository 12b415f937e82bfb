"""Footnotes as an extension of the Markdown engine: their calls.

Their texts are read with the other blocks; each is a marked `<div>` at the end of the document, for
`notes` to take out.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final
from xml.etree import ElementTree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor

from dinobook.markup.tree import ENGINE_MARK

NOTE_MARK: Final = f"{ENGINE_MARK}note"
CALL_MARK: Final = f"{ENGINE_MARK}call"

_CALL: Final = r"\[\^([^\]\n]*)\](?!:)"


class NoteCall(InlineProcessor):
    """`[^label]`; a label without a definition stays as text and is found by the lint."""

    def __init__(self, labels: Collection[str]) -> None:
        super().__init__(_CALL)
        self.labels = labels

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[ElementTree.Element | None, int | None, int | None]:
        if m.group(1) not in self.labels:
            return None, None, None
        return ElementTree.Element("a", {CALL_MARK: m.group(1)}), m.start(), m.end()


class AuthorNotes(Extension):
    """`labels` are those of the notes that have a text."""

    def __init__(self, labels: Collection[str]) -> None:
        super().__init__()
        self.labels = labels

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        md.inlinePatterns.register(NoteCall(self.labels), "footnote", 175)
