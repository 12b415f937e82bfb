"""`book.css`: the theme's style sheet behind the rules that every book needs."""

from __future__ import annotations

import re
from typing import Final

from dinobook.epub.names import FONTS
from dinobook.epub.theme import EpubTheme, FontFile
from dinobook.slugs import slug

# A cover fills its page, whatever margins the theme gives to text.
_COVER: Final = """\
.cover-page { margin: 0; padding: 0; text-align: center; }
.cover { margin: 0; height: 100%; }
.cover img { height: auto; max-height: 100vh; max-width: 100%; width: auto; }
"""


def style_sheet(theme: EpubTheme) -> bytes:
    faces = "".join(_face(font) for font in theme.fonts)
    return f"{faces}{_COVER}{theme.css.strip()}\n".encode()


def font_file(font: FontFile) -> str:
    stem, _, suffix = font.name.rpartition(".")
    return f"{FONTS}/{slug(stem)}.{suffix.lower()}"


def _face(font: FontFile) -> str:
    family = re.sub(r'(["\\])', r"\\\1", font.family)
    return (
        f'@font-face {{ font-family: "{family}"; font-style: {font.style}; '
        f'font-weight: {font.weight}; src: url("{font_file(font)}"); }}\n'
    )
