"""`dinobook paper`: leaves, signatures, spine, weight and postage of the last build."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from dinobook.cli.answer import Answer
from dinobook.cli.completing import printed_editions
from dinobook.cli.places import BookOption, OutOption, find_book
from dinobook.cli.show import say, show_table
from dinobook.problems import counted

if TYPE_CHECKING:
    from dinobook import PaperReport
    from dinobook.paper import Signature


def paper(
    edition: Annotated[
        str,
        typer.Argument(
            metavar="[EDITION]",
            help="An edition. None: all that are printed.",
            autocompletion=printed_editions,
        ),
    ] = "",
    book: BookOption = None,
    out: OutOption = None,
) -> Answer:
    """Show leaves, spine, weight and postage of the last build."""
    reports = find_book(book, out).paper(edition)
    for report in reports:
        _show(report)
    return Answer({"editions": [asdict(one) for one in reports]})


def _show(report: PaperReport) -> None:
    width, height = report.trim_mm
    blank = f"{counted(report.blanks, 'page')} {'is' if report.blanks == 1 else 'are'} blank"
    say(
        f"{report.edition}: {counted(report.pages, 'page')} of {width:g} x {height:g} mm "
        f"({report.printer}), {counted(report.leaves, 'leaf', 'leaves')}; {blank}."
    )
    rows = (
        (str(signature.size), str(signature.count), _proposal(signature))
        for signature in report.signatures
    )
    show_table(("signatures of", "sheets", "the last one"), rows, "rr ")
    carriers = [name for name, _ in report.papers[0].postage] if report.papers else []
    show_table(("paper", "spine", "weight", *carriers), _bulks(report), " rr")
    for end in report.short_ends:
        words = counted(end.words, "word")
        say(f"“{end.chapter}” ends with {words} on page {end.folio}: a little less saves a page.")


def _proposal(one: Signature) -> str:
    """What to do with the last sheet."""
    if not one.spare:
        return "is full"
    fewer = f"; with {one.over} fewer it is not needed" if one.count > 1 else ""
    return f"has room for {one.spare} more{fewer}"


def _bulks(report: PaperReport) -> Iterator[tuple[str, ...]]:
    for one in report.papers:
        postage = (kind for _, kind in one.postage)
        yield one.paper, f"{one.spine_mm:.1f} mm", f"{one.grams:.0f} g", *postage
