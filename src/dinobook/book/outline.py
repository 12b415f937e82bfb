"""The one tree of the book: what contents, navigation and PDF outline all show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from dinobook.book.model import Kind, Matter, Section

LISTED: Final = frozenset(
    {
        *(Kind.PART, Kind.CHAPTER, Kind.NOTES, Kind.ABBREVIATIONS, Kind.GLOSSARY),
        *(Kind.SOURCES, Kind.BIBLIOGRAPHY, Kind.INDEX, Kind.ABOUT),
    }
)
"""The sections that contents, navigation and outline name. Displays are found without them."""

HEADING: Final = "heading"
HEADING_LEVEL: Final = 2
"""The headings (##) that contents may name below a chapter."""


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A line of the contents. `kind` is the section's, or `HEADING` for a heading inside one.

    `date` is as written in the book. `lang` is the chapter's own language; empty: the book's.
    """

    id: str
    title: str
    number: str
    kind: str
    matter: Matter
    date: str = ""
    lang: str = ""
    children: tuple[OutlineEntry, ...] = ()


def tree(
    sections: Sequence[Section], kinds: frozenset[Kind] = LISTED, *, headings: bool = False
) -> tuple[OutlineEntry, ...]:
    """Parts with their chapters below them; everything else at the top, in reading order.

    `headings`: with the headings (##) of each section below it.
    """
    top: list[tuple[Section, list[OutlineEntry]]] = []
    for section in sections:
        if section.kind not in kinds:
            continue
        below = list(_headings(section)) if headings else []
        if section.depth and top:
            top[-1][1].append(_entry(section, below))
        else:
            top.append((section, below))
    return tuple(_entry(section, below) for section, below in top)


def _headings(section: Section) -> Iterator[OutlineEntry]:
    for heading in section.headings:
        if heading.level == HEADING_LEVEL:
            yield OutlineEntry(
                heading.id, heading.text, heading.number, HEADING, section.matter, lang=section.lang
            )


def _entry(section: Section, below: Sequence[OutlineEntry]) -> OutlineEntry:
    return OutlineEntry(
        section.id,
        section.title,
        section.number,
        section.kind,
        section.matter,
        section.date,
        section.lang,
        tuple(below),
    )
