"""`dinobook preflight`: what a printer would refuse a PDF for."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from dinobook import CODES, CheckError, OpenBook, UsageError, preflight_pdf
from dinobook.cli.answer import Answer
from dinobook.cli.completing import pdf_editions, printer_names
from dinobook.cli.files import write_file
from dinobook.cli.places import BookOption, OutOption, find_book
from dinobook.cli.show import show_lines, sum_up

if TYPE_CHECKING:
    from dinobook.preflight import Finding, Report

_MOST_SHOWN: Final = 6
"""Of one rule."""


def preflight(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="A PDF, made by any program; or an edition's name.",
            autocompletion=pdf_editions,
        ),
    ],
    printer: Annotated[
        str | None,
        typer.Option(
            "--printer",
            metavar="NAME",
            help="Whose rules: see dinobook printers. Default: an edition's own printer.",
            autocompletion=printer_names,
        ),
    ] = None,
    pages: Annotated[
        str | None, typer.Option("--pages", metavar="PAGES", help="Some pages only: 3-8,12.")
    ] = None,
    html: Annotated[
        Path | None,
        typer.Option(
            "--html", metavar="OUT", help="Also write a page with pictures of the places."
        ),
    ] = None,
    book: BookOption = None,
    out: OutOption = None,
) -> Answer:
    """Check a PDF by the rules of a printer. Exit code 1: the printer would refuse it."""
    done = preflight_pdf(file, printer or "", pages or "", book=_book(file, book, out))
    report = done.report
    if html:
        write_file(html, done.html().encode(), f"--html {html}")
        sum_up(f"The page is {html}", str(html))
    show_lines(_heading(report, done.edition), _lines(report))
    if report.errors:
        errors = _number(report.errors, "error")
        failure = CheckError(f"{report.name}: {errors} to mend before printing.")
        return Answer(report.as_rows(), failure=failure)
    sum_up(_verdict(report))
    return Answer(report.as_rows())


def _book(file: Path, book: Path | None, out: Path | None) -> OpenBook | None:
    """The book whose edition may be meant; a file needs none."""
    try:
        return find_book(book, out)
    except UsageError:
        if book is None and file.is_file():
            return None
        raise UsageError(f"There is no file {file}.") from None


def _heading(report: Report, edition: str) -> str:
    who = report.printer.title if report.printer else "no printer named"
    who += f" (“{edition}” in the manifest)" if edition else ""
    kept = f", {', '.join(report.file.claims)}" if report.file.claims else ""
    return f"{report.name}: {_number(report.file.page_count, 'page')}{kept}; {who}"


def _lines(report: Report) -> Iterator[str]:
    """Rule by rule, the worst first: whose it is, where it is broken, and what to do."""
    for (severity, code, authority), same in groupby(
        report.findings, key=lambda one: (one.severity, one.code, one.authority)
    ):
        found = list(same)
        yield f"  {severity.name.lower()}: {CODES[code]} [{code}]"
        yield from _places(found)
        for advice in list(dict.fromkeys(one.advice for one in found))[:2]:
            yield f"    → {advice}"
        yield f"    ({authority})"


def _places(found: list[Finding]) -> Iterator[str]:
    from dinobook.preflight.pagenumbers import ranges

    shown: dict[str, list[int]] = {}
    for one in found:
        shown.setdefault(one.message, []).append(one.page)
    for message, numbers in list(shown.items())[:_MOST_SHOWN]:
        where = f"page{'s' * (len(numbers) > 1)} {ranges(numbers)}: " if any(numbers) else ""
        yield f"    {where}{message}"
    if len(shown) > _MOST_SHOWN:
        rest = [page for numbers in list(shown.values())[_MOST_SHOWN:] for page in numbers]
        yield f"    and on {_number(len(set(rest)), 'page')}: {ranges(rest)} (all: --json)"


def _verdict(report: Report) -> str:
    looked = f"{_number(len(report.read), 'page')} checked"
    if report.printer is None:
        hint = "Name a printer with --printer to check its sizes, margins, colours and the rest."
        return f"{looked}: nothing that every printer refuses. {hint}"
    return f"{looked}: nothing that {report.printer.title} refuses."


def _number(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"
