"""Which ids stand in which section."""

from __future__ import annotations

from dinobook import xhtml
from dinobook.book.model import Section


def ids_of(section: Section) -> tuple[str, ...]:
    """Every id in the section's XHTML and notes, in document order."""
    texts = (section.xhtml, *(note.xhtml for note in section.notes))
    inside = [
        name
        for text in texts
        for element in xhtml.parse(text).iter()
        if isinstance(element.tag, str) and (name := element.get("id"))
    ]
    return (*inside, *(note.id for note in section.notes))
