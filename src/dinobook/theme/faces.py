"""Typefaces, taken from packages by file and never by a name that a machine happens to know.

Each face is one TrueType file of a package (OFL-1.1, licence inside the package). A variable file
serves every weight in its range.
"""

from __future__ import annotations

import importlib.resources
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from io import BytesIO
from typing import Final

from fontTools.ttLib import TTFont

from dinobook.theme.instances import BOLD, REGULAR, still


@dataclass(frozen=True, slots=True)
class Face:
    """One style of a family.

    `weights` is the range that the file covers (400, 400: static). A `fallback` serves only the
    characters that the families before it lack. A face of `code` is for books with code only.
    """

    family: str
    package: str
    file: str
    weights: tuple[int, int] = (400, 400)
    italic: bool = False
    folder: str = "files"
    fallback: bool = False
    code: bool = False

    @property
    def variable(self) -> bool:
        return self.weights[0] != self.weights[1]

    def read(self) -> bytes:
        return (importlib.resources.files(self.package) / self.folder / self.file).read_bytes()

    def styles(self) -> tuple[int, ...]:
        """The weights that the book uses of this file: regular and bold of a variable one."""
        return (REGULAR, BOLD) if self.variable else (self.weights[0],)

    def still(self, weight: int) -> bytes:
        """The face at one weight, as a static font with all its glyphs."""
        return _still(self, weight)

    def characters(self) -> frozenset[int]:
        """The code points that the face has a glyph for."""
        return _characters(self)


@cache
def _still(face: Face, weight: int) -> bytes:
    return still(face.read(), weight)


@cache
def _characters(face: Face) -> frozenset[int]:
    return frozenset(TTFont(BytesIO(face.read()), lazy=True).getBestCmap())


def _variable(family: str, package: str, stem: str, axes: str = "wght") -> tuple[Face, Face]:
    return (
        Face(family, package, f"{stem}[{axes}].ttf", (400, 700)),
        Face(family, package, f"{stem}-Italic[{axes}].ttf", (400, 700), italic=True),
    )


def _static(family: str, package: str, stem: str) -> tuple[Face, ...]:
    return (
        Face(family, package, f"{stem}-Regular.ttf"),
        Face(family, package, f"{stem}-Italic.ttf", italic=True),
        Face(family, package, f"{stem}-Bold.ttf", (700, 700)),
        Face(family, package, f"{stem}-BoldItalic.ttf", (700, 700), italic=True),
    )


FACES: Final[tuple[Face, ...]] = (
    *_variable("Vollkorn", "fontpkg_vollkorn", "Vollkorn"),
    *_variable("Literata", "fontpkg_literata", "Literata", "opsz,wght"),
    *_variable("EB Garamond", "fontpkg_eb_garamond", "EBGaramond"),
    *_variable("Source Serif 4", "fontpkg_source_serif_4", "SourceSerif4", "opsz,wght"),
    *_static("Alegreya Sans", "fontpkg_alegreya_sans", "AlegreyaSans"),
    *_static("Atkinson Hyperlegible", "fontpkg_atkinson_hyperlegible", "AtkinsonHyperlegible"),
    *_variable("Source Sans 3", "fontpkg_source_sans_3", "SourceSans3"),
    *(
        replace(face, code=True)
        for face in _variable("Source Code Pro", "fontpkg_source_code_pro", "SourceCodePro")
    ),
    Face(
        "Noto Emoji", "manimgx_fonts", "NotoEmoji[wght].ttf", (400, 700), folder=".", fallback=True
    ),
)


GENERIC: Final = frozenset(
    {"serif", "sans-serif", "monospace", "cursive", "fantasy", "inherit", "initial", "unset"}
)
_FAMILY_LIST: Final = re.compile(r"(?:font-family|--[a-z-]*face)\s*:\s*([^;}]+)")


def families_in(css: str) -> tuple[str, ...]:
    """The families that a style sheet names, in `font-family` or in a token that ends in `face`."""
    names = (name for found in _FAMILY_LIST.findall(css) for name in found.split(","))
    cleaned = (name.strip().strip("\"'").strip() for name in names)
    return tuple(dict.fromkeys(name for name in cleaned if name and not name.startswith("var(")))


def faces_in(css: str, faces: Iterable[Face] = FACES) -> tuple[Face, ...]:
    """The faces whose family the style sheet names, in the order of `faces`."""
    named = set(families_in(css))
    return tuple(face for face in faces if face.family in named)


def needed(faces: Iterable[Face], text: Iterable[str]) -> tuple[Face, ...]:
    """The faces without the fallbacks that none of the characters of `text` needs."""
    every = tuple(faces)
    lacking = {ord(char) for char in text}
    for face in every:
        if not face.fallback:
            lacking -= face.characters()
    return tuple(face for face in every if not face.fallback or lacking & face.characters())
