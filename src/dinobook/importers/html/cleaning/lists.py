"""Lists of any HTML."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from lxml import etree

from dinobook.importers.html.cleaning.flow import (
    MAX_DEPTH,
    TOO_DEEP,
    Flow,
    added,
    blocks,
    element_of,
    line,
)
from dinobook.importers.html.cleaning.marks import marks_of, style_of
from dinobook.importers.html.runs import Mark
from dinobook.importers.html.vocabulary import Element

Marks = tuple[Mark, ...]
LISTS: Final = frozenset({"ul", "ol", "menu", "dir"})
_STYLES: Final = {
    "lower-alpha": "a",
    "lower-latin": "a",
    "upper-alpha": "A",
    "upper-latin": "A",
    "lower-roman": "i",
    "upper-roman": "I",
}
_MOST: Final = 99_999


def a_list(element: Element, flow: Flow, marks: Marks) -> None:
    flow.end()
    flow.place(element)
    if flow.depth >= MAX_DEPTH:
        flow.report.count("lists", "list", TOO_DEEP)
        flow.add(element, marks)
        flow.end()
        return
    made = etree.Element("ol" if element.tag == "ol" else "ul", _counting(element, flow))
    for item in _items(element, flow, added(marks, marks_of(element))):
        made.append(item)
    flow.block(made if len(made) else None)


def _counting(element: Element, flow: Flow) -> dict[str, str]:
    if element.tag != "ol":
        return {}
    found = {}
    style = _STYLES.get(style_of(element).get("list-style-type", ""), element.get("type") or "1")
    start = element.get("start") or "1"
    if start.isdecimal() and start.isascii() and 1 != int(start) <= _MOST:
        found["start"] = str(int(start))
    if style in "aAiI" and len(style) == 1:
        found["type"] = style
    if element.get("reversed") is not None:
        flow.report.count("lists", "reversed", "a list of a book counts up")
    return found


def _items(element: Element, flow: Flow, marks: Marks) -> list[Element]:
    """The items, with those for what stands between them."""
    items: list[Element] = []
    stray = Flow(flow.cleaning, flow.depth + 1)
    stray.words(element.text, marks)
    for child in element:
        if not isinstance(child.tag, str):
            stray.words(child.tail, marks)
            continue
        if child.tag == "li":
            items += _stray(stray)
            stray = Flow(flow.cleaning, flow.depth + 1)
            items += _item(child, flow, marks)
        elif child.tag in LISTS and not blocks(stray.pieces) and items:
            inner = Flow(flow.cleaning, flow.depth + 1)
            a_list(child, inner, marks)
            _append(items[-1], blocks(inner.pieces))
        else:
            stray.child(child, marks)
        stray.words(child.tail, marks)
    return items + _stray(stray)


def _stray(flow: Flow) -> list[Element]:
    found = blocks(flow.pieces)
    return [_filled(etree.Element("li"), found)] if found else []


def _item(item: Element, flow: Flow, marks: Marks) -> list[Element]:
    box = _box(item)
    inner = Flow(flow.cleaning, flow.depth + 1)
    inner.place(item)
    inner.add(item, added(marks, marks_of(item)))
    found = blocks(inner.pieces)
    if not found:
        return []
    return [_filled(etree.Element("li", {"class": box} if box else {}), found)]


def _box(item: Element) -> str:
    """Whether the item is a thing to do: it begins with a box."""
    for one in item.iter("input", "li"):
        if one is not item and one.tag == "li":
            return ""
        if one.tag == "input" and one.get("type") == "checkbox":
            parent = one.getparent()
            if parent is None:
                return ""
            done = one.get("checked") is not None
            one.tag = "span"
            one.attrib.clear()
            return "done" if done else "todo"
    return ""


def _filled(item: Element, found: Sequence[Element]) -> Element:
    """The item with its blocks; one paragraph, before nothing but lists, is its words."""
    if _is_tight(found):
        _bare(item, found[0])
        found = found[1:]
    item.extend(found)
    return item


def _is_tight(found: Sequence[Element]) -> bool:
    first, *others = found
    return first.tag == "p" and not first.attrib and all(one.tag in ("ul", "ol") for one in others)


def _bare(holder: Element, paragraph: Element) -> None:
    holder.text = paragraph.text
    holder.extend(list(paragraph))


def _append(item: Element, found: Sequence[Element]) -> None:
    item.extend(found)


def terms(element: Element, flow: Flow, marks: Marks) -> None:
    """A list of terms; a term without a meaning, or the other way round, is a paragraph."""
    flow.end()
    flow.place(element)
    made = etree.Element("dl")
    for part in _term_parts(element):
        inner = flow.inner(part, marks) if part.tag in ("dt", "dd") else _lone(part, flow, marks)
        if part.tag == "dt":
            runs = line(inner.pieces)
            if runs:
                made.append(element_of("dt", runs))
            continue
        found = blocks(inner.pieces)
        if not found:
            continue
        if part.tag == "dd" and len(made):
            made.append(_filled(etree.Element("dd"), found))
            continue
        made = _given(made, flow)
        flow.pieces += found
    _given(made, flow)


def _lone(part: Element, flow: Flow, marks: Marks) -> Flow:
    inner = Flow(flow.cleaning, flow.depth + 1)
    inner.child(part, marks)
    return inner


def _term_parts(element: Element) -> list[Element]:
    """Terms and meanings, also those in groups; stray words in a paragraph of their own."""
    parts: list[Element] = []
    for text, child in [(element.text, None), *((one.tail, one) for one in element)]:
        if child is not None and isinstance(child.tag, str):
            is_group = child.tag == "div" and child.find("dt") is not None
            parts += _term_parts(child) if is_group else [child]
        if (text or "").strip():
            stray = etree.Element("p")
            stray.text = text
            parts.append(stray)
    for part in parts:
        part.tail = None
    return parts


def _given(made: Element, flow: Flow) -> Element:
    """Hand on the list as far as it has pairs; terms at its end are paragraphs."""
    loose = []
    while len(made) and made[-1].tag == "dt":
        term = made[-1]
        made.remove(term)
        term.tag = "p"
        loose.append(term)
    if len(made):
        flow.block(made)
    flow.pieces += reversed(loose)
    return etree.Element("dl")
