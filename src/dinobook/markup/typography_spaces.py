"""What keeps together on one line, as tables: abbreviations, titles, units, months.

Sources: taaladvies.net on abbreviations, ISO 80000-1 on numbers and units, Lexique des règles
typographiques de l'Imprimerie nationale on French.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from dinobook.markup.typography_rules import NO_BREAK, THIN_NO_BREAK, Edit

SHORT_BEFORE_NUMBER: Final = {
    "": "p pp nr nrs art fig vol",
    "nl": "blz hfst par bijl tab dl jg afl ed",
    "en": "no ch sec",
    "de": "s nr abb bd kap",
    "fr": "n° chap",
}
"""Abbreviations that end in a point and stand before a number; the first row for every language."""

WORDS_BEFORE_NUMBER: Final = {
    "nl": "artikel bijlage bladzijde deel figuur hoofdstuk nummer paragraaf pagina stap tabel",
    "en": "appendix article chapter figure page part section step table",
    "de": "abbildung abschnitt anhang kapitel schritt seite tabelle teil",
    "fr": "annexe article chapitre figure page partie section tableau",
}
TITLES: Final = {
    "": "dr prof ir ing mr",
    "nl": "drs mevr dhr ds lic st",
    "en": "mrs ms st",
    "fr": "m me",
}
"""Abbreviations that end in a point and stand before a name."""

MONTHS: Final = {
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "en": "January February March April May June July August September October November December",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
}
_UNITS: Final = (
    "km m cm mm m² km² m³ ha kg g mg ton l cl ml dl kWh kW W V A Hz kHz MHz kB MB GB TB °C °F K EUR"
    " % ‰ km/u km/h"
)
UNITS: Final = {
    "": _UNITS,
    "nl": "euro procent uur min sec mln mld",
    "en": "euros percent mph",
    "de": "Uhr Euro Prozent",
    "fr": "euros heures",
}

_NUMBER: Final = r"""
    (?:(?<=[€$£§])|(?<=№))([ \n])(?=\d)
  | (?<=\d)([ \n])(?=€(?![ \n\u00a0]?\d))
  | (?<=\d)([ \n])(?=\d\d\d(?!\d))(?<=(?<!\d)\d[ \n])
  | (?<=(?<!\d)\d\d)([ \n])(?=\d\d\d(?!\d))
"""
# J. Peeters, J. P. Peeters, IJ. de Vries: one initial and what follows it, not the last of J.P.
_INITIAL: Final = (
    r"(?<![^\W_])(?:[^\W\d_a-z]|IJ|Th|Ch|Ph)\.([ \n])(?=[^\W\d_a-z]|(?:van|de|den|ten|ter)\b)"
)
# i. v. m.: an abbreviation that was typed with spaces
_SPELT_OUT: Final = r"(?<![\w.])(?:[a-z]\.[ \n\u00a0])*[a-z]\.([ \n])(?=[a-z]\.(?!\w))"
_FRENCH: Final = re.compile(r"(?<=\S)([ \u00a0])(?=[;!?»])|(?<=«)([ \u00a0])(?=\S)")
_FRENCH_TIGHT: Final = re.compile(r"(?<=«)(?=[^\s])|(?<=\S)(?=»)")


def keep_together(text: str, language: str) -> Iterator[Edit]:
    """A no-break space where a line must not end."""
    for found in _pattern(language).finditer(text):
        at = found.start(found.lastindex or 0)
        yield Edit(at, at + 1, NO_BREAK)


def space_french(text: str) -> Iterator[Edit]:
    """A thin no-break space inside « », and where a space was typed before ; ! and ?."""
    for found in _FRENCH.finditer(text):
        yield Edit(found.start(), found.end(), THIN_NO_BREAK)
    for found in _FRENCH_TIGHT.finditer(text):
        yield Edit(found.start(), found.end(), THIN_NO_BREAK)


@cache
def _pattern(language: str) -> re.Pattern[str]:
    before_name = rf"(?<!\w)(?i:{_any(TITLES, language)})\.([ \n])(?=[^\W\d_a-z])"
    before_number = rf"(?<!\w)(?i:{_any(SHORT_BEFORE_NUMBER, language)})\.([ \n])(?=\d)"
    rows = [_NUMBER, _INITIAL, _SPELT_OUT, before_name, before_number]
    rows.append(rf"(?<=\d)([ \n])(?=(?:{_any(UNITS, language)})(?![\w²³]))")
    if language in WORDS_BEFORE_NUMBER:
        words = _any(WORDS_BEFORE_NUMBER, language)
        rows.append(rf"(?<!\w)(?i:{words})([ \n])(?=\d+(?!\w)|[IVX]+(?!\w)|[A-Z](?!\w))")
    if language in MONTHS:
        rows.append(rf"(?<=\d)([ \n])(?=(?:{_any(MONTHS, language)})(?!\w))")
    return re.compile("|".join(row.strip() for row in rows), re.VERBOSE)


def _any(table: dict[str, str], language: str) -> str:
    """The words of every language and of this one, the longest first."""
    words = {*table.get("", "").split(), *table.get(language, "").split()}
    longest_first = sorted(words, key=lambda one: (-len(one), one))
    return "|".join(re.escape(word) for word in longest_first)
