"""Finished files as their readers see them: words, list marks and note numbers, by chapter."""

from __future__ import annotations

import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import pypdfium2
from lxml import etree

from dinobook import xhtml
from dinobook.epub.read import parse_page
from dinobook.pdf.file.readback import read_pages

BULLET: Final = "•"
_BULLETS: Final = re.compile("[•·◦▪▫‣⁃●○■□–]")
_UNSEEN: Final = re.compile("[\\s\u00ad\u200b\u2060\ufeff\ufffe\x02]")
_NOTE: Final = re.compile("\x01([^\x01\x02]*note-\\d+)\x02([^\x01\x03]*)\x03")
_SILENT: Final = frozenset({"head", "script", "style", "template", "math", "svg"})
_ROMAN: Final = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_KINDS: Final = {
    "lower-alpha": "a",
    "upper-alpha": "A",
    "lower-roman": "i",
    "upper-roman": "I",
}


@dataclass(frozen=True, slots=True)
class Read:
    """A chapter in one file: its text without white space, and in an e-book its code."""

    text: str
    code: tuple[str, ...] | None = None


def squashed(text: str) -> str:
    """The text without what no reader sees."""
    return _UNSEEN.sub("", text)


def same_bullets(text: str) -> str:
    return _BULLETS.sub(BULLET, text)


def read_pdf(data: bytes, ids: Sequence[str]) -> dict[str, Read]:
    """Chapters of a PDF whose first bookmarks are those of `ids`, in their order."""
    document = pypdfium2.PdfDocument(data)
    starts = [_page_of(mark) for mark in document.get_toc() if mark.level == 0]
    shown = _notes_last([page.text for page in read_pages(data)])
    bounds = zip(ids, starts, starts[1:], strict=False)
    return {name: Read(squashed("".join(shown[at:end]))) for name, at, end in bounds}


def _notes_last(pages: Sequence[str]) -> list[str]:
    """The text of pages with notes below it, as printed; tags have them at their calls.

    A note that goes on over pages is whole on the one where it begins.
    """
    whole: defaultdict[str, str] = defaultdict(str)
    for name, part in _NOTE.findall("".join(pages)):
        whole[name] += part
    return [
        _NOTE.sub("", text) + "".join(whole.pop(name, "") for name, _ in _NOTE.findall(text))
        for text in pages
    ]


def _page_of(mark: pypdfium2.PdfBookmark) -> int:
    place = mark.get_dest()
    return int(place.get_index()) if place else 0


def read_epub(data: bytes, ids: Sequence[str]) -> dict[str, Read]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: _page(archive.read(f"EPUB/{name}.xhtml")) for name in ids}


def _page(data: bytes) -> Read:
    root = parse_page(data)
    code = tuple(
        "".join(map(str, element.itertext()))
        for element in root.iter("{http://www.w3.org/1999/xhtml}pre")
    )
    return Read(squashed("".join(_pieces(root))), code)


def _pieces(element: etree._Element) -> Iterator[str]:
    name = xhtml.name_of(element)
    if name in _SILENT:
        return
    if name == "li":
        yield _mark(element)
    if name:
        yield element.text or ""
        for child in element:
            yield from _pieces(child)
            yield child.tail or ""


def _mark(item: etree._Element) -> str:
    """What a reading system puts before an item."""
    parent = item.getparent()
    if parent is None or xhtml.name_of(parent) != "ol":
        return BULLET
    number = int(parent.get("start", "1"))
    items = [child for child in parent if xhtml.name_of(child) == "li"]
    for sibling in items[: items.index(item) + 1]:
        number = int(sibling.get("value", str(number)))
        if sibling is not item:
            number += 1
    return f"{counted(number, _kind(parent))}."


def _kind(numbered: etree._Element) -> str:
    classes = numbered.get("class", "").split()
    return next((_KINDS[one] for one in classes if one in _KINDS), numbered.get("type", "1"))


def counted(number: int, kind: str) -> str:
    """A number as a list of this kind writes it (HTML, the `type` of `ol`)."""
    if kind == "1" or number < 1:
        return str(number)
    text = _letters(number) if kind in "aA" else _roman(number)
    return text.upper() if kind.isupper() else text


def _letters(number: int) -> str:
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("a") + rest) + text
    return text


def _roman(number: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        text += sign * count
    return text
