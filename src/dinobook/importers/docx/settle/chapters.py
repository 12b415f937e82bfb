"""A document in chapters: split at headings, with what stands before the first one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from dinobook.importers.docx.settle.document import Document, block_words
from dinobook.importers.docx.settle.tidy import lonely_notes
from dinobook.importers.docx.tree.build import Element, element

_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
_COVER_WORDS: Final = 150
_COVER_LINE: Final = 40
"""A cover has few words, and no sentence as long as a paragraph's."""
_DEEPEST: Final = 6


@dataclass(slots=True)
class Piece:
    """A chapter to be: its title, the path of headings to it, its text, and why it is one.

    `is_cover`: what stands before the first heading and looks like a title page.
    """

    title: str
    path: tuple[str, ...]
    tree: Element
    is_cover: bool = False
    moved: int = 0
    """Headings that moved to another level."""
    heading: Element | None = None
    notes: list[Element] = field(default_factory=list)


def split(document: Document, level: int) -> list[Piece]:
    """The chapters in order. Headings above `level` begin a chapter too, where text is below."""
    pieces: list[Piece] = [Piece("", (), element("div"))]
    above: list[str] = []
    for block in list(document.root):
        depth = _depth(block)
        if not depth or depth > level:
            pieces[-1].tree.append(block)
            continue
        words = block_words(block)
        above = [*above[: depth - 1], words]
        piece = Piece(words, tuple(above), element("div"), heading=block)
        piece.notes = lonely_notes(block)
        pieces.append(piece)
    for piece in pieces:
        _settle(piece, level)
    first = pieces[0]
    has_abstract = any(document.role(block) == "abstract" for block in first.tree)
    first.is_cover = len(pieces) > 1 and not has_abstract and _is_cover(first.tree)
    return [one for one in pieces if len(one.tree) or (one.title and len(one.path) >= level)]


def _settle(piece: Piece, level: int) -> None:
    """Headings begin with h2 and skip no level; a note of the title is that of the first words."""
    around: list[int] = []
    for heading in piece.tree.iterchildren(*_HEADINGS):
        deep = _depth(heading)
        while around and around[-1] >= deep:
            around.pop()
        around.append(deep)
        depth = min(len(around) + 1, _DEEPEST)
        piece.moved += depth != max(2, deep - level + 1)
        heading.tag = f"h{depth}"
    if piece.notes:
        first = next(piece.tree.iterchildren("p"), None)
        if first is None:
            first = element("p")
            piece.tree.insert(0, first)
        first.extend(piece.notes)


def _depth(block: Element) -> int:
    return int(str(block.tag)[1]) if block.tag in _HEADINGS else 0


def _is_cover(tree: Element) -> bool:
    if not len(tree):
        return False
    words = [len(block_words(block).split()) for block in tree]
    return sum(words) <= _COVER_WORDS and max(words) <= _COVER_LINE and tree.find("table") is None
