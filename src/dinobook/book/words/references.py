"""The words of references and of lists of figures and tables, in the language of the book."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from dinobook.book.words.author import NO_WORDS, OwnWords, house_words, over
from dinobook.book.words.model import words_for
from dinobook.languages import speaks

_EQUATION: Final = "({})"
"""The label beside an equation, in every language."""


@dataclass(frozen=True, slots=True)
class ReferenceWords:
    """What a sentence calls a thing. `{}` stands for its number; the words suit mid-sentence.

    `see` and `page` stand behind a reference on pages: “(zie p. 42)”. `known` are titles that a
    sentence calls by an article and no quotation marks, in lower case. `quotes` are the marks
    around any other title, `inner` those inside it.
    """

    figure: str
    table: str
    equation: str
    heading: str
    chapter: str
    part: str
    appendix: str
    appendix_label: str
    see: str
    page: str
    list_of_figures: str
    list_of_tables: str
    quotes: tuple[str, str]
    inner: tuple[str, str]
    known: Mapping[str, str]

    def quoted(self, title: str) -> str:
        """“De koffie”; quotation marks inside become those of the second level."""
        opened, closed = self.quotes
        inside = title.replace(opened, self.inner[0]).replace(closed, self.inner[1])
        return f"{opened}{inside}{closed}"


def reference_words_for(language: str, own: OwnWords = NO_WORDS) -> ReferenceWords:
    """The table for a language tag, with the author's own words over it."""
    table = house_words(ReferenceWords, "references", language)
    if not own.speaks(language):
        return table
    return over(table if speaks(language) else replace(table, known={}), own.references)


def caption_labels(language: str, own: OwnWords = NO_WORDS) -> dict[str, str]:
    """The words of a caption's label by the kind of figure; `{}` stands for the number."""
    words = words_for(language, own)
    return {"figure": words.figure, "table": words.table, "equation": _EQUATION}
