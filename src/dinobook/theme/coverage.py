"""Whether the book's typefaces have a glyph for every character that its chapters use."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Final

from fontTools.unicodedata import script, script_name

from dinobook.markup.fragment import Fragment
from dinobook.problems import Place, Problem
from dinobook.theme.faces import faces_in
from dinobook.theme.house import Theme
from dinobook.xhtml import parse, strings

MANY: Final = 4
"""So many characters of one script in a chapter are one problem."""

MOST_SHOWN: Final = 12
HINT: Final = "Write it in another way, or name a face that has it in styles/tokens.css."

_NO_SCRIPT: Final = ("Common", "Inherited", "Unknown")

# Characters that direct others and are never drawn: joiners, selectors, soft hyphens, spaces.
_SILENT: Final = ("Cf", "Cc", "Zs", "Zl", "Zp", "Mn")


def uncovered(fragment: Fragment, source: str, theme: Theme) -> list[Problem]:
    """What no face has: a problem for each character, or for a script of which many are lacking.

    `source` is the chapter file, for lines.
    """
    texts = (fragment.xhtml, *(note.xhtml for note in fragment.notes))
    pieces = [piece for text in texts for piece in strings(parse(text))]
    pieces += [fragment.meta.title, fragment.meta.subtitle, fragment.meta.author]
    return uncovered_text("".join(pieces), fragment.place.path, source, theme)


def uncovered_text(text: str, path: str, source: str, theme: Theme) -> list[Problem]:
    """The same for any text that comes from the file `path`, whose content is `source`."""
    known = _covered(theme.css("print"))
    scripts: dict[str, list[str]] = {}
    for char in sorted(set(text)):
        if ord(char) not in known and not _is_silent(char):
            scripts.setdefault(script_name(script(char)), []).append(char)
    return [
        problem
        for name, chars in scripts.items()
        for problem in (
            [_many(name, chars, path, source)]
            if len(chars) >= MANY
            else [_problem(char, path, source) for char in chars]
        )
    ]


def fallbacks_for(text: str, theme: Theme) -> dict[str, str]:
    """The characters that only a fallback of the book's typefaces has, each with its family."""
    faces = faces_in(theme.css("print"))
    own = frozenset[int]().union(*(face.characters() for face in faces if not face.fallback))
    lacking = [char for char in set(text) if ord(char) not in own and not _is_silent(char)]
    return {
        char: face.family
        for face in reversed(faces)
        if face.fallback
        for char in lacking
        if ord(char) in face.characters()
    }


def _is_silent(char: str) -> bool:
    return unicodedata.category(char) in _SILENT


@cache
def _covered(css: str) -> frozenset[int]:
    return frozenset().union(*(face.characters() for face in faces_in(css)))


def _many(name: str, chars: list[str], path: str, source: str) -> Problem:
    line = min(filter(None, (_line(char, source) for char in chars)), default=0)
    shown = " ".join(chars[:MOST_SHOWN]) + (" …" if len(chars) > MOST_SHOWN else "")
    of_script = "signs" if name in _NO_SCRIPT else f"characters of the script {name}"
    return Problem(
        Place(path, line, shown),
        "fonts-001",
        f"No typeface of the book has {len(chars)} {of_script}; the first is on this line.",
        HINT,
    )


def _line(char: str, source: str) -> int:
    return next((number for number, text in enumerate(source.split("\n"), 1) if char in text), 0)


def _problem(char: str, path: str, source: str) -> Problem:
    name = unicodedata.name(char, "a character without a name").lower()
    return Problem(
        Place(path, _line(char, source), char),
        "fonts-001",
        f"No typeface of the book has “{char}” (U+{ord(char):04X}, {name}).",
        HINT,
    )
