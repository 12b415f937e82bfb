"""Notes behind the text: at the end of their chapter, or all together at the back of the book."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from html import escape
from typing import Final

from lxml import etree

from dinobook import xhtml
from dinobook.book.model import Kind, Matter, Section
from dinobook.book.words.model import Words
from dinobook.markup.fragment import Note

_MAIN: Final = frozenset({Matter.FRONT, Matter.BODY})


def note_block(note: Note, words: Words) -> etree._Element:
    """An `<aside class="note">` with the note's id; its number comes first and leads back."""
    aside = xhtml.parse(note.xhtml)
    aside.tag = xhtml.tag("aside")
    aside.set("class", "note")
    aside.set("id", note.id)
    first = aside[0] if len(aside) and xhtml.name_of(aside[0]) == "p" else None
    if first is None or (aside.text or "").strip():
        first = etree.Element(xhtml.tag("p"))
        first.text, aside.text = aside.text, None
        aside.insert(0, first)
    link = etree.Element(xhtml.tag("a"), {"class": "backlink", "href": f"#{note.ref_id}"})
    link.set("aria-label", words.back_to_note.format(note.number))
    link.text, link.tail = str(note.number), " " + (first.text or "").lstrip()
    first.text = None
    first.insert(0, link)
    return aside


def with_notes_at_end(section: Section, words: Words) -> Section:
    """The section with its notes as its last part."""
    if not section.notes:
        return section
    root = xhtml.parse(section.xhtml)
    end = etree.SubElement(root, xhtml.tag("div"), {"class": "notes"})
    etree.SubElement(end, xhtml.tag("h2")).text = words.notes
    end.extend(note_block(note, words) for note in section.notes)
    return replace(section, xhtml=xhtml.serialise(root), notes=())


def notes_at_back(sections: Sequence[Section], words: Words) -> list[Section]:
    """The sections without notes, and a section with all of them where the back matter begins."""
    noted = [section for section in sections if section.notes]
    if not noted:
        return list(sections)
    bare = [replace(section, notes=()) for section in sections]
    at = max(place for place, one in enumerate(sections) if one.matter in _MAIN or one.notes) + 1
    return [*bare[:at], _notes_section(noted, words), *bare[at:]]


def _notes_section(noted: Iterable[Section], words: Words) -> Section:
    name, title = Kind.NOTES.value, words.notes
    root = xhtml.parse(
        f'<section xmlns="{xhtml.XHTML}" id="{name}" class="{name} {Matter.BACK}" '
        f'data-short="{escape(title)}" data-part="{escape(title)}"/>'
    )
    etree.SubElement(root, xhtml.tag("h1")).text = title
    for section in noted:
        root.append(_heading(section))
        blocks = [note_block(note, words) for note in section.notes]
        for block in blocks:
            _speak(block, section.lang)
        root.extend(blocks)
    return Section(name, Kind.NOTES, Matter.BACK, title, xhtml.serialise(root), short=title)


def _heading(section: Section) -> etree._Element:
    """The label is in the language of the book, the title in that of its chapter."""
    heading = etree.Element(xhtml.tag("h2"))
    label = f"{section.label}. " if section.label else ""
    if section.lang:
        heading.text = label
        title = etree.SubElement(heading, xhtml.tag("span"))
        title.text = section.title
        _speak(title, section.lang)
    else:
        heading.text = f"{label}{section.title}"
    return heading


def _speak(element: etree._Element, language: str) -> None:
    if language and not element.get("lang"):
        element.set("lang", language)
        element.set(xhtml.XML_LANG, language)
