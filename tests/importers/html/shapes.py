"""Trees in a form that can be compared: what no reader notices is the same in both."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final
from urllib.parse import quote

from lxml import etree

Element = etree._Element
Shape = tuple[Any, ...]

_INLINE: Final = frozenset(
    {"a", "abbr", "cite", "code", "del", "em", "ins", "kbd", "mark", "q", "s", "small", "span",
     "strong", "sub", "sup", "u", "br", "img"}
)  # fmt: skip
_OF_WORDS: Final = ("h2", "h3", "h4", "h5", "h6", "dt", "footer", "figcaption")


def shape(tree: Element) -> Shape:
    return tuple(_blocks(tree))


def _is_block(element: Element) -> bool:
    return element.tag not in _INLINE


def _blocks(element: Element) -> list[Shape]:
    """The blocks in an element; words that stand in it bare are a paragraph."""
    found: list[Shape] = []
    bare: list[Shape] = list(_text(element.text, frozenset()))

    def end() -> None:
        if runs := _tidy(bare):
            found.extend(_lone_picture(runs) or [("p", (), runs)])
        bare.clear()

    for child in element:
        if _is_block(child):
            end()
            found += _block(child)
        else:
            bare += _inline(child, frozenset())
        bare += _text(child.tail, frozenset())
    end()
    return found


def _lone_picture(runs: tuple[Shape, ...], attributes: Shape = ()) -> list[Shape]:
    """A picture in a paragraph of its own is a figure."""
    if len(runs) == 1 and runs[0][0] == "img" and not runs[0][2]:
        return [("figure", attributes, runs, ())]
    return []


def _block(element: Element) -> list[Shape]:
    tag = str(element.tag)
    folded = ((str(key), " ".join(str(value).split())) for key, value in element.attrib.items())
    attributes = tuple(sorted(folded))
    if tag == "p":
        runs = _runs(element)
        return (_lone_picture(runs, attributes) or [(tag, attributes, runs)]) if runs else []
    if tag in ("ul", "ol"):
        # one that only HTML can count has room between its items
        loose = _is_loose(element) and not element.get("type")
        return [(tag, attributes, loose, tuple(_item(item) for item in element))]
    if tag == "table":
        return [_table_shape(element, attributes)]
    if tag == "figure":
        return [_figure(element, attributes)]
    return _of_words_or_blocks(element, attributes)


def _of_words_or_blocks(element: Element, attributes: Shape) -> list[Shape]:
    """Empty ones say nothing."""
    tag = str(element.tag)
    inner: Any
    if tag == "pre":
        rows = [row if row.strip() else "" for row in (element.text or "").split("\n")]
        inner = "\n".join(rows).rstrip("\n")
    else:
        inner = _runs(element) if tag in _OF_WORDS else tuple(_blocks(element))
    return [(tag, attributes, inner)] if inner or tag in ("hr", "div") else []


def _figure(element: Element, attributes: Shape) -> Shape:
    picture = next(one for one in element if one.tag in ("img", "span"))
    caption = element.find("figcaption")
    said = _runs(caption) if caption is not None else ()
    return ("figure", attributes, tuple(_inline(picture, frozenset())), said)


def _item(item: Element) -> Shape:
    return (item.get("class"), item.get("lang"), tuple(_blocks(item)))


def _is_loose(element: Element) -> bool:
    """Whether a list has room between its items."""
    items = list(element)
    if len(items) == 1 and [child.tag for child in items[0]] == ["p"]:
        return False
    return any(
        _is_block(child) and child.tag not in ("ul", "ol") for item in items for child in item
    ) or any(_text_behind_list(item) for item in items)


def _text_behind_list(item: Element) -> bool:
    seen = False
    for child in item:
        seen = seen or child.tag in ("ul", "ol")
        if seen and (child.tag not in ("ul", "ol") or (child.tail or "").strip()):
            return True
    return False


def _table_shape(table: Element, attributes: Shape) -> Shape:
    caption = table.find("caption")
    parts = []
    for child in table:
        if child.tag == "tr":
            parts.append(("tbody", _cells_of(child)))
        elif child.tag != "caption":
            parts += [(str(child.tag), _cells_of(row)) for row in child]
    rows = [(kind, cells) for kind, cells in parts if kind != "thead" or any(c[2] for c in cells)]
    width = max((len(cells) for _, cells in rows), default=0)
    merged = any(
        key in ("rowspan", "colspan") for _, cells in rows for c in cells for key, _ in c[1]
    )
    if not merged:
        rows = [(kind, cells + (("td", (), ()),) * (width - len(cells))) for kind, cells in rows]
    return ("table", attributes, _runs(caption) if caption is not None else (), tuple(rows))


def _cells_of(row: Element) -> Shape:
    head = row.getparent() is not None and row.getparent().tag == "thead"  # type: ignore[union-attr]
    cells = []
    for cell in row:
        inner = tuple(_blocks(cell))
        tag = "td" if not inner else "th" if head else str(cell.tag)
        skipped = ("scope", "align") if head else ("scope",)
        attributes = tuple(
            sorted((str(k), str(v)) for k, v in cell.attrib.items() if k not in skipped)
        )
        cells.append((tag, attributes if inner else (), inner))
    return tuple(cells)


def _runs(element: Element) -> tuple[Shape, ...]:
    found = list(_text(element.text, frozenset()))
    for child in element:
        found += _inline(child, frozenset())
        found += _text(child.tail, frozenset())
    return _tidy(found)


def _text(text: str | None, marks: frozenset[Any]) -> list[Shape]:
    """Typography binds some words with no-break spaces: any space counts as one."""
    return [("text", char, marks) for char in text or ""]


def _inline(element: Element, marks: frozenset[Any]) -> list[Shape]:
    tag = "del" if element.tag == "s" else str(element.tag)
    kind = element.get("class") or ""
    folded = ((str(key), " ".join(str(value).split())) for key, value in element.attrib.items())
    attributes = tuple(sorted((key, _address(key, value)) for key, value in folded))
    if tag in ("br", "img") or kind in ("formula", "citation", "missing", "reference"):
        return [(tag, attributes, marks)]
    if kind == "note":
        return [("note", tuple(_blocks(element)), marks)]
    if tag == "p":  # inside a note's wrapper
        return [one for child in element for one in _inline(child, marks)]
    inner = marks | {(tag, attributes)} if (tag, attributes) != ("span", ()) else marks
    found = list(_text(element.text, inner))
    for child in element:
        found += _inline(child, inner)
        found += _text(child.tail, inner)
    if element.get("id") and not any(one[0] != "text" or one[1].strip() for one in found):
        return [("place", attributes, marks)]
    return found


def _address(key: str, value: str) -> str:
    """What no address may hold stands in it as its bytes."""
    return re.sub(r"[ <>]", lambda found: quote(found[0]), value) if key == "href" else value


_SPACES: Final = " \t\n\r\f\u00a0\u202f\u2028\u2029"


def _tidy(found: Iterable[Shape]) -> tuple[Shape, ...]:
    """Space folded, outside marks and none beside line breaks; characters joined to words."""
    kept: list[Shape] = []
    for one in map(_without_marks, found):
        if (_is_space(one) and (not kept or _is_gap(kept[-1]))) or (one[0] == "br" and not kept):
            continue
        if one[0] == "br" and _is_space(kept[-1]):
            kept.pop()
        kept.append(one)
    while kept and _is_gap(kept[-1]):
        kept.pop()
    joined: list[Shape] = []
    for one in kept:
        last = joined[-1] if joined else None
        if last and one[0] == last[0] == "text" and last[2] == one[2]:
            joined[-1] = ("text", last[1] + one[1], one[2])
        else:
            joined.append(one)
    return tuple(joined)


def _without_marks(one: Shape) -> Shape:
    """Space and line breaks stand in no mark."""
    if one[0] == "br":
        return ("br", (), frozenset())
    return ("text", " ", frozenset()) if one[0] == "text" and one[1] in _SPACES else one


def _is_space(one: Shape) -> bool:
    return one[:2] == ("text", " ")


def _is_gap(one: Shape) -> bool:
    return one[0] == "br" or _is_space(one)
