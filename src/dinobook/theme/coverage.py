"""Whether the book's typefaces have a glyph for every character that its chapters use."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Final

import uharfbuzz as harfbuzz
from fontTools.unicodedata import script, script_name

from dinobook.markup.emoji import SEQUENCE
from dinobook.markup.fragment import Fragment
from dinobook.problems import Place, Problem, Severity
from dinobook.theme.faces import Face, faces_in
from dinobook.theme.house import Theme
from dinobook.theme.layouts import with_layout
from dinobook.xhtml import parse, strings

MANY: Final = 4
"""So many characters of one script in a chapter are one problem."""

MOST_SHOWN: Final = 12
HINT: Final = "Write it in another way, or name a face that has it in styles/tokens.css."

_NO_SCRIPT: Final = ("Common", "Inherited", "Unknown")

# Characters that direct others and are never drawn: joiners, selectors, soft hyphens, spaces.
_SILENT: Final = ("Cf", "Cc", "Zs", "Zl", "Zp", "Mn")
_MEDIA: Final = ("print", "screen", "epub")
_PICTOGRAPHS: Final = range(0x1F000, 0x20000)


def sheets_of(theme: Theme, layouts: Iterable[str] = ()) -> tuple[str, ...]:
    """The style sheets whose typefaces must have every character: of all media, and of layouts."""
    media = (theme.css(medium) for medium in _MEDIA)
    return (*media, *(with_layout(theme, name).css("print") for name in layouts))


def uncovered(fragment: Fragment, source: str, sheets: Sequence[str]) -> list[Problem]:
    """What some sheet's typefaces lack: a problem for each character, or for many of one script.

    `source` is the chapter file, for lines.
    """
    texts = (fragment.xhtml, *(note.xhtml for note in fragment.notes))
    pieces = [piece for text in texts for piece in strings(parse(text))]
    pieces += [fragment.meta.title, fragment.meta.subtitle, fragment.meta.author]
    return uncovered_text("\n".join(pieces), fragment.place.path, source, sheets)


def uncovered_text(text: str, path: str, source: str, sheets: Sequence[str]) -> list[Problem]:
    """The same for any text that comes from the file `path`, whose content is `source`."""
    known = frozenset.intersection(*map(_covered, sheets))
    lacking = [
        char for char in sorted(set(text)) if ord(char) not in known and not _is_silent(char)
    ]
    problems = _by_script(lacking, path, source)
    for sign in dict.fromkeys(SEQUENCE.findall(text)):
        if not set(sign) & set(lacking) and not all(_is_one_sign(sign, css) for css in sheets):
            problems.append(_falls_apart(sign, path, source))
    return problems


def _by_script(lacking: list[str], path: str, source: str) -> list[Problem]:
    scripts: dict[str, list[str]] = {}
    for char in lacking:
        scripts.setdefault(script_name(script(char)), []).append(char)
    return [
        problem
        for name, chars in scripts.items()
        for problem in (
            [_many(name, chars, path, source)]
            if len(chars) >= MANY
            else [_no_glyph(char, path, source) for char in chars]
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
    line = min(filter(None, (_line_of(char, source) for char in chars)), default=0)
    shown = " ".join(chars[:MOST_SHOWN]) + (" …" if len(chars) > MOST_SHOWN else "")
    of_script = "signs" if name in _NO_SCRIPT else f"characters of the script {name}"
    return Problem(
        Place(path, line, shown),
        "fonts-001",
        f"No typeface of the book has {len(chars)} {of_script}; the first is on this line.",
        HINT,
    )


@cache
def _is_one_sign(sign: str, css: str) -> bool:
    """Whether some face draws the characters of `sign` as one glyph."""
    return any(_drawn_glyphs(face, sign) == 1 for face in _fallbacks(css))


def _fallbacks(css: str) -> Iterator[Face]:
    return (face for face in faces_in(css) if face.fallback)


def _drawn_glyphs(face: Face, text: str) -> int:
    font = _font(face)
    buffer = harfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    harfbuzz.shape(font, buffer)
    return sum(one.x_advance > 0 for one in buffer.glyph_positions)


@cache
def _font(face: Face) -> harfbuzz.Font:
    return harfbuzz.Font(harfbuzz.Face(face.read()))


def _line_of(text: str, source: str) -> int:
    return next((number for number, row in enumerate(source.split("\n"), 1) if text in row), 0)


def _no_glyph(char: str, path: str, source: str) -> Problem:
    name = unicodedata.name(char, "a character without a name").lower()
    return Problem(
        Place(path, _line_of(char, source), char),
        "fonts-001",
        f"No typeface of the book has “{char}” (U+{ord(char):04X}, {name}).",
        "Say it in words, such as (knipoog), or take an emoji that has been around longer."
        if ord(char) in _PICTOGRAPHS
        else HINT,
    )


def _falls_apart(sign: str, path: str, source: str) -> Problem:
    return Problem(
        Place(path, _line_of(sign, source), sign),
        "fonts-002",
        f"“{sign}” is made of {len(sign)} characters, and the book’s typefaces have no glyph for "
        "the whole: its parts stand side by side.",
        f"Write “{sign[0]}” alone, or say it in words.",
        Severity.WARNING,
    )
