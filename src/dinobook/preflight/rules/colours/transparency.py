"""Transparency, where the printer's standard forbids it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dinobook.preflight.facts import PageFacts
from dinobook.preflight.finding import Finding, Order, joined, rule_of, standard_name

_OPAQUE: Final = ("x-1a", "x-3")


def transparency(page: PageFacts, order: Order) -> Iterator[Finding]:
    printer = order.printer
    if printer is None or printer.standard.value not in _OPAQUE or not page.drawn.transparency:
        return
    reasons = dict.fromkeys(one.reason for one in page.drawn.transparency)
    yield Finding(
        "preflight-035",
        f"The page lets through what lies behind: {', '.join(reasons)}.",
        f"Flatten it: {standard_name(printer.standard.value)} has no transparency.",
        rule_of(printer, printer.standard),
        page.number,
        joined([one.rect for one in page.drawn.transparency if one.rect]),
    )
