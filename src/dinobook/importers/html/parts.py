"""What blocks of Markdown are put together from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from lxml import etree

from dinobook.importers.html.runs import runs_of
from dinobook.importers.html.vocabulary import BLOCKS, Element

Rows = list[str]
_LISTS: Final = ("ul", "ol", "dl")
_FEWEST: Final = 3
_BARE: Final = "bare"


def parts_of(element: Element) -> list[Element]:
    """What an element holds as blocks: words that stand in it bare are a paragraph.

    The children move to what is returned. A language of the element is that of its parts.
    """
    parts: list[Element] = []
    bare = _paragraph(element.text)
    for child in list(element):
        tail, child.tail = child.tail, None
        if child.tag in BLOCKS:
            parts += [bare] if runs_of(bare) else []
            parts.append(child)
            bare = _paragraph(tail)
        else:
            bare.append(child)
            child.tail = tail
    parts += [bare] if runs_of(bare) else []
    if lang := element.get("lang"):
        for part in parts:
            _put_language(part, lang)
    return parts


def is_bare(part: Element) -> bool:
    """Whether it is a paragraph only because other blocks stand beside it."""
    return part.tag == "p" and part.get("class") == _BARE


def _paragraph(text: str | None) -> Element:
    paragraph = etree.Element("p", {"class": _BARE})
    paragraph.text = text
    return paragraph


def _put_language(part: Element, lang: str) -> None:
    if part.get("lang"):
        return
    if not is_bare(part):
        part.set("lang", lang)
        return
    span = etree.Element("span", {"lang": lang})
    span.text, part.text = part.text, None
    span.extend(list(part))
    part.append(span)


def would_join(above: Element, below: Element) -> bool:
    """Whether two lists in a row would be read as one."""
    same = above.tag == below.tag and below.tag in _LISTS
    return same and (above.get("type") or "1") == (below.get("type") or "1")


def indented(rows: Sequence[str], first: str, other: str) -> Rows:
    """The rows behind a mark, and below it."""
    if not rows:
        return [first.rstrip()]
    begun = f"{first}{rows[0]}" if rows[0] else first.rstrip()
    return [begun, *(f"{other}{row}" if row else "" for row in rows[1:])]


def fenced(
    name: str, bar: str, inner: Sequence[str], options: Mapping[str, str | None] | None = None
) -> Rows:
    """A block between slashes, with more of them than what it holds."""
    count = _FEWEST
    for row in inner:
        bare = row.lstrip(" >")
        slashes = len(bare) - len(bare.lstrip("/"))
        if slashes >= _FEWEST:
            count = max(count, slashes + 1)
    fence = "/" * count
    named = [f"    {key}: {value}" for key, value in (options or {}).items() if value]
    return [f"{fence} {name} | {bar}" if bar else f"{fence} {name}", *named, *inner, fence]
