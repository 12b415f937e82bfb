"""The trimmed size: one that the printer cuts, and the same on every page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from dinobook.preflight.facts import FileFacts, PageFacts
from dinobook.preflight.finding import Finding, Order, every_printer, number, rule_of
from dinobook.preflight.pagenumbers import ranges
from dinobook.printers import Printer

SLACK_MM: Final = 0.5


def trim(page: PageFacts, order: Order) -> Iterator[Finding]:
    printer = order.printer
    if printer is None or any(printer.trim_for(*size) for size in _sizes(page, printer)):
        return
    yield Finding(
        "preflight-012",
        f"The trimmed page is {said(page.size_mm)}; {printer.title} does not cut that size.",
        f"The nearest size is {said(printer.nearest_trim(*page.size_mm))}.",
        rule_of(printer, printer.trims_mm),
        page.number,
    )


def alike(file: FileFacts, _: Order) -> Iterator[Finding]:
    sizes = Counter((round(page.width_mm, 1), round(page.height_mm, 1)) for page in file.pages)
    if not sizes:
        return
    usual = sizes.most_common(1)[0][0]
    others = [one for one in file.pages if not _same((one.width_mm, one.height_mm), usual)]
    if others:
        first = others[0]
        yield Finding(
            "preflight-013",
            f"Most pages are {said(usual)} when trimmed; {number(len(others), 'page')} "
            f"{'is' if len(others) == 1 else 'are'} not: {ranges(page.number for page in others)} "
            f"({said((first.width_mm, first.height_mm))}).",
            "Make all pages equally large; turn a wide table on its page, not the page.",
            every_printer("the pages of a book block are cut together"),
            first.number,
        )


def said(size_mm: tuple[float, float]) -> str:
    return " x ".join(f"{one:.1f}".removesuffix(".0") for one in size_mm) + " mm"


def _sizes(page: PageFacts, printer: Printer) -> Iterator[tuple[float, float]]:
    """The size of the page; without a TrimBox it may be the page together with its bleed."""
    wide, high = page.size_mm
    yield wide, high
    if page.boxes.trim is None:
        bleed = printer.bleed_mm.value
        yield wide - (2 if printer.bleed_inside.value else 1) * bleed, high - 2 * bleed


def _same(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return max(abs(one[0] - other[0]), abs(one[1] - other[1])) <= SLACK_MM
