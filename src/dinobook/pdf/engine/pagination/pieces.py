"""A chapter as the program over its page breaks sees it: blocks, their pieces, and notes.

Plain numbers, no engine. All lengths are in px.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from itertools import accumulate


class Space(IntEnum):
    """Where a line may be added above a block, in the order in which it is the least seen."""

    HEADING = 0
    FIGURE = 1
    PAUSE = 2
    LIST = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """What no page break parts: a line, a row of a table, a picture, a block that is kept whole.

    `top` and `bottom` count from the upper border of its block. `begins`: a page may begin here,
    as far as its own block says. `alone`: nothing may stand above it on its page. `head` is what is
    repeated above it there, a table's head. `notes` are indexes of the notes it calls.
    """

    top: float
    bottom: float
    begins: bool = True
    notes: tuple[int, ...] = ()
    head: float = 0.0
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A child of the section.

    `own_above` and `own_below` are its margins, `above` and `below` with those that collapse with
    them; `padding` are its own padding and border below, which WeasyPrint asks room for twice at
    the foot of a page. `text`: lines and nothing else; `on_grid`: those lines are as high as the
    section's. `keeps_previous`, `keeps_next`: no page break there. `space`: a line may be added
    above it; `space_below`: and below it. `plate`: it has a page to itself. `places`: how many
    blocks it may pass, when it finds no room.
    """

    pieces: tuple[Piece, ...]
    name: str = "p"
    own_above: float = 0.0
    own_below: float = 0.0
    above: float = 0.0
    below: float = 0.0
    padding: float = 0.0
    text: bool = True
    on_grid: bool = True
    keeps_previous: bool = False
    keeps_next: bool = False
    space: Space | None = None
    space_below: bool = False
    plate: bool = False
    places: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A note's height, and where it may be cut: what stays above each cut, and what goes below."""

    height: float
    cuts: tuple[tuple[float, float], ...] = ()

    def left(self, cut: int) -> float:
        """The height of what is left below a cut; −1: of the whole note."""
        return self.cuts[cut][1] if cut >= 0 else self.height

    def between(self, cut: int, further: int) -> float:
        """The height of what stands between two cuts; −1: from the note's beginning."""
        return self.cuts[further][0] - (self.height - self.left(cut))


@dataclass(frozen=True, slots=True)
class Measures:
    """What all pages of a chapter share.

    `line` is the grid's step, `depth` the height of the text on a page, `lead` the space above the
    first block of all. `note_edges` is what the area of the notes takes beside them, `rest_edges`
    the same where the first note goes on from the page before.
    """

    line: float
    depth: float
    lead: float = 0.0
    note_edges: float = 0.0
    rest_edges: float = 0.0


class Galley:
    """The blocks of a chapter in their order, with their pieces numbered through."""

    def __init__(
        self, blocks: tuple[Block, ...], notes: tuple[Note, ...], measures: Measures
    ) -> None:
        self.blocks, self.notes, self.measures = blocks, notes, measures
        self.pieces = tuple(piece for block in blocks for piece in block.pieces)
        self.block_of = tuple(at for at, block in enumerate(blocks) for _ in block.pieces)
        self.starts = (0, *accumulate(len(block.pieces) for block in blocks))
        """The number of each block's first piece; at the end, how many pieces there are."""

    def is_block_start(self, piece: int) -> bool:
        return piece == len(self.pieces) or self.starts[self.block_of[piece]] == piece

    def may_begin(self, piece: int, above: int | None) -> bool:
        """Whether a page may begin with a piece, when the block `above` ends the page before."""
        block = self.blocks[self.block_of[piece]]
        if not self.is_block_start(piece):
            return self.pieces[piece].begins
        if above is None or block.plate or self.blocks[above].plate:
            return True
        return not (block.keeps_previous or self.blocks[above].keeps_next)
