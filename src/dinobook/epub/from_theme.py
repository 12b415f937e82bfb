"""The house theme as an EPUB wants it: its style sheet, and its faces cut down to what is used."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from dinobook import xhtml
from dinobook.book.code_lines import CODE
from dinobook.book.model import Book
from dinobook.book.words.model import words_for
from dinobook.epub.fonts import subset
from dinobook.epub.theme import CoverImage, EpubTheme, FontFile
from dinobook.theme import Face, Theme, faces_in, lacked, needed


def epub_theme(book: Book, theme: Theme, cover: CoverImage | None) -> EpubTheme:
    """`cover` None: no cover."""
    css = theme.css("epub")
    trees = _texts(book)
    text, code = _characters(trees), _in_code(trees)
    faces = [face for face in faces_in(css) if code or not face.code]
    lacking = set(map(chr, lacked(faces, text)))
    fonts = tuple(
        _font(face, weight, lacking if face.fallback else code if face.code else text)
        for face in needed(faces, text)
        for weight in face.styles()
    )
    return EpubTheme(css, words_for(book.metadata.language, book.metadata.own), fonts, cover)


def _texts(book: Book) -> list[etree._Element]:
    texts = [section.xhtml for section in book.sections]
    texts += [note.xhtml for section in book.sections for note in section.notes]
    return [xhtml.parse(text) for text in texts]


def _in_code(trees: Iterable[etree._Element]) -> set[str]:
    """The characters of all code; none when the book has no code."""
    names = [xhtml.tag(name) for name in CODE]
    return {char for root in trees for one in root.iter(names) for char in xhtml.text_of(one)}


def _characters(trees: Iterable[etree._Element]) -> set[str]:
    used = {char for root in trees for piece in xhtml.strings(root) for char in piece}
    # Small capitals, numbers and quotes may be made by the reading system or its style sheet.
    return used | set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789—–…“”‘’•")


def _font(face: Face, weight: int, text: set[str]) -> FontFile:
    style = "Italic" if face.italic else ""
    name = f"{face.family.replace(' ', '')}-{'Bold' if weight >= 600 else 'Regular'}{style}.ttf"
    return FontFile(
        name,
        subset(face.read(), text, weight=weight if face.variable else None),
        face.family,
        weight,
        "italic" if face.italic else "normal",
    )
