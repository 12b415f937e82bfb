"""Pages as the program sees them: what one begins with, how it fills, and how it ends."""

from __future__ import annotations

from typing import NamedTuple

from dinobook.pdf.engine.pagination.pieces import Space


class Cut(NamedTuple):
    """A note that goes on overleaf: its index, and the number of the cut that it goes on from."""

    note: int
    cut: int


class Start(NamedTuple):
    """What a page begins with: a piece, the block that waits for room, and the rest of a note."""

    piece: int
    waiting: int | None = None
    rest: Cut | None = None


class Move(NamedTuple):
    """A block that comes after so many of those below it."""

    block: int
    past: int


class Ending(NamedTuple):
    """One way to make a page.

    `next` is what the following page begins with, None after the last piece. `depth` are lines that
    the page is longer than others, `spaces` the blocks above or below which a line is added,
    `room_px` what stays empty above the notes, `hole` the same in whole lines, and `foot` where the
    page ends, in lines. `moves` are blocks that waited and stand here.
    """

    next: Start | None
    cost: float
    pieces: int = 0
    depth: int = 0
    spaces: tuple[int, ...] = ()
    room_px: float = 0.0
    hole: int = 0
    foot: float | None = None
    cut: Cut | None = None
    moves: tuple[Move, ...] = ()
    fits: bool = True


class FilledPage(NamedTuple):
    """A page as far as it is filled, with `pieces` on it.

    `edge` is the border edge of what stands lowest, `bottom` what must fit on the page, `ends`
    where the next block may begin, and `offset` what the block in hand is shifted by. `inside` is
    the next piece of a block that has waited and is being placed. `notes_px` are notes that are
    whole, `cuttable` is the last one; `goes_on`: the first of them goes on from the page before.
    `spaces` are the places where lines are added first of all, the least seen one in front.
    """

    next: int
    waiting: int | None
    inside: int | None = None
    above: int | None = None
    pieces: int = 0
    edge: float = 0.0
    bottom: float = 0.0
    ends: float = 0.0
    offset: float = 0.0
    notes_px: float = 0.0
    cuttable: Cut | None = None
    goes_on: bool = False
    spaces: tuple[tuple[Space, int], ...] = ()
    cost: float = 0.0
    moves: tuple[Move, ...] = ()
