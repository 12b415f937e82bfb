"""Dates of sources as authors type them → as CSL has them.

Pandoc reads dates in figures (2001, 2001-05-12, 1998/2010) and drops all others. Here names of
months and years in words are read too; what is no date (“in druk”, “ca. 1920”, “2001a”) stays as it
is typed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from dinobook.citations.latex import letters, plain
from dinobook.citations.words import status_in
from dinobook.language_tags import primary
from dinobook.languages.months import month_numbers

Date = dict[str, Any]

DATES: Final = ("issued", "accessed", "original-date", "event-date", "submitted", "available-date")
"""CSL's variables for dates."""

_SEASONS: Final = (
    "lente voorjaar spring printemps fruhling fruhjahr",
    "zomer summer ete sommer",
    "herfst najaar autumn fall automne herbst",
    "winter hiver",
)
_SEASON: Final = {word: n for n, names in enumerate(_SEASONS, start=1) for word in names.split()}

_WORD: Final = r"(?P<word>[^\W\d_]+)\.?"
_DAY: Final = r"(?P<day>\d{1,2})(?:e|ste|de|st|nd|rd|th|er)?\.?"
_YEAR: Final = r"(?P<year>\d{4})"
_FORMS: Final = (
    re.compile(rf"(?:{_DAY}\s+)?{_WORD},?\s+{_YEAR}"),
    re.compile(rf"{_WORD}\s+{_DAY},?\s+{_YEAR}"),
    re.compile(rf"{_YEAR},?\s+(?:{_DAY}\s+)?{_WORD}"),
    re.compile(rf"{_YEAR},?\s+{_WORD}\s+{_DAY}"),
    re.compile(rf"{_WORD}\s*[-–/]+\s*(?P<until>[^\W\d_]+)\.?,?\s+{_YEAR}"),
)
_DAY_FIRST: Final = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_YEARS: Final = re.compile(r"(\d{4})\s*(?:[-–/]+|t/m|tot)\s*(\d{4})")
_IN_FIGURES: Final = re.compile(
    r"-?\d{1,4}(?:-(\d\d)(?:-(\d\d))?)?~?(?:/(?:\d{4}(?:-(\d\d)(?:-(\d\d))?)?~?|\.\.)?)?"
)
_NONE: Final = re.compile(
    r"\W*(?:[nszo]\.?\s?[jad]\.?|zonder (?:datum|jaar)|no date|undated|sans date|"
    r"ohne (?:datum|jahr))\W*",
    re.IGNORECASE,
)
_FIELDS: Final = (
    ("issued", ("date", "year")),
    ("accessed", ("urldate",)),
    ("original-date", ("origdate", "origyear")),
    ("event-date", ("eventdate",)),
)


def typed_dates(fields: Mapping[str, str], row: Mapping[str, Any], language: str) -> dict[str, Any]:
    """The dates of a BibTeX entry that Pandoc lost, as CSL has them; empty where there is none."""
    found: dict[str, Any] = {}
    for name, places in _FIELDS:
        typed = next((one for place in places if (one := _words(fields.get(place, "")))), "")
        read = row.get(name)
        if typed and not (_in_figures(typed) and _holds(read, typed)):
            found[name] = date_of(typed, language)
    if "issued" not in found and "month" in fields and _has_year_alone(row.get("issued")):
        month = (_words(fields.get(place, "")) for place in ("day", "month", "year"))
        more = date_of(" ".join(filter(None, month)), language)
        if "literal" not in more:
            found["issued"] = more
    return found


def known_date(date: Any, language: str) -> Any:
    """A date of CSL-JSON that Pandoc reads: numbers as numbers, words as words."""
    if isinstance(date, int | str):
        is_known = isinstance(date, str) and _in_figures(date)
        return date if is_known else date_of(str(date), language)
    if isinstance(date, list):
        date = {"date-parts": date}
    if not isinstance(date, dict):
        return date
    words = date.get("raw") or date.get("literal")
    if isinstance(words, str) and not _in_figures(words):
        return date_of(words, language)
    if "date-parts" not in date:
        return date
    parts = _parts(date["date-parts"])
    if not parts:
        return {name: value for name, value in date.items() if name != "date-parts"}
    try:
        return date | {"date-parts": [[int(one) for one in part] for part in parts]}
    except (TypeError, ValueError):
        return date_of("–".join("-".join(map(str, part)) for part in parts), language)


def _parts(typed: Any) -> list[list[Any]]:
    """One or two dates, also where brackets were forgotten: `2001` and `[2001, 5]`."""
    outer = typed if isinstance(typed, list) else [typed]
    if not any(isinstance(part, list) for part in outer):
        outer = [outer]
    parts = [part if isinstance(part, list) else [part] for part in outer]
    said = [[one for one in part if one not in (None, "")] for part in parts]
    return [part for part in said if part]


def date_of(typed: str, language: str) -> Date:
    """The date that was typed; empty when it says that there is none."""
    text = typed.strip(" ,;")
    if not text or _NONE.fullmatch(text):
        return {}
    if re.fullmatch(r"\d{4}\.?", text):
        return _date([int(text[:4])])
    if _in_figures(text):
        return {"raw": text}
    if years := _YEARS.fullmatch(text):
        return _date([int(years[1])], [int(years[2])])
    return _in_words(text) or _day_first(text, language) or {"literal": status_in(text, language)}


def _in_words(text: str) -> Date | None:
    for form in _FORMS:
        found = form.fullmatch(text)
        named = _named(found.groupdict()) if found else None
        if named:
            return named
    return None


def _named(said: Mapping[str, str | None]) -> Date | None:
    """A month or season with its year, and perhaps a day or a second month."""
    year, word = int(said["year"] or 0), letters(said["word"] or "")
    until = said.get("until")
    if word in _SEASON and not until:
        return _date([year]) | {"season": _SEASON[word]}
    months = {letters(name): number for name, number in month_numbers().items()}
    if word not in months or (until and letters(until) not in months):
        return None
    if until:
        return _date([year, months[word]], [year, months[letters(until)]])
    day = [int(said["day"] or 0)] if said.get("day") else []
    return _date([year, months[word], *day])


def _day_first(text: str, language: str) -> Date | None:
    """12/5/2001, which in English may be the fifth of December."""
    found = _DAY_FIRST.fullmatch(text)
    if found is None or primary(language) == "en":
        return None
    day, month, year = (int(group) for group in found.groups())
    return _date([year, month, day]) if day <= 31 and month <= 12 else None


def _date(*parts: list[int]) -> Date:
    return {"date-parts": list(parts)}


def _words(typed: str) -> str:
    text = " ".join(plain(typed).replace("\x00", " ").split())
    return re.sub(r"\s*--+", "–", text)


def _in_figures(text: str) -> bool:
    found = _IN_FIGURES.fullmatch(text)
    if found is None:
        return False
    months, days = (found[1], found[3]), (found[2], found[4])
    seasons = range(21, 42)
    return all(1 <= int(month) <= 12 or int(month) in seasons for month in months if month) and all(
        1 <= int(day) <= 31 for day in days if day
    )


def _holds(read: Any, typed: str) -> bool:
    """Whether what Pandoc read begins with the year that was typed, not with that of a parent."""
    parts = read.get("date-parts") if isinstance(read, dict) else None
    if not parts or not parts[0]:
        return False
    year = re.match(r"\d+", typed)
    return year is None or int(parts[0][0]) == int(year.group())


def _has_year_alone(read: Any) -> bool:
    parts = read.get("date-parts") if isinstance(read, dict) else None
    return bool(parts) and [len(part) for part in parts or ()] == [1]
