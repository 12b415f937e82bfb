"""Headings of a post at the levels of a chapter: `##` first, none skipped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from dinobook.importers.markdown.post_text import Edit, PostText, RowSpans
from dinobook.markup.lines import letters
from dinobook.markup.source import read_source
from dinobook.markup.structure.model import Node

_HASHES: Final = re.compile(r"#{1,6}")
_DEEPEST: Final = 6


def heading_edits(post: PostText, title: str) -> Iterator[Edit]:
    """Changes of level. `title` is that of the front matter, or empty."""
    structure = post.source.structure
    nodes = structure.nodes("heading")
    if nodes and structure.root.children[0] is nodes[0] and is_title(nodes[0], title):
        nodes = nodes[1:]
    lines = post.rows
    for node, level in zip(nodes, _levels([node.level for node in nodes]), strict=True):
        if level != node.level and (edit := _edit(post, node, level, lines)):
            yield edit


def has_title(body: str) -> bool:
    """Whether the text begins with a heading that can be the chapter's title."""
    root = read_source("", body, 1).structure.root
    first = root.children[0] if root.children else None
    return first is not None and first.kind == "heading" and first.level == 1


def is_title(heading: Node, title: str) -> bool:
    """Whether the heading that a text begins with is the title that its front matter may give."""
    return heading.level == 1 and (not title or letters(heading.text) == letters(title))


def _levels(old: Sequence[int]) -> list[int]:
    """As deep as the headings above make them; the first of a chapter has level 2."""
    above: list[int] = []
    made: list[int] = []
    for level in old:
        while above and above[-1] >= level:
            above.pop()
        above.append(level)
        made.append(min(len(above) + 1, _DEEPEST))
    return made


def _edit(post: PostText, node: Node, level: int, lines: RowSpans) -> Edit | None:
    start, end = lines.span(node.line - 1, node.end_line - 1)
    row = post.body[start:end]
    if node.sign:
        return _underlined(row, node, level, start)
    found = _HASHES.search(row)
    if found is None:
        return None
    return Edit(start + found.start(), start + found.end(), "#" * level, "heading-level")


def _underlined(row: str, node: Node, level: int, start: int) -> Edit | None:
    """A heading with a line below it says its level by that line, or by number signs."""
    text, _, line = row.rpartition("\n")
    if level == 2:
        at = start + len(text) + 1
        return Edit(at, at + len(line), line.replace("=", "-"), "heading-level")
    if "\n" in text or node.parent is None or node.parent.kind != "document":
        return None
    return Edit(start, start + len(row), f"{'#' * level} {text.strip()}", "heading-level")
