"""Whether the file says that it keeps the standard that the printer asks for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dinobook.preflight.facts import FileFacts
from dinobook.preflight.finding import Finding, Order, rule_of

_NAMES: Final = {
    "x-4": ("PDF/X-4",),
    "x-1a": ("PDF/X-1a", "PDF/X-1:"),
    "x-3": ("PDF/X-3", "PDF/X-1a", "PDF/X-1:"),
}
"""What a file may call itself; every X-1a file keeps X-3 as well."""


def standard(file: FileFacts, order: Order) -> Iterator[Finding]:
    printer = order.printer
    names = _NAMES.get(printer.standard.value, ()) if printer else ()
    if printer is None or not names:
        return
    if not any(claim.startswith(names) for claim in file.claims):
        says = f"calls itself {', '.join(file.claims)}" if file.claims else "names no standard"
        yield Finding(
            "preflight-060",
            f"The printer asks for {names[0]}; the file {says}.",
            f"Make it again as {names[0]}.",
            rule_of(printer, printer.standard),
        )
    elif file.trapped not in ("True", "False"):
        yield Finding(
            "preflight-060",
            f"{names[0]} asks whether the file is trapped; the file does not say.",
            "Make it again with Trapped set to False.",
            rule_of(printer, printer.standard),
        )
