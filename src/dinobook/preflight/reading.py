"""Reads a PDF's pages one after another: no more than one page is kept in memory."""

from __future__ import annotations

import dataclasses
import warnings
from collections.abc import Iterable, Iterator
from typing import Any, Final

import pikepdf
from PIL import Image as Pillow

from dinobook.preflight.bleed import painted, scale_for, touches_trim, unbled
from dinobook.preflight.content import Seen, draw
from dinobook.preflight.content.object_operators import is_transparency
from dinobook.preflight.document import file_facts
from dinobook.preflight.facts import Boxes, Drawn, PageFacts, Transparency
from dinobook.preflight.finding import Order
from dinobook.preflight.geometry import POINTS_PER_MM, Rect
from dinobook.preflight.opening import DAMAGE, not_a_pdf, open_for_facts, open_for_painting
from dinobook.preflight.pageboxes import annotations_of, boxes_of, unit_of
from dinobook.preflight.words import read_words

_SIDES: Final = ("left", "right", "bottom", "top")
_GROUP: Final = Transparency("a transparency group for the page")


class Reader:
    """An open PDF, to be used with `with`. `file` is what it says of itself as a whole."""

    def __init__(self, name: str, data: bytes) -> None:
        """Raises `SourceError` for a file that cannot be opened or has no pages."""
        self._pdf = open_for_facts(name, data)
        self._painter = open_for_painting(name, data)
        self._seen = Seen()
        self._labelled = "/PageLabels" in self._pdf.Root
        try:
            self.file = file_facts(self._pdf, len(self._pdf.pages))
        except DAMAGE as error:
            raise not_a_pdf(name) from error

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, *_: object) -> None:
        self._painter.close()
        self._pdf.close()

    def pages(self, numbers: Iterable[int], order: Order) -> Iterator[PageFacts]:
        """The pages with these numbers, counted from 1."""
        for number in numbers:
            try:
                yield self._page(number, order)
            except DAMAGE as error:
                drawn = Drawn(unread=f"it is damaged: {error}")
                yield PageFacts(number, Boxes(None), drawn=drawn)

    def sheet(self, number: int) -> Rect:
        """All of a page that a printer gets, in points."""
        return boxes_of(self._pdf.pages[number - 1]).sheet

    def picture(self, number: int, scale: float) -> tuple[Pillow.Image, Rect]:
        """The whole sheet of a page, `scale` pixels to the point, and where that is."""
        boxes = boxes_of(self._pdf.pages[number - 1])
        shown = self._shown(number, boxes)
        picture = painted(shown, scale)
        shown.close()
        return picture, boxes.sheet

    def _page(self, number: int, order: Order) -> PageFacts:
        page = self._pdf.pages[number - 1]
        boxes, unit = boxes_of(page), unit_of(page)
        drawn = draw(page, unit, self._seen)
        if is_transparency(page.obj.get("/Group")):
            drawn = dataclasses.replace(drawn, transparency=(_GROUP, *drawn.transparency))
        shown = self._shown(number, boxes)
        facts = PageFacts(
            number,
            boxes,
            _label(page) if self._labelled else "",
            drawn,
            drawn.on(boxes.page),
            read_words(shown, unit),
            tuple(annotations_of(page)),
            int(page.obj.get("/Rotate", 0)) % 360,
            _unbled(shown, number, boxes, drawn, order) if unit == 1 else None,
        )
        shown.close()
        return facts

    def _shown(self, number: int, boxes: Boxes) -> Any:
        """PDFium's page, without a CropBox that would hide the bleed."""
        page = self._painter[number - 1]
        if boxes.crop is not None and boxes.crop != boxes.sheet:
            page.set_cropbox(*page.get_mediabox())
            page.close()
            page = self._painter[number - 1]
        return page


def _label(page: pikepdf.Page) -> str:
    """What a reader calls the page; empty when the labels are damaged."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # pikepdf warns of a label that it has to guess
        try:
            return str(page.label)
        except (*DAMAGE, UserWarning):
            return ""


def _unbled(
    shown: Any, number: int, boxes: Boxes, drawn: Drawn, order: Order
) -> tuple[Rect, ...] | None:
    bleed_pt, sides = _asked(number, boxes, order)
    if not sides:
        return None
    if not touches_trim(drawn, boxes):
        return ()
    return unbled(painted(shown, scale_for(boxes.sheet)), boxes.sheet, boxes, bleed_pt, sides)


def _asked(number: int, boxes: Boxes, order: Order) -> tuple[float, tuple[str, ...]]:
    """How far ink must go over the trim, and on which sides; no printer: as the file says."""
    if order.printer is not None:
        spine = "left" if number % 2 else "right"
        inside = order.printer.bleed_inside.value
        sides = _SIDES if inside else tuple(side for side in _SIDES if side != spine)
        return order.printer.bleed_mm.value * POINTS_PER_MM, sides
    if boxes.trim is None or boxes.bleed is None:
        return 0.0, ()
    bleed_pt = boxes.bleed[3] - boxes.trim[3]
    return (bleed_pt, _SIDES) if bleed_pt > 1 else (0.0, ())
