"""The calendar in Dutch: what a relative day was, said on the day of the post."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Final

MONTHS: Final = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
    "oktober", "november", "december",
)  # fmt: skip
WEEKDAYS: Final = (
    "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag",
)  # fmt: skip
SEASONS: Final = {"lente": 3, "voorjaar": 3, "zomer": 6, "herfst": 9, "najaar": 9, "winter": 12}
"""The month in which each season begins; it lasts three."""

_YEARS: Final = range(1900, 2200)
"""Anything else is a slip, and may lie so near an end of the calendar that nothing comes before."""


@dataclass(frozen=True, slots=True)
class When:
    """A time as one would write it: `preposition` is left out behind another one."""

    preposition: str
    text: str


@dataclass(frozen=True, slots=True)
class Written:
    """When a post was written. `month` or `day` is 0 when the date does not say."""

    year: int
    month: int = 0
    day: int = 0

    @staticmethod
    def of(text: str) -> Written | None:
        """From an ISO date, `2016-07-14` or `2016-07`; None when it cannot be a post's."""
        year, *rest = map(int, text.split("-")) if text else (0,)
        return Written(year, *rest) if year in _YEARS else None

    def days_on(self, days: int, part: str = "") -> When | None:
        """So many days later, or part of that day."""
        found = self._date(days)
        if found is None:
            return None
        on_the_day = _long(found)
        return When("op", f"de {part} van {on_the_day}" if part else on_the_day)

    def weekday(self, name: str, *, before: bool) -> When | None:
        """The last such day before, or the first after; never the day itself."""
        today = self._date(0)
        if today is None:
            return None
        apart = (WEEKDAYS.index(name) - today.weekday()) % 7
        return self.days_on(apart - 7 if before else apart or 7)

    def week(self, weeks: int) -> When | None:
        """A week, by its Monday."""
        today = self._date(0)
        if today is None:
            return None
        return When("in", f"de week van {_long(self._day(weeks * 7 - today.weekday()))}")

    def weekend(self, weeks: int) -> When | None:
        """A weekend, by its Saturday; 0 is the one that ends the week of the post."""
        today = self._date(0)
        if today is None:
            return None
        return When("in", f"het weekend van {_long(self._day(weeks * 7 + 5 - today.weekday()))}")

    def month_on(self, months: int) -> When | None:
        if not self.month:
            return None
        year, month = divmod(self.year * 12 + self.month - 1 + months, 12)
        return When("in", f"{MONTHS[month]} {year}")

    def year_on(self, years: int) -> When:
        return When("in", str(self.year + years))

    def last_season(self, name: str) -> When | None:
        """The latest one that was over; None where two could be meant, or no month is known."""
        begins = SEASONS[name]
        if not self.month or (name == "winter" and self.month == 12):
            return None
        if name == "winter":
            years = f"{self.year - 1}–{self.year}"
            return When("in", f"de winter van {years}") if self.month > 2 else None
        if self.month > begins + 2:
            return None
        article = "het" if name.endswith("jaar") else "de"
        return When("in", f"{article} {name} van {self.year - 1}")

    def same_day(self, day: int, month: int, *, before: bool) -> When | None:
        """The latest such day up to the post, or the first from it on."""
        if not self.month:
            return None
        later = (month, day) > (self.month, self.day or 31)
        earlier = (month, day) < (self.month, self.day or 1)
        year = self.year + (-1 if before and later else 1 if not before and earlier else 0)
        return When("op", f"{day} {MONTHS[month - 1]} {year}")

    def _date(self, days: int) -> datetime.date | None:
        return self._day(days) if self.day else None

    def _day(self, days: int) -> datetime.date:
        return datetime.date(self.year, self.month, self.day) + datetime.timedelta(days=days)


def _long(day: datetime.date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
