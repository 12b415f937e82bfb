"""The book as one HTML document for the page engine."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from lxml import etree

from dinobook import xhtml
from dinobook.book.code_lines import part_lines
from dinobook.book.model import Book, Metadata, Section
from dinobook.book.numbers.list_markers import items_of, make_room, marks_of, numbers_of
from dinobook.book.numbers.note_calls import name_headings, part_neighbours, room_for
from dinobook.book.numbers.numbering import BOOK_NUMBER, NUMBER_OF
from dinobook.markup.blocks.figures import PICTURE_FIRST
from dinobook.markup.fragment import Note
from dinobook.markup.web_addresses import is_web_address, web_address
from dinobook.pdf.engine.tagging.ancestry import BLOCK, NOTE
from dinobook.pdf.formulas import draw_formulas
from dinobook.pdf.placing.folios import first_of_body
from dinobook.pdf.workers.jobs import PAGE_OF, SCHEME, ScreenCover

_COLOUR_WANTED: Final = "\ufe0f"
"""Asks for an emoji in colour: paper has none, and the engine loses its sign from the words."""

_HOLE: Final = re.compile(rf'{PAGE_OF}="([^"]*)"')
_SIGNS_A_LINE: Final = 60
_TALL_LINES: Final = 16
"""A row that is taller than about half a page may go on over it."""
_BLOCKS_IN_NOTES = {
    "p": "note-p",
    "ul": "note-list",
    "ol": "note-list",
    "li": "note-item",
    "blockquote": "note-quote",
    "div": "note-div",
}


def document_of(book: Book, cover: ScreenCover | None = None) -> str:
    """The whole book as one document. `cover` None: it has none."""
    start = first_of_body(book.sections)
    sections = (
        section_html(section, first_of_body=section.id == start) for section in book.sections
    )
    front = cover.html if cover else ""
    return _document(book.metadata, front + "\n".join(sections))


def section_document(
    section: Section | str,
    metadata: Metadata,
    *,
    first_of_body: bool = False,
    labels: Mapping[str, str] | None = None,
    digits: Mapping[str, int] | None = None,
    left: bool = False,
    numbers: Mapping[str, str] | None = None,
) -> str:
    """One section (or the XHTML of a cover) as a document by itself.

    `labels` are the folios to print behind links (`data-page`), for sections that list pages;
    `digits` says how many digits the number of an id has, for holes; `left` starts it on a verso.
    `numbers` are the folios to print in the text, where holes cannot be filled; None: holes.
    """
    if isinstance(section, str):
        return _bare_document(metadata.language, section)
    body = xhtml.parse(section_html(section, first_of_body=first_of_body))
    own = {element.get("id") for element in body.iter() if isinstance(element.tag, str)}
    for link in body.iter(xhtml.tag("a")):
        target = link.get("href", "").removeprefix("#")
        if labels is not None and link.get("href", "").startswith("#"):
            link.set("data-page", labels.get(target, "000"))
        if link.get("href", "").startswith("#") and target not in own:
            link.set("href", f"book:#{target}")
    if numbers is None:
        _make_holes(body, digits or {})
    else:
        _fill_holes(body, numbers)
    side = "<style>html { break-before: left }</style>" if left else ""
    return _bare_document(metadata.language, xhtml.serialise(body), side)


def holes_in(text: str) -> frozenset[str]:
    """The ids whose pages are to be printed in some XHTML."""
    return frozenset(_HOLE.findall(text))


def _make_holes(body: etree._Element, digits: Mapping[str, int]) -> None:
    """Zeros in the place of every number that does not depend on the section itself."""
    for span in body.iter(xhtml.tag("span")):
        if target := span.get(PAGE_OF, ""):
            span.text = "0" * digits.get(target, 2)
    for target, span in _book_numbers(body):
        span.set(PAGE_OF, target)
        span.text = "0" * len(span.text or "")


def _fill_holes(body: etree._Element, numbers: Mapping[str, str]) -> None:
    for span in body.iter(xhtml.tag("span")):
        if target := span.get(PAGE_OF, ""):
            del span.attrib[PAGE_OF]
            span.text = numbers.get(target, "00")


def book_numbers(sections: Iterable[Section]) -> dict[str, int]:
    """The numbers that the book gives to chapters, figures and tables, by the names of holes."""
    texts = (
        text
        for section in sections
        for text in (section.xhtml, *(note.xhtml for note in section.notes))
    )
    return {
        target: int(span.text or "")
        for text in texts
        for target, span in _book_numbers(xhtml.parse(text))
    }


def _book_numbers(body: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """Every number in figures that the book gives in a section, with the name of its hole."""
    for span in body.iter(xhtml.tag("span")):
        if xhtml.has_class(span, BOOK_NUMBER) and (span.text or "").isdecimal():
            yield f"number/{span.get(NUMBER_OF, '')}", span


def link_targets(book: Book) -> frozenset[str]:
    """The ids that links of the book lead to, and its sections."""
    texts = [section.xhtml for section in book.sections]
    texts += [note.xhtml for section in book.sections for note in section.notes]
    found = {
        link.get("href", "")[1:]
        for text in texts
        for link in xhtml.parse(text).iter(xhtml.tag("a"))
        if link.get("href", "").startswith("#")
    }
    called = {note.ref_id for section in book.sections for note in section.notes}
    return frozenset(found | called | {section.id for section in book.sections})


def _bare_document(language: str, body: str, head: str = "") -> str:
    """Nothing in it tells of the book: what is laid out once serves whatever the book is called."""
    return (
        f'<!DOCTYPE html><html lang="{html.escape(language)}"><head><meta charset="utf-8"/>'
        f"<title>dinobook</title>{head}</head><body>{body}</body></html>"
    )


def _document(meta: Metadata, body: str) -> str:
    authors = "".join(
        f'<meta name="author" content="{html.escape(author.name)}"/>' for author in meta.authors
    )
    return (
        f'<!DOCTYPE html><html lang="{html.escape(meta.language)}"><head><meta charset="utf-8"/>'
        f"<title>{html.escape(meta.file_title)}</title>{authors}"
        f'<meta name="description" content="{html.escape(meta.description)}"/>'
        f'<meta name="generator" content="dinobook"/>'
        f'<meta name="dcterms.created" content="{meta.modified}"/>'
        f'<meta name="dcterms.modified" content="{meta.modified}"/>'
        f"</head><body>{body}</body></html>"
    )


def section_html(section: Section, *, first_of_body: bool = False) -> str:
    """One section with its notes at their calls and its pictures by `dinobook:` address.

    The first of the body gets the class that starts arabic folios.
    """
    root = xhtml.parse(section.xhtml)
    names = [*xhtml.classes(root), *(["in-part"] if section.depth else [])]
    root.set("class", " ".join([*names, "body-start"] if first_of_body else names))
    part_neighbours(root)
    name_headings(root)
    _set_numbers(root)
    room = room_for(max((note.number for note in section.notes), default=0))
    notes = {note.id: note for note in section.notes}
    for call in list(root.iter(xhtml.tag("a"))):
        if xhtml.has_class(call, "noteref"):
            _place_note(call, notes, room)
    for picture in root.iter(xhtml.tag("img")):
        picture.set("src", SCHEME + picture.get("src", ""))
        _set_width(picture)
    make_room(root)
    part_lines(root, paged=True)
    _let_tall_rows_break(root)
    _count_as_written(root)
    for link in root.iter(xhtml.tag("a")):
        if is_web_address(link.get("href", "")):
            link.set("href", web_address(link.get("href", "")))
    draw_formulas(root)
    return xhtml.serialise(root).replace(_COLOUR_WANTED, "")


def _count_as_written(root: etree._Element) -> None:
    """Say in CSS what `start`, `value` and `reversed` say, which the engine does not read."""
    for listing in root.iter(xhtml.tag("ol")):
        before = 0
        for item, number in zip(items_of(listing), numbers_of(listing), strict=True):
            if number != before + 1:
                step = f"counter-increment: list-item {number - before}"
                item.set("style", "; ".join(filter(None, [item.get("style"), step])))
            before = number


def _set_width(picture: etree._Element) -> None:
    """The size that the author gave, in CSS pixels; the page engine reads it in styles only."""
    sizes = {key: picture.get(key) for key in ("width", "height")}
    said = "; ".join(f"{key}: {value}px" for key, value in sizes.items() if value)
    if said:
        picture.set("style", said)


def _let_tall_rows_break(root: etree._Element) -> None:
    """A row that may not break stands on a page of its own, and without the table's head there."""
    for row in root.iter(xhtml.tag("tr")):
        longest = max((len(xhtml.text_of(cell)) for cell in row), default=0)
        if longest * len(row) > _SIGNS_A_LINE * _TALL_LINES:
            xhtml.add_class(row, "tall")


