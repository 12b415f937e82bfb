"""Rows of made pages that have options of their own."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic.json_schema import WithJsonSchema

from dinobook.manifest.kinds import Filled, Isbn, OptionalId, PartialDate, Text
from dinobook.manifest.model import ChapterRow, GenerateRow, Row
from dinobook.manifest.strict import Strict

Depth = Annotated[
    Literal["1", "2"],
    WithJsonSchema({"type": ["string", "integer"], "enum": [1, 2, "1", "2"]}),
]


class ContentsRow(GenerateRow):
    """`depth` 1: parts and chapters; 2: the headings (##) inside chapters too."""

    depth: Depth = "1"


class FrontispieceRow(GenerateRow):
    """A picture that faces the title page. `image` is its path from the manuscript's folder."""

    image: Filled
    alt: Text


class WordsRow(GenerateRow):
    """A page with words of the author's: `text`, or the Markdown file with the id `file`."""

    text: Text = ""
    file: OptionalId = ""


class DedicationRow(WordsRow):
    """To whom the book is dedicated."""


class EpigraphRow(WordsRow):
    """A motto for the whole book; `source` says whose words they are."""

    source: Text = ""


class AboutRow(WordsRow):
    """About the author, perhaps with a portrait."""

    image: Text = ""
    alt: Text | None = None


class OtherBook(Strict):
    """A book by the same author."""

    title: Filled
    subtitle: Text = ""
    publisher: Text = ""
    date: PartialDate = ""
    isbn: Isbn = ""


class OtherBooksRow(GenerateRow):
    """What else the author wrote, in this order."""

    books: tuple[OtherBook, ...] = ()


PAGE_ROWS: Final[dict[str, type[GenerateRow]]] = {
    "frontispiece": FrontispieceRow,
    "dedication": DedicationRow,
    "epigraph": EpigraphRow,
    "contents": ContentsRow,
    "about": AboutRow,
    "other-books": OtherBooksRow,
}
"""The rows with options, by the page that they make; every other is a bare `GenerateRow`."""


def file_of(row: Row) -> str:
    """The id of the Markdown file that a made page shows; empty for none."""
    return row.file if isinstance(row, WordsRow) else ""


def printed_file(row: Row) -> str:
    """The id of the file that a row prints: a chapter, or what a made page shows."""
    return row.id if isinstance(row, ChapterRow) else file_of(row)


def image_of(row: Row) -> str:
    """The picture of a made page, as the author wrote it; empty for none."""
    return row.image if isinstance(row, FrontispieceRow | AboutRow) else ""


def words_of(row: GenerateRow) -> tuple[str, ...]:
    """What the row itself says on its page."""
    own = (row.text,) if isinstance(row, WordsRow) else ()
    source = (row.source,) if isinstance(row, EpigraphRow) else ()
    books = row.books if isinstance(row, OtherBooksRow) else ()
    listed = (text for book in books for text in (book.title, book.subtitle, book.publisher))
    return (row.title, *own, *source, *listed)
