"""Stretches a line from its natural width to the measure: its boxes are placed anew.

WeasyPrint would widen the spaces alone, and measure them otherwise than it draws them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from dinobook.pdf.engine.hooks import InlineBox, TextBox, expandable_spaces, glyphs_in
from dinobook.pdf.engine.lines.compose import Cut
from dinobook.pdf.engine.spread import Spread, spread


class _Sizes(NamedTuple):
    """What a line has: the width of its letters, how many glyphs and how many spaces."""

    letters_px: float
    glyphs: int
    spaces: int


def fill(line: Any, cut: Cut, width: float) -> None:
    """Set a line from its left edge on. `width` is that of the paragraph there."""
    children = [child for child in line.children if child.is_in_normal_flow()]
    if not children:
        return
    first = float(children[0].position_x)
    natural = children[-1].position_x + children[-1].margin_width() - first
    sizes = _sizes(line)
    gain = cut.gain_px
    if cut.filled and sizes.spaces:
        room = line.position_x + width - first + cut.left_px + cut.right_px
        grown = sizes.letters_px * (cut.scale - 1) + cut.letter_px * (sizes.glyphs - 1)
        gain = (room - natural - grown) / sizes.spaces
    _place_all(line, first - cut.left_px, Spread(cut.scale, cut.letter_px, gain))
    if (align := line.style["text_align_all"]) in _FREE and not cut.filled:
        line.translate(_FREE[align] * (line.position_x + width - first - line.width), 0)


_FREE: Final = {"right": 1.0, "end": 1.0, "center": 0.5}


def _sizes(line: Any) -> _Sizes:
    texts = list(_texts(line))
    return _Sizes(
        sum(box.width for box in texts),
        sum(map(glyphs_in, texts)),
        sum(map(expandable_spaces, texts)),
    )


def _texts(box: Any) -> Iterator[Any]:
    for child in box.children:
        if isinstance(child, TextBox):
            yield child
        elif isinstance(child, InlineBox) and child.is_in_normal_flow():
            yield from _texts(child)


def _place_all(box: Any, start: float, how: Spread) -> None:
    """Place what a line or inline box holds, from `start` on, and make it as wide."""
    place = start
    for child in box.children:
        if child.is_in_normal_flow():
            place = _place(child, place, how)
    box.width = place - start


def _place(box: Any, place: float, how: Spread) -> float:
    """Place a box; gives where it ends."""
    if isinstance(box, TextBox):
        box.position_x = place
        box.width = (
            box.width * how.scale
            + glyphs_in(box) * how.letter_px
            + expandable_spaces(box) * how.space_px
        )
        box.justification_spacing = how.space_px
        spread(box, how)
    elif isinstance(box, InlineBox):
        box.position_x = place
        before = box.margin_left + box.border_left_width + box.padding_left
        _place_all(box, place + before, how)
    else:
        box.translate(place - box.position_x, 0)
    return float(place + box.margin_width())
