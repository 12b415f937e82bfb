"""The wrap for its press: finished as the printer asks, and a check of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from dinobook.cover.rules import SHEET
from dinobook.cover.wrap import Wrap
from dinobook.errors import EngineError
from dinobook.finish.finish import finish
from dinobook.finish.settings import Finish
from dinobook.pdf.file.readback import texts_drawn
from dinobook.preflight import preflight
from dinobook.printers import Printer, Rule
from dinobook.problems import Problem, Severity

_AT_THE_EDGE: Final = "preflight-014"


def finished(data: bytes, settings: Finish) -> bytes:
    """The wrap as the printer wants it, with every word that it had before.

    Raises `EngineError` with what cannot be had so.
    """
    made = finish(data, settings, name="The cover")
    if texts_drawn(made) != texts_drawn(data):
        raise EngineError("Finishing the cover changed its text.")
    return made


def faults_of(data: bytes, name: str, printer: Printer, wrap: Wrap) -> tuple[Problem, ...]:
    """What the printer would refuse a cover for, as far as a preflight sees it.

    Its size, and where words stand, is told by others. Raises `SourceError` for a file that
    cannot be opened.
    """
    found = preflight(name, data, rules_of_cover(printer, wrap)).findings
    passed = _AT_THE_EDGE if wrap.turn_in_mm else ""  # it is folded round the boards, not cut
    return tuple(
        replace(one, page=0).problem(name)
        for one in found
        if one.severity is not Severity.NOTE and one.code != passed
    )


def rules_of_cover(printer: Printer, wrap: Wrap) -> Printer:
    """The printer's rules without those that are for a book's pages."""
    return replace(
        printer,
        trims_mm=Rule((), SHEET),
        custom_mm=Rule((), SHEET),
        bleed_mm=replace(printer.cover.bleed_mm, value=wrap.bleed_mm),
        bleed_inside=Rule(True, SHEET),
        pages=Rule((1, 1), SHEET),
        multiple=Rule(1, SHEET),
        last_blank=Rule(0, SHEET),
        gutter_mm=Rule((), SHEET),
        margin_mm=Rule(0.0, SHEET),
    )
