"""Notes of a post: those that plug-ins make, and those of the block editor."""

from __future__ import annotations

import json
import re
from typing import Final

from dinobook.importers.wordpress.context import Context
from dinobook.importers.wordpress.markup.autop import autop
from dinobook.importers.wordpress.markup.text import resolved
from dinobook.importers.wordpress.trees.tree import (
    Element,
    has_text,
    iterate,
    make,
    parse,
    remove,
    replace,
    take_inside,
)

_SPACE_BEFORE: Final = re.compile(r"[ \t\n\u00a0]+\Z")


def set_notes(context: Context, root: Element) -> None:
    """Each call of a note as a `<span class="note">` that holds what the note says."""
    for call in iterate(root, "sup", "a"):
        if call.get("data-fn"):
            _editor_note(context, root, call)
    for mark in iterate(root, "span"):
        if (number := mark.get("data-note")) is not None:
            _set(mark, context.notes[int(number)])
    _uncalled(context)


def _set(mark: Element, markup: str) -> None:
    note = make("span", {"class": "note"})
    content = parse(markup)
    for inner in iterate(content, "span"):
        # a note in a note: its words follow
        if inner.get("data-note") is not None:
            remove(inner)
    if len(content) == 1 and content[0].tag == "p" and not (content.text or "").strip():
        content = content[0]
    take_inside(note, content)
    if not has_text(note) and not len(note):
        remove(mark)
        return
    replace(mark, [note])


def texts_of_editor(context: Context) -> dict[str, str]:
    """What the notes of the block editor say, by the name that their calls give."""
    written = context.post.meta.get("footnotes", "")
    if not written.strip():
        return {}
    try:
        found = json.loads(written)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, list):
        message = f"The notes of {context.post.name} cannot be read in the export."
        context.warn("import-049", message, "Copy them from the blog into the chapter.")
        return {}
    notes = (one for one in found if isinstance(one, dict))
    return {str(one.get("id", "")): str(one.get("content") or "") for one in notes}


def _editor_note(context: Context, root: Element, call: Element) -> None:
    name = call.get("data-fn") or ""
    texts = context.editor_notes
    if name not in texts:
        message = f"A note of {context.post.name} has no text in the export."
        context.warn("import-049", message, "Copy it from the blog into the chapter.")
        context.leave_out("note-calls", "", "the export has no text for it")
        remove(call)
        return
    context.called.add(name)
    _set(call, autop(resolved(context, texts[name], 1)))


def _uncalled(context: Context) -> None:
    for name, text in context.editor_notes.items():
        if name not in context.called and text.strip():
            words = re.sub(r"<[^>]*>", " ", text)
            context.leave_out("notes", words, "nothing in the text calls this note")
