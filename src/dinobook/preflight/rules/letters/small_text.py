"""Text that is smaller than the printer prints legibly."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dinobook.preflight.facts import PageFacts, Text
from dinobook.preflight.finding import Finding, Order, joined, number, rule_of
from dinobook.preflight.words import said
from dinobook.printers import Printer
from dinobook.problems import Severity

_SLACK_PT: Final = 0.05
_SIGNS: Final = 3
"""So few glyphs are the number of a note, an exponent or an index, which are meant to be small."""


def small_text(page: PageFacts, order: Order) -> Iterator[Finding]:
    printer = order.printer
    if printer is None:
        return
    least = printer.font_pt.value
    small = [text for text in page.printed.texts if text.size_pt < least - _SLACK_PT]
    words = [text for text in small if text.glyphs > _SIGNS]
    if words:
        smallest = min(words, key=lambda text: text.size_pt)
        what = f"Text of {smallest.size_pt:.1f} pt (“{said(page.words, smallest.rect)}”)"
        yield _finding(page, printer, words, what, Severity.ERROR)
    signs = [text for text in small if text.glyphs <= _SIGNS]
    if signs:
        smallest = min(signs, key=lambda text: text.size_pt)
        what = (
            f"{number(len(signs), 'sign')} (note numbers and the like) of {smallest.size_pt:.1f} pt"
        )
        yield _finding(page, printer, signs, what, Severity.NOTE)


def _finding(
    page: PageFacts, printer: Printer, small: list[Text], what: str, severity: Severity
) -> Finding:
    return Finding(
        "preflight-022",
        f"{what}; the printer asks for {printer.font_pt.value:g} pt at least.",
        "Set it larger; in a picture, make the picture or its letters larger.",
        rule_of(printer, printer.font_pt),
        page.number,
        joined([text.rect for text in small]),
        severity,
    )
