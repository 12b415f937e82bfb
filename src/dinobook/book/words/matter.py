"""The words of front and back matter, in the language of the book."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from dinobook.book.words.author import NO_WORDS, OwnWords, house_words, over
from dinobook.languages import speaks


@dataclass(frozen=True, slots=True)
class MatterWords:
    """What made pages say of themselves. `{}` stands for the name or number that goes there.

    `printings` are the first printings in words, `printing` any later one by its number. `forms`
    say what an ISBN is the number of, `credits` who did a task; their keys are those of `Imprint`.
    """

    frontispiece: str
    dedication: str
    epigraph: str
    abbreviations: str
    glossary: str
    sources: str
    about: str
    about_many: str
    other_books: str
    other_books_many: str
    licence: str
    responsible: str
    printings: tuple[str, ...]
    printing: str
    forms: Mapping[str, str]
    credits: Mapping[str, str]

    def printing_number(self, number: int) -> str:
        if number <= len(self.printings):
            return self.printings[number - 1]
        return self.printing.format(number)


def matter_words_for(language: str, own: OwnWords = NO_WORDS) -> MatterWords:
    """The table for a language tag, with the author's own words over it."""
    table = house_words(MatterWords, "matter", language)
    if not own.speaks(language):
        return table
    return over(table if speaks(language) else replace(table, printings=()), own.matter)
