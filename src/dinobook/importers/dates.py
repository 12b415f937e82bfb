"""Dates as people and programs write them, as the ISO dates of the book."""

from __future__ import annotations

import datetime
import re
from functools import cache
from typing import Final

from dinobook.languages.months import month_numbers

_DAY: Final = r"(?P<day>\d\d?)(?:\.|er|e|st|nd|rd|th)?"
# donderdag 14 juli, Thu, 14 Jul, Donnerstag, den 14. Juli, le 14 juillet, op 14 juli
_WEEKDAY: Final = (
    r"(?:(?:ma|di|wo|do|vr|za|zo)|[^\W\d_]+(?:dag|day|tag|woch|abend)"
    r"|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|mon|tue|wed|thu|fri|sat|sun)\.?,?\s+"
)
_LEAD: Final = rf"(?:{_WEEKDAY})?(?:(?:op|on|am|den|le|the)\s+)?"
_YEAR: Final = r"(?P<year>\d{4})\b"
_TIME: Final = r"(?:(?:T|\s+)\d\d?:\d\d[\d:.]*\s*(?:Z|[-+][\d:]+)?)?"
_IN_FIGURES: Final = (
    rf"(?P<year>\d{{4}})[-/](?P<month>\d\d?)(?:[-/](?P<day>\d\d?))?(?![\d-]){_TIME}",
    rf"(?P<day>\d\d?)[-/.]\s?(?P<month>\d\d?)[-/.]\s?{_YEAR}",
)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    names = "|".join(sorted(month_numbers(), key=len, reverse=True))
    named = rf"(?P<month>{names})\.?"
    in_words = (
        rf"{_LEAD}{named}\s+{_DAY},?\s+{_YEAR}",
        rf"{_LEAD}(?:{_DAY}\s+(?:of\s+)?)?{named},?\s+{_YEAR}",
    )
    return tuple(re.compile(one, re.IGNORECASE) for one in (*_IN_FIGURES, *in_words))


def iso_date(value: object, *, whole: bool = False) -> str:
    """`2016-07-14`, `14-07-2016`, `14 juli 2016`, `juli 2016`: as `2016-07-14` or `2016-07`.

    Empty when `value` is no date, or has more than a date and a `whole` one is asked for.
    `07/14/2016` is none: it can only be American, and the day and month of its like cannot be told.
    """
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    text = str(value).strip()
    for pattern in _patterns():
        found = pattern.fullmatch(text) if whole else pattern.match(text)
        if found:
            month = str(month_numbers().get(found["month"].lower(), found["month"]))
            return _valid(found["year"], month, found["day"] or "")
    return ""


def _valid(year: str, month: str, day: str) -> str:
    try:
        made = datetime.date(int(year), int(month), int(day or 1)).isoformat()
    except ValueError:
        return ""
    return made if day else made[:7]
