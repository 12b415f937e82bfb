"""Blank pages: not too many in a row inside, and as many at the end as the printer asks."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from dinobook.preflight.facts import FileFacts, PageSummary
from dinobook.preflight.finding import Finding, Order, number, rule_of


def blanks_in_row(file: FileFacts, order: Order) -> Iterator[Finding]:
    printer = order.printer
    if printer is None or not printer.blanks_in_row.value:
        return
    for row in _rows(file.pages):
        inside = row[0].number > 1 and row[-1].number < file.page_count
        if inside and len(row) > printer.blanks_in_row.value:
            yield Finding(
                "preflight-041",
                f"Pages {row[0].number} to {row[-1].number} are blank: {len(row)} in a row; "
                f"the printer allows {printer.blanks_in_row.value}.",
                "Take some out, or print something on them.",
                rule_of(printer, printer.blanks_in_row),
                row[0].number,
            )


def last_blank(file: FileFacts, order: Order) -> Iterator[Finding]:
    printer = order.printer
    asked = printer.last_blank.value if printer else 0
    last = [page for page in file.pages if page.number > file.page_count - asked]
    printed = [page for page in last if not page.blank]
    if printer is not None and printed:
        yield Finding(
            "preflight-042",
            f"The last {'page' if asked == 1 else f'{asked} pages'} must be blank; "
            f"something is printed on page {printed[-1].number}.",
            f"Add {number(asked, 'blank page')} at the end.",
            rule_of(printer, printer.last_blank),
            printed[-1].number,
        )


def _rows(pages: tuple[PageSummary, ...]) -> Iterator[list[PageSummary]]:
    """Blank pages that follow one another."""
    numbered = [page for page in pages if page.blank]
    indexed = enumerate(numbered)
    for _, row in groupby(indexed, key=lambda pair: pair[1].number - pair[0]):
        yield [page for _, page in row]
