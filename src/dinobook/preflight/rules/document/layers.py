"""Layers: what is hidden on the screen may be printed, and the other way round."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dinobook.preflight.facts import FileFacts
from dinobook.preflight.finding import (
    Finding,
    Order,
    every_printer,
    number,
    rule_of,
    standard_name,
)
from dinobook.problems import Severity

_FLAT: Final = ("x-1a", "x-3")


def layers(file: FileFacts, order: Order) -> Iterator[Finding]:
    printer = order.printer
    if printer is not None and printer.standard.value in _FLAT and file.layers:
        yield Finding(
            "preflight-054",
            f"The file has {number(file.layers, 'layer')}; "
            f"{standard_name(printer.standard.value)} has none.",
            "Flatten it to one layer.",
            rule_of(printer, printer.standard),
        )
    elif file.hidden:
        names = ", ".join(f"“{name}”" for name in file.hidden)
        what = number(len(file.hidden), "hidden layer")
        yield Finding(
            "preflight-054",
            f"The file has {what}: {names}.",
            "Take out what is not to be printed: a press may show what a screen hides.",
            every_printer("print practice: what is not printed is left out"),
            severity=Severity.WARNING,
        )
