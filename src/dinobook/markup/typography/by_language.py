"""Which rules a language has, in the order in which they are applied."""

from __future__ import annotations

from functools import cache, partial
from typing import Final

from dinobook.language_tags import primary
from dinobook.markup.typography import quotes
from dinobook.markup.typography.apostrophes import (
    apostrophes,
    dutch_apostrophes,
    inner_apostrophes,
    swiss_thousands,
)
from dinobook.markup.typography.dashes import (
    closed_dashes,
    hyphens_to_dashes,
    ranges,
    spaced_dashes,
)
from dinobook.markup.typography.house_style import DEFAULT_HOUSE, HouseStyle
from dinobook.markup.typography.rules import NO_BREAK, Rule, ellipses, spaced_ellipses
from dinobook.markup.typography.spaces import keep_together
from dinobook.markup.typography.thin_spaces import space_french, space_german

_MARKS: Final = {
    "en": quotes.ENGLISH,
    "en-us": quotes.ENGLISH,
    "de": quotes.GERMAN,
    "de-ch": quotes.SWISS_GERMAN,
    "fr": quotes.FRENCH,
    "fr-ca": quotes.CANADIAN_FRENCH,
    "fr-ch": quotes.SWISS_FRENCH,
}
"""The languages with rules, and the countries that have some of their own."""

_LIKE: Final = {"de-li": "de-ch", "en-ca": "en-us"}


def ruled(language: str) -> str:
    """The language or country whose rules a tag asks for: `de-CH` → `de-ch`, `nl-BE` → `nl`."""
    first, *others = language.lower().split("-")
    for country in others:
        tag = f"{first}-{country}"
        tag = _LIKE.get(tag, tag)
        if tag in _MARKS:
            return tag
    return first


def has_rules(language: str) -> bool:
    """Whether words of the language inside a text of another one are set."""
    return ruled(language) in ("nl", *_MARKS)


@cache
def rules_for(language: str, house: HouseStyle = DEFAULT_HOUSE) -> tuple[Rule, ...]:
    """Every rule of Dutch, English, German and French.

    Every other language keeps its marks: only ellipses and no-break spaces are set.
    """
    tag, language = ruled(language), primary(language)
    dots = Rule("typography-002", ellipses if house.ellipsis == "sign" else spaced_ellipses)
    together = Rule("typography-006", partial(keep_together, language=language))
    if language == "nl":
        return (*_dutch(house, dots), together)
    if tag not in _MARKS:
        return (dots, *_of_the_author(language, house), together)
    return (
        Rule("typography-001", partial(apostrophes, language=language)),
        *_of_switzerland(tag),
        dots,
        *_dashes(tag, house),
        *_turned(language),
        Rule("typography-004", partial(quotes.set_quotes, marks=_MARKS[tag])),
        *_spaces(tag),
        together,
    )


def _dutch(house: HouseStyle, dots: Rule) -> tuple[Rule, ...]:
    dashes = closed_dashes if house.dashes == "closed" else spaced_dashes
    before = (
        Rule("typography-001", dutch_apostrophes),
        dots,
        Rule("typography-003", dashes),
        # before straight marks are set, because it tells which quotations are open
        Rule("typography-005", quotes.turn_wrong_marks),
    )
    if house.quotes == "single":
        exchanged = Rule("typography-004", quotes.exchange_marks)
        return (*before, exchanged, Rule("typography-004", quotes.set_single_outside))
    return (*before, Rule("typography-004", partial(quotes.set_quotes, marks=quotes.DUTCH)))


def _of_the_author(language: str, house: HouseStyle) -> tuple[Rule, ...]:
    """Straight marks become those that the author's file of words gives for the language."""
    own = house.own
    if own is None or own.language != language or not own.quotes:
        return ()
    inner = own.inner or own.quotes
    marks = quotes.Marks((own.quotes[0], own.quotes[1]), (inner[0], inner[1]))
    apostrophe = Rule("typography-001", inner_apostrophes)
    return (apostrophe, Rule("typography-004", partial(quotes.set_quotes, marks=marks)))


def _of_switzerland(tag: str) -> tuple[Rule, ...]:
    return (Rule("typography-001", swiss_thousands),) if tag.endswith("-ch") else ()


def _dashes(tag: str, house: HouseStyle) -> tuple[Rule, ...]:
    """In English the house chooses; unless it does, American books have the em dash."""
    if tag.startswith("fr"):
        spoken = f"—{NO_BREAK}"
        return (Rule("typography-003", partial(hyphens_to_dashes, first=spoken)),)
    spans = Rule("typography-003", ranges)
    if tag.startswith("de"):
        return (Rule("typography-003", hyphens_to_dashes), spans)
    closed = (house.dashes or ("closed" if tag == "en-us" else "spaced")) == "closed"
    first = "—" if closed else "– "
    return (Rule("typography-003", partial(hyphens_to_dashes, closed=closed, first=first)), spans)


def _turned(language: str) -> tuple[Rule, ...]:
    """English has the marks of Dutch, and they are turned the wrong way as often."""
    return (Rule("typography-005", quotes.turn_wrong_marks),) if language == "en" else ()


def _spaces(tag: str) -> tuple[Rule, ...]:
    if tag.startswith("fr"):
        return (Rule("typography-006", partial(space_french, tag=tag)),)
    if tag.startswith("de"):
        return (Rule("typography-006", space_german),)
    return ()
