"""A finished PDF, read back by another library than the one that wrote it.

The text is taken in the order of the file's tags, which is the order in which a screen reader
reads it aloud; what is drawn without a tag (running heads, folios) is no part of the text. Words
inside a figure are the picture's, not the chapter's.
"""

from __future__ import annotations

import ctypes
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, Final

import pypdfium2
import pypdfium2.raw as pdfium

from dinobook.pdf.pages import Page

_PICTURE: Final = "Figure"
_FORM_DEPTH: Final = 4
_SLACK_PT: Final = 1.0


def texts_of(data: bytes, pages: Sequence[Page], sections: Sequence[str]) -> dict[str, str]:
    """For each section id, the text of its pages in reading order.

    Raises `ValueError` when the file has another number of pages than were laid out, or when a
    section starts on no page.
    """
    document = pypdfium2.PdfDocument(data)
    if len(document) != len(pages):
        raise ValueError(f"{len(document)} pages in the file, {len(pages)} laid out")
    texts = dict.fromkeys(sections, "")
    current = ""
    for index, page in enumerate(pages):
        current = next((name for name in page.anchors if name in texts), current)
        if current:
            texts[current] += page_text(document[index])
    starts = {name for page in pages for name in page.anchors}
    missing = [name for name in sections if name not in starts]
    if missing:
        raise ValueError(f"no page for {', '.join(missing)}")
    return texts


def cut_off(data: bytes, pages: Sequence[Page]) -> tuple[tuple[int, str], ...]:
    """The words that run over the edge of their page: page index and words.

    WeasyPrint never splits a note: one that is longer than its page goes on below the edge.
    """
    found: list[tuple[int, str]] = []
    document = pypdfium2.PdfDocument(data)
    for index in range(len(pages)):
        page = document[index]
        width, height = page.get_size()
        text_page = page.get_textpage()
        for drawn in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=1):
            left, bottom, right, top = drawn.get_bounds()
            if left < -_SLACK_PT or bottom < -_SLACK_PT or right > width or top > height:
                found.append((index, _text_of(drawn, text_page).strip()))
    return tuple((index, words) for index, words in found if words)


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
