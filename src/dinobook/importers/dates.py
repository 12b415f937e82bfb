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

_ISO: Final = re.compile(r"(\d{4})[-/](\d\d?)(?:[-/](\d\d?))?(?![\d-])")
_WRITTEN: Final = re.compile(rf"(?:(\d\d?)\.?\s+)?({_NAMES})\.?,?\s+(\d{{4}})\b", re.IGNORECASE)
_ENGLISH: Final = re.compile(rf"({_NAMES})\.?\s+(\d\d?),\s+(\d{{4}})\b", re.IGNORECASE)
_DAY_FIRST: Final = re.compile(r"(\d\d?)[-/.](\d\d?)[-/.](\d{4})\b")


def iso_date(value: object) -> str:
    """`2016-07-14`, `14-07-2016`, `14 juli 2016`, `juli 2016`: as `2016-07-14` or `2016-07`.

    Empty when `value` is no date. `07/14/2016` is none: it can only be American, where the day
    and the month of other dates could not be told apart.
    """
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    text = str(value).strip()
    if found := _ISO.match(text):
        return _valid(found[1], found[2], found[3] or "")
    if found := _DAY_FIRST.match(text):
        return _valid(found[3], found[2], found[1])
    if found := _ENGLISH.match(text):
        return _valid(found[3], str(_NUMBER_OF[found[1].lower()]), found[2])
    if found := _WRITTEN.match(text):
        return _valid(found[3], str(_NUMBER_OF[found[2].lower()]), found[1] or "")
    return ""


def _valid(year: str, month: str, day: str) -> str:
    try:
        made = datetime.date(int(year), int(month), int(day or 1)).isoformat()
    except ValueError:
        return ""
    return made if day else made[:7]
