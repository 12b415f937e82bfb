"""Hashtags: words that a reader recognises as such, and rows of them."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from dinobook.markup.tree import Element, is_inside

# A letter must be in it: “#3” is a number.
HASHTAG: Final = re.compile(r"(?<![\w#&/])#(?=[\w-]*[^\W\d_])\w(?:[\w-]*\w)?")
_NOT_INSIDE: Final = frozenset({"a", "code", "kbd", "pre", "samp"})


def mark_hashtags(tree: Element) -> None:
    """Put every hashtag in a span; a paragraph of hashtags alone is a row."""
    for element in list(tree.iter()):
        if not is_inside(element, _NOT_INSIDE):
            _split_text(element)
        parent = element.getparent()
        if parent is not None and element is not tree and not is_inside(parent, _NOT_INSIDE):
            _split_tail(element)
    for paragraph in tree.iter("p"):
        if _is_row(paragraph):
            paragraph.set("class", " ".join(filter(None, [paragraph.get("class"), "hashtags"])))


def _split_text(element: Element) -> None:
    before, spans = _pieces(element.text or "")
    if spans:
        element.text = before
        for span in reversed(spans):
            element.insert(0, span)


def _split_tail(element: Element) -> None:
    before, spans = _pieces(element.tail or "")
    if spans:
        element.tail = before
        for span in reversed(spans):
            element.addnext(span)


def _pieces(text: str) -> tuple[str, list[Element]]:
    """The text before the first hashtag, and a span for each with the text that follows it."""
    found = list(HASHTAG.finditer(text))
    spans = []
    for index, match in enumerate(found):
        span = etree.Element("span", {"class": "hashtag"})
        span.text = match.group()
        end = found[index + 1].start() if index + 1 < len(found) else len(text)
        span.tail = text[match.end() : end]
        spans.append(span)
    return (text[: found[0].start()] if found else text), spans


def _is_row(paragraph: Element) -> bool:
    between = [paragraph.text, *(child.tail for child in paragraph)]
    return (
        len(paragraph) > 0
        and not any((text or "").strip() for text in between)
        and all(child.get("class") == "hashtag" for child in paragraph if child.tag != "br")
        and any(child.tag == "span" for child in paragraph)
    )
