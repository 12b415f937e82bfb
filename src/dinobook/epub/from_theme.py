"""The house theme as an EPUB wants it: its style sheet, and its faces cut down to what is used."""

from __future__ import annotations

from dinobook import xhtml
from dinobook.book.model import Book
from dinobook.book.words import words_for
from dinobook.epub.fonts import subset
from dinobook.epub.theme import CoverImage, EpubTheme, FontFile
from dinobook.theme import Face, Theme, faces_in, needed


def epub_theme(book: Book, theme: Theme, cover: CoverImage | None) -> EpubTheme:
    """`cover` None: no cover."""
    css = theme.css("epub")
    text = _characters(book)
    faces = needed(faces_in(css), text)
    fonts = tuple(_font(face, weight, text) for face in faces for weight in face.styles())
    return EpubTheme(css, words_for(book.metadata.language), fonts, cover)


def _characters(book: Book) -> set[str]:
    texts = [section.xhtml for section in book.sections]
    texts += [note.xhtml for section in book.sections for note in section.notes]
    used = {char for text in texts for piece in xhtml.strings(xhtml.parse(text)) for char in piece}
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
