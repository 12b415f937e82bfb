"""The margins that an edition's printer asks for, which grow with the number of pages.

How many pages a book has is known when it is laid out, and wider margins make more of them. So it
is laid out with the narrowest margins that its length makes likely, and again only when it has more
pages than those are for. Margins never become narrower again, so this ends.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from dinobook.book.model import Book
from dinobook.manifest.length import length_problems
from dinobook.manifest.model import EditionSpec
from dinobook.pdf.placing.guess import guessed_pages
from dinobook.pdf.write import PdfResult
from dinobook.printers import Printer
from dinobook.problems import Place, Problem, Severity
from dinobook.storage.project import STYLES
from dinobook.theme import Theme
from dinobook.theme.margins import INSIDE, SHEET, has_margin_tokens, with_margins

_SURELY: Final = 0.9
"""A book has at least this share of the pages that it is guessed to have."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A theme with margins that do for up to `most` pages.

    `edition` bears the name of its press, which the first fit shares with the edition itself.
    """

    most: float
    theme: Theme
    edition: EditionSpec


def fits(book: Book, theme: Theme, edition: EditionSpec) -> tuple[Fit, ...]:
    """What to lay out the edition with: the narrowest margins first, the last for any length."""
    printer = edition.printed_by
    if printer is None:
        return (Fit(math.inf, theme, edition),)
    fewest = _SURELY * max(guessed_pages(book, theme, edition).values(), default=0)
    found: list[Fit] = []
    for most, gutter in _steps(printer):
        fitted = with_margins(theme, gutter, printer.margin_mm.value)
        if found and found[-1].theme == fitted:
            found[-1] = Fit(most, fitted, found[-1].edition)
        elif most >= fewest:
            name = f"{edition.name} {gutter:g}" if found else edition.name
            found.append(Fit(most, fitted, edition.model_copy(update={"name": name})))
    return tuple(found)


def _steps(printer: Printer) -> Iterator[tuple[float, float]]:
    """How far each gutter goes; the widest goes for all that is longer."""
    *steps, (_, widest) = sorted(printer.gutter_mm.value) or [(0, 0.0)]
    yield from steps
    yield math.inf, widest


def first_that_fits(every: Sequence[Fit], lay_out: Callable[[Fit], PdfResult]) -> PdfResult:
    """Lay out until the margins are wide enough for the pages that come of them."""
    for fit in every:
        result = lay_out(fit)
        if len(result.pages) <= fit.most:
            return result
    raise ValueError("the last margins do for any number of pages")


def margin_problems(theme: Theme, edition: EditionSpec, pages: int) -> tuple[Problem, ...]:
    """Warnings of what the printer asks of the pages, now that their number is known.

    It may not bind so many; and where a style sheet sets its margins itself, they may be too narrow
    for its gutter.
    """
    printer = edition.printed_by
    if printer is None:
        return ()
    found = length_problems(edition, printer, pages)
    gutter = printer.gutter_for(pages)
    if not gutter or has_margin_tokens(theme):
        return found
    return (
        *found,
        Problem(
            Place(f"{STYLES}/{SHEET}"),
            "printer-003",
            f"{printer.title} asks for {gutter:g} mm at the spine of {pages} pages, and this style "
            f"sheet sets its margins without {INSIDE}.",
            f"Make its inside margins {gutter:g}mm or more, or write them as the house's does.",
            Severity.WARNING,
        ),
    )
