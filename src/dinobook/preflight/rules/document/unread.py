"""A page whose content could not be read to its end: what is behind that was not judged."""

from __future__ import annotations

from collections.abc import Iterator

from dinobook.preflight.facts import PageFacts
from dinobook.preflight.finding import Finding, Order, every_printer


def unread(page: PageFacts, _: Order) -> Iterator[Finding]:
    if page.drawn.unread:
        yield Finding(
            "preflight-005",
            f"The page was not checked to its end: {page.drawn.unread}.",
            "Make the file again, or let the printer look at this page.",
            every_printer("what cannot be read cannot be printed with certainty"),
            page.number,
        )
