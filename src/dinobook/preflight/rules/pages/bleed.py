"""Bleed: what touches the edge of the page must go on beyond it, or a white sliver shows."""

from __future__ import annotations

from collections.abc import Iterator

from dinobook.preflight.facts import PageFacts
from dinobook.preflight.finding import Authority, Finding, Order, every_printer, rule_of


def bleed(page: PageFacts, order: Order) -> Iterator[Finding]:
    if page.unbled:
        asked, advice, authority = _asked(order)
        yield Finding(
            "preflight-014",
            f"Something touches the edge of the page and {asked}.",
            advice,
            authority,
            page.number,
            page.unbled,
        )


def _asked(order: Order) -> tuple[str, str, Authority]:
    printer = order.printer
    further = "Make it larger than the page, as far as the bleed goes; or keep it off the edge."
    if printer is None:
        source = every_printer("paper is cut to about a millimetre")
        return "stops before the end of the bleed", further, source
    authority = rule_of(printer, printer.bleed_mm)
    if not printer.bleed_mm.value:
        return "this printer prints no bleed", "Keep it off the edge of the page.", authority
    return f"does not reach {printer.bleed_mm.value:g} mm beyond it", further, authority
