"""Links, comments and other things that lie on the page and are not part of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from dinobook.preflight.facts import PageFacts
from dinobook.preflight.finding import Finding, Order, every_printer, joined, rule_of
from dinobook.problems import Severity

_HARMLESS: Final = frozenset({"Link", "TrapNet", "PrinterMark"})


def links(page: PageFacts, order: Order) -> Iterator[Finding]:
    printer = order.printer
    if printer is not None and not printer.links.value:
        found, authority = list(page.annotations), rule_of(printer, printer.links)
    else:
        found = [annotation for annotation in page.annotations if annotation[0] not in _HARMLESS]
        authority = every_printer("PDF/X (ISO 15930) forbids annotations on the page")
    if found:
        kinds = Counter(kind or "unknown" for kind, _ in found)
        listed = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))
        yield Finding(
            "preflight-051",
            f"The page has annotations: {listed}.",
            "Make the file without links and comments for this printer.",
            authority,
            page.number,
            joined([rect for _, rect in found]),
            Severity.ERROR if printer else Severity.WARNING,
        )
