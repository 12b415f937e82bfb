"""What a document is made of, for counting."""

from __future__ import annotations

from dataclasses import dataclass, field

from dinobook.importers.docx.counting.source import Element


@dataclass(slots=True)
class Bit:
    """A piece of a paragraph: text, break, note, picture, formula, citation, reference, link."""

    kind: str
    text: str = ""
    target: str = ""
    link: str | None = None
    inner: str = ""


@dataclass(slots=True)
class Paragraph:
    """A paragraph with its pieces. `generated` says that the book makes it itself."""

    element: Element
    bits: list[Bit] = field(default_factory=list)
    generated: str = ""
    counted: bool = False
    behind: list[Paragraph | Table] = field(default_factory=list)
    bookmarks: set[str] = field(default_factory=set)
    from_box: bool = False


@dataclass(slots=True)
class Cell:
    """A cell; `merged` when it takes the room of several."""

    blocks: list[Paragraph | Table]
    merged: bool = False


@dataclass(slots=True)
class Table:
    rows: list[list[Cell]]


Block = Paragraph | Table
