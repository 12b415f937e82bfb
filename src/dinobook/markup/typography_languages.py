"""Which rules a language has, in the order in which they are applied."""

from __future__ import annotations

from functools import cache, partial
from typing import Final

from dinobook.markup import typography_quotes as quotes
from dinobook.markup.house_style import DEFAULT_HOUSE, HouseStyle
from dinobook.markup.typography_rules import (
    Rule,
    apostrophes,
    closed_dashes,
    ellipses,
    inner_apostrophes,
    spaced_dashes,
    spaced_ellipses,
)
from dinobook.markup.typography_spaces import keep_together, space_french

_MARKS: Final = {"en": quotes.ENGLISH, "de": quotes.GERMAN, "fr": quotes.FRENCH}


def primary(language: str) -> str:
    """`nl-BE` → `nl`."""
    return language.split("-")[0].lower()


def has_rules(language: str) -> bool:
    """Whether words of the language inside a text of another one are set."""
    return language == "nl" or language in _MARKS


@cache
def rules_for(language: str, house: HouseStyle = DEFAULT_HOUSE) -> tuple[Rule, ...]:
    """Everything for Dutch; quotation marks for English, German and French as well.

    Every other language keeps its marks: only ellipses and no-break spaces are set.
    """
    language = primary(language)
    dots = Rule("typography-002", ellipses if house.ellipsis == "sign" else spaced_ellipses)
    together = Rule("typography-006", partial(keep_together, language=language))
    if language == "nl":
        return (*_dutch(house, dots), together)
    if language not in _MARKS:
        return (dots, together)
    marks = Rule("typography-004", partial(quotes.set_quotes, marks=_MARKS[language]))
    french = (Rule("typography-006", space_french),) if language == "fr" else ()
    return (Rule("typography-001", inner_apostrophes), dots, marks, *french, together)


def _dutch(house: HouseStyle, dots: Rule) -> tuple[Rule, ...]:
    dashes = spaced_dashes if house.dashes == "spaced" else closed_dashes
    before = (
        Rule("typography-001", apostrophes),
        dots,
        Rule("typography-003", dashes),
        # before straight marks are set, because it tells which quotations are open
        Rule("typography-005", quotes.turn_wrong_marks),
    )
    if house.quotes == "single":
        exchanged = Rule("typography-004", quotes.exchange_marks)
        return (*before, exchanged, Rule("typography-004", quotes.set_single_outside))
    return (*before, Rule("typography-004", partial(quotes.set_quotes, marks=quotes.DUTCH)))
