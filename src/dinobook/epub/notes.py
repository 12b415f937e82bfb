"""Notes as pop-ups: an `aside` after the text, joined to its call both ways.

Reading systems open an `aside` of type footnote in a small window over the page; those that do
not, show the notes at the end of the chapter. Kobo asks that a note lies after its call.
"""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from dinobook import xhtml
from dinobook.book.made_pages.endnotes import note_block
from dinobook.book.words.model import Words
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
    block = make(
        "section",
        {"class": "notes", EPUB_TYPE: "footnotes", "aria-label": words.notes},
        *(note_block(note, words) for note in notes),
    )
    mark_notes(block)
    return block


def mark_notes(root: etree._Element) -> None:
    """Tell reading systems which asides are notes, and which links lead back from them.

    Those at the back are footnotes as well: "endnote" is deprecated, and no window opens for it.
    """
    for aside in root.iter(xhtml.tag("aside")):
        if xhtml.has_class(aside, "note"):
            aside.set(EPUB_TYPE, "footnote")
            aside.set("role", "doc-footnote")
    for link in root.iter(xhtml.tag("a")):
        if xhtml.has_class(link, "backlink"):
            link.set(EPUB_TYPE, "backlink")
            link.set("role", "doc-backlink")
