"""The order of an index: that of Dutch dictionaries, word by word.

Case and accents do not count (é as e), nor do hyphens, apostrophes and other signs (e-mail as
email); numbers stand before letters, by their value. ij is i and j, as in Van Dale, unless asked
otherwise. Articles count: who wants “de Lijn” under L writes “Lijn, de”.

The Unicode collation algorithm (PyICU, pyuca) gives Dutch the same order of letters, but neither
numbers by value nor the choice for ij without rules of our own: it would be a dependency for
nothing.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# Letters that Unicode does not take apart: it holds them for letters of their own.
_LETTERS: Final = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h"}
)
_PIECE: Final = re.compile(r"(?P<space>\s+)|(?P<number>\d+)|(?P<letter>[^\W\d_])")
_SPACE, _NUMBER, _LETTER = 0, 1, 2
NO_LETTER: Final = "#"

Key = tuple[object, ...]


def collation_key(text: str, *, ij_as_y: bool = False) -> Key:
    """A key by which texts sort. Texts that differ have keys that differ.

    Where only case or accents differ, the small and the plain letter come first.
    """
    plain = unicodedata.normalize("NFD", text)
    return (_primary(text, ij_as_y), plain.swapcase(), text)


def head_letter(text: str, *, ij_as_y: bool = False) -> str:
    """The capital under which `text` comes; `#` for numbers and signs."""
    primary = _primary(text, ij_as_y)
    first = next((piece for piece in primary if piece[0] != _SPACE), (_NUMBER, 0, ""))
    return first[2].upper() if first[0] == _LETTER else NO_LETTER


def _primary(text: str, ij_as_y: bool) -> tuple[tuple[int, int, str], ...]:
    """What counts first: words, numbers and letters without case and accents."""
    apart = unicodedata.normalize("NFKD", text.casefold()).casefold().translate(_LETTERS)
    bare = "".join(char for char in apart if not unicodedata.combining(char))
    if ij_as_y:
        bare = bare.replace("ij", "y")
    return tuple(_weighed(found) for found in _PIECE.finditer(bare.strip()))


def _weighed(found: re.Match[str]) -> tuple[int, int, str]:
    if found["space"]:
        return _SPACE, 0, ""
    if found["number"]:
        return _NUMBER, int(found["number"]), ""
    return _LETTER, 0, found["letter"]
