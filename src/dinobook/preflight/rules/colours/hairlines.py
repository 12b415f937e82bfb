"""Lines that are too thin to be printed with certainty."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dinobook.preflight.facts import Line, PageFacts
from dinobook.preflight.finding import Finding, Order, every_printer, joined, rule_of
from dinobook.problems import Severity

_SLACK_PT: Final = 0.01


def hairlines(page: PageFacts, order: Order) -> Iterator[Finding]:
    printer = order.printer
    lines = [line for line in page.printed.lines if not line.colour.white]
    if printer is None:
        thin = [line for line in lines if line.width_pt == 0]
        authority = every_printer("ISO 32000-2, 8.4.3.2 advises against lines of no width")
        severity = Severity.WARNING
    else:
        thin = [line for line in lines if line.width_pt < printer.line_pt.value - _SLACK_PT]
        authority, severity = rule_of(printer, printer.line_pt), Severity.ERROR
    if thin:
        yield Finding(
            "preflight-034",
            _message(thin, printer.line_pt.value if printer else 0),
            "Draw them thicker; a drawing that is printed smaller has thinner lines.",
            authority,
            page.number,
            joined([line.rect for line in thin]),
            severity,
        )


def _message(thin: list[Line], least: float) -> str:
    thinnest = min(line.width_pt for line in thin)
    said = (
        f"a line of {thinnest:.2f} pt" if thinnest else "a line without width, the machine's least"
    )
    count = f"{len(thin):,} lines are too thin, the thinnest {said}"
    if len(thin) == 1:
        count = said[0].upper() + said[1:]
    return f"{count}; the printer asks for {least:g} pt." if least else f"{count}."
