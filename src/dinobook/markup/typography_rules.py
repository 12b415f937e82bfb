"""The rules of typography, on plain text. Each finds what to replace; none looks at a tree.

U+FFFC stands for something that is no text to be set: code, a picture, a note's number, words in
another language. Sources: Genootschap Onze Taal and taaladvies.net on apostrophes and dashes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

OPAQUE: Final = "\ufffc"
NO_BREAK: Final = "\u00a0"

THIN_NO_BREAK: Final = "\u202f"
SPACE: Final = frozenset(" \t\n\u00a0\u202f")


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace `start`…`end` of the text by `text`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Rule:
    code: str
    find: Callable[[str], Iterator[Edit]]


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
_NAMES_A_LETTER: Final = frozenset(_BEFORE_A_LETTER.split())
_YEAR: Final = re.compile(r"(?<![\w’'‘])['‘](?=\d\d(?!\d))")
_PLURAL_YEAR: Final = re.compile(r"\d\d['‘’´][^\W\d_]")
_NEXT_MARK: Final = re.compile(r"[\s(\[{–—\-/\"«']'|(?P<end>(?<=[\w.,!?…])'(?!\w))")
_STRAIGHT: Final = str.maketrans(dict.fromkeys("‘’`´", "'") | dict.fromkeys("“”„", '"'))


def inner_apostrophes(text: str) -> Iterator[Edit]:
    """Those inside a word, which every language has: it’s, l’eau, 80’s."""
    for pattern in (_INSIDE, _AFTER_DIGIT):
        for found in pattern.finditer(text):
            yield Edit(found.start(), found.end(), "’")


def apostrophes(text: str) -> Iterator[Edit]:
    for found in _AND.finditer(text):
        if found["word"].casefold() not in _NAMES_A_LETTER:
            yield Edit(found.start("first"), found.end("first"), "’")
            if found["last"] != "’":
                yield Edit(found.start("last"), found.end("last"), "’")
    for found in _CLITIC.finditer(text):
        yield Edit(found.start(), found.end(), "’")
    yield from inner_apostrophes(text)
    for pattern in (_YEAR, _ELISION):
        for found in pattern.finditer(text):
            if _PLURAL_YEAR.match(text, found.end()) or not closes_later(text, found.end()):
                yield Edit(found.start(), found.end(), "’")


def closes_later(text: str, start: int) -> bool:
    """Whether a quotation ends after `start` before another one begins: '60 jaar', not '60.

    Read with straight marks, so that what was set before is judged as it was then.
    """
    after = _NEXT_MARK.search(text.translate(_STRAIGHT), start)
    return after is not None and after["end"] is not None


# what nobody writes as a sentence: addresses, and attributes that were typed as text
_ADDRESS: Final = re.compile(
    r"(?:(?:\b[a-z][a-z\d+.-]*://|\bwww\.|\bmailto:)[^\s<>\"“”]*[^\s<>\"“”'‘’.,;:!?…)\]}*_]"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?<=\w)=(?:\"[^\"\n]*\"|'[^'\n]*'))",
    re.IGNORECASE,
)


def hide_addresses(text: str) -> str:
    """The text with addresses as opaque as code, and as long as before."""
    if not _MAY_HOLD_ADDRESS.search(text):
        return text
    return _ADDRESS.sub(lambda found: OPAQUE * len(found[0]), text)


_MAY_HOLD_ADDRESS: Final = re.compile(r"://|www\.|mailto:|@|=[\"']", re.IGNORECASE)


_DOTS: Final = re.compile(r"(?<!\.)\.\.\.(?!\.)")
_SIGN: Final = re.compile("…|(?<!\\.)\\.\\.\\.(?!\\.)")
_SPACED_DOTS: Final = f".{NO_BREAK}.{NO_BREAK}."


def ellipses(text: str) -> Iterator[Edit]:
    for found in _DOTS.finditer(text):
        yield Edit(found.start(), found.end(), "…")


def spaced_ellipses(text: str) -> Iterator[Edit]:
    for found in _SIGN.finditer(text):
        yield Edit(found.start(), found.end(), _SPACED_DOTS)


_DASH: Final = re.compile(r"(?<=\S)[ \u00a0](-{1,3}|—)(?=[ \n\u00a0]\S)")
# the source of a quotation, on a line of its own; a dash that went to the next line
_FIRST: Final = re.compile(r"(?m)^[ \t]*(-{2,3}|—)(?=[ \u00a0]\S)")
_AFTER_WORD: Final = r"(?:(?<=[\w.,!?…)\ufffc])|(?<=[^\s(\[{\"'“‘][\"'”’]))"
_BEFORE_WORD: Final = r"(?=[\w(\ufffc]|[\"'“‘…]\w)"
_TIGHT: Final = re.compile(rf"{_AFTER_WORD}(-{{2,3}}|—){_BEFORE_WORD}")
_RANGE: Final = re.compile(r"[A-Z]?\d|(?:nu|heden)(?!\w)", re.IGNORECASE)
_NAME_IN_CODE: Final = re.compile(r"[_/=\\]|-{2,}.*\w-{2,}\w")
# an em dash that lost one of its spaces
_ONE_SIDED: Final = re.compile(
    r"(?<=\S)(?P<before>[ \u00a0])—(?=[^\W\d_])|(?<=[^\W\d_])—(?P<after>[ \u00a0])(?=\S)"
)
_LOOSE: Final = re.compile(r"(?<=[^\s–—-])[ \u00a0](-{1,3}|–|—)[ \n\u00a0](?=[^\s–—-])")


def spaced_dashes(text: str) -> Iterator[Edit]:
    """A hyphen between spaces is a dash, except between numbers: there it may be a minus sign.

    Two or three hyphens are a dash wherever they touch words, as typists write one.
    """
    for found in _DASH.finditer(text):
        before, after = text[found.start() - 1], text[found.end() + 1]
        if not (found.group(1) == "-" and before.isdigit() and after.isdigit()):
            yield Edit(found.start(1), found.end(1), "–")
    for found in _FIRST.finditer(text):
        yield Edit(found.start(1), found.end(1), "–")
    yield from _tight_dashes(text, " – ")
    for found in _ONE_SIDED.finditer(text):
        yield Edit(found.start(), found.end(), " – ")


def closed_dashes(text: str) -> Iterator[Edit]:
    """An em dash that touches the words around it, with the same exceptions."""
    for found in _LOOSE.finditer(text):
        before, after = text[found.start() - 1], text[found.end()]
        if not (before.isdigit() and after.isdigit()):
            yield Edit(found.start(), found.end(), "—")
    for found in _FIRST.finditer(text):
        if found.group(1) != "—":
            yield Edit(found.start(1), found.end(1), "—")
    yield from _tight_dashes(text, "—")
    for found in _ONE_SIDED.finditer(text):
        yield Edit(found.start(), found.end(), "—")


def _tight_dashes(text: str, dash: str) -> Iterator[Edit]:
    """`1990--1995` takes an en dash in every house; a name in a program keeps its hyphens."""
    for found in _TIGHT.finditer(text):
        before, typed = text[found.start() - 1], found.group(1)
        between_numbers = before.isdigit() and _RANGE.match(text, found.end()) is not None
        if typed == dash or (typed == "—" and between_numbers):
            continue
        if typed != "—" and _NAME_IN_CODE.search(_token(text, found.start())):
            continue
        yield Edit(found.start(), found.end(), "–" if between_numbers else dash)


def _token(text: str, at: int) -> str:
    """What stands around `at` without white space in it."""
    start = next((end for end in range(at, 0, -1) if text[end - 1] in SPACE), 0)
    end = next((end for end in range(at, len(text)) if text[end] in SPACE), len(text))
    return text[start:end]
