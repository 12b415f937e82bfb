"""A file that had to be repaired to be read: another program may repair it otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from dinobook.preflight.facts import FileFacts
from dinobook.preflight.finding import Finding, Order, every_printer


def damage(file: FileFacts, _: Order) -> Iterator[Finding]:
    if file.damage:
        yield Finding(
            "preflight-006",
            f"The file is damaged and was read after a repair: {file.damage}.",
            "Make it again, or copy it again from where it came.",
            every_printer("ISO 32000-2, 7.5"),
        )
