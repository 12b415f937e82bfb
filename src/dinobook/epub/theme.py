"""What an EPUB needs besides the book: style sheet, typefaces, cover, and the book's own words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dinobook.book.words.model import Words


@dataclass(frozen=True, slots=True)
class FontFile:
    """One face. `name` is its file name in the EPUB; `family` is the name that the CSS uses.

    `family` must also be the name inside the font: some readers look there.
    """

    name: str
    data: bytes
    family: str
    weight: int = 400
    style: Literal["normal", "italic"] = "normal"
    media_type: str = "font/ttf"


@dataclass(frozen=True, slots=True)
class CoverImage:
    """The cover as the e-book shows it: JPEG or PNG, size in pixels, and what it depicts."""

    data: bytes
    media_type: str
    width_px: int
    height_px: int
    alt: str


@dataclass(frozen=True, slots=True)
class EpubTheme:
    """`css` holds no `@font-face` rules: they are made from `fonts`. `cover` None: no cover."""

    css: str
    words: Words
    fonts: tuple[FontFile, ...] = ()
    cover: CoverImage | None = None
