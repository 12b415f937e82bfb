"""The rules of typography, on plain text. Each finds what to replace; none looks at a tree.

U+FFFC stands for something that is no text to be set: code, a picture, a note's number, words in
another language. Sources: Genootschap Onze Taal and taaladvies.net on apostrophes, quotation marks
and dashes; the choice between “ ” and ‘ ’ is the house's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

OPAQUE: Final = "\ufffc"
NO_BREAK: Final = "\u00a0"

_OPENING_BEFORE: Final = frozenset(" \t\n\u00a0\u202f([{–—-/“‘„«")
_SPACE: Final = frozenset(" \t\n\u00a0\u202f")
_ENDING: Final = frozenset(".,;:!?)]}…”’»")


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


def _apostrophes(text: str) -> Iterator[Edit]:
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


def _ellipses(text: str) -> Iterator[Edit]:
    for found in _DOTS.finditer(text):
        yield Edit(found.start(), found.end(), "…")


_DASH: Final = re.compile(r"(?<=\S)[ \u00a0](-{1,3})(?=[ \n\u00a0]\S)")


def _dashes(text: str) -> Iterator[Edit]:
    """A hyphen between spaces is a dash, except between numbers: there it may be a minus sign."""
    for found in _DASH.finditer(text):
        before, after = text[found.start() - 1], text[found.end() + 1]
        if not (found.group(1) == "-" and before.isdigit() and after.isdigit()):
            yield Edit(found.start(1), found.end(1), "–")


def _quotes(text: str) -> Iterator[Edit]:
    doubles = singles = 0
    before = ""
    for at, char in enumerate(text):
        if char in "“„‘":
            doubles += char != "‘"
            singles += char == "‘"
        elif char == "”":
            doubles -= 1
        elif char in "\"'":
            still_open = doubles if char == '"' else singles
            mark = _mark(text, at, before, still_open > 0)
            char = mark or char
            if mark:
                yield Edit(at, at + 1, mark)
            doubles += {"“": 1, "”": -1}.get(mark, 0)
            # never taken off again: a closing mark cannot be told from an apostrophe
            singles += mark == "‘"
        before = char


def _mark(text: str, at: int, before: str, still_open: bool) -> str:
    """The curly form of a straight mark; nothing when it is an inch or cannot be told.

    `before` is the character before it as it will be: a mark there is curly by now.
    """
    opening, closing = ("“", "”") if text[at] == '"' else ("‘", "’")
    after = text[at + 1 : at + 2]
    if after == "’" and text[at + 2 : at + 3].isalnum():
        after = text[at + 2]  # “’t Is zo”
    may_open = (not before or before in _OPENING_BEFORE) and bool(after)
    if may_open and after not in _SPACE and after not in _ENDING:
        return opening
    if not before or before in _SPACE:
        return ""
    if before.isdigit() and not still_open:
        return ""
    return closing


def _wrong_marks(text: str) -> Iterator[Edit]:
    """Curly marks that face the wrong way, as telephones and word processors leave them."""
    german = "„" in text or "«" in text or "»" in text
    for at, char in enumerate(text):
        if char not in "“”‘" or german:
            continue
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        opens = (not before or before in _SPACE or before in "([{") and after.isalpha()
        closes = (
            bool(before)
            and (before.isalnum() or before in ".,;:!?…")
            and (not after or after in _SPACE or after in ".,;:!?)]}…")
        )
        if char == "”" and opens:
            yield Edit(at, at + 1, "“")
        elif char in "“‘" and closes:
            yield Edit(at, at + 1, "”" if char == "“" else "’")


_KEEP: Final = re.compile(
    r"""
    (?<!\w)(?:p|pp|blz|nr|nrs|art|hfst|fig|vol)\.([ \n])(?=\d)
  | (?<!\w)(?:dr|prof|ir|ing|mr|drs|mevr|dhr|St)\.([ \n])(?=[^\W\d_a-z])
  | (?:(?<=[€$£§])|(?<=№))([ \n])(?=\d)
  | (?<=\d)([ \n])(?=(?:km|m|cm|mm|m²|km²|ha|kg|g|mg|l|cl|ml|kWh|kW|W|°C|EUR|%|‰)(?![\w²]))
  | (?<=\d)([ \n])(?=€(?![ \n\u00a0]?\d))
  | (?<=\d)([ \n])(?=\d\d\d(?!\d))(?<=(?<!\d)\d[ \n])
  | (?<=(?<!\d)\d\d)([ \n])(?=\d\d\d(?!\d))
    """,
    re.VERBOSE,
)


def _no_breaks(text: str) -> Iterator[Edit]:
    for found in _KEEP.finditer(text):
        at = found.start(found.lastindex or 0)
        yield Edit(at, at + 1, NO_BREAK)


DUTCH: Final = (
    Rule("typography-001", _apostrophes),
    Rule("typography-002", _ellipses),
    Rule("typography-003", _dashes),
    # before straight marks are set, because it tells which quotations are open
    Rule("typography-005", _wrong_marks),
    Rule("typography-004", _quotes),
    Rule("typography-006", _no_breaks),
)
OTHERS: Final = (DUTCH[1], DUTCH[5])


def rules_for(language: str) -> tuple[Rule, ...]:
    """Everything for Dutch; only ellipses and no-break spaces for other languages."""
    return DUTCH if language.split("-")[0].lower() == "nl" else OTHERS
