"""The skeleton of a text: what is the same of it in every medium."""

from __future__ import annotations

import unicodedata
from typing import Final

from dinobook.checks.emoji import SAME_DRAWING, one_for_each_flag

_KEPT: Final = ("L", "N", "So", "Sc", "Sm", "Mn", "Mc")


class _Bare(dict[int, int | str | None]):
    """For `str.translate`: what a skeleton keeps of each character, looked up once."""

    def __missing__(self, code: int) -> int | str | None:
        silent = 0xFE00 <= code <= 0xFE0F  # they choose between the forms of the sign before them
        drawn = unicodedata.category(chr(code)).startswith(_KEPT) and not silent
        kept = code if drawn else None
        self[code] = kept
        return kept


_BARE: Final = _Bare(SAME_DRAWING)


def skeleton(text: str) -> str:
    """Letters, digits and signs, without case, spaces, punctuation and dashes."""
    bare = unicodedata.normalize("NFKC", text).casefold().translate(_BARE)
    return bare if bare.isascii() else one_for_each_flag(bare)
