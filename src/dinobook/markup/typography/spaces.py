"""What keeps together on one line, as tables: abbreviations, titles, units, months.

The sources are named in docs/typography.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from dinobook.markup.typography.rules import NO_BREAK, THIN_NO_BREAK, Edit

SHORT_BEFORE_NUMBER: Final = {
    "": "p pp nr nrs art fig vol",
    "nl": "blz hfst par bijl tab dl jg afl ed",
    "en": "no ch sec",
    "de": "s nr abb abs anm art bd kap tab z",
    "fr": "chap t liv",
}
"""Abbreviations that end in a point and stand before a number; the first row for every language."""

WORDS_BEFORE_NUMBER: Final = {
    "nl": "artikel bijlage bladzijde deel figuur hoofdstuk nummer paragraaf pagina stap tabel",
    "en": "appendix article chapter figure page part section step table",
    "de": "abbildung abschnitt anhang kapitel schritt seite tabelle teil",
    "fr": "annexe article chapitre figure n° nᵒ page partie section tableau",
}
TITLES: Final = {
    "": "dr prof ir ing mr",
    "nl": "drs mevr dhr ds lic st",
    "en": "mrs ms st",
    "de": "hr fr hrn dipl st",
    "fr": "m mm me",
}
"""Abbreviations that end in a point and stand before a name."""

WITHOUT_POINT: Final = {
    "en": "Mr Mrs Ms Dr Prof St",
    "fr": "Mme Mmes Mlle Mlles Mgr Dr Me Pr St Ste",
}
"""Those that end in their last letter, and so have none."""

MONTHS: Final = {
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
}
_UNITS: Final = (
    "km m cm mm m² km² m³ ha kg g mg ton l cl ml dl kWh kW W V A Hz kHz MHz kB MB GB TB °C °F K EUR"
    " % ‰ km/u km/h"
)
UNITS: Final = {
    "": _UNITS,
    "nl": "euro procent uur min sec mln mld",
    "en": "euros percent mph am pm a.m. p.m.",
    "de": "Uhr Euro Prozent Mio. Mrd. Grad",
    "fr": "euros heures h min",
}

_NUMBER: Final = r"""
    (?:(?<=[€$£§])|(?<=№))([ \n])(?=\d)
  | (?<=\d)([ \n])(?=€(?![ \n\u00a0]?\d))
  | (?<=\d)([ \n])(?=\d\d\d(?!\d))(?<=(?<!\d)\d[ \n])
  | (?<=(?<!\d)\d\d)([ \n])(?=\d\d\d(?!\d))
  | (?<=(?<!\d)\d\d\d)([ \n])(?=000(?!\d))
  | (?<=\d[\u00a0\u202f]\d\d\d)([ \n])(?=\d\d\d(?!\d))
"""
# J. Peeters, J. P. Peeters, IJ. de Vries: one initial and what follows it, not the last of J.P.;
# no unit that ends a sentence (20 °C. Het, 230 V. Het), but in 1990 K. Müller: a year is no measure
_YEAR: Final = r"(?<=(?<!\d)(?:1[5-9]|20)\d\d[ \n\u00a0])"
_ENDS_AS_UNIT: Final = rf"(?<=\d[ \n\u00a0])(?!{_YEAR})[ACKVW]\."
_NAME: Final = r"(?:[^\W\d_a-z]|(?:van|de|den|ten|ter)\b)"
_INITIAL: Final = (
    rf"(?<![^\W_])(?<!°)(?<!°[ \n\u00a0])(?!{_ENDS_AS_UNIT})"
    rf"(?:[^\W\d_a-z]|IJ|Th|Ch|Ph)\.([ \n])(?={_NAME})"
)
_INITIAL_AFTER_YEAR: Final = rf"{_YEAR}[AKVW]\.[ \n\u00a0]{_NAME}"
_DAY: Final = r"(?<=\d)"
_DAYS: Final = {"de": (r"(?<=\d\.)",), "fr": (_DAY, r"(?<=1er)")}
# S. 5 f.; XXe siècle, 20 h 15
_ALONE: Final = {
    "de": (r"(?<=\d)([ \n])(?=ff?\.)",),
    "fr": (r"(?<=[IVX]e)([ \n])(?=siècle)", r"(?<=\d[ \u00a0]h)([ \n])(?=\d\d(?!\d))"),
}
# i. v. m.: an abbreviation that was typed with spaces
_SPELT_OUT: Final = r"(?<![\w.])[a-z]\.([ \n])(?=[a-z]\.(?!\w))"


def keep_together(text: str, language: str) -> Iterator[Edit]:
    """A no-break space where a line must not end; a thin one between three figures and three."""
    for found in _pattern(language).finditer(text):
        at = found.start(found.lastindex or 0)
        thousands = text[at - 1].isdigit() and text[at + 1 : at + 4].isdigit()
        thin = thousands and language in _THIN_THOUSANDS
        yield Edit(at, at + 1, THIN_NO_BREAK if thin else NO_BREAK)


_THIN_THOUSANDS: Final = frozenset({"de", "fr"})


@cache
def _pattern(language: str) -> re.Pattern[str]:
    before_name = rf"(?<!\w)(?i:{_any(TITLES, language)})\.([ \n])(?=[^\W\d_a-z])"
    before_number = rf"(?<!\w)(?i:{_any(SHORT_BEFORE_NUMBER, language)})\.([ \n])(?=\d)"
    units = _any(UNITS, language)
    rows = [_NUMBER, _INITIAL, _SPELT_OUT, before_name, before_number]
    rows.append(rf"(?<=\d)([ \n])(?!{_INITIAL_AFTER_YEAR})(?=(?:{units})(?![\w²³]))")
    if language in WORDS_BEFORE_NUMBER:
        words = _any(WORDS_BEFORE_NUMBER, language)
        rows.append(rf"(?<!\w)(?i:{words})([ \n])(?=\d+(?!\w)|[IVX]+(?!\w)|[A-Z](?!\w))")
    if language in MONTHS:
        months = _any(MONTHS, language)
        rows += [rf"{day}([ \n])(?=(?:{months})(?!\w))" for day in _DAYS.get(language, (_DAY,))]
    if language in WITHOUT_POINT:
        rows.append(rf"(?<!\w)(?:{_any(WITHOUT_POINT, language)})([ \n])(?=[^\W\d_a-z])")
    rows += _ALONE.get(language, ())
    return re.compile("|".join(row.strip() for row in rows), re.VERBOSE)


def _any(table: dict[str, str], language: str) -> str:
    """The words of every language and of this one, the longest first."""
    words = {*table.get("", "").split(), *table.get(language, "").split()}
    longest_first = sorted(words, key=lambda one: (-len(one), one))
    return "|".join(re.escape(word) for word in longest_first)
