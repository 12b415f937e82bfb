"""Typefaces, taken from packages by file and never by a name that a machine happens to know.

Each face is one TrueType file of a package (OFL-1.1, or as free: docs/dependencies.md). A variable
file serves every weight in its range. What no face of a style sheet has is drawn by a stand-in:
`with_stand_ins` puts those behind every list of families, so that no style sheet must name them.
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

from dinobook.theme.instances import BOLD, REGULAR, still, with_space


@dataclass(frozen=True, slots=True)
class Face:
    """One style of a family.

    `weights` is the range that the file covers (400, 400: static). A `fallback` serves only the
    characters that the families before it lack, and of those only what lies in `ranges`, the code
    points where its drawings are the best ones to be had; () means all. A face of `code` is for
    books with code only.
    """

    family: str
    package: str
    file: str
    weights: tuple[int, int] = (400, 400)
    italic: bool = False
    folder: str = "files"
    fallback: bool = False
    code: bool = False
    ranges: tuple[range, ...] = ()

    @property
    def variable(self) -> bool:
        return self.weights[0] != self.weights[1]

    def read(self) -> bytes:
        return (importlib.resources.files(self.package) / self.folder / self.file).read_bytes()

    def styles(self) -> tuple[int, ...]:
        """The weights that the book uses of this file: regular and bold of a variable one."""
        return (REGULAR, BOLD) if self.variable else (self.weights[0],)

    @property
    def is_whole(self) -> bool:
        """Whether its file is used as it is."""
        return not self.variable and not self.ranges

    def still(self, weight: int) -> bytes:
        """The face at one weight, as a static font with all the glyphs that it may serve."""
        return _still(self, weight)

    def characters(self) -> frozenset[int]:
        """The code points that the face has a glyph for."""
        return _characters(self)


@cache
def _still(face: Face, weight: int) -> bytes:
    kept = "".join(map(chr, sorted(face.characters()))) + _SPACES if face.ranges else None
    font = still(face.read(), weight, kept)
    return with_space(font, _SPACE_EM) if face.fallback else font


@cache
def _characters(face: Face) -> frozenset[int]:
    every = frozenset(TTFont(BytesIO(face.read()), lazy=True).getBestCmap())
    if not face.ranges:
        return every
    return frozenset(one for one in every if any(one in part for part in face.ranges))


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


EMOJI: Final = "Noto Emoji"
_SPACES: Final = " \u00a0\u2002\u2003\u2009\u200a\u202f"
"""Behind a sign, a space is taken from the same face."""
_SPACE_EM: Final = 0.2
"""As wide as in most text faces: the line would show where another face begins."""
_SIGNS: Final = (
    range(0x2010, 0x2060),  # punctuation
    range(0x2070, 0x20D0),  # raised and lowered figures, money
    range(0x2100, 0x2190),  # letterlike signs, fractions, Roman numbers
    range(0x2300, 0x2900),  # technical signs, frames, shapes, dingbats, braille
    range(0x2B00, 0x2C00),
    range(0x1F000, 0x1F100),  # mahjong, dominoes, cards
)
_MATHEMATICS: Final = (
    range(0x20D0, 0x20E3),  # signs over others, but for the frame of a key
    range(0x20E4, 0x2180),  # letterlike signs, fractions
    range(0x2190, 0x2400),  # arrows, operators, technical signs
    range(0x27C0, 0x2800),
    range(0x2900, 0x2B00),
    range(0x1D400, 0x1D800),
)


_NO_KEYS: Final = (range(0x20E3), range(0x20E4, 0x110000))
"""All but the frame of a key, which belongs to its emoji."""


def _noto(family: str, stem: str, *, italic: bool = False, ranges: tuple[range, ...] = ()) -> Face:
    return Face(
        family,
        package="manimgx_fonts",
        file=f"{stem}[wght].ttf",
        weights=(400, 700),
        italic=italic,
        folder=".",
        fallback=True,
        ranges=ranges,
    )


STAND_INS: Final[tuple[Face, ...]] = (
    Face(
        "STIX Two Math",
        "ziamath",
        "STIXTwoMath-Regular.ttf",
        folder="fonts",
        fallback=True,
        ranges=_MATHEMATICS,
    ),
    Face("DejaVu Sans", "ziafont", "DejaVuSans.ttf", folder="fonts", fallback=True, ranges=_SIGNS),
    _noto("Noto Sans Symbols", "NotoSansSymbols", ranges=_NO_KEYS),
    _noto(EMOJI, "NotoEmoji"),
    _noto("Noto Sans", "NotoSans"),
    _noto("Noto Sans", "NotoSans-Italic", italic=True),
)
"""What draws the characters that the book's own faces lack, the best first.

Operators and arrows look like those of a book of mathematics; ✓, ★ and ☐ have one pen; a sign
that is text and emoji (☎ ♥) is drawn as text. Letters come last.
"""

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
    *STAND_INS,
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


_DECLARED: Final = re.compile(
    r"""((?<![\w-])font-family\s*:\s*|(?<![\w-])font\s*:[^;}"',]*\s(?=["'\w-]))([^;}]+)"""
)


def with_stand_ins(css: str) -> str:
    """The style sheet with the stand-ins behind each list of families, in their own order."""
    return _DECLARED.sub(lambda found: found[1] + _stood_in(found[2]), css)


def _stood_in(families: str) -> str:
    names = [name.strip() for name in families.split(",")]
    stand_ins = dict.fromkeys(face.family for face in STAND_INS)
    own = [name for name in names if name.lower() not in GENERIC]
    if not own:
        return families
    kept = [own[0], *(name for name in own[1:] if name.strip("\"'") not in stand_ins)]
    behind = [f'"{name}"' for name in stand_ins if name != own[0].strip("\"'")]
    return ", ".join([*kept, *behind, *(name for name in names if name.lower() in GENERIC)])


def faces_in(css: str, faces: Iterable[Face] = FACES) -> tuple[Face, ...]:
    """The faces whose family the style sheet names, in the order of `faces`."""
    named = set(families_in(css))
    return tuple(face for face in faces if face.family in named)


def lacked(faces: Iterable[Face], text: Iterable[str]) -> frozenset[int]:
    """The characters that some face lacks, upright or italic: there a stand-in may draw them."""
    used = frozenset(map(ord, text))
    return used.difference(
        frozenset.intersection(used, *(one.characters() for one in faces if not one.fallback))
    )


def needed(faces: Iterable[Face], text: Iterable[str]) -> tuple[Face, ...]:
    """The faces without the fallbacks that none of the characters of `text` needs."""
    every = tuple(faces)
    lacking = lacked(every, text)
    families: dict[str, bool] = {}
    for face in every:
        if face.fallback and face.family not in families:
            families[face.family] = bool(lacking & face.characters())
            lacking -= face.characters()
    return tuple(face for face in every if families.get(face.family, True))
