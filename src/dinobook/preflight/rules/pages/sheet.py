"""The sheet of the file: for a printer who wants no marks it is the page with its bleed alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dinobook.preflight.facts import PageFacts
from dinobook.preflight.finding import Finding, Order, rule_of
from dinobook.preflight.geometry import POINTS_PER_MM, mm, within

_SLACK_PT: Final = 0.5 * POINTS_PER_MM


def sheet(page: PageFacts, order: Order) -> Iterator[Finding]:
    printer = order.printer
    if printer is None or printer.marks.value or page.boxes.trim is None:
        return
    left, bottom, right, top = page.boxes.trim
    by = printer.bleed_mm.value * POINTS_PER_MM
    most = left - by, bottom - by, right + by, top + by
    if not within(page.boxes.sheet, most, _SLACK_PT):
        wide, high = (mm(page.boxes.sheet[at + 2] - page.boxes.sheet[at]) for at in (0, 1))
        yield Finding(
            "preflight-016",
            f"The sheet is {wide:.1f} x {high:.1f} mm: more than the page and "
            f"{printer.bleed_mm.value:g} mm of bleed.",
            "Leave out the marks and the room around them.",
            rule_of(printer, printer.marks),
            page.number,
        )
