"""The outline of the file, which some printers refuse."""

from __future__ import annotations

from collections.abc import Iterator

from dinobook.preflight.facts import FileFacts
from dinobook.preflight.finding import Finding, Order, number, rule_of


def outline(file: FileFacts, order: Order) -> Iterator[Finding]:
    printer = order.printer
    if printer is not None and file.bookmarks and not printer.outline.value:
        yield Finding(
            "preflight-050",
            f"The file has an outline of {number(file.bookmarks, 'line')}; the printer wants none.",
            "Make the file without an outline for this printer.",
            rule_of(printer, printer.outline),
        )
