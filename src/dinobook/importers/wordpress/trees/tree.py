"""HTML of a post as a tree, however it is nested, and small steps on trees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from lxml import etree

from dinobook.importers.wordpress.markup.tags import names, tokens

Element = etree._Element

_DEEPEST: Final = 60
MOST_NESTED: Final = 60
"""Lists, quotations and tables in each other: more than this no chapter can have."""
_NESTS: Final = names("ul ol dl blockquote table")
_VOID: Final = names("br img hr input col area wbr embed source track param meta link base")
_ENDS_ITSELF: Final = names("p li td th tr dt dd option thead tbody tfoot")
_PARTS: Final = names("br p div li td th tr dt dd h1 h2 h3 h4 h5 h6 figcaption pre")
_PARSER: Final = etree.HTMLParser(
    encoding="utf-8", no_network=True, remove_pis=True, remove_comments=True, huge_tree=True
)


def parse(markup: str) -> Element:
    """The markup below one `<div>`. What is nested too deep to be meant loses its outer tags."""
    text = _not_too_deep(markup)
    document = f"<html><body><div>{text}</div></body></html>"
    root = etree.fromstring(document.encode("utf-8", "replace"), _PARSER)
    made = etree.Element("div")
    body = None if root is None else root.find("body")
    if body is not None:
        # a stray </div> leaves the rest of the post behind the one that was put around it
        for child in list(body):
            if child.tag == "div" and not child.attrib and child is body[0]:
                append_text(made, child.text)
                made.extend(list(child))
                append_text(made, child.tail)
            else:
                made.append(child)
    return made


def _not_too_deep(markup: str) -> str:
    """A tag below a hundred others goes; its text stays."""
    depth = 0
    kept: list[str] = []
    skipped: dict[str, int] = {}
    for token in tokens(markup):
        if token.kind == "open" and token.name not in _VOID and token.name not in _ENDS_ITSELF:
            if depth >= _DEEPEST:
                skipped[token.name] = skipped.get(token.name, 0) + 1
                continue
            depth += not token.text.endswith("/>")
        elif token.kind == "close" and token.name not in _VOID | _ENDS_ITSELF:
            if skipped.get(token.name):
                skipped[token.name] -= 1
                continue
            depth = max(0, depth - 1)
        # a sign that begins no tag is text, and not the beginning of a comment without an end
        kept.append(token.text.replace("<", "&lt;") if token.kind == "text" else token.text)
    return "".join(kept)


def is_too_nested(markup: str) -> bool:
    """Whether lists, quotations and tables lie in each other, deeper than `MOST_NESTED`."""
    depth = 0
    for token in tokens(markup):
        if token.name in _NESTS:
            depth = max(0, depth + {"open": 1, "close": -1}.get(token.kind, 0))
        if depth > MOST_NESTED:
            return True
    return False


def classes(element: Element) -> frozenset[str]:
    return frozenset((element.get("class") or "").split())


def name_of(element: Element | None) -> str:
    return element.tag if element is not None and isinstance(element.tag, str) else ""


def has_text(element: Element) -> bool:
    return any(str(piece).strip() for piece in element.itertext())


def words_of(element: Element) -> str:
    """Its words, with a space at each line end and between blocks; those of notes are not its."""
    return " ".join("".join(_pieces(element)).split())


def _pieces(element: Element) -> Iterator[str]:
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, one in walk:
        if one is not element and "note" in classes(one):
            if event == "start":
                walk.skip_subtree()
            else:
                yield one.tail or ""
            continue
        parts = one.tag in _PARTS
        if event == "start":
            yield f" {one.text or ''}" if parts else one.text or ""
        else:
            yield " " if parts else ""
            yield (one.tail or "") if one is not element else ""


def append_text(element: Element, text: str | None) -> None:
    """`text` at the end of what the element holds."""
    if not text:
        return
    if len(element):
        last = element[-1]
        last.tail = (last.tail or "") + text
    else:
        element.text = (element.text or "") + text


def remove(element: Element) -> None:
    """Without the element and all in it; what stands behind it stays."""
    parent = element.getparent()
    if parent is None:
        return
    _keep_tail(element, parent)
    parent.remove(element)


def _keep_tail(element: Element, parent: Element) -> None:
    if not element.tail:
        return
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + element.tail
    else:
        parent.text = (parent.text or "") + element.tail
    element.tail = None


def replace(element: Element, new: Iterable[Element]) -> None:
    """Others in the element's place, the text behind it behind the last one."""
    parent = element.getparent()
    others = list(new)
    if parent is None:
        return
    if not others:
        remove(element)
        return
    tail, element.tail = element.tail, None
    index = parent.index(element)
    parent[index : index + 1] = others
    if tail:
        others[-1].tail = (others[-1].tail or "") + tail


def make(tag: str, attributes: dict[str, str] | None = None, text: str = "") -> Element:
    element = etree.Element(tag, attributes or {})
    element.text = text or None
    return element


def take_inside(target: Element, source: Element) -> Element:
    """Text and children of `source` moved into `target`."""
    append_text(target, source.text)
    source.text = None
    target.extend(list(source))
    return target


def iterate(root: Element, *tags: str) -> list[Element]:
    """A list, so that the tree may change meanwhile; elements taken out of it are not in it."""
    return list(root.iter(*tags))


def is_within(element: Element, root: Element) -> bool:
    """Whether it still hangs in the tree."""
    top = element
    while (parent := top.getparent()) is not None:
        top = parent
    return top is root


def without_edge_breaks(parent: Element) -> None:
    """No `br` at the beginning or end of a paragraph that something has left."""
    while len(parent) and parent[0].tag == "br" and not (parent.text or "").strip():
        parent.text = parent[0].tail
        parent[0].tail = None
        parent.remove(parent[0])
    while len(parent) and parent[-1].tag == "br" and not (parent[-1].tail or "").strip():
        replace(parent[-1], [])
