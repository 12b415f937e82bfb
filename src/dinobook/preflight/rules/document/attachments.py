"""Files inside the file: nobody prints them, and a printer's standard may forbid them."""

from __future__ import annotations

from collections.abc import Iterator

from dinobook.preflight.facts import FileFacts
from dinobook.preflight.finding import Finding, Order, every_printer, number, rule_of
from dinobook.problems import Severity


def attachments(file: FileFacts, order: Order) -> Iterator[Finding]:
    printer = order.printer
    if not file.attachments:
        return
    strict = printer is not None and bool(printer.standard.value)
    authority = every_printer("print practice: what is not printed is left out")
    if printer is not None and strict:
        authority = rule_of(printer, printer.standard)
    yield Finding(
        "preflight-053",
        f"The file carries {number(file.attachments, 'other file')} inside.",
        "Make it again without attachments.",
        authority,
        severity=Severity.ERROR if strict else Severity.WARNING,
    )
