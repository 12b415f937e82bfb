"""The book's own words, in the language of the book: everything that no author typed."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dinobook.book.words.author import NO_WORDS, OwnWords, house_words, over
from dinobook.book.words.dates import DateWords, date_words


@dataclass(frozen=True, slots=True)
class Words:
    """What the book says of itself. `{}` stands for the number, name or date that goes there.

    `first_day` is the first of a month in a date: le 1er mars. The rest of a date is an author's;
    without it, `dates_of` has it.
    """

    contents: str
    index: str
    see: str
    see_also: str
    chapter: str
    part: str
    cover: str
    cover_of: str
    title_page: str
    half_title: str
    colophon: str
    bibliography: str
    figure: str
    table: str
    notes: str
    note: str
    back_to_note: str
    page: str
    pages: str
    landmarks: str
    start_of_text: str
    first_published: str
    first_published_on: str
    by: str
    published_by: str
    typefaces: str
    missing_picture: str
    draft: str
    draft_of: str
    proof: str
    write_down: str
    qr_code: str
    made_with: str
    accessibility_summary: str
    months: tuple[str, ...] = ()
    first_day: str = "1"
    date: str = ""
    month_year: str = ""
    language: str = ""


def words_for(language: str, own: OwnWords = NO_WORDS) -> Words:
    """The table for a language tag, with the author's own words over it."""
    table = replace(house_words(Words, "words", language), language=language)
    return over(table, own.words) if own.speaks(language) else table


def dates_of(words: Words) -> DateWords:
    """The language's, with what the author gives in their place."""
    found = date_words(words.language)
    return DateWords(
        months=words.months or found.months,
        months_alone=words.months or found.months_alone,
        date=words.date or found.date,
        month_year=words.month_year or found.month_year,
    )


def written_date(iso: str, words: Words) -> str:
    """`2016-07-14` as the language writes it, on one line; a year alone stays what it is."""
    parts = iso.split("-")
    if len(parts) == 1:
        return iso
    dates, month = dates_of(words), int(parts[1]) - 1
    if len(parts) == 2:
        written = dates.month_year.format(month=dates.months_alone[month], year=parts[0])
    else:
        day = words.first_day if parts[2] == "01" else str(int(parts[2]))
        written = dates.date.format(day=day, month=dates.months[month], year=parts[0])
    return written.replace(" ", "\xa0")
