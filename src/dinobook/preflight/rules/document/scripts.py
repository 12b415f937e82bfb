"""JavaScript and form fields: paper does neither, and printers refuse both."""

from __future__ import annotations

from collections.abc import Iterator

from dinobook.preflight.facts import FileFacts
from dinobook.preflight.finding import Finding, Order, every_printer, number
from dinobook.problems import Severity, joined


def scripts(file: FileFacts, order: Order) -> Iterator[Finding]:
    found = ["JavaScript"] if file.scripts else []
    found += [number(file.fields, "form field")] if file.fields else []
    if found:
        yield Finding(
            "preflight-052",
            f"The file holds {joined(found)}.",
            "Make it again without them; print a form's fields as lines.",
            every_printer("PDF/X (ISO 15930) forbids actions and form fields"),
            severity=Severity.ERROR if order.printer else Severity.WARNING,
        )
