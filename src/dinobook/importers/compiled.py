"""The inventory of a chapter as the book shows it: its compiled XHTML, never its Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from lxml import etree

from dinobook.importers.inventory import Gatherer, Inventory, same_words, words_in
from dinobook.markup.fragment import CITATION_MARK, Fragment

Element = etree._Element

_MATH: Final = "math"
_NOTE: Final = "note"
"""An attribute of the root of a note, here alone."""
_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS: Final = frozenset(
    (
        *_HEADINGS,
        *("div", "section", "p", "hr", "pre", "blockquote", "aside", "figure", "figcaption"),
        *("ul", "ol", "li", "dl", "dt", "dd"),
        *("table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"),
    )
)
_READ: Final = {
    **dict.fromkeys(_HEADINGS, "heading"),
    **dict.fromkeys(("li", "dt", "dd"), "item"),
    **dict.fromkeys(("td", "th"), "cell"),
    **dict.fromkeys(("figcaption", "caption"), "caption"),
    "p": "paragraph",
    "a": "link",
    "img": "picture",
    "figure": "figure",
    "math": "formula",
    "span": "span",
    "br": "line_break",
    "code": "code",
}
"""The method that reads an element."""
_TEXTS: Final = {"blockquote": "quotations", "aside": "quotations", "pre": "code"}
_COUNTED: Final = {
    **dict.fromkeys(("ul", "ol", "dl"), "lists"),
    "table": "tables",
    "tr": "rows",
}
_HOLDERS: Final = ("li", "dd", "dt", "td", "th")
_SCHEME: Final = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_MADE: Final = ("task-sign", "caption-label")
"""Classes of what the compiler writes, and no author."""


def inventory_of(fragment: Fragment) -> Inventory:
    """What the chapter's text and notes hold, in order; the title is no part of it."""
    reader = _Reader()
    reader.block(etree.fromstring(fragment.xhtml))
    for note in fragment.notes:
        root = etree.fromstring(note.xhtml)
        root.set(_NOTE, "")
        reader.found.add("notes", text_of(root))
        reader.block(root)
    return reader.found.inventory()


def text_of(element: Element) -> str:
    """The words a reader sees in it, with a space between blocks; no calls of notes."""
    return same_words("".join(_strings(element)))


def _strings(element: Element) -> Iterator[str]:
    name = _name(element)
    if not name or name == _MATH or _is_made(element) or _is_call(element):
        return
    if _is_missing(element):
        for said in list(element)[1:]:
            yield from _strings(said)
        return
    if name in _BLOCKS or name == "br":
        yield " "
    if element.get(CITATION_MARK) is None:
        yield element.text or ""
        for child in element:
            yield from _strings(child)
            yield child.tail or ""
    if name in _BLOCKS:
        yield " "


class _Reader:
    """Walks the tree once."""

    def __init__(self) -> None:
        self.found = Gatherer()
        self.depth = 0

    def block(self, root: Element) -> None:
        self.found.add_words(text_of(root))
        for element in root.iter():
            name = _name(element)
            if name and not _inside_math(element):
                self.one(element, name)

    def one(self, element: Element, name: str) -> None:
        if name in _READ:
            getattr(self, _READ[name])(element)
        elif name in _TEXTS:
            self.found.add(_TEXTS[name], text_of(element))
        elif name in _COUNTED:
            self.found.add(_COUNTED[name])
        elif element.get(CITATION_MARK) is not None:
            self.found.add("citations", "".join(map(str, element.itertext())))

    def heading(self, element: Element) -> None:
        level = int(_name(element)[1])
        self.found.add("headings", heading_key(level, self.depth, text_of(element)))
        self.depth = level

    def item(self, element: Element) -> None:
        self.found.add("items", own_text(element))

    def caption(self, element: Element) -> None:
        if text := text_of(element):
            self.found.add("captions", text)

    def figure(self, element: Element) -> None:
        """Of a picture that is not there yet: its name, and a caption in each line below it."""
        if not _is_missing(element):
            return
        self.found.add("pictures", text_of(element[0]) if len(element) else "")
        for said in list(element)[1:]:
            self.found.add("captions", text_of(said))

    def cell(self, element: Element) -> None:
        self.found.add("cells", text_of(element))
        if element.get("rowspan", "1") != "1" or element.get("colspan", "1") != "1":
            self.found.add("merged-cells", text_of(element))

    def formula(self, element: Element) -> None:
        self.found.add("formulas", "".join(map(str, element.itertext("{*}annotation"))))

    def span(self, element: Element) -> None:
        if "line" in _classes(element):
            self.found.add("verse-lines", text_of(element))

    def line_break(self, element: Element) -> None:
        if not _in_verse(element):
            self.found.add("line-breaks")

    def code(self, element: Element) -> None:
        if _name(element.getparent()) != "pre":
            self.found.add("code", text_of(element))

    def paragraph(self, element: Element) -> None:
        """A paragraph of its own: no stanza, no source below a quotation, not the first in an item.

        That is the item itself; so it is with cells and notes.
        """
        parent = element.getparent()
        if _classes(element) & {"stanza", "source"} or _name(parent) == "figure":
            return
        if (_name(parent) in _HOLDERS or _is_note(parent)) and element.getprevious() is None:
            return
        if text := text_of(element):
            self.found.add("paragraphs", text)

    def link(self, element: Element) -> None:
        if _is_call(element):
            self.found.add("note-calls")
            return
        address = element.get("href", "")
        if not address:
            return
        self.found.add("links", text_of(element))
        if _SCHEME.match(address):
            self.found.add("addresses", address)

    def picture(self, element: Element) -> None:
        self.found.add("pictures", PurePosixPath(element.get("src", "")).name)
        if description := element.get("alt", ""):
            self.found.add("descriptions", description)


def heading_key(level: int, before: int, text: str) -> str:
    """A heading as it is compared: `>` when it lies deeper than the heading before it."""
    return f"{'> ' if 0 < before < level else ''}{text}"


def own_text(item: Element) -> str:
    """The words of an item of a list, without those of the lists inside it."""
    inner = {words for child in item.iter("{*}ul", "{*}ol", "{*}dl") for words in [text_of(child)]}
    text = text_of(item)
    for words in sorted(inner, key=len, reverse=True):
        text = text.replace(words, " ", 1) if words else text
    return " ".join(words_in(text))


def _inside_math(element: Element) -> bool:
    return any(_name(parent) == _MATH for parent in element.iterancestors())


def _is_note(element: Element | None) -> bool:
    return element is not None and element.get(_NOTE) is not None


def _in_verse(element: Element) -> bool:
    parent = element.getparent()
    return parent is not None and "stanza" in _classes(parent)


def _is_missing(element: Element) -> bool:
    return _name(element) == "figure" and "missing" in _classes(element)


def _is_call(element: Element) -> bool:
    return "noteref" in _classes(element)


def _is_made(element: Element) -> bool:
    return bool(_classes(element) & set(_MADE))


def _classes(element: Element) -> set[str]:
    return set(element.get("class", "").split())


def _name(element: Element | None) -> str:
    """The name without namespace; empty for comments and for nothing."""
    if element is None or not isinstance(element.tag, str):
        return ""
    return element.tag.rsplit("}", 1)[-1]
