"""How many pages the printer binds."""

from __future__ import annotations

from collections.abc import Iterator

from dinobook.preflight.facts import FileFacts
from dinobook.preflight.finding import Authority, Finding, Order, number, rule_of


def page_count(file: FileFacts, order: Order) -> Iterator[Finding]:
    printer = order.printer
    if printer is None:
        return
    count, (least, most) = file.page_count, printer.pages.value
    bound = rule_of(printer, printer.pages)
    if count < least:
        yield _finding(count, f"binds {least} at least", "Add pages, or ask the printer.", bound)
    elif most and count > most:
        advice = "Make two volumes, or use a larger page."
        yield _finding(count, f"binds {most} at most", advice, bound)
    multiple = printer.multiple.value
    if over := count % multiple:
        advice = f"Add {number(multiple - over, 'blank page')} at the end."
        authority = rule_of(printer, printer.multiple)
        yield _finding(count, f"asks for a multiple of {multiple}", advice, authority)


def _finding(count: int, asks: str, advice: str, authority: Authority) -> Finding:
    message = f"The file has {number(count, 'page')}; the printer {asks}."
    return Finding("preflight-040", message, advice, authority)
