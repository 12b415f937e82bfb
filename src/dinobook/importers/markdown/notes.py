"""Notes and code that are only half there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from dinobook.importers.markdown.page import Edit, Lines, Page, without_shortcodes
from dinobook.markup.structure.model import Node

_CALL: Final = re.compile(r"(?<!\\)\[\^([^\]\n]*)\](?!:)")

_INDENT: Final = re.compile(r"\t| {1,4}")


def note_edits(page: Page) -> Iterator[Edit]:
    """A call without a note, and a note that nothing calls, are printed as they were typed."""
    source = page.read()
    calls = list(_CALL.finditer(without_shortcodes(source.plain)))
    called = {found[1] for found in calls}
    notes = source.structure.nodes("note")
    known = {node.label for node in notes}
    for found in calls:
        if found[1] not in known:
            yield Edit(found.start(), found.start(), "\\", "note-gone")
    lines = Lines(page.body)
    for node in notes:
        if node.label not in called:
            yield from _as_text(page.body, node, lines)


def _as_text(body: str, node: Node, lines: Lines) -> Iterator[Edit]:
    """The note's first line with its label, and the others at its margin."""
    start, end = lines.span(node.line - 1, node.line - 1)
    at = start + body[start:end].index("[")
    yield Edit(at, at, "\\", "note-gone")
    for row in range(node.line, node.end_line):
        start, end = lines.span(row, row)
        indent = _INDENT.match(body, start, end)
        if indent:
            yield Edit(*indent.span(), "", "note-gone", quiet=True)


def code_edits(page: Page) -> Iterator[Edit]:
    """Code that nothing closes runs to the end of its text: there its closing line is written."""
    root = page.read().structure.root
    last = root.children[-1] if root.children else None
    if last is not None and last.kind == "code" and last.sign and not last.closed:
        text = page.body.rstrip("\n")
        yield Edit(len(text), len(text), f"\n{last.sign}", "code-open")
