"""Notes and code that are only half there."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import count
from typing import Final

from dinobook.importers.markdown.post_text import Edit, PostText
from dinobook.markup.structure.model import Node

_CALL: Final = re.compile(r"(?<!\\)\[\^([^\]\n]*)\](?!:)")
_INDENT: Final = re.compile(r"\t| {1,4}")
_HAS_ID: Final = re.compile(r"\{[^{}\n]*#|\bid\s*=")


def note_edits(post: PostText) -> Iterator[Edit]:
    """A call without a note, and a note that nothing calls, are printed as they were typed.

    So is the second of two notes with the same label.
    """
    calls = list(_CALL.finditer(post.plain))
    called = {found[1] for found in calls}
    notes = post.source.structure.nodes("note")
    known = {node.label for node in notes}
    for found in calls:
        if found[1] not in known:
            yield Edit(found.start(), found.start(), "\\", "note-gone")
    for node in notes:
        if node.label in called:
            called.remove(node.label)
        else:
            yield from _as_text(post, node)


def _as_text(post: PostText, node: Node) -> Iterator[Edit]:
    """The note's first line with its label, and the others at its margin."""
    start, end = post.rows.span(node.line - 1, node.line - 1)
    at = start + post.body[start:end].index("[")
    yield Edit(at, at, "\\", "note-gone")
    for row in range(node.line, node.end_line):
        start, end = post.rows.span(row, row)
        indent = _INDENT.match(post.body, start, end)
        if indent:
            yield Edit(*indent.span(), "", "note-gone", quiet=True)


def second_notes(post: PostText) -> Iterator[Edit]:
    """A note that is called again gets a second one with its text, below it.

    One that calls another note, holds an id, or stands in a list is left to the author.
    """
    notes = post.source.structure.nodes("note")
    inside = [post.rows.span(node.line - 1, node.end_line - 1) for node in notes]
    calls: dict[str, list[re.Match[str]]] = defaultdict(list)
    for found in _CALL.finditer(post.plain):
        if not any(start <= found.start() < end for start, end in inside):
            calls[found[1]].append(found)
    labels = {node.label for node in notes}
    for node in notes:
        free = all(ancestor.kind in ("document", "quote") for ancestor in node.ancestors())
        again = calls.pop(node.label, [])[1:] if free else []
        start, end = post.rows.span(node.line - 1, node.end_line - 1)
        text = post.body[start:end].rstrip()
        if again and not _CALL.search(text) and not _HAS_ID.search(text):
            yield from _copies(node.label, text, start + len(text), again, labels)


def _copies(
    label: str, text: str, at: int, again: Iterable[re.Match[str]], labels: set[str]
) -> Iterator[Edit]:
    between = text[: text.index("[")].rstrip()  # the signs of the quotation that holds the note
    for call in again:
        new = next(name for n in count(2) if (name := f"{label}-{n}") not in labels)
        labels.add(new)
        yield Edit(call.start(), call.end(), f"[^{new}]", "note-twice")
        copy = text.replace(f"[^{label}]", f"[^{new}]", 1)
        yield Edit(at, at, f"\n{between}\n{copy}", "note-twice", quiet=True)


def code_edits(post: PostText) -> Iterator[Edit]:
    """Code that nothing closes runs to the end of its text: there its closing line is written."""
    root = post.source.structure.root
    last = root.children[-1] if root.children else None
    if last is not None and last.kind == "code" and last.sign and not last.closed:
        text = post.body.rstrip("\n")
        yield Edit(len(text), len(text), f"\n{last.sign}", "code-open")
