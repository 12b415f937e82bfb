"""Notes as pop-ups: an `aside` after the text, joined to its call both ways.

Reading systems open an `aside` of type footnote in a small window over the page; those that do
not, show the notes at the end of the chapter. Kobo asks that a note lies after its call.
"""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from dinobook import xhtml
from dinobook.book.words import Words
from dinobook.epub.document import EPUB_TYPE, make
from dinobook.markup.fragment import Note


def mark_calls(root: etree._Element) -> None:
    """Tell reading systems which links are calls of a note."""
    for anchor in root.iter(xhtml.tag("a")):
        if xhtml.has_class(anchor, "noteref"):
            anchor.set(EPUB_TYPE, "noteref")
            anchor.set("role", "doc-noteref")


def notes_block(notes: Iterable[Note], words: Words) -> etree._Element:
    """The notes of one section, in the order of their calls."""
    return make(
        "section",
        {"class": "notes", EPUB_TYPE: "footnotes", "aria-label": words.notes},
        *(_aside(note, words) for note in notes),
    )


def _aside(note: Note, words: Words) -> etree._Element:
    content = xhtml.parse(note.xhtml)
    aside = make(
        "aside",
        {"class": "note", "id": note.id, EPUB_TYPE: "footnote", "role": "doc-footnote"},
        text=content.text,
    )
    aside.extend(list(content))
    first = aside[0] if len(aside) and xhtml.name_of(aside[0]) == "p" else None
    if first is None or (aside.text or "").strip():
        first = make("p", text=aside.text)
        aside.text = None
        aside.insert(0, first)
    _lead_with(_back_link(note, words), first)
    return aside


def _back_link(note: Note, words: Words) -> etree._Element:
    number = str(note.number)
    attributes = {
        "class": "backlink",
        EPUB_TYPE: "backlink",
        "role": "doc-backlink",
        "href": f"#{note.ref_id}",
        "aria-label": words.back_to_note.format(number),
    }
    return make("a", attributes, text=number)


def _lead_with(link: etree._Element, paragraph: etree._Element) -> None:
    link.tail = " " + (paragraph.text or "").lstrip()
    paragraph.text = None
    paragraph.insert(0, link)
