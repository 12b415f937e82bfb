"""Colours that the printer does not take."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from dinobook.preflight.content.colours import is_spot
from dinobook.preflight.facts import Colour, PageFacts
from dinobook.preflight.finding import Finding, Order, joined, number, rule_of
from dinobook.preflight.geometry import Rect

_ASKED: Final = {"rgb": "RGB or gray", "cmyk": "CMYK or gray", "gray": "black only"}
_ALLOWED: Final = {"rgb": {"rgb", "gray"}, "cmyk": {"cmyk", "gray"}, "gray": {"gray"}}
_NAMES: Final = {"rgb": "RGB", "cmyk": "CMYK", "gray": "gray", "lab": "Lab"}


def colour_spaces(page: PageFacts, order: Order) -> Iterator[Finding]:
    printer = order.printer
    if printer is None or printer.colour.value == "any":
        return
    asked = printer.colour.value
    places: defaultdict[str, list[Rect]] = defaultdict(list)
    for rect, colour in page.drawn.colours():
        if fault := _fault(colour, asked):
            places[fault].append(rect)
    for fault, found in sorted(places.items()):
        yield Finding(
            "preflight-031",
            f"{number(len(found), 'place')} in {fault}; the printer asks for {_ASKED[asked]}.",
            "Convert the colours when the file is made; for spot colours ask the printer.",
            rule_of(printer, printer.colour),
            page.number,
            joined(found),
        )


def _fault(colour: Colour, asked: str) -> str:
    """The colour's name when it is not asked for; empty when it is, or cannot be known."""
    if is_spot(colour):
        return f"the spot colour {', '.join(colour.inks)}"
    if colour.kind not in _NAMES or colour.kind in _ALLOWED[asked]:
        return ""
    return "" if asked == "gray" and colour.black_only else _NAMES[colour.kind]
