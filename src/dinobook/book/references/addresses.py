"""The addresses of outside links, printed for readers who cannot follow a link: as notes or inline.

A link stays a link. A note with its address follows it, the first time that a chapter names the
address; inside a note, and where the edition asks for it, the address stands in brackets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from lxml import etree

from dinobook import xhtml
from dinobook.book.references.links import without_tracking
from dinobook.manifest.model import Links
from dinobook.markup.fragment import Note
from dinobook.markup.tree import NOTE_CALL
from dinobook.markup.web_addresses import web_address

_NAMESPACES: Final[Any] = {None: xhtml.XHTML}
_WEB: Final = ("http", "https")
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# A note's number stands behind these.
_STOPS: Final = re.compile(r"[.,;:!?…)\]”’»]+")
# A line may end behind a slash and before these; never inside “//” or at the very end.
_BREAKS: Final = re.compile(r"(?<=/)(?=[^/])|(?<=[^/])(?=[.?&=#_~-])")


def printed_address(url: str) -> str:
    """An address as a reader may type it: no scheme, no tracking parameters, no last slash.

    Raises `ValueError` when it is no web address.
    """
    parts = urlsplit(url)
    if parts.scheme in _WEB and not parts.hostname:  # a browser forgives a missing slash
        parts = urlsplit(web_address(url))
    if parts.scheme not in _WEB or not parts.hostname:
        raise ValueError(f"no web address: {url}")
    query = without_tracking(parts.query)
    path = _readable(parts.path).rstrip("/")
    tail = f"#{_readable(parts.fragment)}" if parts.fragment else ""
    return f"{parts.netloc}{path}{'?' if query else ''}{query}{tail}"


def pieces_of(address: str) -> tuple[str, ...]:
    """A printed address, cut where a line may end without a hyphen."""
    return tuple(_BREAKS.split(address))


def _readable(part: str) -> str:
    """Letters in place of `%C3%AB`, when nothing else is hidden behind the signs."""
    plain = unquote(part)
    return plain if plain.isprintable() and not set(plain) & set(" %?#") else part


class Addresses:
    """Prints the addresses of one chapter."""

    def __init__(self, chapter: str, links: Links) -> None:
        self._chapter, self._links = chapter, links
        self._seen: set[str] = set()
        self._made: list[Note] = []

    def written(self, body: etree._Element, notes: Sequence[Note]) -> tuple[Note, ...]:
        """The notes of the chapter, in the order of their calls; changes `body`."""
        if self._links == "none":
            return tuple(notes)
        for anchor, address in list(_outside(body)):
            if address in self._seen:
                continue
            self._seen.add(address)
            if self._links == "notes":
                self._add_note(anchor, address)
            else:
                _put_behind(anchor, address)
        notes = [self._inside(note) for note in notes]
        return tuple(renumbered(body, [*notes, *self._made]))

    def _add_note(self, anchor: etree._Element, address: str) -> None:
        number = len(self._made) + 1
        note_id = f"{self._chapter}--address-{number}"
        call = etree.Element(
            xhtml.tag("a"),
            {"class": NOTE_CALL, "id": f"{note_id}-call", "href": f"#{note_id}"},
        )
        insert_behind_stops(anchor, call)
        root = etree.Element(xhtml.tag("div"), nsmap=_NAMESPACES)
        paragraph = etree.SubElement(root, xhtml.tag("p"))
        attributes = {"href": anchor.get("href", ""), "class": "address"}
        append_address(etree.SubElement(paragraph, xhtml.tag("a"), attributes), address)
        self._made.append(Note(note_id, call.get("id", ""), 0, xhtml.serialise(root), 0))

    def _inside(self, note: Note) -> Note:
        """The note with its own addresses in brackets: a note cannot call another."""
        root = xhtml.parse(note.xhtml)
        for anchor, address in list(_outside(root)):
            if address not in self._seen:
                self._seen.add(address)
                _put_behind(anchor, address)
        return replace(note, xhtml=xhtml.serialise(root))


def _outside(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """The links whose address a reader does not see yet."""
    for anchor in root.iter(xhtml.tag("a")):
        if any(xhtml.name_of(ancestor) in _HEADINGS for ancestor in anchor.iterancestors()):
            continue
        try:
            address = printed_address(anchor.get("href", ""))
        except ValueError:
            continue
        if _bare(xhtml.text_of(anchor)) != _bare(address):
            yield anchor, address


def _bare(address: str) -> str:
    return re.sub(r"^https?://|^www\.|/$", "", address.casefold().replace(" ", ""))


def insert_behind_stops(anchor: etree._Element, call: etree._Element) -> None:
    """Put the call of a note behind `anchor`, its word and the full stop or comma that follows."""
    xhtml.insert_behind_word(anchor, call, _STOPS)


def _put_behind(anchor: etree._Element, address: str) -> None:
    """` (example.org/banken)` behind the link."""
    span = etree.Element(xhtml.tag("span"), {"class": "address"})
    span.text = " ("
    append_address(span, address)
    _append_text(span, ")")
    xhtml.insert_behind_word(anchor, span)


def append_address(element: etree._Element, address: str) -> None:
    """The address, with places where a line may end without a hyphen."""
    first, *others = pieces_of(address)
    _append_text(element, first)
    for other in others:
        etree.SubElement(element, xhtml.tag("wbr")).tail = other


def _append_text(element: etree._Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def renumbered(body: etree._Element, notes: Sequence[Note]) -> Iterator[Note]:
    """Count the calls again, now that some came in between."""
    by_id = {note.id: note for note in notes}
    calls = [one for one in body.iter(xhtml.tag("a")) if xhtml.has_class(one, NOTE_CALL)]
    for number, call in enumerate(calls, start=1):
        call.text = str(number)
        yield replace(by_id[call.get("href", "")[1:]], number=number)
