r"""LaTeX as it stands in lists of sources → the letters that a reader should see, for comparison.

Accents are left out on both sides, so that `{\"o}`, `\"o` and `ö` are one letter.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_LETTERS: Final = {
    "AA": "Å",
    "AE": "Æ",
    "DH": "Ð",
    "DJ": "Đ",
    "L": "Ł",
    "LaTeX": "LaTeX",
    "NG": "Ŋ",
    "O": "Ø",
    "OE": "Œ",
    "TH": "Þ",
    "TeX": "TeX",
    "aa": "å",
    "ae": "æ",
    "dh": "ð",
    "dj": "đ",
    "i": "ı",
    "j": "ȷ",
    "l": "ł",
    "ng": "ŋ",
    "o": "ø",
    "oe": "œ",
    "ss": "ß",
    "th": "þ",
}
_DOTLESS: Final = str.maketrans({"ı": "i", "ȷ": "j"})
_ACCENT: Final = re.compile(r"""\\(?:["'`^~=.]|[uvHckbdrt](?![A-Za-z]))\s*(?=[{\\A-Za-z])""")
_SPACE: Final = re.compile(r"~|\\(?:[ ,;:!/@\\]|(?:quad|qquad|newline|linebreak)(?![A-Za-z]))")
_LETTER: Final = re.compile(
    rf"\\({'|'.join(sorted(_LETTERS, key=len, reverse=True))})(?![A-Za-z])\s*"
)
_COMMAND: Final = re.compile(r"\\[A-Za-z]+\*?\s*(?:\[[^\]]*\])?")
_HIDDEN: Final = re.compile(r"\\(?:noopsort|sortnoop|noop)\s*\{[^{}]*\}", re.I)
"""Commands that many lists define to sort by words that are not printed."""

_SIGN: Final = re.compile(r"\\([^A-Za-z])")
_MATH: Final = re.compile(
    r"(?<!\\)\$(?:\\.|[^$\\])*\$|\\\(.*?\\\)|\\ensuremath\s*\{[^{}]*\}", re.DOTALL
)
_BREAK: Final = "\x00"


def plain(text: str) -> str:
    """The text without its commands; a formula is a gap."""
    text = _MATH.sub(_BREAK, text).replace(r"\-", "")
    text = _ACCENT.sub("", text)
    text = _LETTER.sub(lambda found: _LETTERS[found[1]], text)
    text = _SPACE.sub(" ", text)
    text = _COMMAND.sub(" ", _HIDDEN.sub(" ", text))
    text = _SIGN.sub(r"\1", text)
    return text.replace("{", "").replace("}", "")


def pieces(text: str) -> list[str]:
    """What stands between the formulas."""
    return [part for part in plain(text).split(_BREAK) if letters(part)]


def letters(text: str) -> str:
    """Letters and digits alone, small and without accents."""
    parted = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in parted if char.isalnum()).translate(_DOTLESS)


def words(text: str) -> list[str]:
    """The words of the text as typed, each with at least one letter or digit."""
    return [part for part in re.split(r"[\s\-–—/:;,.()\[\]]+", plain(text)) if letters(part)]
