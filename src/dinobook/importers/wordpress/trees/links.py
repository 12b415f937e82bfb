"""Links of a post, and the places in it that links lead to."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote, unquote

from dinobook.importers.inventory import same_words
from dinobook.importers.site import path_on
from dinobook.importers.wordpress.context import Context
from dinobook.importers.wordpress.markup.tags import names
from dinobook.importers.wordpress.trees.tree import (
    Element,
    has_text,
    iterate,
    make,
    name_of,
    words_of,
)
from dinobook.slugs import slug
from dinobook.xhtml import unwrap

_HOLDS_A_MARK: Final = names("a p li dt dd td th h1 h2 h3 h4 h5 h6 figcaption span em strong")
_HIDDEN: Final = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
"""Signs that nobody sees, and that turn an address around on the page."""
_UNFIT_SIGNS: Final = re.compile(r"[\x00-\x20\x7f]+")
_UNFIT: Final = ("javascript:", "vbscript:", "data:", "about:", "file:")


def set_links(context: Context, root: Element) -> None:
    """Links to posts of the book as links in the book; ids only where something leads to them."""
    wanted = context.blog.anchors.get(context.post.key, set())
    for element in iterate(root):
        anchor = element.attrib.pop("id", "") or (
            element.attrib.pop("name", "") if element.tag == "a" else ""
        )
        if anchor and unquote(anchor) in wanted:
            _set_id(context, element, unquote(anchor))
    for link in iterate(root, "a"):
        _set_link(context, link)


def _set_id(context: Context, element: Element, anchor: str) -> None:
    made = anchor_id(context.chapter_id, anchor)
    if not made or made in context.ids.values():
        return
    context.ids[anchor] = made
    mark = make("span", {"id": made})
    if element.tag in _HOLDS_A_MARK:
        mark.tail, element.text = element.text, None
        element.insert(0, mark)
        return
    element.addprevious(mark)


def anchor_id(chapter: str, anchor: str) -> str:
    """The id of a place in a chapter, unlike that of any place in another one."""
    name = slug(anchor, limit=40)
    return f"{chapter or 'h'}-{name}" if name else ""


def _set_link(context: Context, link: Element) -> None:
    href = _HIDDEN.sub(lambda found: quote(found[0]), " ".join((link.get("href") or "").split()))
    if not href or (href == "#"):
        _open(context, link, href)
        return
    if href.startswith("#"):
        _inside(context, link, unquote(href[1:]))
        return
    if re.sub(r"\s+", "", link.get("href") or "").lower().startswith(_UNFIT):
        _open(context, link, href)
        return
    target = context.blog.addresses.find(href)
    chapter = context.blog.chapters.get(target.key) if target is not None else None
    if target is None or chapter is None:
        made = _UNFIT_SIGNS.sub("%20", _whole(context, href).strip())
        if made != href:
            context.same.setdefault("addresses", {})[same_words(href)] = same_words(made)
        link.set("href", made)
        return
    known = context.blog.anchors.get(target.key, set())
    anchor = anchor_id(chapter, target.fragment) if target.fragment in known else ""
    context.leave_out("addresses", href, f"it leads to a chapter of the book now, “{chapter}”")
    if anchor:
        context.links_to.add(anchor)
    link.set("href", f"#{anchor}" if anchor else chapter)


def _whole(context: Context, href: str) -> str:
    """An address below the blog with the blog before it."""
    site = context.blog.site
    if href.startswith("//"):
        return f"https:{href}"
    if site and path_on(site, href) is not None and href.startswith("/"):
        host = "/".join(site.split("/")[:3])
        return f"{host}{href}"
    if site and "://" not in href and not href.lower().startswith(("mailto:", "tel:")):
        return f"{site}/{href.lstrip('/')}"
    return href


def _inside(context: Context, link: Element, anchor: str) -> None:
    if anchor in context.ids:
        link.set("href", f"#{context.ids[anchor]}")
    else:
        _open(context, link, f"#{anchor}")


def _open(context: Context, link: Element, href: str) -> None:
    """A link that leads nowhere keeps its words."""
    if (href and href != "#") or has_text(link):
        words = words_of(link)
        if href:
            context.leave_out("links", words, f"its address leads nowhere in a book ({href[:60]})")
    if name_of(link.getparent()):
        unwrap(link)
