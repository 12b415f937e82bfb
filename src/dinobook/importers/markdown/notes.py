"""Calls of notes that have no text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from dinobook.importers.markdown.page import Edit, Page, without_shortcodes

_CALL: Final = re.compile(r"(?<!\\)\[\^([^\]\n]*)\](?!:)")


def note_edits(page: Page) -> Iterator[Edit]:
    """A call without a note is printed with its brackets, as the blog did."""
    source = page.read()
    known = {node.label for node in source.structure.nodes("note")}
    for found in _CALL.finditer(without_shortcodes(source.plain)):
        if found[1] not in known:
            yield Edit(found.start(), found.start(), "\\", "note-gone")
