"""What a reader sees of a part of the raw tree, as text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

from dinobook.importers.wordpress.counting.names import BLOCKS, names
from dinobook.importers.wordpress.counting.raw_tree import Node

PLAYED: Final = (
    "video",
    "audio",
    "iframe",
    "embed",
    "object",
    "x-media",
    "x-media-open",
    "x-embed",
)
GONE: Final = names(
    "wp-block-button wp-block-buttons wp-block-file__button wp-block-spacer sharedaddy "
    "jp-relatedposts"
)
EMOJI: Final = re.compile(r"wp-smiley|\bemoji\b")
UNSEEN: Final = re.compile("[\u00ad\u034f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_LONE_MARK: Final = re.compile(
    "(?:^|(?<=[\\s!-/:-@\\[-`{-~]))[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f]+"
)
"""Accents that stand on no letter."""
_HOMES: Final = {
    "youtube": "https://www.youtube.com/watch?v=",
    "vimeo": "https://vimeo.com/",
    "dailymotion": "https://www.dailymotion.com/video/",
    "ted": "https://www.ted.com/talks/view/id/",
    "wpvideo": "https://videopress.com/v/",
    "videopress": "https://videopress.com/v/",
}


def text_of(node: Node) -> str:
    """The words a reader sees in it, without those of its notes."""
    return joined(node.children)


def joined(run: Sequence[Node | str]) -> str:
    text = UNSEEN.sub("", unicodedata.normalize("NFC", "".join(strings(run))))
    return re.sub(r"[ \t\n\r\f]+", " ", _LONE_MARK.sub("", text)).strip()


def strings(run: Sequence[Node | str]) -> Iterator[str]:
    for child in run:
        if isinstance(child, str):
            yield child
        elif child.tag == "br" or (child.tag in BLOCKS and child.tag not in ("x-gallery",)):
            yield " "
            yield from _inner(child)
            yield " "
        elif child.tag == "img":
            if EMOJI.search(child.attributes.get("class", "")):
                yield child.attributes.get("alt", "")
        elif child.tag in PLAYED:
            yield printed(address_of(child))
        else:
            yield from _inner(child)


def _inner(node: Node) -> Iterator[str]:
    hidden = node.tag in ("x-note", "x-formula") or "data-fn" in node.attributes
    if not hidden and not node.names & GONE:
        yield from strings(node.children)


def every(node: Node) -> Iterator[Node]:
    for child in node.nodes():
        yield child
        yield from every(child)


def own_text(item: Node) -> str:
    """The words of an item without those of the lists in it."""
    return joined(
        [one for one in item.children if isinstance(one, str) or one.tag not in ("ul", "ol", "dl")]
    )


def lines_of(node: Node) -> list[str]:
    return "".join(_verse_strings(node)).split("\n")


def raw_text(node: Node) -> str:
    return "".join(_verse_strings(node))


def _verse_strings(node: Node) -> Iterator[str]:
    for child in node.children:
        if isinstance(child, str):
            yield child
        elif child.tag == "br":
            yield "\n"
        elif child.tag not in ("x-note",) and "data-fn" not in child.attributes:
            yield from _verse_strings(child)


def printed(address: str) -> str:
    """An address as people read it."""
    text = address.strip()
    for start in ("https:", "http:", "//", "www."):
        text = text[len(start) :] if text.lower().startswith(start) else text
    return text[:-1] if text.endswith("/") else text


def address_of(node: Node) -> str:
    said = node.attributes
    names = (
        "bare",
        "src",
        "data-src",
        "data",
        "mp4",
        "m4v",
        "webm",
        "ogv",
        "mp3",
        "m4a",
        "ogg",
        "wav",
    )
    sources = (one.attributes.get("src", "") for one in every(node) if one.tag == "source")
    found = [said.get(name, "") for name in (*names, "url", "href", "id")]
    address = next((one for one in (*found, *sources, text_of(node)) if one.strip()), "").strip()
    if re.match(r"(?:https?:)?//", address) or node.tag not in ("x-media", "x-media-open"):
        return address
    home = _HOMES.get(said.get("name", ""), "")
    return f"{home}{address}" if home and address else ""
