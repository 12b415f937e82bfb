"""The words in drawings, in faces of the book: paper, screens and e-books have no others."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import Final

from lxml import etree

from dinobook import xhtml
from dinobook.book.model import Asset
from dinobook.theme import Face, Theme, faces_in, needed

_TEXT: Final = b"text"
_VALUE: Final = r"""((?:"[^"\n]*"|'[^'\n]*'|[^;}!])+)"""
_FAMILY: Final = re.compile(rf"(?<![\w-])(font-family\s*:\s*){_VALUE}", re.IGNORECASE)
_SHORTHAND: Final = re.compile(
    r"(?<![\w-])(font\s*:[^;}:\d.]*(?:\d{1,4}\s[^;}:\d.]*)?"  # a style and a weight
    r"[\d.]+(?:px|pt|pc|em|rem|ex|mm|cm|in|%)(?:\s*/\s*[\w.%]+)?\s+)" + _VALUE,
    re.IGNORECASE,
)
_COMMENT: Final = re.compile(r"""("[^"\n]*"|'[^'\n]*')|/\*.*?(?:\*/|\Z)""", re.DOTALL)
_FROM_ELSEWHERE: Final = re.compile(
    r"\s*(?:inherit|initial|unset|revert|revert-layer)\s*|.*\bvar\(.*", re.IGNORECASE | re.DOTALL
)
"""No name of a face: what stands around the words, or another rule, has it."""
_SERIF: Final = re.compile(
    r"(?<!sans)(?<!sans-)(?<!sans )serif|times|georgia|garamond|palatino|cambria|minion|bookman"
    r"|caslon|baskerville|century(?!\s*gothic)|roman",
    re.IGNORECASE,
)
_FIXED: Final = re.compile(
    r"mono|courier|consolas|menlo|fixed|typewriter|(?:source|fira) code", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Lettering:
    """The faces of an edition, and which of its families stand in for families it has not."""

    faces: tuple[Face, ...]
    text: str
    companion: str
    code: str

    @staticmethod
    def of(theme: Theme, medium: str) -> Lettering:
        """For "epub", "screen" or "print"."""
        faces = faces_in(theme.css(medium))
        names = {face.family for face in faces}
        tokens = ("--text-face", "--companion-face", "--code-face")
        text, companion, code = (theme.family(token, medium) for token in tokens)
        return Lettering(faces, text, companion, code if code in names else companion)

    def families(self, written: str, words: str) -> str:
        """A list of families as it must be for these words: only those that the edition has."""
        names = [name.strip().strip("\"'").strip() for name in written.split(",")]
        known = {face.family.casefold(): face.family for face in self.faces if not face.fallback}
        kept = [known[name.casefold()] for name in names if name.casefold() in known]
        first = kept or [self._instead_of(names[0] if names else "")]
        faces = [face for face in self.faces if face.fallback or face.family in first]
        return ", ".join(
            f"'{name}'"
            for name in dict.fromkeys([*first, *(face.family for face in needed(faces, words))])
        )

    def _instead_of(self, name: str) -> str:
        if _FIXED.search(name):
            return self.code
        return self.text if _SERIF.search(name) else self.companion


def with_book_faces(asset: Asset, lettering: Lettering) -> Asset:
    """A drawing whose words are set in faces of the edition; anything else is the same object."""
    if asset.media_type != "image/svg+xml" or _TEXT not in asset.data:
        return asset
    root = xhtml.parse_own(asset.data)
    words = words_of(root)
    if not words.strip():
        return asset

    families = cache(partial(lettering.families, words=words))
    for element in root.iter(f"{{{xhtml.SVG}}}*"):
        _settle(element, families)
    if any(map(_names_no_face, root.iter(f"{{{xhtml.SVG}}}text"))):
        root.set("font-family", families(""))
    return replace(asset, data=etree.tostring(root, encoding="utf-8"))


def _names_no_face(text: etree._Element) -> bool:
    """Whether neither it nor what it stands in has a face; a style sheet may give it one yet."""
    return not any(map(_names_a_face, [text, *text.iterancestors()]))


def _names_a_face(element: etree._Element) -> bool:
    style = element.get("style", "")
    found = [*_FAMILY.finditer(style), *_SHORTHAND.finditer(style)]
    families = [element.get("font-family", ""), *(one[2] for one in found)]
    return any(family and not _FROM_ELSEWHERE.fullmatch(family) for family in families)


def _settle(element: etree._Element, families: Callable[[str], str]) -> None:
    """Give an element, or what a style sheet says, other families."""

    def ours(family: str) -> str:
        return family if _FROM_ELSEWHERE.fullmatch(family) else families(family)

    def written(css: str) -> str:
        css = _COMMENT.sub(lambda one: one[1] or " ", css)
        for pattern in (_FAMILY, _SHORTHAND):
            css = pattern.sub(lambda one: one[1] + ours(one[2]), css)
        return css

    if family := element.get("font-family"):
        element.set("font-family", ours(family))
    if style := element.get("style"):
        element.set("style", written(style))
    if xhtml.name_of(element) == "style" and element.text:
        element.text = written(element.text)


def words_of(root: etree._Element) -> str:
    """All that a drawing writes."""
    texts = root.iter(f"{{{xhtml.SVG}}}text")
    return "\n".join(xhtml.text_of(text) for text in texts)
