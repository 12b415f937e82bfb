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


# A letter that stands for a whole word: ’t ’s ’k ’m ’n ’r, unless it is quoted: 't'.
_CLITIC: Final = re.compile(r"(?<![\w’'‘])['‘`´](?=(?:[tskmnr]|ns)(?![\w'’‘]))", re.IGNORECASE)
_INSIDE: Final = re.compile(r"(?<=[^\W\d_])['‘`´](?=[^\W_])")
_YEAR: Final = re.compile(r"(?<![\w’'‘])['‘](?=\d\d(?!\d))")
_NEXT_MARK: Final = re.compile(r"[\s(\[{–—\-/\"«']'|(?P<end>(?<=[\w.,!?…])'(?!\w))")
_STRAIGHT: Final = str.maketrans(dict.fromkeys("‘’`´", "'") | dict.fromkeys("“”„", '"'))


def inner_apostrophes(text: str) -> Iterator[Edit]:
    """Those between two letters, which every language has: it’s, l’eau."""
    for found in _INSIDE.finditer(text):
        yield Edit(found.start(), found.end(), "’")


def apostrophes(text: str) -> Iterator[Edit]:
    for pattern in (_CLITIC, _INSIDE):
        for found in pattern.finditer(text):
            yield Edit(found.start(), found.end(), "’")
    for found in _YEAR.finditer(text):
        # '60 jaar' is a quotation when its end comes before another one begins; read with straight
        # marks, so that what was set before is judged as it was then
        after = _NEXT_MARK.search(text.translate(_STRAIGHT), found.end())
        if after is None or after["end"] is None:
            yield Edit(found.start(), found.end(), "’")


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
_TIGHT: Final = re.compile(r"(?<=[^\W\d_])—(?=[^\W\d_])")
_LOOSE: Final = re.compile(r"(?<=[^\s–—-])[ \u00a0](-{1,3}|–|—)[ \n\u00a0](?=[^\s–—-])")


def spaced_dashes(text: str) -> Iterator[Edit]:
    """A hyphen between spaces is a dash, except between numbers: there it may be a minus sign."""
    for found in _DASH.finditer(text):
        before, after = text[found.start() - 1], text[found.end() + 1]
        if not (found.group(1) == "-" and before.isdigit() and after.isdigit()):
            yield Edit(found.start(1), found.end(1), "–")
    for found in _TIGHT.finditer(text):
        yield Edit(found.start(), found.end(), " – ")


def closed_dashes(text: str) -> Iterator[Edit]:
    """An em dash that touches the words around it, with the same exception."""
    for found in _LOOSE.finditer(text):
        before, after = text[found.start() - 1], text[found.end()]
        if not (before.isdigit() and after.isdigit()):
            yield Edit(found.start(), found.end(), "—")
