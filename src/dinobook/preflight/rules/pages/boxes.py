"""Boxes of a page: the sheet holds the bleed, the bleed holds the trimmed page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dinobook.preflight.facts import Boxes, PageFacts
from dinobook.preflight.finding import Finding, Order, every_printer, standard_name
from dinobook.preflight.geometry import Rect, height, width, within

_SLACK_PT: Final = 0.05
_SOURCE: Final = every_printer("ISO 32000-2, 14.11.2; PDF/X (ISO 15930) asks for a TrimBox")


def boxes(page: PageFacts, order: Order) -> Iterator[Finding]:
    for message in _faults(page.boxes, order):
        yield Finding(
            "preflight-011",
            message,
            "Make it again: the MediaBox holds the BleedBox, and that the TrimBox.",
            _SOURCE,
            page.number,
        )


def _faults(given: Boxes, order: Order) -> Iterator[str]:
    named = {"MediaBox": given.media, "BleedBox": given.bleed, "TrimBox": given.trim}
    for name, box in named.items():
        if box is not None and (width(box) <= 0 or height(box) <= 0):
            yield f"The {name} of the page has no area."
            return
    for inner, outer in (
        ("BleedBox", "MediaBox"),
        ("TrimBox", "BleedBox"),
        ("TrimBox", "MediaBox"),
    ):
        if _sticks_out(named[inner], named[outer]):
            yield f"The {inner} of the page sticks out of its {outer}."
            return
    standard = order.printer.standard.value if order.printer else ""
    if standard and given.trim is None and given.art is None:
        yield f"The page has no TrimBox, which {standard_name(standard)} asks for."


def _sticks_out(inner: Rect | None, outer: Rect | None) -> bool:
    return inner is not None and outer is not None and not within(inner, outer, _SLACK_PT)
