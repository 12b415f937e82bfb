"""How many pages a printer binds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dinobook.printers.model import Printer, Rule


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a printer does not bind a book of so many pages: what it `asks`, and what to do."""

    asks: str
    advice: str
    rule: Rule[Any]


def refused_length(printer: Printer, pages: int) -> Iterator[Refusal]:
    """What the printer has against a book of so many pages; nothing when it binds it."""
    least, most = printer.pages.value
    if pages < least:
        yield Refusal(f"binds {least} at least", "Add pages, or ask the printer.", printer.pages)
    elif most and pages > most:
        advice = "Make two volumes, or use a larger page."
        yield Refusal(f"binds {most} at most", advice, printer.pages)
    multiple = printer.multiple.value
    if over := pages % multiple:
        missing = multiple - over
        advice = f"Add {missing} blank page{'s' * (missing > 1)} at the end."
        yield Refusal(f"asks for a multiple of {multiple}", advice, printer.multiple)
