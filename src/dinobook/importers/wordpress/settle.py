"""The last step of a post's tree: cleaned, with what only this importer knows put in its place."""

from __future__ import annotations

from typing import Final

from dinobook.importers.html import OURS, clean
from dinobook.importers.inventory import LeftOut
from dinobook.importers.wordpress.context import Context
from dinobook.importers.wordpress.tree import Element, classes, iterate, name_of, remove, replace
from dinobook.xhtml import unwrap

_OURS_DIVS: Final = frozenset({"verse", "side-by-side", "formula"})
_OURS_SPANS: Final = frozenset({"note", "missing", "formula"})
_TAKES_ID: Final = frozenset({"h2", "h3", "h4", "h5", "h6", "figure", "table"})


def settle(context: Context, root: Element, title: str) -> Element:
    """The tree for the writer; what cleaning leaves out is added to the context."""
    for element in root.iter("div", "span", "aside"):
        if is_ours(element):
            element.set(OURS, "")
    elsewhere = context.links_to | set(context.ids.values())
    tree, left_out = clean(root, title, elsewhere)
    for one in left_out:
        count = getattr(one, "count", 1)
        context.left_out.append(
            LeftOut(one.kind, one.words, one.reason, count, context.post.name)
        )
    for element in iterate(tree, "div", "aside"):
        _open_inner_quote(element)
    for mark in iterate(tree, "span"):
        if mark.get("id") and not len(mark) and not mark.text:
            _lift_id(mark)
    return tree


def is_ours(element: Element) -> bool:
    marks = classes(element)
    if element.tag == "div":
        return bool(marks & _OURS_DIVS)
    if element.tag == "aside":
        return "pull-quote" in marks
    return bool(marks & _OURS_SPANS) or (bool(element.get("id")) and not len(element))


def _open_inner_quote(element: Element) -> None:
    """A poem or pull quote was cleaned as a quotation, so that its source stays one."""
    if len(element) == 1 and element[0].tag == "blockquote":
        unwrap(element[0])
        element.text = None
        for child in element:
            child.tail = None


def _lift_id(mark: Element) -> None:
    """An id at the beginning of a heading is the heading's; alone above a figure, the figure's."""
    parent = mark.getparent()
    if parent is None or (parent.text or "").strip() or mark.getprevious() is not None:
        return
    name = name_of(parent)
    if name in _TAKES_ID and not parent.get("id"):
        target = parent
    elif name == "p" and len(parent) == 1 and not (mark.tail or "").strip():
        following = parent.getnext()
        if following is None or following.tag not in _TAKES_ID or following.get("id"):
            return
        following.set("id", mark.get("id") or "")
        replace(parent, [])
        return
    else:
        return
    target.set("id", mark.get("id") or "")
    remove(mark)
