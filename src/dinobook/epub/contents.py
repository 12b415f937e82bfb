"""The book's outline and its landmarks, read once from the sections for nav, NCX and guide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from dinobook.book.model import Book, Kind, Matter, Section
from dinobook.book.outline import HEADING_LEVEL, LISTED
from dinobook.book.words.model import Words
from dinobook.epub.names import COVER_PAGE, NAV, Names
from dinobook.epub.sections import title_of


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """One line of the table of contents, with a part's chapters or a chapter's headings below it.

    `lang` is the chapter's own language; empty: the book's.
    """

    label: str
    href: str
    lang: str = ""
    below: tuple[ContentsEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Landmark:
    """A place that readers jump to. `guide_type` is its EPUB 2 name; empty: it has none."""

    epub_type: str
    guide_type: str
    label: str
    href: str


_LANDMARKS: Final = {
    Kind.HALF_TITLE: ("halftitlepage", ""),
    Kind.TITLE_PAGE: ("titlepage", "title-page"),
    Kind.COLOPHON: ("colophon", "colophon"),
    Kind.DEDICATION: ("dedication", "dedication"),
    Kind.EPIGRAPH: ("epigraph", "epigraph"),
    Kind.CONTENTS: ("toc", "toc"),
    Kind.FIGURES: ("loi", "loi"),
    Kind.TABLES: ("lot", "lot"),
    Kind.GLOSSARY: ("glossary", "glossary"),
    Kind.NOTES: ("endnotes", "notes"),
    Kind.BIBLIOGRAPHY: ("bibliography", "bibliography"),
    Kind.INDEX: ("index", "index"),
}
_DISPLAYS: Final = frozenset({Kind.FRONTISPIECE, Kind.OTHER_BOOKS})
"""Pages that no list names and the vocabulary has no word for: landmarks of their matter."""


def outline(book: Book, names: Names, words: Words) -> tuple[ContentsEntry, ...]:
    """Parts and chapters in reading order, with the headings that the contents name below them."""
    top: list[ContentsEntry] = []
    for section in book.sections:
        if section.kind not in LISTED:
            continue
        below = tuple(_headings(section, names)) if book.contents_depth > 1 else ()
        entry = ContentsEntry(
            title_of(section, words), names.pages[section.id], section.lang, below
        )
        if section.depth > 0 and top:
            above = top.pop()
            entry = replace(above, below=(*above.below, entry))
        top.append(entry)
    return tuple(top)


def _headings(section: Section, names: Names) -> Iterator[ContentsEntry]:
    for heading in section.headings:
        if heading.level == HEADING_LEVEL:
            label = f"{heading.number} {heading.text}".strip()
            yield ContentsEntry(label, names.address(f"#{heading.id}", ""), section.lang)


def has_contents_page(book: Book) -> bool:
    return any(section.kind is Kind.CONTENTS for section in book.sections)


def landmarks(book: Book, names: Names, words: Words, *, cover: bool) -> tuple[Landmark, ...]:
    """The cover, the book's own pages and the start of the text, in reading order."""
    made = [Landmark("cover", "cover", words.cover, COVER_PAGE)] if cover else []
    if not has_contents_page(book):
        made.append(Landmark("toc", "toc", words.contents, NAV))
    first = first_of_text(book.sections)
    for section in book.sections:
        href = names.pages[section.id]
        if section.kind in _LANDMARKS:
            epub_type, guide_type = _LANDMARKS[section.kind]
            made.append(Landmark(epub_type, guide_type, title_of(section, words), href))
        if section.kind in _DISPLAYS:
            made.append(Landmark(f"{section.matter}matter", "", title_of(section, words), href))
        if section is first:
            made.append(Landmark("bodymatter", "text", words.start_of_text, href))
    return tuple(made)


def first_of_text(sections: Iterable[Section]) -> Section | None:
    """Where reading starts: the first section of the body."""
    return next((section for section in sections if section.matter is Matter.BODY), None)
