"""Whether the book's typefaces have a glyph for every character that its chapters use."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Final

from dinobook.markup.fragment import Fragment
from dinobook.problems import Place, Problem
from dinobook.theme.faces import faces_in
from dinobook.theme.house import Theme
from dinobook.xhtml import parse, strings

# Characters that direct others and are never drawn: joiners, selectors, soft hyphens, spaces.
_SILENT: Final = ("Cf", "Cc", "Zs", "Zl", "Zp", "Mn")


def uncovered(fragment: Fragment, source: str, theme: Theme) -> list[Problem]:
    """One problem for each character that no face has; `source` is the chapter file, for lines."""
    known = _covered(theme.css("print"))
    texts = (fragment.xhtml, *(note.xhtml for note in fragment.notes))
    used = {char for text in texts for piece in strings(parse(text)) for char in piece}
    used |= set(fragment.meta.title + fragment.meta.subtitle)
    return [
        _problem(char, fragment.place.path, source)
        for char in sorted(used)
        if ord(char) not in known and unicodedata.category(char) not in _SILENT
    ]


@cache
def _covered(css: str) -> frozenset[int]:
    return frozenset().union(*(face.characters() for face in faces_in(css)))


def _problem(char: str, path: str, source: str) -> Problem:
    line = next((number for number, text in enumerate(source.split("\n"), 1) if char in text), 0)
    name = unicodedata.name(char, "a character without a name").lower()
    return Problem(
        Place(path, line, char),
        "fonts-001",
        f"No typeface of the book has “{char}” (U+{ord(char):04X}, {name}).",
        "Write it in another way, or name a face that has it in styles/tokens.css.",
    )
