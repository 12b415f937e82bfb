"""The arithmetic of the baseline grid, shared by the pages and by what foresees them."""

from __future__ import annotations

from typing import Final

from dinobook.pdf.engine.pagination.pieces import Block

_SLACK_PX: Final = 0.01


def lacking(length: float, line: float) -> float:
    """What makes `length` a whole number of lines; nothing where it is one but for rounding."""
    over = length % line
    return 0.0 if min(over, line - over) < _SLACK_PX else line - over


def top_of(block: Block, above: Block, bottom: float, line: float) -> float:
    """Where a block begins, when the one above it ends at `bottom`; both are border edges."""
    between = max(above.below, block.own_above)
    space = max(above.below, block.above)
    if not is_snapped(block, above, between):
        return bottom + space
    return bottom + lacking(bottom + between - block.own_above, line) + space


def is_snapped(block: Block, above: Block, between: float) -> bool:
    """Whether a block begins on a line of the grid, with so much space above it.

    Not where its own lines are of another height, nor in a style sheet that parts its paragraphs by
    space, which has no grid in them.
    """
    if not block.text:
        return True
    return block.on_grid and not (between and block.name == above.name)


def bottom_of(block: Block, bottom: float, line: float) -> float:
    """Where a block that ends at `bottom` lets the next one begin, but for its margin."""
    return bottom if block.text else bottom + lacking(bottom + block.own_below, line)
