"""The ink of all colours together: too much of it does not dry, and comes off on the next page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dinobook.preflight.facts import PageFacts
from dinobook.preflight.finding import Finding, Order, joined, rule_of
from dinobook.preflight.geometry import Rect
from dinobook.problems import Severity

_SLACK_PERCENT: Final = 2.5
"""Ink in pictures is measured in steps of about 1.6 %."""
_CONVERTED: Final = {"rgb": "RGB", "lab": "Lab"}


def ink(page: PageFacts, order: Order) -> Iterator[Finding]:
    printer = order.printer
    if printer is None or not printer.ink_limit.value:
        return
    most = printer.ink_limit.value
    wet = [(percent, rect) for percent, rect in _inked(page) if percent > most + _SLACK_PERCENT]
    if wet:
        yield Finding(
            "preflight-032",
            f"{max(percent for percent, _ in wet):.0f} % of ink in one place; "
            f"the printer takes {most} %.",
            "Choose a lighter colour; convert pictures with the printer's colour profile.",
            rule_of(printer, printer.ink_limit),
            page.number,
            joined([rect for _, rect in wet]),
        )


def unknown_ink(page: PageFacts, order: Order) -> Iterator[Finding]:
    """Says so where the ink cannot be counted, and another rule does not ask to mend just that."""
    printer = order.printer
    if printer is None or not printer.ink_limit.value or printer.colour.value == "rgb":
        return
    if reasons := sorted(set(_unknown(page, converted=printer.colour.value == "any"))):
        yield Finding(
            "preflight-036",
            f"The ink on this page cannot be counted: it has {', '.join(reasons)}.",
            "Ask the printer how colours are converted, or make the file in CMYK.",
            rule_of(printer, printer.ink_limit),
            page.number,
            severity=Severity.NOTE,
        )


def _inked(page: PageFacts) -> Iterator[tuple[float, Rect]]:
    for image in page.printed.images:
        if image.ink_percent is not None:
            yield image.ink_percent, image.rect
    for rect, colour in page.printed.colours():
        if colour.ink_percent is not None:
            yield colour.ink_percent, rect


def _unknown(page: PageFacts, *, converted: bool) -> Iterator[str]:
    """Why not. `converted`: the printer turns other colours into ink."""
    kinds = {colour.kind for _, colour in page.printed.colours()}
    if converted:
        yield from (_CONVERTED[kind] for kind in kinds.intersection(_CONVERTED))
    if "" in kinds:
        yield "colours of an unknown kind"
    if any(
        image.ink_percent is None and image.colour.kind == "cmyk" for image in page.printed.images
    ):
        yield "a CMYK picture that could not be decoded"
    if any("group" not in one.reason for one in page.printed.transparency):
        yield "transparency"
