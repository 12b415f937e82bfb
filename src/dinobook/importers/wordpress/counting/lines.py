"""What a line of a post holds, counted."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import quote, unquote

from dinobook.importers.inventory import Gatherer
from dinobook.importers.wordpress.counting.raw_tree import Node, raw_tree
from dinobook.importers.wordpress.counting.texts import (
    EMOJI,
    GONE,
    PLAYED,
    UNSEEN,
    address_of,
    every,
    printed,
    text_of,
)
from dinobook.importers.wordpress.export import Attachment, Post

_NOWHERE: Final = ("javascript:", "vbscript:", "data:", "about:", "file:")


@dataclass(frozen=True, slots=True)
class Source:
    """What the counting needs of the rest of the export."""

    attachments: Mapping[str, Attachment] = field(default_factory=dict)
    by_parent: Mapping[str, Sequence[Attachment]] = field(default_factory=dict)
    shared: Mapping[str, str] = field(default_factory=dict)
    by_address: Mapping[str, Attachment] = field(default_factory=dict)
    bracket_notes: bool = False


class LineCounter:
    """Counts what stands in a line: links, pictures, notes, code."""

    def __init__(self, post: Post, source: Source) -> None:
        self.post = post
        self.source = source
        self.found = Gatherer()
        self.paragraph = 0
        self.depth = 0
        self.calls: list[Node] = []
        self.texts = texts_of_notes(post)
        self.described: tuple[Node | None, str] = (None, "")
        """The picture that a caption belongs to, and the caption."""

    @property
    def place(self) -> str:
        return f"{self.post.name}, paragraph {max(1, self.paragraph)}"

    def add(self, kind: str, text: str = "") -> None:
        self.found.add(kind, text, self.place)

    def _words(self, text: str) -> None:
        self.found.add_words(text, self.place)

    def _link(self, address: str, words: str) -> None:
        self.add("links", words)
        self.add("addresses", f"https:{address}" if address.startswith("//") else address)

    def _inline(self, run: Sequence[Node | str]) -> None:
        for node in run:
            if isinstance(node, Node):
                self._inline_node(node)

    def _inline_node(self, node: Node) -> None:
        if node.tag == "x-note" or node.attributes.get("data-fn"):
            self._call(node)
            return
        if node.names & GONE:
            return
        method = _METHODS.get(node.tag)
        if method is not None:
            getattr(self, method)(node)
        if node.tag not in PLAYED:
            self._inline(node.children)

    def _line_break(self, _node: Node) -> None:
        self.add("line-breaks")

    def _image(self, node: Node) -> None:
        self._picture(node, "")

    def _inline_code(self, node: Node) -> None:
        self.add("code", text_of(node))

    def _formula(self, node: Node) -> None:
        self.add("formulas", html.unescape(node.attributes.get("tex", "")))

    def _inline_played(self, node: Node) -> None:
        if address := address_of(node):
            self._link(address, printed(address))

    def _anchor(self, node: Node) -> None:
        address = " ".join(node.attributes.get("href", "").split())
        if address and text_of(node).strip():
            self.add("links", text_of(node))
            plain = re.sub(r"\s+", "", address).lower()
            if not plain.startswith((*_NOWHERE, "#")):
                self.add("addresses", UNSEEN.sub(lambda one: quote(one[0]), address))

    def _call(self, node: Node) -> None:
        name = node.attributes.get("data-fn")
        if name and not self.texts.get(name, "").strip():
            self.add("note-calls")
            return
        note = node if not name else raw_tree(self.texts[name])
        if text_of(note).strip():
            self.add("note-calls")
            self.calls.append(note)

    def _pictures(self, node: Node, caption: str) -> None:
        for one in [node, *every(node)]:
            if one.tag == "img":
                self._picture(one, caption)

    def _picture(self, node: Node, caption: str) -> None:
        said = node.attributes
        if EMOJI.search(said.get("class", "")) or "core/emoji" in said.get("src", ""):
            return
        if (said.get("width"), said.get("height")) in (("1", "1"), ("0", "0")):
            return
        self.add("pictures", picture_key(source_of(said), ""))
        number = re.search(r"wp-image-(\d+)", said.get("class", ""))
        known = self.source.attachments.get(number[1]) if number else None
        known = self.source.by_address.get(plain_address(source_of(said))) or known
        caption = caption or (self.described[1] if node is self.described[0] else "")
        words = said.get("alt", "").strip() or (known.alt if known else "") or caption
        if words:
            self.add("descriptions", words)

    def _gallery_picture(self, number: str) -> None:
        known = self.source.attachments.get(number)
        self.add("pictures", picture_key(known.url if known else "", number))
        if known is None:
            return
        caption = text_of(raw_tree(known.caption))
        if known.alt or caption:
            self.add("descriptions", known.alt or caption)
        if caption:
            self.add("captions", caption)
            self._words(caption)


_METHODS: Final = {
    "br": "_line_break",
    "img": "_image",
    "a": "_anchor",
    "code": "_inline_code",
    "x-formula": "_formula",
    **dict.fromkeys(PLAYED, "_inline_played"),
}


def texts_of_notes(post: Post) -> dict[str, str]:
    """The notes of the block editor by the names of their calls."""
    try:
        notes = json.loads(post.meta.get("footnotes") or "[]")
    except (ValueError, RecursionError):
        return {}
    if not isinstance(notes, list):
        return {}
    return {str(n.get("id")): str(n.get("content") or "") for n in notes if isinstance(n, dict)}


def picture_key(address: str, number: str) -> str:
    """How the inventory calls a picture: its address as the post gives it."""
    return address.partition("?")[0] or number


def plain_address(address: str) -> str:
    """Where a file lies below the uploads, whatever size of it is meant."""
    path = re.sub(r"^\w+://[^/]*", "", address.partition("?")[0])
    path = re.split(r"/(?:uploads|files)/(?:sites/\d+/)?", path)[-1].lstrip("/")
    return unquote(re.sub(r"-\d+x\d+(?=\.\w+$)", "", path))


def bare_name(address: str) -> str:
    """The file that an address names, whatever size of it."""
    name = address.partition("?")[0].rsplit("/", 1)[-1]
    return re.sub(r"(?:-\d+x\d+|-scaled)(?=\.\w+$)", "", name).lower()


def source_of(said: Mapping[str, str]) -> str:
    names = (
        "data-orig-file",
        "data-large-file",
        "data-lazy-src",
        "data-src",
        "data-original",
        "src",
    )
    return next((said[name] for name in names if said.get(name)), "")
