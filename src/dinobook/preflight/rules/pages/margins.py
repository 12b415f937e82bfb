"""Text too near the edge of the page, or too deep in the gutter."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dinobook.preflight.facts import PageFacts, Words
from dinobook.preflight.finding import Authority, Finding, Order, joined, rule_of
from dinobook.preflight.geometry import POINTS_PER_MM, Rect, mm, overlap

_SLACK_PT: Final = 0.1 * POINTS_PER_MM


def margins(page: PageFacts, order: Order) -> Iterator[Finding]:
    printer = order.printer
    if printer is None or page.rotation:
        return
    spine = 0 if page.recto else 2
    edges, gutter = [], []
    for words in _printed(page):
        distances = _distances(words.rect, page.boxes.page)
        gutter.append((distances.pop(spine), words))
        edges.append((min(distances), words))
    least = printer.margin_mm.value
    deep = max(printer.gutter_for(order.page_count), least)
    rule = printer.gutter_mm if deep > least else printer.margin_mm
    yield from _finding(page, edges, least, "the edge", rule_of(printer, printer.margin_mm))
    yield from _finding(page, gutter, deep, "the spine", rule_of(printer, rule))


def _printed(page: PageFacts) -> list[Words]:
    """Words that are not altogether outside the trimmed page, where marks have theirs."""
    return [words for words in page.words if overlap(words.rect, page.boxes.page) is not None]


def _distances(rect: Rect, trim: Rect) -> list[float]:
    """To the left, lower, right and upper edge."""
    return [rect[0] - trim[0], rect[1] - trim[1], trim[2] - rect[2], trim[3] - rect[3]]


def _finding(
    page: PageFacts,
    near: list[tuple[float, Words]],
    least_mm: float,
    edge: str,
    authority: Authority,
) -> Iterator[Finding]:
    least_pt = least_mm * POINTS_PER_MM - _SLACK_PT
    faults = [(distance, words) for distance, words in near if distance < least_pt]
    if not faults:
        return
    distance, words = min(faults, key=lambda one: one[0])
    yield Finding(
        "preflight-025",
        f"“{words.text[:40]}” stands {mm(distance):.1f} mm from {edge} of the page; "
        f"the printer asks for {least_mm:g} mm.",
        "Make the margins of the page larger.",
        authority,
        page.number,
        joined([one.rect for _, one in faults]),
    )
