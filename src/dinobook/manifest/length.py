"""An edition with more pages, or fewer, than its printer binds."""

from __future__ import annotations

from dinobook.manifest.model import EditionSpec
from dinobook.printers import Printer, refused_length
from dinobook.problems import Place, Problem, Severity
from dinobook.storage.project import MANIFEST


def length_problems(edition: EditionSpec, printer: Printer, pages: int) -> tuple[Problem, ...]:
    """A warning for each rule that a book of so many pages breaks: pages may still come."""
    count = f"{pages} page{'s' * (pages != 1)}"
    return tuple(
        Problem(
            Place(MANIFEST, edition.line, edition.name),
            "printer-004",
            f"“{edition.name}” has {count}, and {printer.title} {refusal.asks}.",
            refusal.advice,
            Severity.WARNING,
        )
        for refusal in refused_length(printer, pages)
    )
