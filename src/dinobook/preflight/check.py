"""The preflight itself: read each page once, ask every rule, keep what they find."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from dinobook.errors import UsageError
from dinobook.preflight.facts import FileFacts, PageFacts, PageSummary
from dinobook.preflight.finding import Finding, Order
from dinobook.preflight.pagenumbers import wanted
from dinobook.preflight.reading import Reader
from dinobook.preflight.rules import FILE_RULES, PAGE_RULES
from dinobook.preflight.rules.document.unread import unread
from dinobook.preflight.words import folios
from dinobook.printers import Printer
from dinobook.problems import Severity


@dataclass(frozen=True, slots=True)
class Report:
    """What a preflight found. `read` are the numbers of the pages that were looked at."""

    name: str
    printer: Printer | None
    file: FileFacts
    read: tuple[int, ...]
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> int:
        return sum(finding.severity is Severity.ERROR for finding in self.findings)

    def as_rows(self) -> dict[str, Any]:
        """The report for JSON; `docs/preflight.md` describes it."""
        return {
            "format": "dinobook-preflight",
            "version": 1,
            "file": self.name,
            "printer": self.printer.name if self.printer else None,
            "pages": self.file.page_count,
            "read": list(self.read),
            "pdf": self.file.version,
            "claims": list(self.file.claims),
            "findings": [finding.as_row() for finding in self.findings],
        }


def preflight(
    name: str,
    data: bytes,
    printer: Printer | None = None,
    pages: str | None = None,
    *,
    bound: bool = True,
) -> Report:
    """Check a PDF by the rules of a printer; without one by what no printer can do without.

    `name` is for the messages; `pages` as in `3-8,12`, None for all. Pages that are not `bound`
    are read on a screen: none is a left or a right one. Raises `SourceError` for a
    file that cannot be opened, `UsageError` for pages that it does not have.
    """
    with Reader(name, data) as reader:
        count = reader.file.page_count
        try:
            numbers = wanted(pages, count) if pages else tuple(range(1, count + 1))
        except ValueError as error:
            raise UsageError(f"--pages {pages}: {error}") from error
        order = Order(printer, count, bound)
        findings: list[Finding] = []
        summaries = []
        for page in reader.pages(numbers, order):
            findings += _on_page(page, order)
            if page.boxes.media:
                summaries.append(PageSummary.of(page, folios(page.words, page.boxes.page)))
        file = replace(reader.file, pages=tuple(summaries))
    findings += [finding for rule in FILE_RULES for finding in rule(file, order)]
    findings.sort(key=lambda one: (one.severity, one.code, one.page, one.message))
    return Report(name, printer, file, numbers, tuple(findings))


def _on_page(page: PageFacts, order: Order) -> Iterator[Finding]:
    """A page without any box could not be opened: there is nothing else to say of it."""
    for rule in PAGE_RULES if page.boxes.media else (unread,):
        yield from rule(page, order)
