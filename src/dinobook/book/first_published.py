"""Where and when chapters were published first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dinobook.book.model import Kind, Section
from dinobook.book.references.addresses import pieces_of, printed_address
from dinobook.markup.fragment import Fragment


@dataclass(frozen=True, slots=True)
class FirstPublished:
    """A chapter with its first place. `pieces` are the address as printed, cut where lines may."""

    section: Section
    address: str
    pieces: tuple[str, ...]


def first_published(
    sections: Iterable[Section], fragments: Mapping[str, Fragment]
) -> tuple[FirstPublished, ...]:
    """Every chapter with a `source`, in the order of the book."""
    chapters = [
        section for section in sections if section.kind is Kind.CHAPTER and section.id in fragments
    ]
    return tuple(
        FirstPublished(chapter, address, pieces_of(printed_address(address)))
        for chapter in chapters
        if (address := fragments[chapter.id].meta.source)
    )
