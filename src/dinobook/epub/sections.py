"""A section of the book as one page of the EPUB: meaning added, links and pictures pointed right.

`epub:type` tells reading systems what a part of the text is, `role` tells screen readers
(EPUB Structural Semantics 1.1, DPUB-ARIA 1.1).
"""

from __future__ import annotations

from typing import Final

from lxml import etree

from dinobook import xhtml
from dinobook.book.code_lines import part_lines
from dinobook.book.model import Kind, Matter, Section
from dinobook.book.numbers.list_markers import make_room
from dinobook.book.numbers.note_calls import keep_with_stops, part_neighbours
from dinobook.book.words.model import Words
from dinobook.epub.document import EPUB_TYPE, document, elements, make
from dinobook.epub.names import Names
from dinobook.epub.notes import mark_calls, mark_notes, notes_block
from dinobook.markup.web_addresses import is_web_address, web_address

_MEANING: Final = {
    Kind.HALF_TITLE: ("halftitlepage", ""),
    Kind.FRONTISPIECE: ("", ""),
    Kind.TITLE_PAGE: ("titlepage", ""),
    Kind.COLOPHON: ("colophon", "doc-colophon"),
    Kind.DEDICATION: ("dedication", "doc-dedication"),
    Kind.EPIGRAPH: ("epigraph", "doc-epigraph"),
    Kind.CONTENTS: ("toc", "doc-toc"),
    Kind.FIGURES: ("loi", ""),
    Kind.TABLES: ("lot", ""),
    Kind.INDEX: ("index", "doc-index"),
    Kind.NOTES: ("endnotes", "doc-endnotes"),
    Kind.PART: ("part", "doc-part"),
    Kind.CHAPTER: ("chapter", "doc-chapter"),
    Kind.ABBREVIATIONS: ("", ""),
    Kind.GLOSSARY: ("glossary", "doc-glossary"),
    Kind.SOURCES: ("other-credits", "doc-credits"),
    Kind.ABOUT: ("", ""),
    Kind.OTHER_BOOKS: ("", ""),
    Kind.BIBLIOGRAPHY: ("bibliography", "doc-bibliography"),
}
_APPENDIX: Final = ("appendix", "doc-appendix")
_BLOCKS: Final = {
    "pullquote": ("pullquote", "doc-pullquote"),
    "box-tip": ("tip", "doc-tip"),
    "epigraph": ("epigraph", "doc-epigraph"),
    "side-by-side": ("", "group"),
}
"""By the class of a block. The others are what their elements say: quotes, lists, asides."""

_MATTER: Final = {
    Matter.FRONT: "frontmatter",
    Matter.BODY: "bodymatter",
    Matter.BACK: "backmatter",
}


def page_of(section: Section, names: Names, words: Words, language: str) -> etree._Element:
    """The section's whole page; `language` is the book's, for a section that gives none."""
    root = xhtml.parse(section.xhtml)
    # an author's comments are for those who see the source
    etree.strip_tags(root, etree.Comment)
    _say_what_it_is(root, section)
    _say_what_blocks_are(root)
    if section.notes:
        root.append(notes_block(section.notes, words))
    if section.kind is Kind.NOTES:
        mark_notes(root)
    part_neighbours(root)
    keep_with_stops(root)
    mark_calls(root)
    make_room(root)
    part_lines(root, paged=False)
    _let_tables_scroll(root)
    _point_right(root, names, names.pages[section.id])
    _repeat_languages(root)
    body = make("body", {EPUB_TYPE: _MATTER[section.matter]}, root)
    return document(title_of(section, words), section.lang or language, body)


def title_of(section: Section, words: Words) -> str:
    """The section as lists name it: with its number, as the book shows it above the title.

    The title pages carry the book's title; in a list they go by what they are.
    """
    if section.kind is Kind.HALF_TITLE:
        return words.half_title
    if section.kind is Kind.TITLE_PAGE:
        return words.title_page
    spare = {Kind.COLOPHON: words.colophon, Kind.CONTENTS: words.contents, Kind.INDEX: words.index}
    title = section.title or spare.get(section.kind, section.id)
    return f"{section.label}. {title}" if section.label else title


def _say_what_it_is(root: etree._Element, section: Section) -> None:
    """A foreword or an afterword is no chapter: nothing says which it is, so it is left open."""
    epub_type, role = _APPENDIX if section.is_appendix else _MEANING[section.kind]
    if epub_type == "chapter" and section.matter is not Matter.BODY:
        return
    holder = root
    if section.kind is Kind.CONTENTS:
        holder = next(root.iter(xhtml.tag("nav")), root)
    if epub_type:
        holder.set(EPUB_TYPE, epub_type)
    if role:
        holder.set("role", role)
        heading = next(holder.iter(xhtml.tag("h1")), None)
        if heading is not None and heading.get("id"):
            holder.set("aria-labelledby", heading.get("id", ""))


def _let_tables_scroll(root: etree._Element) -> None:
    """A block around every table that no figure holds: on a phone it is pushed aside in there."""
    for table in list(root.iter(xhtml.tag("table"))):
        parent = table.getparent()
        if parent is None or xhtml.name_of(parent) == "figure":
            continue
        holder = make("div", {"class": "scrolls"})
        holder.tail, table.tail = table.tail, None
        parent.replace(table, holder)
        holder.append(table)


def _say_what_blocks_are(root: etree._Element) -> None:
    for element in elements(root):
        name = next(
            (class_name for class_name in xhtml.classes(element) if class_name in _BLOCKS), ""
        )
        if not name:
            continue
        epub_type, role = _BLOCKS[name]
        if epub_type:
            element.set(EPUB_TYPE, epub_type)
        element.set("role", role)


def _point_right(root: etree._Element, names: Names, here: str) -> None:
    for element in elements(root):
        if xhtml.name_of(element) == "img":
            source = element.get("src", "")
            element.set("src", names.pictures.get(source, source))
            if element.get("alt") == "":
                element.set("role", "presentation")
        elif xhtml.name_of(element) == "a" and element.get("href"):
            address = names.address(element.get("href", ""), here)
            element.set("href", web_address(address) if is_web_address(address) else address)


def _repeat_languages(root: etree._Element) -> None:
    """`lang` and `xml:lang` must agree; older reading systems know only the second."""
    for element in elements(root):
        if element.get("lang"):
            element.set(xhtml.XML_LANG, element.get("lang", ""))
