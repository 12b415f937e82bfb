"""A file with rights that are locked, also when it opens without a password."""

from __future__ import annotations

from collections.abc import Iterator

from dinobook.preflight.facts import FileFacts
from dinobook.preflight.finding import Finding, Order, every_printer


def locks(file: FileFacts, _: Order) -> Iterator[Finding]:
    if file.locked:
        yield Finding(
            "preflight-010",
            "The file is encrypted: printers cannot place its pages on their sheets.",
            "Save it without a password and without restrictions.",
            every_printer("PDF/X (ISO 15930) forbids encryption"),
        )
