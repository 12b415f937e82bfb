"""Text whose characters cannot be told: it prints, and cannot be searched or checked."""

from __future__ import annotations

from collections.abc import Iterator

from dinobook.preflight.facts import PageFacts
from dinobook.preflight.finding import Finding, Order, every_printer
from dinobook.problems import Severity


def readable(page: PageFacts, _: Order) -> Iterator[Finding]:
    mute = sorted({text.font.name for text in page.drawn.texts if not text.font.readable})
    if mute:
        yield Finding(
            "preflight-024",
            f"The file does not say which characters it sets in {', '.join(mute)}.",
            "It prints all the same; what these words say could not be checked.",
            every_printer("ISO 32000-2, 9.10"),
            page.number,
            severity=Severity.WARNING,
        )
