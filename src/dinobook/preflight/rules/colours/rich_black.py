"""Small letters in black with other inks: where these are printed a hair off, letters blur."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dinobook.preflight.facts import PageFacts, Text
from dinobook.preflight.finding import Finding, Order, every_printer, joined
from dinobook.preflight.words import said
from dinobook.problems import Severity

_SMALL_PT: Final = 14.0
_DARK: Final = 0.6
_TRACE: Final = 0.05


def rich_black(page: PageFacts, _: Order) -> Iterator[Finding]:
    blurred = [text for text in page.printed.texts if text.size_pt < _SMALL_PT and _is_rich(text)]
    if blurred:
        words = said(page.words, blurred[0].rect)
        yield Finding(
            "preflight-033",
            f"Small text{f' (“{words}”)' if words else ''} is set in black with other inks.",
            "Set it in black ink alone: 0 0 0 100 %.",
            every_printer("print practice: inks are never exactly in register"),
            page.number,
            joined([text.rect for text in blurred]),
            Severity.WARNING,
        )


def _is_rich(text: Text) -> bool:
    colour = text.colour
    if colour.kind == "spot" and colour.inks == ("All",):
        return bool(colour.values) and colour.values[0] > _TRACE
    if colour.kind != "cmyk" or len(colour.values) != 4:
        return False
    return colour.values[3] >= _DARK and max(colour.values[:3]) > _TRACE
