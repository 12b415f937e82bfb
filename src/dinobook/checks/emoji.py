"""Emoji that Noto Emoji draws with one glyph, though they are different text.

A PDF knows one text for each glyph, so what is read back may be another of them than was written.
The lists were made by shaping every sequence that the typeface joins.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

_STANDS_FOR: Final = (
    ("👨", "🧑"),
    ("👩", "🧑"),
    ("♀", None),
    ("♂", None),
    ("👦", "🧒"),
    ("🎅", "🧑🎄"),
    ("💑", "🧑❤🧑"),
    ("💏", "🧑❤💋🧑"),
    ("🤝", "🫱🫲"),
    ("👫", "🧑🫱🫲🧑"),
    ("👬", "🧑🫱🫲🧑"),
    ("👭", "🧑🫱🫲🧑"),
)
SAME_DRAWING: Final[Mapping[int, int | str | None]] = {
    ord(sign): common for sign, common in _STANDS_FOR
}
"""Signs, each with what stands for it and for all that look like it; for `str.translate`."""

_FLAGS: Final = {"🇧🇻": "🇳🇴", "🇸🇯": "🇳🇴", "🇩🇬": "🇮🇴", "🇭🇲": "🇦🇺"}
"""Flags of lands that have that of another."""
_ANY_FLAG: Final = re.compile("|".join(_FLAGS))


def one_for_each_flag(text: str) -> str:
    """`text` with one flag for all that look alike."""
    return _ANY_FLAG.sub(lambda found: _FLAGS[found[0]], text)
