"""The last step: nothing is left in the tree that its vocabulary does not have."""

from __future__ import annotations

from typing import Final

from dinobook.importers.docx.settle.document import Document
from dinobook.importers.docx.tree.build import (
    PLACE,
    Element,
    element,
    forget,
    is_empty,
    strip_ends,
    take_out,
    unwrap,
)

_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
_LOOKS: Final = ("em", "strong", "u", "s", "sup", "sub", "small", "mark", "code", "a")
_WHOLE: Final = ("em", "strong", "u")


def tidy(document: Document) -> None:
    """Empty things go, headings in cells become bold text, looks of a whole heading go."""
    root = document.root
    for mark in list(root.iter("w-p", "w-t", "w-r", "w-h", "w-o")):
        take_out(mark)
    for block in list(root.iter("w-f")):  # inside a term or a note in a sentence
        block.tag = "span"
    _settle_headings(root)
    _without_empty_looks(root)
    for block in list(root.iter("p", "figcaption", "caption", "dt", *_HEADINGS)):
        strip_ends(block)
        if block.tag in ("p", *_HEADINGS) and is_empty(block):
            take_out(block)
    for tags in (("blockquote", "ul", "ol", "li", "dl", "dd"), ("blockquote", "ul", "ol")):
        for group in [one for one in root.iter(*tags) if is_empty(one)]:
            take_out(group)
    _join_quotes(root)
    for items in list(root.iter("ul", "ol")):
        _tighten(items)


def _without_empty_looks(root: Element) -> None:
    for look in [one for one in root.iter(*_LOOKS) if is_empty(one)]:
        if look.get("class") != "reference":
            unwrap(look)


def without_places(root: Element) -> None:
    for one in root.iter():
        forget(one, PLACE)


def _settle_headings(root: Element) -> None:
    for heading in list(root.iter(*_HEADINGS)):
        if heading.getparent() is not root:
            _as_bold(heading)
            continue
        while len(heading) == 1 and heading[0].tag in _WHOLE and not _has_more(heading):
            unwrap(heading[0])
        for one in list(heading.iter("br")):
            one.tail = f" {one.tail or ''}"
            take_out(one)
        _move_pictures(heading)


def _has_more(heading: Element) -> bool:
    return bool((heading.text or "").strip() or (heading[0].tail or "").strip())


def _as_bold(heading: Element) -> None:
    """Inside a cell, a quotation or an item no heading can stand."""
    heading.tag = "p"
    strong = element("strong")
    strong.text, heading.text = heading.text, None
    strong.extend(list(heading))
    heading.append(strong)


def _move_pictures(heading: Element) -> None:
    """Pictures and notes that stand in a heading follow it."""
    images = list(heading.iter("img")) + list(heading.iterfind(".//span[@class='missing']"))
    for image in reversed(images):
        take_out(image)
        figure = element("figure")
        figure.append(image)
        heading.addnext(figure)


def _join_quotes(root: Element) -> None:
    """Quotations that follow each other are one."""
    for quote in list(root.iter("blockquote")):
        before = quote.getprevious()
        if before is not None and before.tag == "blockquote" and not (before.tail or "").strip():
            before.extend(list(quote))
            take_out(quote)


def lonely_notes(heading: Element) -> list[Element]:
    """The notes of a heading that becomes a title, taken out of it."""
    found = list(heading.iterfind(".//span[@class='note']"))
    for note in found:
        take_out(note)
    return found


def _tighten(items: Element) -> None:
    """A list whose items are short: they hold their words, not a paragraph of them.

    One that holds a list of letters, or one that begins elsewhere than at 1, keeps its paragraphs:
    only between blank lines are such lists lists.
    """
    inner = [one for item in items for one in item.iter("ol")]
    if any(one.get("type") or one.get("start") for one in inner):
        return
    if not all(_is_short(item) for item in items):
        return
    for item in items:
        if len(item):
            unwrap(item[0])


def _is_short(item: Element) -> bool:
    tags = [str(one.tag) for one in item]
    return tags[:1] in ([], ["p"]) and set(tags[1:]) <= {"ul", "ol"}
