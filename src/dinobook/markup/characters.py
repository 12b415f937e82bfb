"""Characters that no reader sees, or that tell of a file read in the wrong encoding."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from dinobook.problems import Place, Problem, Severity


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
        re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"),
        "char-002",
        "The line holds a sign that turns the direction of the text ({}).",
        "Delete it; for Arabic or Hebrew write [tekst]{dir=rtl}.",
        Severity.WARNING,
    ),
    _Suspect(
        re.compile("[\u200b-\u200d\u2060\ufeff\u180e\u2028\u2029]"),
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
)
# Joiners belong between emoji and in some scripts; they are only suspect between Latin letters.
_EMOJI: Final = re.compile("[\u2190-\u2bff\U0001f000-\U0001faff\ufe0f]\u200d")


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
