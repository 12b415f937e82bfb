"""Text that is smaller than the printer prints legibly."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dinobook.preflight.facts import PageFacts
from dinobook.preflight.finding import Finding, Order, joined, rule_of
from dinobook.preflight.words import said

_SLACK_PT: Final = 0.05


def small_text(page: PageFacts, order: Order) -> Iterator[Finding]:
    printer = order.printer
    if printer is None:
        return
    least = printer.font_pt.value
    small = [text for text in page.drawn.texts if text.size_pt < least - _SLACK_PT]
    if small:
        smallest = min(small, key=lambda text: text.size_pt)
        words = said(page.words, smallest.rect)
        yield Finding(
            "preflight-022",
            f"Text of {smallest.size_pt:.1f} pt{f' (“{words}”)' if words else ''}: "
            f"the printer asks for {least:g} pt at least.",
            "Set it larger; in a picture, make the picture or its letters larger.",
            rule_of(printer, printer.font_pt),
            page.number,
            joined([text.rect for text in small]),
        )
