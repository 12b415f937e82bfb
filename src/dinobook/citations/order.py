"""The order in which a reader meets the citations of a chapter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from dinobook import xhtml
from dinobook.markup.fragment import CITATION_MARK, Fragment
from dinobook.markup.tree import NOTE_CALL


@dataclass(frozen=True, slots=True)
class Position:
    """A citation by its number in the fragment; `note` is the id of its note, empty in the text."""

    number: int
    note: str


def reading_order(fragment: Fragment) -> tuple[Position, ...]:
    """Every citation of the chapter; those of a note stand where the note is called."""
    return tuple(_positions(fragment)) if fragment.citations else ()


def _positions(fragment: Fragment) -> Iterator[Position]:
    notes = {note.id: note.xhtml for note in fragment.notes}
    for element in xhtml.parse(fragment.xhtml).iter():
        if xhtml.has_class(element, NOTE_CALL):
            name = element.get("href", "")[1:]
            root = xhtml.parse(notes[name])
            yield from (
                Position(number, name) for number in map(_number, root.iter()) if number >= 0
            )
        elif _number(element) >= 0:
            yield Position(_number(element), "")


def _number(element: etree._Element) -> int:
    return int(element.get(CITATION_MARK, "-1"))