def _set_numbers(root: etree._Element) -> None:
    """The numbers of notes that stand behind the text: as much room as the longest one needs."""
    links = [one for one in root.iter(xhtml.tag("a")) if xhtml.has_class(one, "backlink")]
    for link in links:
        link.tail = (link.tail or "").lstrip()  # the number's own room parts it from the note
    if room := room_for(max((int(link.text or 0) for link in links), default=0)):
        for note in [one for one in root.iter(xhtml.tag("aside")) if xhtml.has_class(one, "note")]:
            note.set("class", f"{note.get('class')} {room}")


def _place_note(call: etree._Element, notes: dict[str, Note], room: str) -> None:
    """Put the note where its call stands; a second call of the same note stays a link."""
    note = notes.pop(call.get("href", "").lstrip("#"), None)
    if note is None:
        call.set("class", f"{call.get('class')} again")
        return
    body = xhtml.parse(note.xhtml)
    _flatten(body)
    body.tag = xhtml.tag("span")
    body.set("class", " ".join(filter(None, ["footnote", room, *xhtml.classes(call)[1:]])))
    body.set("id", note.id)
    body.set("data-number", str(note.number))
    body.set(NOTE, note.ref_id)
    body.tail = call.tail
    parent = call.getparent()
    if parent is not None:
        parent.replace(call, body)


