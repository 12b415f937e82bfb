"""What stands on the back, the spine and the flaps of a cover."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from dinobook.cover.barcode import Barcode, symbol
from dinobook.cover.design import BEARING_MM, EDGE_SHARE, Design, spine_edge
from dinobook.cover.fitting import PT_MM
from dinobook.cover.wrap import Area, Wrap
from dinobook.printers import Printer
from dinobook.theme.widths import width_em

_SPINE_LEAST_PT: Final = 7.0
"""Smaller letters fill in when they are printed."""
_SPINE_MOST_MM: Final = 7.0
_SPINE_LINE: Final = 1.0
"""Ascenders and descenders together, in ems."""
_MARK_SHARE: Final = 0.9
_GAP_EM: Final = 1.6
_CAPTION_MM: Final = 9 * PT_MM
_AIR_MM: Final = 1.2
_GUTTER_MM: Final = 4.0
"""Between the barcode and who publishes the book."""
_ABOVE_CODE_MM: Final = 6.0


@dataclass(frozen=True, slots=True)
class Text:
    """A text in its room, measured from its panel's corner. `text_pt` 0: it does not fit."""

    area: Area
    room: Area
    paragraphs: tuple[str, ...]
    text_pt: float


@dataclass(frozen=True, slots=True)
class Back:
    """The back: its text, and beside the barcode who publishes the book and what it costs."""

    room: Area
    paragraphs: tuple[str, ...]
    text_pt: float
    imprint: Area
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """The barcode in its white field; `x` and `y` are those of the symbol inside the field."""

    field: Area
    symbol: Barcode
    caption: str
    caption_y: float
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Spine:
    """The spine's line, turned about its upper left corner. `size_mm` 0: it bears no text."""

    x: float
    y: float
    length: float
    thickness: float
    turn: int
    size_mm: float
    author_at: float
    title_at: float
    mark: Area


def code_of(design: Design) -> Code | None:
    """The barcode, in a field that is as large as the printer asks or as the barcode needs."""
    isbn = design.book.isbn
    if not isbn:
        return None
    drawn = symbol(isbn, design.info.addon, design.info.barcode)
    free = design.wrap.barcode_field
    width = max(free.width, drawn.width_mm + 2 * _AIR_MM)
    height = max(free.height, drawn.height_mm + _CAPTION_MM + 3 * _AIR_MM)
    area = design.wrap.back
    right = min(free.right, area.right - spine_edge(design.info, area.width))
    bottom = min(free.bottom, area.bottom - EDGE_SHARE * area.width)
    field = Area(right - width, bottom - height, width, height)
    above = (height - drawn.height_mm - _CAPTION_MM) / 2
    return Code(
        field=field,
        symbol=drawn,
        caption=f"ISBN {isbn}",
        caption_y=above - _AIR_MM / 2,
        x=(width - drawn.width_mm) / 2,
        y=above + _CAPTION_MM,
    )


def back_of(design: Design, code: Code | None) -> Back:
    wrap = design.wrap
    area = wrap.back
    edge = EDGE_SHARE * area.width
    safe = wrap.safe(area).inset(BEARING_MM, 0, BEARING_MM, 0)
    left, top = max(edge, safe.x - area.x), max(edge, safe.y - area.y)
    right = max(spine_edge(design.info, area.width), area.right - safe.right)
    padding = design.plate_mm
    field = code.field if code else wrap.barcode_field
    foot = field.y - area.y - _ABOVE_CODE_MM
    room = Area(left, top, area.width - left - right, foot - top)
    bottom = min(field.bottom, area.bottom - edge) - area.y
    beside = field.x - area.x - left - _GUTTER_MM
    imprint = Area(left, bottom - field.height, beside, field.height)
    paragraphs = paragraphs_in(design.info.back or design.book.description)
    size = design.lettering.text_pt(
        paragraphs, room.width - 2 * padding, room.height - 2 * padding, lead=True
    )
    nur = f"NUR {design.book.nur}" if design.book.nur else ""
    lines = tuple(filter(None, (design.book.publisher, nur, design.info.price)))
    return Back(room, paragraphs, size, imprint, lines)


def flaps_of(design: Design) -> Iterator[Text]:
    texts = (design.info.back_flap, design.info.front_flap)
    for area, text in zip(design.wrap.flaps, texts, strict=False):
        edge = max(EDGE_SHARE * design.wrap.front.width, design.wrap.safe_mm + BEARING_MM)
        padding = design.plate_mm
        room = Area(edge, edge, area.width - 2 * edge, area.height - 2 * edge)
        paragraphs = paragraphs_in(text)
        size = design.lettering.text_pt(
            paragraphs, room.width - 2 * padding, room.height - 2 * padding
        )
        yield Text(area, room, paragraphs, size)


def spine_of(design: Design, printer: Printer) -> Spine:
    """The line on the spine, as large as the spine's width and height allow."""
    wrap = design.wrap
    area, safe = wrap.spine, wrap.safe(wrap.spine)
    edge = max(EDGE_SHARE * wrap.front.width, wrap.safe_mm)
    mark_mm = min(max(safe.width, 0.0) * _MARK_SHARE, _SPINE_MOST_MM * 1.3)
    mark = Area(area.x + (area.width - mark_mm) / 2, area.bottom - edge - mark_mm, mark_mm, mark_mm)
    length = area.height - 2 * edge - mark_mm * 1.6
    size = _spine_size(design, printer, length)
    family = design.lettering.companion
    author = width_em(design.front.author, family) * size
    begin = mark_mm * 1.6 if design.info.spine == "up" else 0.0
    title_at = begin + (author + _GAP_EM * size if design.front.author else 0.0)
    down = design.info.spine == "down"
    return Spine(
        x=area.right if down else area.x,
        y=area.y + edge if down else area.bottom - edge,
        length=area.height - 2 * edge,
        thickness=area.width,
        turn=90 if down else -90,
        size_mm=size,
        author_at=begin,
        title_at=title_at,
        mark=mark,
    )


def has_spine_text(wrap: Wrap, printer: Printer) -> bool:
    """Whether the printer takes text on a spine of so many pages, and it can be read there."""
    room = wrap.safe(wrap.spine).width / _SPINE_LINE
    return wrap.pages >= printer.spine_text_pages.value and room >= _SPINE_LEAST_PT * PT_MM


def _spine_size(design: Design, printer: Printer, length_mm: float) -> float:
    if not has_spine_text(design.wrap, printer):
        return 0.0
    family = design.lettering.companion
    author, title = design.front.author, design.book.title
    ems = width_em(author, family) + _GAP_EM + width_em(title, family, 700)
    room = design.wrap.safe(design.wrap.spine).width / _SPINE_LINE
    size = min(room, length_mm / ems, _SPINE_MOST_MM)
    return round(size, 2) if size >= _SPINE_LEAST_PT * PT_MM else 0.0


def paragraphs_in(text: str) -> tuple[str, ...]:
    """A text's paragraphs; lines of one paragraph run on."""
    parts = (" ".join(part.split()) for part in text.split("\n\n"))
    return tuple(part for part in parts if part)
