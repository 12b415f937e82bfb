"""Words of a text put in spans, wherever they stand in its mark-up."""

from __future__ import annotations

import re

from lxml import etree

from dinobook.markup.tree import Element, is_inside


def wrap(tree: Element, pattern: re.Pattern[str], name: str, *, outside: frozenset[str]) -> None:
    """Put every match in a `<span>` of class `name`, but not below the elements in `outside`."""
    for element in list(tree.iter()):
        if not is_inside(element, outside):
            _split_text(element, pattern, name)
        parent = element.getparent()
        if parent is not None and element is not tree and not is_inside(parent, outside):
            _split_tail(element, pattern, name)


def _split_text(element: Element, pattern: re.Pattern[str], name: str) -> None:
    before, spans = _pieces(element.text or "", pattern, name)
    if spans:
        element.text = before
        for span in reversed(spans):
            element.insert(0, span)


def _split_tail(element: Element, pattern: re.Pattern[str], name: str) -> None:
    before, spans = _pieces(element.tail or "", pattern, name)
    if spans:
        element.tail = before
        for span in reversed(spans):
            element.addnext(span)


def _pieces(text: str, pattern: re.Pattern[str], name: str) -> tuple[str, list[Element]]:
    """The text before the first match, and a span for each with the text that follows it."""
    found = list(pattern.finditer(text))
    spans = []
    for index, match in enumerate(found):
        span = etree.Element("span", {"class": name})
        span.text = match.group()
        end = found[index + 1].start() if index + 1 < len(found) else len(text)
        span.tail = text[match.end() : end]
        spans.append(span)
    return (text[: found[0].start()] if found else text), spans