def _flatten(body: etree._Element) -> None:
    """Turn blocks into spans that the style sheet sets as blocks.

    A note stands inside a paragraph, where HTML allows no block.
    """
    blocks = [one for one in body.iter() if xhtml.name_of(one) in _BLOCKS_IN_NOTES]
    _close_up(body, blocks)
    for listing in blocks:
        if xhtml.name_of(listing) in ("ul", "ol"):
            _write_marks(listing)
    for element in blocks:
        if element is not body:
            first = element.getprevious() is None and element.getparent() is body
            kept = [PICTURE_FIRST] if xhtml.has_class(element, PICTURE_FIRST) else []
            names = [_BLOCKS_IN_NOTES[xhtml.name_of(element)], *(["first"] if first else []), *kept]
            element.set("class", " ".join(names))
            element.set(BLOCK, xhtml.name_of(element))
            element.tag = xhtml.tag("span")


def _close_up(body: etree._Element, blocks: list[etree._Element]) -> None:
    """Take out the white space between blocks, now that they become spans.

    The engine makes it a line of its own, on which the note's number would stand alone.
    """
    for block in blocks:
        if block is not body and not (block.tail or "").strip():
            block.tail = None
        if len(block) and not (block.text or "").strip():
            block.text = None


def _write_marks(listing: etree._Element) -> None:
    numbered = xhtml.name_of(listing) == "ol"
    for item, mark in zip(items_of(listing), marks_of(listing), strict=True):
        if xhtml.has_class(item, "task") and not numbered:
            continue  # has a box in its text
        span = etree.Element(xhtml.tag("span"), {"class": "note-mark"})
        behind = "" if not numbered else ")" if xhtml.has_class(listing, "brackets") else "."
        span.text, span.tail = f"{mark}{behind} ", item.text
        item.text = None
        item.insert(0, span)
