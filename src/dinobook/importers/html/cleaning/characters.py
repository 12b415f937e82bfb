"""Characters that no chapter may hold, and those that say nothing."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from dinobook.importers.html.cleaning.report import Report

_SUSPECT: Final = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064"
    "\u2066-\u206f\ue000-\ue003\ufeff\ufff0-\ufff8\ufffc\ufffe\uffff]"
)
_ROW_OF_SPACES: Final = re.compile("(?:\u00a0[ ]?){3,}")
_MARKS: Final = (
    "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20e2\u20e4-\u20ff\ufe20-\ufe2f"
)
_LONE_MARK: Final = re.compile(f"(?:^|(?<=[\\s!-/:-@\\[-`{{-~]))[{_MARKS}]+")
_OBJECT: Final = "\ufffc"
_WHY: Final = "no reader sees it"


def clean_text(text: str, report: Report) -> str:
    """The text as one that a chapter may hold; what was written as Windows writes it is mended."""
    if text.isascii() and text.isprintable():
        return text
    text = _LONE_MARK.sub("", unicodedata.normalize("NFC", text))
    text = _SUSPECT.sub(lambda found: _instead(found[0], report), text)
    return _ROW_OF_SPACES.sub(" ", text)


def clean_attribute(text: str | None, report: Report) -> str:
    """What an attribute says, in one row."""
    return " ".join(clean_text(text or "", report).split())


def _instead(char: str, report: Report) -> str:
    if "\x80" <= char <= "\x9f":
        letter = char.encode("latin-1").decode("cp1252", errors="ignore")
        if letter:
            return letter
    if char == _OBJECT:
        report.count("pictures", "U+FFFC", "something stood here that was not copied along")
    else:
        report.count("elements", f"U+{ord(char):04X}", _WHY)
    return ""
