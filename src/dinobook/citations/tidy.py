"""What Pandoc writes of citations and entries, as XHTML that may stand in the book."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

from lxml import etree

from dinobook import xhtml
from dinobook.citations.model import CITATION_NOTE, IN_NOTE, Placed, entry_id
from dinobook.markup.addresses import refuse_link

_KEPT: Final = frozenset({"a", "em", "strong", "i", "b", "sup", "sub", "br"})
# None is lxml's name for the default namespace; its type stubs know of no such key
_NAMESPACES: Final[Any] = {None: xhtml.XHTML}
_SMALL_CAPS: Final = "smallcaps"
_ROLE: Final = "doc-biblioref"
_WEB: Final = re.compile(r"https?:")


def citation_of(paragraph: etree._Element, placed: Placed, write: Callable[[str], str]) -> str:
    """The paragraph's citation as `<span class="citation">`; `write` sets its text."""
    name = f"citation {IN_NOTE}" if placed.note else "citation"
    span = etree.Element(xhtml.tag("span"), {"class": name}, nsmap=_NAMESPACES)
    keys = (item.key for item in placed.citation.items)
    return _moved(paragraph, span, {f"#ref-{key}": entry_id(key) for key in keys}, write)


def entry_of(element: etree._Element, write: Callable[[str], str]) -> str:
    """What stands in the entry's list item; `write` sets its text."""
    item = etree.Element(xhtml.tag("span"), nsmap=_NAMESPACES)
    return _moved(element, item, {}, write)


def _moved(
    source: etree._Element,
    target: etree._Element,
    places: dict[str, str],
    write: Callable[[str], str],
) -> str:
    """What `source` holds, in `target`, with nothing in it but plain mark-up and safe links."""
    target.text = source.text
    target.extend(list(source))
    for element in [one for one in target.iter() if one is not target]:
        _clean(element, places)
    for element in target.iter():
        element.text = write(element.text) if element.text else None
        if element is not target and element.tail:
            element.tail = write(element.tail)
    _trim(target)
    return xhtml.serialise(target)


def _clean(element: etree._Element, places: dict[str, str]) -> None:
    name = xhtml.name_of(element)
    href = element.get("href", "")
    small_caps = name == "span" and xhtml.has_class(element, _SMALL_CAPS)
    note = name == "span" and xhtml.has_class(element, CITATION_NOTE)
    element.attrib.clear()
    if small_caps:
        element.set("class", "small-caps")
    elif note:
        element.set("class", CITATION_NOTE)
    elif name == "a" and href in places:
        element.attrib.update({"href": f"#{places[href]}", "role": _ROLE})
    elif name == "a" and _WEB.match(href) and refuse_link(href) is None:
        element.set("href", href)
    elif name not in _KEPT or name == "a":
        xhtml.unwrap(element)


def _trim(target: etree._Element) -> None:
    """Take the white space at both ends away: Pandoc puts entries on lines of their own."""
    target.text = (target.text or "").lstrip() or None
    if len(target):
        target[-1].tail = (target[-1].tail or "").rstrip() or None
    elif target.text:
        target.text = target.text.rstrip()
