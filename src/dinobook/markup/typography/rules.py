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


# what nobody writes as a sentence: addresses, and attributes that were typed as text; a scheme has
# an end, so that a long row of letters and points is not read again at each of them
_ADDRESS: Final = re.compile(
    r"(?:(?:\b[a-z][a-z\d+.-]{0,30}://|\bwww\.|\bmailto:)[^\s<>\"“”]*[^\s<>\"“”'‘’.,;:!?…)\]}*_]"
    r"|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
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
