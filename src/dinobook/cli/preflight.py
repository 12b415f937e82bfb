"""`dinobook preflight`: what a printer would refuse a PDF for."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from dinobook.cli.answer import Answer
from dinobook.cli.completing import pdf_editions, printer_names
from dinobook.cli.places import BookOption, OutOption
from dinobook.cli.show import show_lines, sum_up
from dinobook.codes import CODES
from dinobook.errors import CheckError, UsageError

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
    from dinobook.cli.judged import judged
    from dinobook.preflight import preflight as check
    from dinobook.preflight.html import page

    meant = judged(file, printer, book, out)
    data = _read(meant.file)
    report = check(meant.file.name, data, meant.printer, pages, bound=meant.bound)
    if html:
        _write(html, page(report, data))
        sum_up(f"The page is {html}", str(html))
    show_lines(_heading(report, meant.edition), _lines(report))
    if report.errors:
        errors = _number(report.errors, "error")
        failure = CheckError(f"{report.name}: {errors} to mend before printing.")
        return Answer(report.as_rows(), failure=failure)
    sum_up(_verdict(report))
    return Answer(report.as_rows())


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror}.") from error


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"--html {path} cannot be written: {error.strerror}.") from error


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
