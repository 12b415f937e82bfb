"""Where a piece stands, for a person: the first words of its block."""

from __future__ import annotations

from typing import Final

from dinobook.importers.docx.counting.pieces import Block, Table
from dinobook.importers.inventory import Gatherer

_WORDS: Final = {"break": " ", "picture": "", "note": "", "formula": ""}
_PLACE: Final = 6
"""So many words tell a place."""


class Placed(Gatherer):
    """Pieces, each with the first words of the block that it stands in."""

    def __init__(self) -> None:
        super().__init__()
        self.place = ""

    def add(self, kind: str, text: str = "", place: str = "") -> None:
        super().add(kind, text, place or self.place)


def first_words(block: Block) -> str:
    """Where it is, for a person: “the first words …”."""
    if isinstance(block, Table):
        inner = (one for row in block.rows for cell in row for one in cell.blocks)
        return next(filter(None, map(first_words, inner)), "")
    words = "".join(_WORDS.get(bit.kind, bit.text) for bit in block.bits).split()
    return f"“{' '.join(words[:_PLACE])}{' …' if len(words) > _PLACE else ''}”" if words else ""
