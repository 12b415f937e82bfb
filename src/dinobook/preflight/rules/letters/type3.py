"""Type 3 typefaces: letters that are drawings, which many machines set coarsely."""

from __future__ import annotations

from collections.abc import Iterator

from dinobook.preflight.facts import PageFacts
from dinobook.preflight.finding import Finding, Order, every_printer, joined


def type3(page: PageFacts, _: Order) -> Iterator[Finding]:
    drawn = [text for text in page.drawn.texts if text.font.kind == "Type3"]
    if drawn:
        yield Finding(
            "preflight-021",
            "Letters are set in a Type 3 font: each is a drawing or a picture of its own.",
            "Use a typeface as TrueType or OpenType, and make the file again.",
            every_printer("print practice: Type 3 fonts have no hints and may be bitmaps"),
            page.number,
            joined([text.rect for text in drawn]),
        )
