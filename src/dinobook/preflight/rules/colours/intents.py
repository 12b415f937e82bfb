"""The output intent: for which press and paper the colours of a PDF/X file are meant."""

from __future__ import annotations

from collections.abc import Iterator

from dinobook.preflight.facts import FileFacts
from dinobook.preflight.finding import Authority, Finding, Order, every_printer, rule_of


def intents(file: FileFacts, order: Order) -> Iterator[Finding]:
    """Also without a printer, for a file that calls itself PDF/X."""
    claimed = any(claim.startswith("PDF/X") for claim in file.claims)
    printer = order.printer
    asked = printer is not None and bool(printer.standard.value)
    if not asked and not claimed:
        return
    authority = every_printer("PDF/X (ISO 15930) asks for an output intent")
    if printer is not None and asked:
        authority = rule_of(printer, printer.standard)
    printing = [intent for intent in file.intents if intent.subtype == "GTS_PDFX"]
    if not printing:
        yield _finding("The file has no output intent for print (GTS_PDFX).", authority)
    elif not any(one.condition or one.profile for one in printing):
        message = "The output intent names no printing condition and holds no colour profile."
        yield _finding(message, authority)


def _finding(message: str, authority: Authority) -> Finding:
    advice = "Give the edition the colour profile that the printer names, and make it again."
    return Finding("preflight-061", message, advice, authority)
