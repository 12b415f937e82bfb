"""`toc.ncx`: the table of contents for Kindle's converter and older reading systems (EPUB 2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count
from typing import Any, Final

from lxml import etree

from dinobook import xhtml
from dinobook.book.model import Metadata
from dinobook.epub.contents import ContentsEntry

_NCX: Final = "http://www.daisy.org/z3986/2005/ncx/"
_DEFAULT: Final[Any] = {None: _NCX}
_MOST_LEVELS: Final = 2
"""Kindle shows no more (Kindle Publishing Guidelines 2019.2)."""


def ncx(entries: tuple[ContentsEntry, ...], metadata: Metadata) -> bytes:
    """The whole file, of two levels at most. `dtb:uid` must equal the package's identifier."""
    root = etree.Element(f"{{{_NCX}}}ncx", nsmap=_DEFAULT)
    root.set("version", "2005-1")
    root.set(xhtml.XML_LANG, metadata.language)
    head = _add(root, "head")
    for name, content in (
        ("dtb:uid", metadata.identifier),
        ("dtb:depth", "2" if any(entry.below for entry in entries) else "1"),
        ("dtb:totalPageCount", "0"),
        ("dtb:maxPageNumber", "0"),
    ):
        _add(head, "meta", {"name": name, "content": content})
    _label(_add(root, "docTitle"), metadata.file_title)
    _points(_add(root, "navMap"), entries, count(1), _MOST_LEVELS)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)


def _points(
    parent: etree._Element, entries: Iterable[ContentsEntry], order: Iterator[int], levels: int
) -> None:
    for entry in entries if levels else ():
        number = str(next(order))
        point = _add(parent, "navPoint", {"id": f"point-{number}", "playOrder": number})
        _label(_add(point, "navLabel"), entry.label)
        _add(point, "content", {"src": entry.href})
        _points(point, entry.below, order, levels - 1)


def _label(parent: etree._Element, text: str) -> None:
    _add(parent, "text").text = text


def _add(
    parent: etree._Element, name: str, attributes: dict[str, str] | None = None
) -> etree._Element:
    return etree.SubElement(parent, f"{{{_NCX}}}{name}", attributes)
