"""How languages write dates: from the Unicode CLDR, by Babel."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from dinobook.language_tags import primary
from dinobook.languages import ENGLISH

if TYPE_CHECKING:
    from babel import Locale

_PIECE: Final = re.compile(r"'(?P<literal>[^']*)'|(?P<field>[A-Za-z]+)|(?P<sign>[^A-Za-z']+)")
_NUMBERED: Final = ("M", "L")
_OURS: Final = {
    **{"y": "{year}", "d": "{day}", "dd": "{day}"},
    **dict.fromkeys(("MMMM", "LLLL", *_NUMBERED), "{month}"),
}

WORLD_ENGLISH: Final = "en-001"
"""What a book in English without a country has: 14 July 2016, as most of the world writes it."""


@dataclass(frozen=True, slots=True)
class DateWords:
    """`date` holds {day}, {month} and {year}, and `month_year` the last two.

    `months` are the names for `date`, `months_alone` for `month_year`: 14 lipca, lipiec 2016.
    """

    months: tuple[str, ...]
    months_alone: tuple[str, ...]
    date: str
    month_year: str


@cache
def date_words(language: str) -> DateWords:
    """For a language tag, else for its language; as in English for a language that has none."""
    tags = (language, primary(language), WORLD_ENGLISH)
    return next(found for tag in tags if (found := _of(tag)))


def _of(tag: str) -> DateWords | None:
    """None when the CLDR has no dates for it, or writes more than a day, a month and a year."""
    from babel import Locale, UnknownLocaleError  # takes a while, and few books write a date

    try:
        locale = Locale.parse(WORLD_ENGLISH if tag.lower() == ENGLISH else tag, sep="-")
    except (UnknownLocaleError, ValueError, TypeError):
        return None
    date = _pattern(locale.date_formats["long"].pattern)
    month_year = _pattern(locale.datetime_skeletons["yMMMM"].pattern)
    if date is None or month_year is None:
        return None
    return DateWords(_names(locale, date[1]), _names(locale, month_year[1]), date[0], month_year[0])


def _pattern(written: str) -> tuple[str, str] | None:
    """`d 'de' MMMM 'de' y` as `{day} de {month} de {year}`, with its field for the month."""
    made = month = ""
    for piece in _PIECE.finditer(written):
        field = piece["field"] or ""
        if field and field not in _OURS:
            return None
        made += _OURS[field] if field else piece["literal"] or piece["sign"] or "'"
        month = field if _OURS.get(field) == "{month}" else month
    return (made, month) if month else None


def _names(locale: Locale, field: str) -> tuple[str, ...]:
    if field in _NUMBERED:
        return tuple(map(str, range(1, 13)))
    names = locale.months["stand-alone" if field.startswith("L") else "format"]["wide"]
    return tuple(names[number] for number in range(1, 13))
