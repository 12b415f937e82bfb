"""The pieces of a note that is laid out, and where it may be cut between them.

A piece is a line, or a block that is never cut: a picture, a table, whatever avoids breaks inside.
At least two lines stay above a cut and two go below it, in the note as in each of its paragraphs
(their `orphans` and `widows`); a block that is never cut stands for as many.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import dinobook.pdf.engine.engine  # noqa: F401 - before WeasyPrint's own modules: it seals the fonts

# isort: split
from weasyprint.formatting_structure import boxes
from weasyprint.layout import block

LEANED_ON: Final = (
    block.avoid_page_break,
    block.block_level_page_break,
    boxes.ParentBox.remove_decoration,
    boxes.ParentBox.copy_with_children,
)
"""What is called of WeasyPrint. A test fails when it changes one of these."""

_FEWEST_LINES: Final = 2
_AVOID: Final = frozenset({"avoid", "avoid-page"})

Path = dict[int, Any]
"""Where a layout goes on, as WeasyPrint says it: `{index of a child: path in it, or None}`."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A place where a note may go over to the next page.

    `count` pieces of the note stand above it, counted from the note's beginning, wherever it was
    cut before. `above_px` and `below_px` are the heights of what is set here and of what is left.
    """

    count: int
    above_px: float
    below_px: float
    path: Path


@dataclass(frozen=True, slots=True)
class Pieces:
    """What is left of a note: `count` pieces from its beginning to its end, `height_px` in all.

    `cuts` are in the order of the text; there are none in a note of less than four lines.
    """

    count: int
    height_px: float
    cuts: tuple[Cut, ...] = ()


@dataclass(frozen=True, slots=True)
class _Piece:
    """Edges on the page. `path` begins the page after a cut above it; None: no cut there."""

    top: float
    bottom: float
    lines: int
    path: Path | None


def pieces_in(note: Any, top: float, height_px: float, done: int = 0) -> Pieces:
    """The pieces of a laid-out note (or of the rest of one, of which `done` are set before).

    `top` is where the area of notes begins that has only this one, `height_px` the note's there.
    """
    found = list(_pieces(note, note.position_y, note.position_y + note.margin_height(), None))
    lines = sum(piece.lines for piece in found)
    above = 0
    cuts = []
    for at, piece in enumerate(found):
        if piece.path is not None and _FEWEST_LINES <= above <= lines - _FEWEST_LINES:
            height = found[at - 1].bottom - top
            below = top + height_px - piece.top
            cuts.append(Cut(done + at, height, below, piece.path))
        above += piece.lines
    return Pieces(done + len(found), height_px, tuple(cuts))


def part_above(note: Any, path: Path) -> Any:
    """The part of a laid-out note that stands above the cut with this path."""
    ((index, below),) = path.items()
    if _has_lines(note):
        kept = _lines_before(note.children, below)
    else:
        kept = [child for child in note.children if child.index < index]
        if below is not None:
            child = next(child for child in note.children if child.index == index)
            kept.append(part_above(child, below))
    part = note.copy_with_children(kept)
    part.remove_decoration(start=False, end=True)
    ends = [end_of(child) for child in kept if child.is_in_normal_flow()]
    part.height = max(ends, default=part.content_box_y()) - part.content_box_y()
    return part


def _lines_before(lines: Sequence[Any], path: Any) -> list[Any]:
    end = next(at for at, line in enumerate(lines) if line.resume_at == path)
    return list(lines[: end + 1])


def end_of(box: Any) -> float:
    """Where a line, or a block with its border, ends."""
    if isinstance(box, boxes.LineBox):
        return float(box.position_y + box.height)
    return float(box.border_box_y() + box.border_height())


def _has_lines(box: Any) -> bool:
    return any(isinstance(child, boxes.LineBox) for child in box.children)


def _pieces(box: Any, top: float, bottom: float, before: Path | None) -> Iterator[_Piece]:
    """`top` and `bottom` are the edges of all that begins and ends with this box."""
    if _is_whole(box):
        yield _Piece(top, bottom, _FEWEST_LINES, before)
    elif _has_lines(box):
        yield from _lines(box, top, bottom, before)
    else:
        flow = [child for child in box.children if child.is_in_normal_flow()]
        for at, child in enumerate(flow):
            start = top if at == 0 else float(child.border_box_y())
            end = bottom if at == len(flow) - 1 else end_of(child)
            here = before
            if at:
                here = {child.index: None} if _may_part(flow[at - 1], child) else None
            for piece in _pieces(child, start, end, here):
                inner = piece.path is not None and piece.path is not here
                yield replace(piece, path={child.index: piece.path}) if inner else piece


def _lines(box: Any, top: float, bottom: float, before: Path | None) -> Iterator[_Piece]:
    lines = [child for child in box.children if isinstance(child, boxes.LineBox)]
    count = len(lines)
    for at, line in enumerate(lines):
        start = top if at == 0 else float(line.position_y)
        end = bottom if at == count - 1 else end_of(line)
        path = before
        if at:
            parts = at >= box.style["orphans"] and count - at >= box.style["widows"]
            path = {0: lines[at - 1].resume_at} if parts else None
        yield _Piece(start, end, 1, path)


def _may_part(above: Any, below: Any) -> bool:
    return block.block_level_page_break(above, below) not in _AVOID


def _is_whole(box: Any) -> bool:
    if box.style["break_inside"] in _AVOID or not isinstance(box, boxes.BlockContainerBox):
        return True
    return not any(child.is_in_normal_flow() for child in box.children)
