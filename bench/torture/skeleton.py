"""The block structure of HTML, bare enough that two Markdown engines can be compared by it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree, html
from markdown_it import MarkdownIt

from dinobook.markup.convert import convert

_BLOCKS: Final = frozenset(
    [
        "blockquote",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "li",
        "ol",
        "p",
        "pre",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_GFM: Final = MarkdownIt("commonmark", {"html": True}).enable("table")
_NO_LETTER: Final = re.compile(r"[\W_]+")

Node = tuple[str, tuple["Node | str", ...]]
"""An element with what it holds. Text is letters and digits only, but code is as it stands."""


def of_markdown_it(text: str) -> tuple[Node | str, ...]:
    return of_html(_GFM.render(text))


def of_dinobook(text: str) -> tuple[Node | str, ...] | None:
    """The structure of a chapter's body; None where `check` refuses it."""
    converted = convert(f"---\ntitle: Proef\n---\n{text}", "manuscript/proef.md")
    if converted.fragment is None or any(one.is_error for one in converted.problems):
        return None
    return of_html(converted.fragment.xhtml)


def of_html(text: str) -> tuple[Node | str, ...]:
    root = html.fragment_fromstring(text, create_parent="div")
    return _joined(_inside(root))


def _inside(element: etree._Element) -> Iterator[Node | str]:
    if element.text:
        yield element.text
    for child in element:
        if isinstance(child.tag, str):
            yield from _element(child)
        if child.tail:
            yield child.tail


def _element(child: etree._Element) -> Iterator[Node | str]:
    name = str(child.tag)
    if name == "pre":
        yield "pre", ("".join(map(str, child.itertext())).rstrip("\n"),)
    elif name == "p" and _is_in_item(child):
        yield from (" ", *_inside(child), " ")  # whether a list is loose is a matter of looks
    elif name in _BLOCKS:
        start = child.get("start", "1") if name == "ol" else ""
        yield f"{name}{start if start != '1' else ''}", _joined(_inside(child))
    else:
        yield from _inside(child)


def _is_in_item(child: etree._Element) -> bool:
    parent = child.getparent()
    return parent is not None and parent.tag == "li"


def _joined(nodes: Iterator[Node | str]) -> tuple[Node | str, ...]:
    """Neighbouring texts as one, bare of signs; empty ones left out."""
    found: list[Node | str] = []
    for node in nodes:
        if not isinstance(node, str):
            found.append(node)
        elif found and isinstance(found[-1], str):
            found[-1] += _NO_LETTER.sub("", node)
        else:
            found.append(_NO_LETTER.sub("", node))
    return tuple(node for node in found if node)
