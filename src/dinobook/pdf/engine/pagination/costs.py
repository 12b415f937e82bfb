"""What a reader's eye minds about pages, in numbers that can be added up."""

from __future__ import annotations

from typing import Final

DEPTHS: Final = (0, 1, -1)
"""How many lines a page may be longer than the others."""
MOST_SPACES: Final = 2
"""How many lines may be added above blocks of one page."""
LEAST_LAST: Final = 5
"""How many lines the last page should have at least."""

DEPTH: Final = 10.0
SPACE: Final = 9.0
SPLIT_NOTE: Final = 12.0
LEAST_TEXT: Final = 5
LITTLE_TEXT: Final = 30.0
"""Above a note that is cut stand fewer lines of text than the least."""
DEFERRED: Final = 6.0
PASSED: Final = 4.0
FEET_APART: Final = 160.0
"""For each line between the feet of two facing pages."""
UNFIT: Final = 2000.0
"""What no page has room for."""
_HOLES: Final = (0.0, 25.0, 60.0, 150.0, 400.0, 550.0)
_LARGER_HOLE: Final = 120.0
_SHORT_LAST: Final = 300.0
_LINE_OF_SHORT_LAST: Final = 100.0


def of_hole(lines: int, depth: int = 0) -> float:
    """A page that ends so many lines early; what is shorter than others has them on top of that."""
    if lines and depth < 0:
        lines -= depth
    if lines < len(_HOLES):
        return _HOLES[lines]
    return _HOLES[-1] + _LARGER_HOLE * (lines - len(_HOLES) + 1)


def of_last(lines: float) -> float:
    """A last page of so many lines."""
    if lines >= LEAST_LAST:
        return 0.0
    return _SHORT_LAST + _LINE_OF_SHORT_LAST * (LEAST_LAST - lines)
