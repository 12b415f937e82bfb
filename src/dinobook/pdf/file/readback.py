"""A finished PDF, read back by another library than the one that wrote it.

The text is taken in the order of the file's tags, which is the order in which a screen reader
reads it aloud; what is drawn without a tag (running heads, folios) is no part of the text. Words
inside a figure are the picture's, not the chapter's.
"""

from __future__ import annotations

import ctypes
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import pypdfium2
import pypdfium2.raw as pdfium

SPLIT: Final = "split"
"""Said in the ID of a cell that stands on more than one page, before its number."""
_SPLIT_ID: Final = re.compile(rf"(?:.*-)?{SPLIT}-\d+")
_CELL: Final = "\x01{}\x02{}\x03"
"""What a page shows of such a cell or note: its ID and the text."""
_INNER_CELL: Final = re.compile("\x01([^\x01\x02]*)\x02([^\x01\x03]*)\x03")
_PLACE: Final = "\x04{}\x05"
_PLACES: Final = re.compile("\x04([^\x05]*)\x05")
"""Where such a cell stands, once its text has been put aside."""
_PICTURE: Final = "Figure"
_NOTE: Final = "Note"
_SPLIT_TYPES: Final = frozenset({"TD", "TH", _NOTE})
_FORM_DEPTH: Final = 4
_SLACK_PT: Final = 1.0
_NO_WORDS: Final = " \t\r\n\x02\xad"
"""Around words; PDFium gives a hyphen at a line's end as U+0002."""
_USUAL_CHARS: Final = 256


Box = tuple[float, float, float, float]
"""Left, bottom, right and top, in points."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page shows: its tagged text in reading order, and the words that run over its edge."""

    text: str = ""
    cut_off: tuple[str, ...] = ()


def read_pages(data: bytes, numbers: Iterable[int] | None = None) -> list[Shown]:
    """The pages with these numbers, counted from 0; without numbers, all of them."""
    document = pypdfium2.PdfDocument(data)
    wanted = range(len(document)) if numbers is None else numbers
    return [_shown(document[number]) for number in wanted]


def with_whole_cells(pages: Sequence[Shown]) -> list[Shown]:
    """The pages with each cell or note that goes on over the page on the page where it begins."""
    texts: defaultdict[str, str] = defaultdict(str)

    def put_aside(found: re.Match[str]) -> str:
        texts[found[1]] += found[2]
        return _PLACE.format(found[1])

    def whole(found: re.Match[str]) -> str:
        return _PLACES.sub(whole, texts.pop(found[1], ""))

    placed = [_inside_out(put_aside, page.text) for page in pages]
    return [
        replace(page, text=_PLACES.sub(whole, text))
        for page, text in zip(pages, placed, strict=True)
    ]


def _inside_out(put_aside: Callable[[re.Match[str]], str], text: str) -> str:
    """Put aside every cell of a page, those in cells first."""
    count = 1
    while count:
        text, count = _INNER_CELL.subn(put_aside, text)
    return text


def page_count(data: bytes) -> int:
    return len(pypdfium2.PdfDocument(data))


def texts_drawn(data: bytes) -> list[str]:
    """All that each page draws, tagged or not, in the order of drawing."""
    document = pypdfium2.PdfDocument(data)
    return [page.get_textpage().get_text_range() for page in document]


def _shown(page: Any) -> Shown:
    text_page = page.get_textpage()
    pieces: defaultdict[int, str] = defaultdict(str)
    over_edge: list[tuple[Any, str]] = []
    trim = page.get_trimbox()
    for drawn in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=_FORM_DEPTH):
        mark = pdfium.FPDFPageObj_GetMarkedContentID(drawn)
        outside = (mark >= 0 or drawn.level == 0) and _is_outside(_place_of(drawn), trim)
        text = _text_of(drawn, text_page) if mark >= 0 or outside else ""
        if mark >= 0:
            pieces[mark] += text
        if outside:
            over_edge.append((drawn.level and mark, text.strip(_NO_WORDS)))
    read = _in_reading_order(page, pieces)
    # of what is drawn inside something else, only words: those in a picture are the picture's
    cut = tuple(text for mark, text in over_edge if text and (not mark or pieces[mark] in read))
    return Shown(read, cut)


def _place_of(drawn: Any) -> Box:
    """Where it stands on the page, also inside a group, such as one that shines through."""
    box: Box = drawn.get_bounds()
    group = drawn.container
    while group is not None:
        box = group.get_matrix().on_rect(*box)
        group = group.container
    return box


def _is_outside(drawn: Box, trim: Box) -> bool:
    """Whether something is drawn over the edge at which the page is cut."""
    left, bottom, right, top = trim
    return (
        drawn[0] < left - _SLACK_PT
        or drawn[1] < bottom - _SLACK_PT
        or drawn[2] > right
        or drawn[3] > top
    )


def _in_reading_order(page: Any, pieces: Mapping[int, str]) -> str:
    """The tagged text; pieces of different elements on their own lines."""
    tree = pdfium.FPDF_StructTree_GetForPage(page)
    if not tree:
        return ""
    try:
        count = pdfium.FPDF_StructTree_CountChildren(tree)
        roots = [pdfium.FPDF_StructTree_GetChildAtIndex(tree, index) for index in range(count)]
        return "".join(piece for root in roots for piece in _texts(root, pieces))
    finally:
        pdfium.FPDF_StructTree_Close(tree)


def _texts(element: Any, pieces: Mapping[int, str]) -> Iterator[str]:
    """The texts below a structure element, pictures left out."""
    kind = _type_of(element) if element else _PICTURE
    if kind == _PICTURE:
        return
    name = _asked(pdfium.FPDF_StructElement_GetID, element) if kind in _SPLIT_TYPES else ""
    if _SPLIT_ID.fullmatch(name) or (name and kind == _NOTE):
        yield _CELL.format(name, "".join(_below(element, pieces)))
    else:
        yield from _below(element, pieces)


def _below(element: Any, pieces: Mapping[int, str]) -> Iterator[str]:
    for index in range(pdfium.FPDF_StructElement_CountChildren(element)):
        # A chapter has hundreds of children, all but a few of them on other pages: those are None.
        if child := pdfium.FPDF_StructElement_GetChildAtIndex(element, index):
            yield from _texts(child, pieces)
        elif (mark := pdfium.FPDF_StructElement_GetChildMarkedContentID(element, index)) >= 0:
            yield pieces.get(mark, "") + "\n"


def _type_of(element: Any) -> str:
    return _asked(pdfium.FPDF_StructElement_GetType, element)


def _asked(question: Callable[..., int], element: Any) -> str:
    """What PDFium says of a structure element."""
    size = question(element, None, 0)
    if not size:
        return ""
    buffer = ctypes.create_string_buffer(size)
    question(element, buffer, size)
    return buffer.raw.decode("utf-16-le").rstrip("\0")


def _text_of(drawn: Any, text_page: Any) -> str:
    """The text of a drawn run. Most runs are short: only a long one is asked for twice."""
    buffer = (ctypes.c_ushort * _USUAL_CHARS)()
    size = pdfium.FPDFTextObj_GetText(drawn, text_page, buffer, ctypes.sizeof(buffer))
    if size > ctypes.sizeof(buffer):
        buffer = (ctypes.c_ushort * (size // 2 + 1))()
        pdfium.FPDFTextObj_GetText(drawn, text_page, buffer, size)
    return bytes(buffer)[:size].decode("utf-16-le", "replace").rstrip("\0")
