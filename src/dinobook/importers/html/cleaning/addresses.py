"""Links and the places that they lead to."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import Final
from urllib.parse import quote, unquote

from dinobook.importers.html.cleaning.report import Report
from dinobook.importers.html.vocabulary import Element
from dinobook.markup.addresses import refuse_link

_NOT_IN_ID: Final = re.compile(r"[^\w.-]+")
_BEGINS: Final = re.compile(r"[^\W\d]")
_YOUTUBE: Final = re.compile(r"https?://www\.youtube(?:-nocookie)?\.com/embed/([\w-]+)")
_VIMEO: Final = re.compile(r"https?://player\.vimeo\.com/video/(\d+)")
_HIDDEN: Final = re.compile(
    "[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff0-\uffff]"
)
_UNSEEN: Final = re.compile(r"[\x00-\x20\x7f]+")


class Places:
    """The ids of a tree that something in it links to, by the name that each gets.

    `elsewhere` are ids that other chapters have.
    """

    def __init__(self, tree: Element, elsewhere: Collection[str] = ()) -> None:
        self.elsewhere = frozenset(elsewhere)
        wanted = {_target(one.get("href")) for one in tree.iter("a")} - {""}
        self._names: dict[str, str] = {}
        taken = set(elsewhere)
        for name in _ids(tree):
            if name in wanted and name not in self._names:
                self._names[name] = free = _free(name, taken)
                taken.add(free)
        self._waiting = dict(self._names)

    def take(self, element: Element) -> str:
        """The id of an element, once; empty where nothing leads to it."""
        for name in _ids_of(element):
            if name in self._waiting:
                return self._waiting.pop(name)
        return ""

    def link(self, href: str) -> str:
        """The address of a link in the tree; empty where it leads nowhere."""
        target = _target(href)
        if not href.strip().startswith("#"):
            return href
        if target in self.elsewhere:
            return f"#{target}"
        return f"#{self._names[target]}" if target in self._names else ""


def _target(href: str | None) -> str:
    text = (href or "").strip()
    return unquote(text[1:]) if text.startswith("#") else ""


def _ids(tree: Element) -> Iterable[str]:
    for element in tree.iter():
        if isinstance(element.tag, str):
            yield from _ids_of(element)


def _ids_of(element: Element) -> list[str]:
    own = [element.get("id") or ""]
    if element.tag == "a":
        own.append(element.get("name") or "")
    return [name for name in own if name]


def _free(name: str, taken: Collection[str]) -> str:
    wanted = _NOT_IN_ID.sub("-", name).strip("-") or "plaats"
    if not _BEGINS.match(wanted):
        wanted = f"p-{wanted}"
    free, number = wanted, 2
    while free in taken:
        free, number = f"{wanted}-{number}", number + 1
    return free


def safe_address(href: str, words: str, places: Places, report: Report) -> str:
    """The address that a link keeps; empty, and said, where a book cannot have it."""
    address = _UNSEEN.sub(" ", href).strip().replace(" ", "%20")
    address = _HIDDEN.sub(lambda found: quote(found[0]), address)
    if address.startswith("//"):
        address = f"https:{address}"
    if not address:
        return ""
    linked = places.link(address)
    if not linked:
        report.tell("links", f"{words} → {address}", "nothing in the text has this id")
    elif refuse_link(linked) is not None:
        report.tell("links", f"{words} → {address}", "no book can have such an address")
        return ""
    return linked


def page_of(address: str) -> str:
    """The page that shows what was embedded."""
    if address.startswith("//"):
        address = f"https:{address}"
    if found := _YOUTUBE.match(address):
        return f"https://www.youtube.com/watch?v={found[1]}"
    if found := _VIMEO.match(address):
        return f"https://vimeo.com/{found[1]}"
    return address
