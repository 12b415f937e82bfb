"""Sources that a sentence names: “Raes en Tack (2009)”, also with others in the same brackets.

One says “Raes en Tack” and the other “(Raes & Tack, 2009)”, so what stands in sentences is set
apart, by a style that is changed for it. A style of numbers has no names for sentences; another
gives them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from lxml import etree

from dinobook import xhtml
from dinobook.citations.model import CITATION_NOTE, Placed

_OPENING: Final = re.compile(r"[\s,]*[(\[]?\s*$")


def is_parted(placed: Placed, *, numbered: bool) -> bool:
    """Whether a sentence names a source whose brackets are set apart from the name."""
    citation = placed.citation
    return citation.narrative and (numbered or len(citation.items) > 1)


def in_brackets(placed: Placed, *, numbered: bool) -> Placed:
    """The sources of a sentence as brackets of their own, which leave out the first author."""
    if not is_parted(placed, numbered=numbered):
        return placed
    first, *others = placed.citation.items
    items = (replace(first, without_author=True), *others)
    return replace(placed, citation=replace(placed.citation, items=items, narrative=False))


def first_alone(placed: Placed) -> tuple[Placed, ...]:
    """The source that the sentence names, and behind it the others: they count as named before."""
    citation = placed.citation
    if not citation.narrative or len(citation.items) < 2:
        return (placed,)
    parts = (
        replace(citation, items=citation.items[:1]),
        replace(citation, items=citation.items[1:], narrative=False),
    )
    return tuple(replace(placed, citation=part) for part in parts)


def spoken(
    placed: Sequence[Placed],
    bracketed: Sequence[etree._Element],
    alone: Sequence[etree._Element],
    *,
    numbered: bool,
) -> list[etree._Element]:
    """Each citation's element, where `alone` has one for each that `first_alone` gives."""
    waiting = iter(alone)
    found = []
    for one, brackets in zip(placed, bracketed, strict=True):
        first, *_ = [next(waiting) for _ in first_alone(one)]
        if is_parted(one, numbered=numbered):
            found.append(_joined(first, brackets))
        else:
            found.append(first if one.citation.narrative else brackets)
    return found


def _joined(named: etree._Element, brackets: etree._Element) -> etree._Element:
    """The author of the first source, before brackets that hold all of them."""
    start = next((element for element in named.iter() if _begins_source(element)), None)
    if start is None:  # a style that has no year, and so nothing to link
        parent: etree._Element | None = next((one for one in named if len(named) == 1), named)
    else:
        parent = start.getparent()
        if parent is None or not _text_before(start, named):
            return brackets
        _cut_from(start, named)
    if parent is None:
        return brackets
    separator = _separator(brackets)
    _set_end(parent, _OPENING.sub(separator, _end_of(parent), count=1))
    brackets.tag = xhtml.tag("span")
    parent.append(brackets)
    return named


def _begins_source(element: etree._Element) -> bool:
    return xhtml.name_of(element) == "a" or xhtml.has_class(element, CITATION_NOTE)


def _separator(brackets: etree._Element) -> str:
    """What stands between the author and `brackets`, which are none inside a note."""
    if any(_touches(element) for element in brackets.iter()):
        return ""
    return " " if xhtml.text_of(brackets).startswith(("(", "[")) else ", "


def _touches(element: etree._Element) -> bool:
    """Whether it is the number of a note, or another raised number."""
    return xhtml.has_class(element, CITATION_NOTE) or xhtml.name_of(element) == "sup"


def _text_before(start: etree._Element, root: etree._Element) -> str:
    """What stands before `start` but an opening bracket."""
    texts: list[str] = []
    for element in root.iter():
        if element is start:
            break
        texts.append(element.text or "")
    previous = start.getprevious()
    texts.append((previous.tail if previous is not None else "") or "")
    return _OPENING.sub("", "".join(texts))


def _cut_from(start: etree._Element, root: etree._Element) -> None:
    """Take `start` away, and all that stands behind it."""
    element: etree._Element | None = start
    while element is not None and element is not root:
        parent = element.getparent()
        for later in list(element.itersiblings()):
            later.getparent().remove(later)  # type: ignore[union-attr]
        element.tail = None
        element = parent
    parent = start.getparent()
    if parent is not None:
        parent.remove(start)


def _end_of(element: etree._Element) -> str:
    return (element[-1].tail if len(element) else element.text) or ""


def _set_end(element: etree._Element, text: str) -> None:
    if len(element):
        element[-1].tail = text
    else:
        element.text = text
