"""Apostrophes: where letters or figures are left out, in each language.

The sources are named in docs/typography.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final

from dinobook.markup.typography.rules import Edit

# A letter that stands for a whole word: ’t ’s ’k ’m ’n ’r, unless it is quoted: 't'. One quotation
# mark may stand before it: ''t is'.
_CLITIC: Final = re.compile(
    r"(?:(?<![\w’'‘])|(?<=(?<![\w’'‘])['‘]))['‘`´](?=(?:[tskmnr]|ns)(?![\w'’‘]))", re.IGNORECASE
)
# Longer ones, which might also begin a quotation: dat 'ie, kom 'es, 'ne keer, 'tgeen.
_ELISION: Final = re.compile(
    r"(?<![\w’'‘])['‘](?=(?:ie|em|es|nen?|tgeen|twelk|tis|twas)(?![\w‘]))", re.IGNORECASE
)
_INSIDE: Final = re.compile(r"(?<=[^\W\d_])['‘`´](?=[^\W_])")
# mp3's, 80'er, A4'tje; no feet (6'x4') and no minutes (51°12'N)
_AFTER_DIGIT: Final = re.compile(
    r"(?<=\d)(?<!°\d)(?<!°\d\d)(?<!°[ \u00a0\u202f]\d\d)['‘´]"
    r"(?=[^\W\d_])(?!x\d|[NEWO](?!\w))"
)
# rock 'n' roll; but: de letter 'n' is
_AND: Final = re.compile(
    r"(?P<word>[^\W\d_]+)[ \n\u00a0-](?P<first>['‘`´])n(?P<last>['’`´])(?=[ \n\u00a0-][^\W\d_])",
    re.IGNORECASE,
)
_BEFORE_A_LETTER: Final = (
    "letter letters klank klanken medeklinker hoofdletter toets variabele teken woord dubbele "
    "de een het als met op in of en van voor door na is wordt was"
)
_BEFORE_A_LETTER_EN: Final = (
    "letter letters sound vowel consonant capital key variable word a an the or and with by of to "
    "is was"
)
_NAMES_A_LETTER: Final = frozenset(f"{_BEFORE_A_LETTER} {_BEFORE_A_LETTER_EN}".split())

# one quotation mark may stand before it: ''Tis true'
_FREE: Final = r"(?:(?<![\w’'‘‚])|(?<=(?<![\w’'‘‚])['‘‚]))['‘`´]"
# what is no word without its apostrophe, and what may begin a quotation as well
_ALWAYS: Final = {
    "en": "tis twas twere twixt twill twould tisn twasn em til neath nuff fraid gainst cept scuse",
    "de": "s n ne nen nem ner nes",
    "fr": "",
}
_PERHAPS: Final = {
    "en": "till cause cos coz bout round kay n",
    "de": "ran rauf raus rein rüber rum runter mal sist",
    "fr": "",
}
# the 90s, as the letters of a decade: never the beginning of a quotation
_DECADE: Final = re.compile(r"(?<![\w’'‘])['‘`´](?=\d0(?:s|er|ern|ers)(?!\w))")
_YEAR: Final = re.compile(r"(?<![\w’'‘])['‘](?=\d\d(?!\d))")
_PLURAL_YEAR: Final = re.compile(r"\d\d['‘’´][^\W\d_]")
_NEXT_MARK: Final = re.compile(r"[\s(\[{–—\-/\"«']'|(?P<end>(?<=[\w.,!?…])'(?!\w))")
_STRAIGHT: Final = str.maketrans(dict.fromkeys("‘’`´", "'") | dict.fromkeys("“”„", '"'))


def inner_apostrophes(text: str) -> Iterator[Edit]:
    """Those inside a word, which every language has: it’s, l’eau, 80’s."""
    for pattern in (_INSIDE, _AFTER_DIGIT):
        for found in pattern.finditer(text):
            yield Edit(found.start(), found.end(), "’")


def dutch_apostrophes(text: str) -> Iterator[Edit]:
    yield from _and(text)
    for found in _CLITIC.finditer(text):
        yield Edit(found.start(), found.end(), "’")
    yield from inner_apostrophes(text)
    yield from _unless_quoted(text, _YEAR, _ELISION)


def apostrophes(text: str, language: str) -> Iterator[Edit]:
    """Those of English, German and French: ’tis, ’90s, rock ’n’ roll; ’ne, ’90er; l’été ’90."""
    if language == "en":
        yield from _and(text)
    always, perhaps = _elisions(language)
    for pattern in (always, _DECADE):
        for found in pattern.finditer(text):
            yield Edit(found.start(), found.end(), "’")
    yield from inner_apostrophes(text)
    yield from _unless_quoted(text, _YEAR, perhaps)


@cache
def _elisions(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    def one_of(words: str) -> re.Pattern[str]:
        listed = "|".join(words.split()) or "(?!)"
        return re.compile(rf"{_FREE}(?=(?:{listed})(?![\w‘]|[’'](?!\w)))", re.IGNORECASE)

    return one_of(_ALWAYS[language]), one_of(_PERHAPS[language])


_SWISS_THOUSANDS: Final = re.compile(r"(?<=\d)'(?=\d{3}(?:'|(?!\d)))")


def swiss_thousands(text: str) -> Iterator[Edit]:
    """10’000, as Swiss numbers have it."""
    for found in _SWISS_THOUSANDS.finditer(text):
        yield Edit(found.start(), found.end(), "’")


def _and(text: str) -> Iterator[Edit]:
    for found in _AND.finditer(text):
        if found["word"].casefold() not in _NAMES_A_LETTER:
            yield Edit(found.start("first"), found.end("first"), "’")
            if found["last"] != "’":
                yield Edit(found.start("last"), found.end("last"), "’")


_OF_YEARS: Final = re.compile(
    r"\b(?:jaren|jaar|zomer|winter|mei|années|été|Jahre|Sommer|Mai|(?:class|summer|winter) of)"
    r"[ \n\u00a0]$",
    re.IGNORECASE,
)


def _unless_quoted(text: str, *patterns: re.Pattern[str]) -> Iterator[Edit]:
    """What may also begin a quotation is an apostrophe when none ends after it."""
    for pattern in patterns:
        for found in pattern.finditer(text):
            sure = _PLURAL_YEAR.match(text, found.end()) or _OF_YEARS.search(
                text[max(0, found.start() - 20) : found.start()]
            )
            if sure or not closes_later(text, found.end()):
                yield Edit(found.start(), found.end(), "’")


def closes_later(text: str, start: int) -> bool:
    """Whether a quotation ends after `start` before another one begins: '60 jaar', not '60.

    Read with straight marks, so that what was set before is judged as it was then.
    """
    after = _NEXT_MARK.search(_straightened(text), start)
    return after is not None and after["end"] is not None


@lru_cache(maxsize=1)
def _straightened(text: str) -> str:
    """One text is asked about at each of its marks, and turned once."""
    return text.translate(_STRAIGHT)
