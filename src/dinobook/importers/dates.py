"""Dates as people and programs write them, as the ISO dates of the book."""

from __future__ import annotations

import datetime
import re
from typing import Final

_MONTHS: Final = (
    ("januari", "january", "jan"),
    ("februari", "february", "feb"),
    ("maart", "march", "mrt", "mar"),
    ("april", "apr"),
    ("mei", "may"),
    ("juni", "june", "jun"),
    ("juli", "july", "jul"),
    ("augustus", "august", "aug"),
    ("september", "sep", "sept"),
    ("oktober", "october", "okt", "oct"),
    ("november", "nov"),
    ("december", "dec"),
)
_NUMBER_OF: Final = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_NAMES: Final = "|".join(sorted(_NUMBER_OF, key=len, reverse=True))

_WEEKDAY: Final = re.compile(
    r"(?:(?:maan|dins|woens|donder|vrij|zater|zon)dag|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|(?:mon|tue|wed|thu|fri|sat|sun|ma|di|wo|do|vr|za|zo)\b\.?),?\s+",
    re.IGNORECASE,
)
_NAMED: Final = rf"(?P<month>{_NAMES})\.?"
_YEAR: Final = r"(?P<year>\d{4})\b"
_PATTERNS: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?P<year>\d{4})[-/](?P<month>\d\d?)(?:[-/](?P<day>\d\d?))?(?![\d-])",
        rf"(?P<day>\d\d?)[-/.](?P<month>\d\d?)[-/.]{_YEAR}",
        rf"{_NAMED}\s+(?P<day>\d\d?),\s+{_YEAR}",
        rf"(?:(?P<day>\d\d?)\.?\s+)?{_NAMED},?\s+{_YEAR}",
    )
)


def iso_date(value: object, *, whole: bool = False) -> str:
    """`2016-07-14`, `14-07-2016`, `do 14 juli 2016`, `juli 2016`: as `2016-07-14` or `2016-07`.

    Empty when `value` is no date, or has more than a date and a `whole` one is asked for.
    `07/14/2016` is none: it can only be American, and the day and month of its like cannot be told.
    """
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    text = str(value).strip()
    if weekday := _WEEKDAY.match(text):
        text = text[weekday.end() :]
    for pattern in _PATTERNS:
        found = pattern.fullmatch(text) if whole else pattern.match(text)
        if found:
            month = str(_NUMBER_OF.get(found["month"].lower(), found["month"]))
            return _valid(found["year"], month, found["day"] or "")
    return ""


def _valid(year: str, month: str, day: str) -> str:
    try:
        made = datetime.date(int(year), int(month), int(day or 1)).isoformat()
    except ValueError:
        return ""
    return made if day else made[:7]
