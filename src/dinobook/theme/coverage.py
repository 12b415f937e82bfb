"""Whether the book's typefaces have a glyph for every character that its chapters use."""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Final

import uharfbuzz as harfbuzz
from fontTools.unicodedata import script, script_name

from dinobook.markup.fragment import Fragment
from dinobook.markup.inline.emoji import SEQUENCE
from dinobook.markup.lint.characters import settled
from dinobook.problems import Place, Problem, Severity
from dinobook.theme.faces import EMOJI, Face, faces_in
from dinobook.theme.house import Theme
from dinobook.theme.layouts import with_layout
from dinobook.xhtml import parse, strings

MANY: Final = 4
"""So many characters of one script in a chapter are one problem."""

MOST_SHOWN: Final = 12
MOST_LINES: Final = 40
HINT: Final = "Write it in another way, or name a face that has it in styles/tokens.css."

_NO_SCRIPT: Final = ("Common", "Inherited", "Unknown")

_DRAWN_BY_NOBODY: Final = frozenset(
    (
        *(0xAD, 0x61C, *range(0x200B, 0x2010), 0x202A, 0x202C, 0x202D, 0x2060, 0x2066, 0x2068),
        *(0x2069, 0xFE0E, 0xFE0F, 0xFEFF, *range(0xE0020, 0xE0080)),
    )
)
"""Joiners, directions, soft hyphens: they act on others and have no drawing of their own."""
_SPACES: Final = ("Zs", "Cc")
_UNDRAWN: Final = {
    "Co": "a character of private use, which every typeface draws differently",
    "not": "which is not a Unicode character",
    "Zl": "a line break of another program",
    "Zp": "a line break of another program",
}
"""What no book can show, by its category in Unicode; a typeface may have a drawing, of anything."""
_IN_WORDS: Final = (
    "Say it in words, such as (knipoog), or take an emoji that has been around longer."
)
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
    pieces += [link.href for link in fragment.links]  # paper prints them in notes
    pieces += [fragment.meta.title, fragment.meta.subtitle, fragment.meta.author]
    return uncovered_text("\n".join(pieces), fragment.place.path, source, sheets)


def uncovered_text(text: str, path: str, source: str, sheets: Sequence[str]) -> list[Problem]:
    """The same for any text that comes from the file `path`, whose content is `source`."""
    known = frozenset.intersection(*map(_covered, sheets))
    used = sorted(set(text))
    lacking = [char for char in used if not _is_silent(char) and not _is_known(char, known)]
    apart = [
        sign
        for sign in dict.fromkeys(SEQUENCE.findall(text))
        if not set(sign) & set(lacking) and not all(_is_one_sign(sign, css) for css in sheets)
    ]
    lines = _lines_of([*lacking, *apart], source)
    return [
        *_by_script(lacking, path, lines),
        *(_falls_apart(sign, path, lines[sign]) for sign in apart),
    ]


def _lines_of(wanted: Sequence[str], source: str) -> dict[str, list[int]]:
    """Where each stands, also as an entity (&#9986;)."""
    found: dict[str, list[int]] = {one: [] for one in wanted}
    by_first: dict[str, list[str]] = {}
    for one in found:
        by_first.setdefault(one[0], []).append(one)
    for number, row in enumerate(source.split("\n") if found else (), 1):
        read = f"{row}\n{settled(html.unescape(row))}"
        for first in by_first.keys() & set(read):
            for one in by_first[first]:
                if one in read:
                    found[one].append(number)
    return found


def _by_script(lacking: list[str], path: str, lines: Mapping[str, list[int]]) -> list[Problem]:
    scripts: dict[str, list[str]] = {}
    for char in lacking:
        scripts.setdefault(script_name(script(char)), []).append(char)
    return [
        problem
        for name, chars in scripts.items()
        for problem in (
            [_many(name, chars, path, lines)]
            if len(chars) >= MANY
            else [_no_glyph(char, path, lines[char]) for char in chars]
        )
    ]


