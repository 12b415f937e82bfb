"""What the tree of an import may hold, before it becomes a chapter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from dinobook.markup.blocks.kinds import KINDS

Element = etree._Element

HEADINGS: Final = frozenset({"h2", "h3", "h4", "h5", "h6"})
_MARKS: Final = "a abbr cite code del em ins kbd mark q s small span strong sub sup u"
MARKS: Final = frozenset(_MARKS.split())
"""Inline elements with words in them."""
INLINE: Final = MARKS | {"br", "img"}
DIVS: Final = frozenset({"verse", "side-by-side", "formula", "box"})
SPANS: Final = frozenset({"missing", "formula", "note", "citation"})
BLOCKS: Final = HEADINGS | {
    "p", "ul", "ol", "dl", "blockquote", "aside", "div", "pre", "table", "figure", "hr",
}  # fmt: skip
BOXES: Final = frozenset(
    name
    for name, kind in KINDS.items()
    if kind.bar in ("title", "date") or name in ("motto", "begrippen")
)
"""The blocks of the dialect that a box may be."""
MAX_DEPTH: Final = 80
"""So deep may elements lie in each other."""

_PARTS: Final[dict[str, frozenset[str]]] = {
    "ul": frozenset({"li"}),
    "ol": frozenset({"li"}),
    "dl": frozenset({"dt", "dd"}),
    "table": frozenset({"caption", "thead", "tbody", "tfoot", "tr"}),
    **dict.fromkeys(("thead", "tbody", "tfoot"), frozenset({"tr"})),
    "tr": frozenset({"td", "th"}),
    "figure": frozenset({"img", "span", "figcaption"}),
    "hr": frozenset(),
    "br": frozenset(),
    "img": frozenset(),
    "pre": frozenset(),
}
_HOLD_INLINE: Final = HEADINGS | {"p", "dt", "footer", "caption", "figcaption"}
_HOLD_BOTH: Final = frozenset({"li", "dd", "td", "th"})
_HOLD_BLOCKS: Final = frozenset({"blockquote", "aside"})

_ID: Final = re.compile(r"[^\W\d][\w.-]*")
_LANG: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_COUNT: Final = re.compile(r"\d{1,9}")
_ANY: Final = re.compile(r".*", re.DOTALL)
_CELL: Final = {
    "rowspan": re.compile(r"[1-9]\d{0,4}"),
    "colspan": re.compile(r"[1-9]\d{0,2}|1000"),
    "scope": re.compile("row|col|rowgroup|colgroup"),
    "align": re.compile("left|center|right"),
}
_ATTRIBUTES: Final[dict[str, dict[str, re.Pattern[str]]]] = {
    "ol": {"start": _COUNT, "type": re.compile("[1aAiI]")},
    "li": {"class": re.compile("done|todo")},
    "aside": {"class": re.compile("pull-quote")},
    "div": {
        "class": re.compile("|".join(DIVS)),
        "data-tex": _ANY,
        "data-kind": re.compile("|".join(BOXES)),
        "data-title": _ANY,
        "id": _ID,
    },
    "pre": {"data-lang": _ANY},
    "td": _CELL,
    "th": _CELL,
    "abbr": {"title": _ANY},
    "a": {"href": _ANY, "class": re.compile("reference")},
    "img": {"src": _ANY, "alt": _ANY},
    "span": {
        "class": re.compile("|".join(SPANS)),
        "id": _ID,
        "data-name": _ANY,
        "data-alt": _ANY,
        "data-tex": _ANY,
        "data-markdown": _ANY,
    },
    **{name: {"id": _ID} for name in (*HEADINGS, "figure", "table")},
}


def vocabulary_faults(tree: Element) -> list[str]:
    """What in a tree no writer of chapters knows, in words for a programmer; empty: nothing."""
    faults = [] if tree.tag == "div" and not tree.attrib else ["the root is no bare <div>"]
    waiting: list[tuple[Element, int]] = [(tree, 0)]
    while waiting:
        element, depth = waiting.pop()
        if depth > MAX_DEPTH:
            return [*faults, f"elements lie more than {MAX_DEPTH} deep"]
        faults += _faults(element, is_root=element is tree)
        waiting += [(child, depth + 1) for child in element if isinstance(child.tag, str)]
    return faults


def _faults(element: Element, *, is_root: bool) -> Iterator[str]:
    name = described(element)
    for child in element:
        if not isinstance(child.tag, str):
            yield f"a comment or instruction in {name}"
        elif not _may_hold(element, child, is_root=is_root):
            yield f"{described(child)} in {name}"
    if _loose_text(element, is_root=is_root):
        yield f"text right in {name}"
    if not is_root:
        yield from _attribute_faults(element)
    yield from _shape_faults(element)


def described(element: Element) -> str:
    kind = element.get("class")
    return f'<{element.tag} class="{kind}">' if kind else f"<{element.tag}>"


def kind_of(element: Element) -> str:
    return element.get("class") or ""


def _may_hold(element: Element, child: Element, *, is_root: bool) -> bool:
    tag, name, kind = str(element.tag), str(child.tag), kind_of(element)
    if tag in _PARTS:
        return name in _PARTS[tag] and (name != "span" or kind_of(child) == "missing")
    if is_root or (tag == "div" and kind == "box"):
        return name in BLOCKS
    if tag == "div":
        return name in {"verse": ("p", "footer"), "side-by-side": ("figure",)}.get(kind, ())
    if tag in _HOLD_BLOCKS:
        return name in BLOCKS or (name == "footer" and child.getnext() is None)
    if tag in _HOLD_BOTH or (tag == "span" and kind == "note"):
        return name in BLOCKS or name in INLINE
    if tag == "span" and kind in SPANS:
        return False
    return name in INLINE and (tag in _HOLD_INLINE or tag in MARKS)


def _loose_text(element: Element, *, is_root: bool) -> bool:
    tag = str(element.tag)
    if tag == "pre" or tag in _HOLD_INLINE or tag in _HOLD_BOTH or tag in MARKS:
        return False
    return any((text or "").strip() for text in (element.text, *(one.tail for one in element)))


def _attribute_faults(element: Element) -> Iterator[str]:
    known = _ATTRIBUTES.get(str(element.tag), {})
    for key, value in element.attrib.items():
        pattern = _LANG if key == "lang" else known.get(str(key))
        if pattern is None:
            yield f"the attribute {key!s} of {described(element)}"
        elif not pattern.fullmatch(str(value)):
            yield f"{key!s}={value!s} of {described(element)}"


def _shape_faults(element: Element) -> Iterator[str]:
    tag, kind = str(element.tag), kind_of(element)
    if tag == "div" and kind not in DIVS and element.getparent() is not None:
        yield "a <div> without a class"
    if tag == "aside" and not kind:
        yield "an <aside> without a class"
    if tag == "figure" and sum(child.tag in ("img", "span") for child in element) != 1:
        yield "a <figure> that has not one picture"
    if tag == "img" and not element.get("src"):
        yield "an <img> without src"
    if tag == "a" and not element.get("href"):
        yield "an <a> without href"
    if tag == "a" and any(True for _ in element.iter("a") if _ is not element):
        yield "an <a> in an <a>"
    if kind == "note" and any(kind_of(one) == "note" for one in element.iterdescendants("span")):
        yield "a note in a note"
