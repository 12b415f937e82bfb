"""Characters that no reader sees, or that tell of a file read in the wrong encoding."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from dinobook.problems import Place, Problem, Severity

_POINTLESS: Final = (
    "\u034f\u17b4\u17b5\u180b-\u180f\u2061-\u2064\u206a-\u206f\ufe00-\ufe0d\ufff0-\ufff8"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""Never drawn, and of use to no script that the book's typefaces have; but for flags."""

_MARKS: Final = (
    "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20e2\u20e4-\u20ff\ufe20-\ufe2f"
)
"""Accents and frames that are drawn over the character before them; but for the frame of a key."""
_CARRIES_MARKS: Final = f"[^\\W_]|[{_MARKS}\u00a0\u200d\u20e3\ufe0e\ufe0f]|[^\\w\\s!-/:-@\\[-`{{-~]"
"""A letter, a figure, a mark or a sign: no space, and none of what Markdown is written with."""


@dataclass(frozen=True, slots=True)
class _Suspect:
    pattern: re.Pattern[str]
    code: str
    message: str
    hint: str
    severity: Severity


_SUSPECTS: Final = (
    _Suspect(
        re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ue000\ufffe\uffff]"),
        "char-001",
        "The line holds a control character ({}), which no book can show.",
        "Delete it; it often arrives by copying from a PDF.",
        Severity.ERROR,
    ),
    _Suspect(
        re.compile(
            r"&#(?:x0*(?:[0-8bcef]|1[0-9a-f]|7f|[89][0-9a-f])|0*(?:[0-8]|1[124-9]|2\d|3[01]"
            r"|12[7-9]|1[345]\d));",
            re.IGNORECASE,
        ),
        "char-001",
        "The line holds a control character ({}), which no book can show.",
        "Delete it.",
        Severity.ERROR,
    ),
    _Suspect(
        re.compile("[\u061c\u200e\u200f\u202a\u202c\u202d\u2066\u2068\u2069]"),
        "char-002",
        "The line holds a sign that turns the direction of the text ({}).",
        "Delete it; for Arabic or Hebrew write [tekst]{dir=rtl}.",
        Severity.WARNING,
    ),
    _Suspect(
        re.compile(f"[\u200b-\u200d\u2060\ufeff{_POINTLESS}]"),
        "char-003",
        "The line holds an invisible character ({}).",
        "Delete it: it splits words for search and for hyphenation.",
        Severity.WARNING,
    ),
    _Suspect(
        re.compile("\ufffd"),
        "char-004",
        "The line holds “\ufffd”: a letter was lost when the text was converted.",
        "Type the letter again.",
        Severity.WARNING,
    ),
    _Suspect(
        re.compile(
            "[ÃÂ][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc"
            "\u2013\u2014\u2018-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]|"
            "â€[\u0080-\u00bf\u0153\u02dc\u2018-\u201d\u2122\u00a6œ™]|ï»¿"
        ),
        "char-005",
        "“{}” looks like a letter that was read in the wrong encoding (é became Ã©).",
        "Type the letter again, or open the original file as UTF-8.",
        Severity.WARNING,
    ),
    _Suspect(
        re.compile("\u00ad"),
        "char-006",
        "The line holds a soft hyphen.",
        "If the word must break there, write ¬ in its place, which can be seen.",
        Severity.NOTE,
    ),
    _Suspect(
        re.compile("[\u2028\u2029]"),
        "char-010",
        "The line holds a line break of another program ({}), which is set as a space.",
        "Break the line with Enter if you mean a new one, or write a space.",
        Severity.WARNING,
    ),
    _Suspect(
        re.compile("\ufffc"),
        "char-011",
        "The line holds U+FFFC: a picture or another object stood here and was not copied along.",
        "Delete the sign, and put the picture in manuscript/images if you want it.",
        Severity.ERROR,
    ),
    _Suspect(
        re.compile(f"(?<!{_CARRIES_MARKS})(?:[{_MARKS}]|(?<![#*])\u20e3)"),
        "char-012",
        "An accent ({}) stands on no letter.",
        "Write it right after its letter, inside the same marks; or after ◌, to show it alone.",
        Severity.ERROR,
    ),
    _Suspect(
        re.compile("[\u202b\u202e\u2067]"),
        "char-013",
        "The line holds a sign that sets all letters after it from right to left ({}).",
        "Delete it; for Arabic or Hebrew write [tekst]{dir=rtl}.",
        Severity.ERROR,
    ),
)
# Joiners belong between emoji and in some scripts; they are only suspect between Latin letters.
_EMOJI: Final = re.compile(
    "[\u2190-\u2bff\U0001f000-\U0001faff\ufe0f]\u200d|\U0001f3f4[\U000e0020-\U000e007f]+"
)
_AT_AN_EDGE: Final = re.compile("(?m)^[\u2028\u2029]+|[\u2028\u2029]+$")
_INSIDE: Final = re.compile("[\u2028\u2029]+")
_LEFT_OUT: Final = re.compile(f"(\U0001f3f4[\U000e0020-\U000e007f]+)|[{_POINTLESS}]")


def settled(text: str) -> str:
    """The text in the form in which it is set: letters with their accents as one character.

    The line and paragraph separators of other programs become spaces, and what neither shows nor
    does anything is left out. Lines keep their numbers.
    """
    if text.isascii():
        return text
    composed = unicodedata.normalize("NFC", text)
    bare = _LEFT_OUT.sub(lambda found: found[1] or "", composed)
    return _INSIDE.sub(" ", _AT_AN_EDGE.sub("", bare))


def suspect_characters(text: str, path: str) -> list[Problem]:
    """One problem for each line and kind."""
    found: list[Problem] = []
    if text.isascii() and "&#" not in text and text.replace("\n", "").isprintable():
        return found
    for number, row in enumerate(text.split("\n"), start=1):
        if row.isascii() and "&#" not in row and row.isprintable():
            continue
        bare = _EMOJI.sub("", row.removeprefix("\ufeff") if number == 1 else row)
        for suspect in _SUSPECTS:
            if match := suspect.pattern.search(bare):
                found.append(
                    Problem(
                        Place(path, number, _visible(row)),
                        suspect.code,
                        suspect.message.format(_name(match.group())),
                        suspect.hint,
                        suspect.severity,
                    )
                )
    return found


def _visible(row: str) -> str:
    return "".join(c if c.isprintable() else "\ufffd" for c in row.strip())[:80]


def _name(found: str) -> str:
    return found if len(found) > 1 else f"U+{ord(found):04X}"
