"""Typefaces that are not in the file: the printer's machine would take another."""

from __future__ import annotations

from collections.abc import Iterator

from dinobook.preflight.facts import PageFacts
from dinobook.preflight.finding import Finding, Order, every_printer, joined


def embedding(page: PageFacts, _: Order) -> Iterator[Finding]:
    loose = [text for text in page.drawn.texts if not text.font.embedded]
    for name in sorted({text.font.name for text in loose}):
        yield Finding(
            "preflight-020",
            f"The typeface {name or 'without a name'} is not in the file.",
            "Make the file again with every typeface embedded.",
            every_printer("PDF/X (ISO 15930) asks for embedded typefaces"),
            page.number,
            joined([text.rect for text in loose if text.font.name == name]),
        )
