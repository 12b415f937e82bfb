"""The wrap for its press: inks, boxes, marks and standard as the printer asks, and a check of it.

What a printer asks of the pages holds for the cover, with two differences: the sheet is its own,
and a book in black alone has a cover in colour.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from dinobook.cover.wrap import Wrap
from dinobook.errors import EngineError
from dinobook.finish.edition import finish_for
from dinobook.finish.finish import finish
from dinobook.finish.profile import Profile
from dinobook.finish.settings import Finish
from dinobook.manifest.model import EditionSpec
from dinobook.pdf.readback import texts_drawn
from dinobook.preflight import preflight
from dinobook.printers import Printer, Rule
from dinobook.printers import printer as named
from dinobook.problems import Problem, Severity

_SHEET: Final = "a cover is one sheet"
_AT_THE_EDGE: Final = "preflight-014"


def printer_of_cover(edition: EditionSpec, usual: str) -> Printer:
    """The edition's printer, or the `usual` one, with the colours that he takes for a cover."""
    asked = edition.printed_by or named(usual)
    if asked.colour.value != "gray":
        return asked
    return replace(asked, colour=named(edition.printer or usual).colour)


def finish_of_cover(
    printer: Printer, edition: EditionSpec, profile: Profile | None, wrap: Wrap
) -> Finish:
    """How the wrap is finished. Without the profile of the press its colours stay as they are.

    Raises `ManifestError` when the printer's rules and the profile do not go together.
    """
    if lacks_profile(printer, profile):
        printer = replace(printer, colour=Rule("any", _SHEET))
    return replace(
        finish_for(printer, edition, profile),
        bleed_mm=wrap.bleed_mm,
        bleed_inside=True,
        folds_mm=wrap.folds_mm,
        links=False,
        outline=False,
        tags=False,
    )


def lacks_profile(printer: Printer, profile: Profile | None) -> bool:
    """Whether a cover is asked for in CMYK, and no profile says how to convert its colours."""
    return profile is None and printer.colour.value == "cmyk" and not printer.standard.value


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
        trims_mm=Rule((), _SHEET),
        custom_mm=Rule((), _SHEET),
        bleed_mm=replace(printer.cover.bleed_mm, value=wrap.bleed_mm),
        bleed_inside=Rule(True, _SHEET),
        pages=Rule((1, 1), _SHEET),
        multiple=Rule(1, _SHEET),
        last_blank=Rule(0, _SHEET),
        gutter_mm=Rule((), _SHEET),
        margin_mm=Rule(0.0, _SHEET),
    )
