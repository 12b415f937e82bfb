"""Pictures: read through the project, looked into, and made ready for paper, screen or e-book."""

from dinobook.book.pictures.lettering import Lettering, with_book_faces, words_of
from dinobook.book.pictures.look import known_missing, load, look
from dinobook.book.pictures.prepare import Medium, medium_of, prepared
from dinobook.book.pictures.said import shown_smaller

__all__ = [
    "Lettering",
    "Medium",
    "known_missing",
    "load",
    "look",
    "medium_of",
    "prepared",
    "shown_smaller",
    "with_book_faces",
    "words_of",
]