def fallbacks_for(text: str, theme: Theme) -> dict[str, str]:
    """The emoji that only a fallback of the book's typefaces has, each with its family."""
    faces = faces_in(theme.css("print"))
    own = frozenset[int]().union(*(face.characters() for face in faces if not face.fallback))
    emoji = frozenset[int]().union(*(face.characters() for face in faces if face.family == EMOJI))
    lacking = [char for char in set(text) if ord(char) in emoji - own and not _is_silent(char)]
    return {
        char: face.family
        for face in reversed(faces)
        if face.fallback
        for char in lacking
        if ord(char) in face.characters()
    }


def _is_silent(char: str) -> bool:
    return ord(char) in _DRAWN_BY_NOBODY or unicodedata.category(char) in _SPACES


def _is_known(char: str, known: frozenset[int]) -> bool:
    return ord(char) in known and _kind(char) not in _UNDRAWN


def _kind(char: str) -> str:
    """Its category in Unicode; “not” for what will never be a character."""
    number = ord(char)
    never = 0xFDD0 <= number <= 0xFDEF or number & 0xFFFE == 0xFFFE
    return "not" if never else unicodedata.category(char)


@cache
def _covered(css: str) -> frozenset[int]:
    """What is drawn wherever it stands: in text, headings and code, upright and italic."""
    faces = faces_in(css)
    behind = frozenset[int]().union(*(face.characters() for face in faces if face.fallback))
    own = [face.characters() | behind for face in faces if not face.fallback]
    return frozenset.intersection(*own) if own else behind


def _many(name: str, chars: list[str], path: str, lines_of: Mapping[str, list[int]]) -> Problem:
    lines = sorted({line for char in chars for line in lines_of[char]})
    shown = " ".join(chars[:MOST_SHOWN]) + (" …" if len(chars) > MOST_SHOWN else "")
    of_script = "signs" if name in _NO_SCRIPT else f"characters of the script {name}"
    return Problem(
        Place(path, lines[0] if lines else 0, shown),
        "fonts-001",
        f"No typeface of the book has {len(chars)} {of_script}{_on_lines(lines)}.",
        HINT,
    )


def _on_lines(lines: list[int]) -> str:
    """“, on lines 3, 6–9 and 12”; nothing when there is one line, which the place tells."""
    if len(lines) < 2:
        return ""
    runs: list[list[int]] = []
    for line in lines:
        if runs and line == runs[-1][1] + 1:
            runs[-1][1] = line
        else:
            runs.append([line, line])
    shown = [str(a) if a == b else f"{a}–{b}" for a, b in runs]
    if len(shown) == 1:
        return f", on lines {shown[0]}"
    if len(shown) > MOST_LINES:
        return f", on lines {', '.join(shown[:MOST_LINES])} and {len(shown) - MOST_LINES} more"
    return f", on lines {', '.join(shown[:-1])} and {shown[-1]}"


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
    return sum(position.x_advance > 0 for position in buffer.glyph_positions)


@cache
def _font(face: Face) -> harfbuzz.Font:
    return harfbuzz.Font(harfbuzz.Face(face.read()))


def _no_glyph(char: str, path: str, lines: list[int]) -> Problem:
    code, kind = f"U+{ord(char):04X}", _kind(char)
    if kind in _UNDRAWN:
        message = f"No book can show {code}, {_UNDRAWN[kind]}"
        hint = "Delete it; it often arrives with a text from another program."
    else:
        name = unicodedata.name(char, "a character without a name").lower()
        message = f"No typeface of the book has “{char}” ({code}, {name})"
        hint = _IN_WORDS if ord(char) in _PICTOGRAPHS else HINT
    place = Place(path, lines[0] if lines else 0, char if char.isprintable() else code)
    return Problem(place, "fonts-001", f"{message}{_on_lines(lines)}.", hint)


def _falls_apart(sign: str, path: str, lines: list[int]) -> Problem:
    return Problem(
        Place(path, lines[0] if lines else 0, sign),
        "fonts-002",
        f"“{sign}” is made of {len(sign)} characters, and the book’s typefaces have no glyph for "
        f"the whole: its parts stand side by side{_on_lines(lines)}.",
        f"Write “{sign[0]}” alone, or say it in words.",
        Severity.WARNING,
    )
