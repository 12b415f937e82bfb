"""The last step of a post's tree: cleaned, with what only this importer knows put in its place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from dinobook.importers.html import OURS, clean
from dinobook.importers.inventory import LeftOut, same_words
from dinobook.importers.wordpress.context import Context
from dinobook.importers.wordpress.markup.tags import names
from dinobook.importers.wordpress.trees.tree import (
    Element,
    classes,
    has_text,
    iterate,
    name_of,
    remove,
    replace,
    words_of,
)
from dinobook.xhtml import unwrap

_OURS_DIVS: Final = frozenset({"verse", "side-by-side", "formula"})
_OURS_SPANS: Final = frozenset({"note", "missing", "formula"})
_INLINE: Final = names("span font em strong a code b i u s")
_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
_LOWEST: Final = 6
_TAKES_ID: Final = frozenset({"h2", "h3", "h4", "h5", "h6", "figure", "table"})


def settle(context: Context, root: Element, title: str) -> Element:
    """The tree for the writer; what cleaning leaves out is added to the context."""
    _mark_ours(context, root)
    elsewhere = context.links_to | set(context.ids.values())
    before = [one for one in root.iter(*_HEADINGS) if has_text(one)]
    tree, left_out = clean(root, title, elsewhere)
    _tell_of_levels(context, before, [one for one in tree.iter(*_HEADINGS)])
    _tell(context, left_out)
    for element in iterate(tree, "div", "aside"):
        _open_inner_quote(element)
    for mark in iterate(tree, "span"):
        if mark.get("id") and not len(mark) and not mark.text:
            _lift_id(mark)
    return tree


def _mark_ours(context: Context, root: Element) -> None:
    """What is in the words of the tree already stays; how a block looks goes."""
    for element in root.iter("div", "span", "aside", "img"):
        if "data-done" in element.attrib:
            del element.attrib["data-done"]
        if is_ours(element):
            element.set(OURS, "")
    looks = [one for one in root.iter() if one.get("style") and one.tag not in _INLINE]
    for element in looks:
        del element.attrib["style"]
    context.leave_out("attributes", "", "how a block looks is set in the style sheet", len(looks))


def _tell(context: Context, left_out: Iterable[LeftOut]) -> None:
    """What the cleaning left out; of a link, words and address are two things."""
    for one in left_out:
        if one.kind == "links" and " → " in one.words:
            words, _, address = one.words.partition(" → ")
            context.leave_out("links", words, one.reason, one.count)
            context.leave_out("addresses", address, one.reason, one.count)
        else:
            context.leave_out(one.kind, one.words, one.reason, one.count)


def _tell_of_levels(context: Context, before: list[Element], after: list[Element]) -> None:
    """A chapter has five levels of headings: a sixth stands beside the fifth."""
    was = now = 0
    if len(before) == len(after) + 1:  # the first one repeated the title
        was = int(before[0].tag[1])
        before = before[1:]
    if len(before) != len(after):
        return
    for old, new in zip(before, after, strict=True):
        level, made = int(old.tag[1]), int(new.tag[1])
        if 0 < was < level and (now == 0 or made == now == _LOWEST):
            words = same_words(words_of(old))
            context.same.setdefault("headings", {})[f"> {words}"] = words
        was, now = level, made


def is_ours(element: Element) -> bool:
    marks = classes(element)
    if element.tag == "img":
        return False
    if element.tag == "div":
        return bool(marks & _OURS_DIVS)
    if element.tag == "aside":
        return "pull-quote" in marks
    return bool(marks & _OURS_SPANS) or (bool(element.get("id")) and not len(element))


def _open_inner_quote(element: Element) -> None:
    """A poem or pull quote was cleaned as a quotation, so that its source stays one."""
    if element.get("class") and len(element) == 1 and element[0].tag == "blockquote":
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
