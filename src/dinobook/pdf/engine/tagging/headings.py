"""Headings whose levels follow each other: readers jump by them, and PDF/UA asks it.

A chapter that goes from its title to a heading of the third level has no second one; its third is
the second then (ISO 14289-1, 7.4.2).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dinobook.pdf.engine.tagging.tag import Tag

_LEVELS: Final = {f"H{level}": level for level in range(1, 7)}


def close_levels(document: Tag) -> None:
    """Let no heading be more than one level below the one that it belongs to."""
    around: list[int] = []
    for tag in _headings(document):
        level = _LEVELS[tag.role]
        while around and around[-1] >= level:
            around.pop()
        around.append(level)
        tag.role = f"H{len(around)}"


def _headings(tag: Tag) -> Iterator[Tag]:
    """All headings, in the order of reading."""
    if tag.role in _LEVELS:
        yield tag
    for kid in tag.tags():
        yield from _headings(kid)
