"""A tree as the text of a chapter."""

from __future__ import annotations

from copy import deepcopy

from dinobook.importers.html.blocks import write_block
from dinobook.importers.html.chapter import Chapter
from dinobook.importers.html.parts import Rows, indented, parts_of
from dinobook.importers.html.vocabulary import Element, vocabulary_faults


def write_markdown(tree: Element) -> str:
    """The body of a chapter in the dialect of docs/writing.md, with one line end at its end.

    `tree` is a `<div>` that holds what `vocabulary` lists, and is not changed. Raises `ValueError`
    for one that holds anything else.
    """
    if faults := vocabulary_faults(tree):
        raise ValueError(f"no tree of a chapter: {'; '.join(faults[:5])}")
    whole = deepcopy(tree)
    chapter = Chapter(whole, write_block)
    rows = chapter.blocks(list(whole))
    return "\n".join([*rows, *_notes(chapter)]) + "\n"


def _notes(chapter: Chapter) -> Rows:
    """The texts of the notes, in the order of their calls."""
    rows: Rows = []
    for number, note in enumerate(chapter.notes, start=1):
        parts = parts_of(note)
        inner = chapter.blocks(parts)
        mark = f"[^{number}]:"
        if inner and parts[0].tag == "p":
            written = indented(inner, f"{mark} ", "    ")
        else:
            written = [mark, *(f"    {row}" if row else "" for row in inner)]
        rows += ["", *written]
    return rows
