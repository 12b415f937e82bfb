"""Calls of notes where they stand: in a title, one behind another, in a heading that lists name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from dinobook import xhtml
from dinobook.markup.headings import TITLE_NOTES
from dinobook.markup.tree import INLINE, NOTE_CALL

NEXT: Final = "next"
"""The class of a call right behind another one: a comma parts them."""
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BREAKS_OFF: Final = "?!…"
"""Signs behind which Unicode (UAX 14) lets a line end before a number."""
_BESIDE: Final = 2
"""So many digits fit beside a note in the house style."""


def with_calls_in_title(text: str) -> str:
    """The XHTML of a section with the calls of its title's notes behind its `h1`."""
    if TITLE_NOTES not in text:
        return text
    root = xhtml.parse(text)
    holder = next(
        (element for element in root.iter() if xhtml.has_class(element, TITLE_NOTES)), None
    )
    title = next(root.iter(xhtml.tag("h1")), None)
    parent = None if holder is None else holder.getparent()
    if holder is not None and title is not None and parent is not None:
        title.extend(list(holder))
        parent.remove(holder)
    return xhtml.serialise(root)


def part_neighbours(root: etree._Element) -> None:
    """Give every call that follows another at once the class for that."""
    called = False
    for element, text in _walk(root):
        if element is not None and xhtml.has_class(element, NOTE_CALL):
            if called:
                element.set("class", f"{element.get('class')} {NEXT}")
            called = True
        elif text or element is not None:
            called = False


def _walk(element: etree._Element) -> Iterator[tuple[etree._Element | None, str]]:
    """Calls and the edges of blocks, each with no text, and texts."""
    name = xhtml.name_of(element)
    if not name:
        return
    if xhtml.has_class(element, NOTE_CALL):
        yield element, ""
        return
    if name not in INLINE:
        yield element, ""
    yield None, element.text or ""
    for child in element:
        yield from _walk(child)
        yield None, child.tail or ""
    if name not in INLINE:
        yield element, ""


def keep_with_stops(root: etree._Element) -> None:
    """Hold a call on the line of the ?, ! or … before it, by a `span` around the two."""
    for call in [one for one in root.iter(xhtml.tag("a")) if xhtml.has_class(one, NOTE_CALL)]:
        before, parent = call.getprevious(), call.getparent()
        said = (parent.text if before is None else before.tail) if parent is not None else ""
        if parent is None or not said or said[-1] not in _BREAKS_OFF:
            continue
        if before is None:
            parent.text = said[:-1]
        else:
            before.tail = said[:-1]
        held = etree.Element(xhtml.tag("span"), {"class": "keep"})
        held.text, held.tail, call.tail = said[-1], call.tail, None
        parent.replace(call, held)
        held.append(call)


def name_headings(root: etree._Element) -> None:
    """Say how headings with notes go in an outline: by their words alone."""
    for heading in root.iter(*map(xhtml.tag, _HEADINGS)):
        if any(xhtml.has_class(one, NOTE_CALL) for one in heading.iter(xhtml.tag("a"))):
            said = "".join(text for _, text in _walk(heading))
            heading.set("data-outline", xhtml.folded(said))


def room_for(number: int) -> str:
    """The class of a list of notes that goes up to this number; empty where all lists have room."""
    digits = len(str(number))
    return f"digits-{digits}" if digits > _BESIDE else ""
