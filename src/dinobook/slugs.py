"""Names that are safe as ids, addresses and file names on every system."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# Letters that Unicode does not take apart into a plain letter and an accent.
_LETTERS: Final = str.maketrans(
    {
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "ß": "ss",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ł": "l",
        "ħ": "h",
        "ı": "i",
        "ŋ": "ng",
    }
)

# Apostrophes join a word (“z'n”, “foto’s”); other signs part it. An accent on its own is neither.
_JOINERS: Final = re.compile("['’‘ʼ`´]")
_PARTERS: Final = re.compile(r"[^a-z0-9]+")

# File names that Windows keeps for devices, whatever their suffix.
# https://learn.microsoft.com/windows/win32/fileio/naming-a-file
_DEVICES: Final = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])\Z")


def slug(text: str, *, limit: int = 60) -> str:
    """`text` as lower-case ASCII letters, digits and single hyphens, at most `limit` characters.

    The same for composed and decomposed text; an empty string when nothing usable is left (only
    emoji, or a script without Latin letters). A name that Windows keeps for a device gets `-x`.
    """
    folded = _JOINERS.sub("", text.casefold())
    plain = unicodedata.normalize("NFKD", folded.translate(_LETTERS))
    letters = "".join(c for c in plain if not unicodedata.combining(c)).translate(_LETTERS)
    made = _PARTERS.sub("-", _JOINERS.sub("", letters.lower())).strip("-")
    made = _shorten(made, limit)
    return _shorten(made, limit - 2) + "-x" if _DEVICES.match(made) else made


def _shorten(name: str, limit: int) -> str:
    """Cut at the last whole word that fits, or inside the word when it is the only one."""
    if len(name) <= limit:
        return name
    cut = name[:limit]
    whole, hyphen, _ = cut.rpartition("-")
    return whole if hyphen and name[limit] != "-" else cut.rstrip("-")
