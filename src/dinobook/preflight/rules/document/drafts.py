"""A draft has boxes where pictures are missing: it is for reading, and not for print."""

from __future__ import annotations

from collections.abc import Iterator

from dinobook.preflight.facts import FileFacts
from dinobook.preflight.finding import Finding, Order, every_printer


def drafts(file: FileFacts, _: Order) -> Iterator[Finding]:
    if file.is_draft:
        yield Finding(
            "preflight-055",
            "The file says that it is a draft.",
            "Make the book itself: dinobook build, without --draft.",
            every_printer("what is printed is final"),
        )
