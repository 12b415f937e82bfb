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
    texts = (fragment.xhtml, *(note.xhtml for note in fragment.notes))
    pieces = [piece for text in texts for piece in strings(parse(text))]
    pieces += [fragment.meta.title, fragment.meta.subtitle, fragment.meta.author]
    return uncovered_text("".join(pieces), fragment.place.path, source, theme)


def uncovered_text(text: str, path: str, source: str, theme: Theme) -> list[Problem]:
    """The same for any text that comes from the file `path`, whose content is `source`."""
    known = _covered(theme.css("print"))
    lacking = [
        char
        for char in sorted(set(text))
        if ord(char) not in known and unicodedata.category(char) not in _SILENT
    ]
    return [_problem(char, path, source) for char in lacking]


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
