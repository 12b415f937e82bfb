"""Drafts: a labelled box in the place of a picture that is not there."""

from __future__ import annotations

from collections.abc import Collection

from lxml import etree

from dinobook import xhtml


def with_boxes(text: str, missing: Collection[str]) -> str:
    """The XHTML with every picture of `missing` (by its path) replaced by a box with its name."""
    root = xhtml.parse(text)
    for picture in list(root.iter(xhtml.tag("img"))):
        path = picture.get("src", "")
        if path in missing:
            box = etree.Element(xhtml.tag("span"), {"class": "missing"})
            box.text = path.rsplit("/", 1)[-1]
            box.tail = picture.tail
            parent = picture.getparent()
            if parent is not None:
                parent.replace(picture, box)
    return xhtml.serialise(root)
