"""Pictures that stand side by side, or on a page of their own."""

from __future__ import annotations

from typing import Final

from lxml import etree

from dinobook.markup.tree import Element, plain_text, remove
from dinobook.xhtml import add_class

FULL_BLEED: Final = "aflopend"
"""The class of a picture that fills its page to the edge, and the bleed."""
FACING: Final = "tegenover"
"""The class of a picture on the left page that faces the opener of its chapter."""
_MOST: Final = 4


def set_side_by_side(block: Element) -> str:
    """Give each picture a paragraph of its own. What is wrong; empty: nothing."""
    pictures = _pictures(block)
    if not 2 <= len(pictures) <= _MOST:
        return f"holds {_counted(len(pictures))}, where it needs 2 to {_MOST}"
    if _has_more(block):
        return "holds more than pictures"
    for picture in pictures:
        _put_alone(block, picture)
    for paragraph in block.findall("p"):
        if not len(paragraph):
            remove(paragraph)
    add_class(block, f"of-{len(pictures)}")
    return ""


def set_full_page(block: Element) -> str:
    """Check that there is one picture and nothing else. What is wrong; empty: nothing."""
    pictures = _pictures(block)
    if len(pictures) != 1:
        return f"holds {_counted(len(pictures))}, where it needs one"
    if _has_more(block):
        return "holds more than a picture"
    classes = (block.get("class") or "").split()
    if FACING in classes and not _opens_chapter(block):
        return "does not open its chapter, so that it cannot face the title"
    captioned = pictures[0].get("title") or block.find(".//figcaption") is not None
    if captioned and FULL_BLEED in classes:
        return "has a caption, for which a picture over the whole page leaves no room"
    return ""


def _opens_chapter(block: Element) -> bool:
    above = block.getprevious()
    return above is None or above.tag == "h1"


def _pictures(block: Element) -> list[Element]:
    return list(block.iter("img"))


def _has_more(block: Element) -> bool:
    """Text beside the pictures, or anything that is no figure; captions are theirs."""
    for child in block:
        if child.tag == "p" and not plain_text(child):
            continue
        if child.tag != "figure" or (child.tail or "").strip():
            return True
    return bool((block.text or "").strip())


def _put_alone(block: Element, picture: Element) -> None:
    paragraph = picture.getparent()
    if paragraph is None or paragraph.tag != "p" or len(paragraph) == 1:
        return
    remove(picture)
    alone = etree.Element("p")
    alone.append(picture)
    paragraph.addprevious(alone)


def _counted(count: int) -> str:
    return {0: "no picture", 1: "one picture"}.get(count, f"{count} pictures")
