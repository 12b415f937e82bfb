"""Signs that are made of several characters (Unicode Technical Standard 51)."""

from __future__ import annotations

import re
from typing import Final

from dinobook.markup.spans import wrap
from dinobook.markup.tree import Element

_SIGN: Final = "[\u2190-\u2bff\U0001f000-\U0001faff]"
_TONE: Final = "[\U0001f3fb-\U0001f3ff]"
_PART: Final = f"{_SIGN}\ufe0f?{_TONE}?"
_KEYCAP: Final = "[0-9#*]\ufe0f?\u20e3"
_FLAGS: Final = "[\U0001f1e6-\U0001f1ff]{2}|\U0001f3f4[\U000e0020-\U000e007f]+"

SEQUENCE: Final = re.compile(f"{_KEYCAP}|{_FLAGS}|{_PART}(?:\u200d{_PART})+|{_SIGN}\ufe0f?{_TONE}")
"""Keys, flags, joined signs and skin tones: several characters that are drawn as one."""

_KEY: Final = re.compile(_KEYCAP)


def mark_keys(tree: Element) -> None:
    """Put the likes of 1️⃣ in a span: the text face would take the figure and leave its frame."""
    wrap(tree, _KEY, "emoji", outside=frozenset())
