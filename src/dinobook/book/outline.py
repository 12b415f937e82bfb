"""The one tree of the book: what contents, navigation and PDF outline all show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dinobook.book.model import Kind, Matter, Section

LISTED: Final = frozenset({Kind.PART, Kind.CHAPTER, Kind.NOTES, Kind.BIBLIOGRAPHY, Kind.INDEX})
"""The sections that contents, navigation and outline name."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents. `id` is the section's; `date` is as written in the book."""

    id: str
    title: str
    number: str
    kind: Kind
    matter: Matter
    date: str = ""
    children: tuple[Entry, ...] = ()


def tree(sections: Sequence[Section], kinds: frozenset[Kind] = LISTED) -> tuple[Entry, ...]:
    """Parts with their chapters below them; everything else at the top, in reading order."""
    top: list[tuple[Section, list[Entry]]] = []
    for section in sections:
        if section.kind not in kinds:
            continue
        if section.depth and top:
            top[-1][1].append(_entry(section))
        else:
            top.append((section, []))
    return tuple(_entry(section, tuple(children)) for section, children in top)


def _entry(section: Section, children: tuple[Entry, ...] = ()) -> Entry:
    return Entry(
        section.id,
        section.title,
        section.number,
        section.kind,
        section.matter,
        section.date,
        children,
    )
