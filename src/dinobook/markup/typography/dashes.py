"""Dashes for the hyphens that a typewriter has.

Dutch makes of every dash that of the house. The other languages set hyphens only: a dash that was
typed as a dash stays what it is. The sources are named in docs/typography.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from dinobook.markup.typography.rules import SPACE, Edit

_DASH: Final = re.compile(r"(?<=\S)[ \u00a0](-{1,3}|—)(?=[ \n\u00a0]\S)")
# the source of a quotation, on a line of its own; a dash that went to the next line
_FIRST: Final = re.compile(r"(?m)^[ \t]*(-{2,3}|—)(?=[ \u00a0]\S)")
_AFTER_WORD: Final = r"(?:(?<=[\w.,!?…)\ufffc])|(?<=[^\s(\[{\"'“‘][\"'”’]))"
_BEFORE_WORD: Final = r"(?=[\w(\ufffc]|[\"'“‘…]\w)"
_TIGHT: Final = re.compile(rf"{_AFTER_WORD}(-{{2,3}}|—){_BEFORE_WORD}")
_RANGE: Final = re.compile(r"[A-Z]?\d|(?:nu|heden|now|present|heute|présent)(?!\w)", re.IGNORECASE)
_OPTION: Final = re.compile(r"[_/=\\]|^-")
_LONGEST_NAME: Final = 80
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


_HYPHENS: Final = re.compile(r"(?<=\S)[ \u00a0](-{1,3})[ \n\u00a0](?=\S)")
_FIRST_HYPHENS: Final = re.compile(r"(?m)^[ \t]*(-{2,3})(?=[ \u00a0]?\S)[ \u00a0]?")


def hyphens_to_dashes(text: str, *, closed: bool = False, first: str = "– ") -> Iterator[Edit]:
    """English and German – so – or, `closed`, English—so—as Chicago has it; French – so – too.

    `first` is the dash that begins a line: the author of a quotation, in French a speaker’s turn.
    """
    dash = "—" if closed else " – "
    for found in _HYPHENS.finditer(text):
        before, after = text[found.start() - 1], text[found.end()]
        if found.group(1) == "-" and before.isdigit() and after.isdigit():
            continue  # it may be a minus sign
        if closed:
            yield Edit(found.start(), found.end(), dash)
        else:
            yield Edit(found.start(1), found.end(1), "–")
    for found in _FIRST_HYPHENS.finditer(text):
        yield Edit(found.start(1), found.end(), first)
    yield from _tight_dashes(text, dash, hyphens_only=True)


_PAGES: Final = re.compile(
    r"(?<!\w)(?:pp?|S|figs?|vols?|nos?|chs?|chaps?|Nr|Abb|Bd|Kap|Tab)\.[ \n\u00a0]?"
    r"\d+(?:-\d+)?(?:, \d+(?:-\d+)?)*(?![\w-])"
)
_YEARS: Final = re.compile(
    r"(?<![\w.,/–-])(?<![A-Z]{2}[ \u00a0])(?P<century>1\d|20)(?P<from>\d\d)-"
    r"(?:(?P<to>\d\d)|(?P<year>1\d\d\d|20\d\d))(?![\w/–-]|[.,]\d)"
)


def ranges(text: str) -> Iterator[Edit]:
    """Pp. 5–10 and 1939–45, where a hyphen was typed; no telephone numbers and no norms."""
    for found in _PAGES.finditer(text):
        for hyphen in re.finditer("-", found.group()):
            at = found.start() + hyphen.start()
            yield Edit(at, at + 1, "–")
    for found in _YEARS.finditer(text):
        year = found["year"] or found["century"] + found["to"]
        if int(year) > int(found["century"] + found["from"]):
            at = found.end("from")
            yield Edit(at, at + 1, "–")


def _tight_dashes(text: str, dash: str, *, hyphens_only: bool = False) -> Iterator[Edit]:
    """`1990--1995` takes an en dash in every house; a name in a program keeps its hyphens."""
    for found in _TIGHT.finditer(text):
        before, typed = text[found.start() - 1], found.group(1)
        between_numbers = before.isdigit() and _RANGE.match(text, found.end()) is not None
        if typed == dash or (typed == "—" and (between_numbers or hyphens_only)):
            continue
        name = _OPTION if hyphens_only else _NAME_IN_CODE
        if typed != "—" and name.search(_token(text, found.start())):
            continue
        yield Edit(found.start(), found.end(), "–" if between_numbers else dash)


def _token(text: str, at: int) -> str:
    """What stands around `at` without white space in it, no further than a name goes."""
    first, last = max(at - _LONGEST_NAME, 0), min(at + _LONGEST_NAME, len(text))
    start = next((end for end in range(at, first, -1) if text[end - 1] in SPACE), first)
    end = next((end for end in range(at, last) if text[end] in SPACE), last)
    return text[start:end]
