"""A finished PDF, read back by another library than the one that wrote it.

The text is taken in the order of the file's tags, which is the order in which a screen reader
reads it aloud; what is drawn without a tag (running heads, folios) is no part of the text. Words
inside a figure are the picture's, not the chapter's.
"""

from __future__ import annotations

import ctypes
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, Final

import pypdfium2
import pypdfium2.raw as pdfium

_PICTURE: Final = "Figure"
_FORM_DEPTH: Final = 4
_SLACK_PT: Final = 1.0


def cut_off(data: bytes) -> list[tuple[str, ...]]:
    """For each page, the words that run over its edge.

    WeasyPrint never splits a note: one that is longer than its page goes on below the edge.
    """
    return [tuple(_words_over_edge(page)) for page in pypdfium2.PdfDocument(data)]


def _words_over_edge(page: Any) -> Iterator[str]:
    width, height = page.get_size()
    text_page = page.get_textpage()
    for drawn in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=1):
        left, bottom, right, top = drawn.get_bounds()
        outside = left < -_SLACK_PT or bottom < -_SLACK_PT or right > width or top > height
        if outside and (words := _text_of(drawn, text_page).strip()):
            yield words


def page_texts(data: bytes) -> list[str]:
    """The tagged text of every page in reading order."""
    return [page_text(page) for page in pypdfium2.PdfDocument(data)]


def page_text(page: Any) -> str:
    """The page's tagged text in reading order; pieces of different elements on their own lines."""
    pieces = _marked_text(page)
    tree = pdfium.FPDF_StructTree_GetForPage(page)
    if not tree:
        return ""
    try:
        count = pdfium.FPDF_StructTree_CountChildren(tree)
        roots = [pdfium.FPDF_StructTree_GetChildAtIndex(tree, index) for index in range(count)]
        order = [mark for root in roots for mark in _marks(root)]
    finally:
        pdfium.FPDF_StructTree_Close(tree)
    return "".join(pieces.get(mark, "") + "\n" for mark in order)


def _marks(element: Any) -> Iterator[int]:
    """The ids of the marked content below a structure element, pictures left out."""
    if not element or _type_of(element) == _PICTURE:
        return
    for index in range(pdfium.FPDF_StructElement_CountChildren(element)):
        mark = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, index)
        if mark >= 0:
            yield mark
        else:
            yield from _marks(pdfium.FPDF_StructElement_GetChildAtIndex(element, index))


def _type_of(element: Any) -> str:
    size = pdfium.FPDF_StructElement_GetType(element, None, 0)
    if not size:
        return ""
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDF_StructElement_GetType(element, buffer, size)
    return buffer.raw.decode("utf-16-le").rstrip("\0")


def _marked_text(page: Any) -> dict[int, str]:
    """The text of each marked content of the page, in the order of drawing."""
    texts: defaultdict[int, str] = defaultdict(str)
    text_page = page.get_textpage()
    for drawn in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=_FORM_DEPTH):
        mark = pdfium.FPDFPageObj_GetMarkedContentID(drawn)
        if mark >= 0:
            texts[mark] += _text_of(drawn, text_page)
    return dict(texts)


def _text_of(drawn: Any, text_page: Any) -> str:
    size = pdfium.FPDFTextObj_GetText(drawn, text_page, None, 0)
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    pdfium.FPDFTextObj_GetText(drawn, text_page, buffer, size)
    return bytes(buffer).decode("utf-16-le", "replace").rstrip("\0")
