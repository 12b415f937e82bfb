"""Signs that the typeface does not have: an empty box or nothing is printed in their place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dinobook.preflight.facts import PageFacts
from dinobook.preflight.finding import Finding, Order, every_printer, joined, number

_REPLACEMENT: Final = "\ufffd"


def missing_glyphs(page: PageFacts, _: Order) -> Iterator[Finding]:
    boxes = [text for text in page.drawn.texts if text.missing]
    replaced = [words for words in page.words if _REPLACEMENT in words.text]
    count = sum(text.missing for text in boxes) or len(replaced)
    if not count:
        return
    fonts = ", ".join(sorted({text.font.name for text in boxes}))
    where = f" in {fonts}" if fonts else f": “{replaced[0].text[:40]}”"
    yield Finding(
        "preflight-023",
        f"{number(count, 'sign')} {'is' if count == 1 else 'are'} not there{where}.",
        "Write another sign, or choose a typeface that has it.",
        every_printer("a reader would see an empty box or a question mark"),
        page.number,
        joined([*(text.rect for text in boxes), *(words.rect for words in replaced)]),
    )
