"""How many pages the printer binds."""

from __future__ import annotations

from collections.abc import Iterator

from dinobook.preflight.facts import FileFacts
from dinobook.preflight.finding import Finding, Order, number, rule_of
from dinobook.printers import refused_length


def page_count(file: FileFacts, order: Order) -> Iterator[Finding]:
    printer = order.printer
    if printer is None:
        return
    pages = number(file.page_count, "page")
    for refusal in refused_length(printer, file.page_count):
        message = f"The file has {pages}; the printer {refusal.asks}."
        authority = rule_of(printer, refusal.rule)
        yield Finding("preflight-040", message, refusal.advice, authority)
