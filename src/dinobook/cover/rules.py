"""What a printer asks of a cover.

What it asks of the pages holds for it, with two differences: the sheet is its own, and a book in
black alone has a cover in colour.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from dinobook.cover.wrap import Wrap
from dinobook.finish.edition import finish_for
from dinobook.finish.profile import Profile
from dinobook.finish.settings import Finish
from dinobook.manifest.model import EditionSpec
from dinobook.printers import Printer, Rule
from dinobook.printers import printer as named

USUAL_PRINTER: Final = "generic"
SHEET: Final = "a cover is one sheet"


def printer_of_cover(edition: EditionSpec, usual: str) -> Printer:
    """The edition's printer, or the `usual` one, with the colours that it takes for a cover."""
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
        printer = replace(printer, colour=Rule("any", SHEET))
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
