"""White that overprints: on the screen it covers what is below, on paper it is not there."""

from __future__ import annotations

from collections.abc import Iterator

from dinobook.preflight.facts import PageFacts
from dinobook.preflight.finding import Finding, Order, every_printer, joined, number


def lost_white(page: PageFacts, _: Order) -> Iterator[Finding]:
    if lost := page.printed.lost:
        yield Finding(
            "preflight-037",
            f"{number(len(lost), 'white thing')} on the page overprint"
            f"{'s' * (len(lost) == 1)} what is below, and will not be seen.",
            "Switch overprint off for what is white, and make the file again.",
            every_printer("ISO 32000-2, 8.6.7: white that overprints puts no ink down"),
            page.number,
            joined([one.rect for one in lost]),
        )
