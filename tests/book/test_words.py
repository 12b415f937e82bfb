"""What the book says itself: whole in each language, with dates as they are written there."""

from __future__ import annotations

import datetime
import re

import pytest
from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.localedata import locale_identifiers

from dinobook.book.words.author import OwnWords, house_words
from dinobook.book.words.matter import MatterWords, matter_words_for
from dinobook.book.words.model import dates_of, words_for, written_date
from dinobook.book.words.references import reference_words_for
from dinobook.languages import Value, names, table
from dinobook.strict_yaml import read_own

OPEN = {("references", "known"), ("matter", "printings"), ("words", "first_day")}
"""What a language has as many of as it needs, or none."""


def test_the_book_speaks_four_languages() -> None:
    assert names() == ("de", "en", "fr", "nl")
    assert table("nl-BE") is table("nl")
    assert table("fy") is table("en")


@pytest.mark.parametrize("language", names())
def test_every_language_has_every_word_of_english_and_no_other(language: str) -> None:
    for group, words in table("en").items():
        said = table(language)[group]
        open_keys = {key for of, key in OPEN if of == group}
        assert [key for key in said if key not in open_keys] == [
            key for key in words if key not in open_keys
        ]
        for key in said.keys() - open_keys:
            assert shape(said[key]) == shape(words[key]), (group, key)
    assert table(language).keys() == table("en").keys()


def shape(value: Value) -> object:
    """What a number or a name goes into, and by which keys."""
    if isinstance(value, str):
        return sorted(re.findall(r"\{\w*\}|[{}]", value))
    if isinstance(value, tuple):
        return len(value), [shape(one) for one in value]
    return {key: shape(one) for key, one in value.items()}


@pytest.mark.parametrize("language", names())
def test_each_group_fills_its_table(language: str) -> None:
    assert words_for(language).contents == table(language)["words"]["contents"]
    assert reference_words_for(language).known == table(language)["references"]["known"]
    assert matter_words_for(language).printings == table(language)["matter"]["printings"]


def test_a_word_that_lacks_or_has_no_place_is_a_bug() -> None:
    with pytest.raises(TypeError, match="unexpected keyword argument 'note'"):
        house_words(MatterWords, "callouts", "nl")
    with pytest.raises(TypeError, match="'contents'"):
        house_words(MatterWords, "words", "nl")
    with pytest.raises(ValueError, match=r"nl\.yaml:2: “a” already stands on line 1"):
        read_own("nl.yaml", "a: x\na: y\n")


@pytest.mark.parametrize(
    ("language", "day", "first", "month"),
    [
        ("nl-BE", "14 juli 2016", "1 juli 2016", "juli 2016"),
        ("en", "14 July 2016", "1 July 2016", "July 2016"),
        ("en-GB", "14 July 2016", "1 July 2016", "July 2016"),
        ("en-US", "July 14, 2016", "July 1, 2016", "July 2016"),
        ("fr-BE", "14 juillet 2016", "1er juillet 2016", "juillet 2016"),
        ("de", "14. Juli 2016", "1. Juli 2016", "Juli 2016"),
        ("es", "14 de julio de 2016", "1 de julio de 2016", "julio de 2016"),
        ("pl", "14 lipca 2016", "1 lipca 2016", "lipiec 2016"),
        ("ja", "2016年7月14日", "2016年7月1日", "2016年7月"),
        ("de-Latn-CH", "14. Juli 2016", "1. Juli 2016", "Juli 2016"),
        ("tlh", "14 July 2016", "1 July 2016", "July 2016"),
        ("th", "14 July 2016", "1 July 2016", "July 2016"),
    ],
)
def test_dates_are_written_out(language: str, day: str, first: str, month: str) -> None:
    words = words_for(language)
    isos = ("2016-07-14", "2016-07-01", "2016-07", "2016", "")
    said = [written_date(iso, words).replace("\xa0", " ") for iso in isos]
    assert said == [day, first, month, "2016", ""]
    assert " " not in written_date("2016-07-14", words)


def test_an_author_writes_months_and_dates_otherwise() -> None:
    months = tuple(f"{number}-de maand" for number in range(1, 13))
    own = OwnWords("pl", {"months": months, "date": "{year}, {month}, {day}"})
    words = words_for("pl-PL", own)
    assert written_date("2016-07-14", words) == "2016,\xa07-de\xa0maand,\xa014"
    assert written_date("2016-07", words) == "7-de\xa0maand\xa02016"


LANGUAGES = sorted(one for one in locale_identifiers() if "_" not in one and one != "en")


def test_dates_in_every_language_are_those_that_babel_formats() -> None:
    """Ours are made of its patterns, so that authors may change them; the rest are English."""
    english = dates_of(words_for("en"))
    unlike = []
    for language in LANGUAGES:
        dates, locale = dates_of(words_for(language)), Locale.parse(language)
        for month in range(1, 13) if dates != english else ():
            day = datetime.date(2016, month, 14)
            ours = (
                dates.date.format(day=14, month=dates.months[month - 1], year=2016),
                dates.month_year.format(month=dates.months_alone[month - 1], year=2016),
            )
            if ours != (
                format_date(day, "long", locale),
                format_skeleton("yMMMM", day, None, True, locale),
            ):
                unlike.append((language, *ours))
    assert unlike == []
    assert len([one for one in LANGUAGES if dates_of(words_for(one)) == english]) < 20
