"""Drawings in an e-book bring the faces of their words: a page's style sheet does not reach them.

A drawing is shown as a picture, and may then read nothing but itself (SVG Integration, “secure
static mode”). So the faces stand in it, cut down to its words.
"""

from __future__ import annotations

import base64
import re
from dataclasses import replace
from functools import partial
from typing import Final

from lxml import etree

from dinobook import xhtml
from dinobook.book.model import Asset, Book
from dinobook.book.pictures import words_of
from dinobook.epub.fonts import subset
from dinobook.storage.cache import Cache
from dinobook.theme import Face, Theme, faces_in
from dinobook.theme.instances import BOLD

_BOLD: Final = re.compile(rb"font-weight\s*[:=]\s*[\"']?\s*(?:bold|[6-9]00)|font\s*:[^;}\"]*bold")
_ITALIC: Final = re.compile(rb"italic|oblique")


def with_faces_inside(book: Book, theme: Theme, cache: Cache) -> Book:
    """The book with drawings that need no other file."""
    faces = faces_in(theme.css("epub"))
    assets = tuple(_with_faces(asset, faces, cache) for asset in book.assets)
    return replace(book, assets=assets)


def _with_faces(asset: Asset, faces: tuple[Face, ...], cache: Cache) -> Asset:
    if asset.media_type != "image/svg+xml" or b"text" not in asset.data:
        return asset
    root = xhtml.parse_own(asset.data)
    words = set(words_of(root)) - {"\n"}
    if not words:
        return asset
    rules = "".join(
        _rule(face, weight, words, cache)
        for face in faces
        if f"'{face.family}'".encode() in asset.data
        and (_ITALIC.search(asset.data) or not face.italic)
        for weight in face.styles()
        if weight < BOLD or _BOLD.search(asset.data)
    )
    if not rules:
        return asset
    style = etree.Element(f"{{{xhtml.SVG}}}style", {"type": "text/css"})
    style.text = rules
    root.insert(0, style)
    return replace(asset, data=etree.tostring(root, encoding="utf-8"))


def _rule(face: Face, weight: int, words: set[str], cache: Cache) -> str:
    whole = face.read()
    cut = partial(subset, whole, words, weight=weight if face.variable else None)
    font = cache.recall(bytes, cut, "face in a drawing", whole, str(weight), "".join(sorted(words)))
    style = "italic" if face.italic else "normal"
    return (
        f"@font-face {{ font-family: '{face.family}'; font-weight: {weight}; font-style: {style}; "
        f"src: url(data:font/ttf;base64,{base64.b64encode(font).decode()}); }}\n"
    )
