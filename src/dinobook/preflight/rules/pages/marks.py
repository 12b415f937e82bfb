"""Marks outside the bleed, which some printers refuse: their own take that place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dinobook.preflight.facts import PageFacts
from dinobook.preflight.finding import Finding, Order, joined, rule_of
from dinobook.preflight.geometry import POINTS_PER_MM, Rect, overlap

_SLACK_PT: Final = 0.5


def marks(page: PageFacts, order: Order) -> Iterator[Finding]:
    printer = order.printer
    if printer is None or printer.marks.value or page.boxes.trim is None:
        return
    left, bottom, right, top = page.boxes.trim
    by = printer.bleed_mm.value * POINTS_PER_MM - _SLACK_PT
    printed: Rect = (left - by, bottom - by, right + by, top + by)
    outside = [
        rect
        for rect in page.drawn.rects()
        if overlap(rect, printed) is None and overlap(rect, page.boxes.sheet) is not None
    ]
    if outside:
        yield Finding(
            "preflight-015",
            "Something is drawn outside the page and its bleed: marks, or a line about the file.",
            "Leave out the marks for this printer.",
            rule_of(printer, printer.marks),
            page.number,
            joined(outside),
        )
