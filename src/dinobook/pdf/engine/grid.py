"""The baseline grid: text stands on whole lines, counted from the top of its page.

WeasyPrint has no grid. Here every block of a section begins on a line of it, and a block that is
not made of its lines (a figure, a table, a box) takes whole ones, as CSS Rhythmic Sizing describes
(`block-step-size` with `block-step-round: up`). What it lacks goes below it, so that lines of text
in it keep to the grid; without such lines half goes above it. It is done while the pages are laid
out, and costs no second layout.

A line is the section's own `line-height`. What stands inside a block is the style sheet's: half
lines above and below a list come out even.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Any, Final

import dinobook.pdf.engine.engine  # noqa: F401 - before WeasyPrint's own modules: it seals the fonts
from dinobook.pdf.engine.doors import StandIn, Switch
from dinobook.pdf.engine.hooks import LineBox, line_height_px

# isort: split
from weasyprint.layout import block
from weasyprint.layout.percent import resolve_percentages

LEANED_ON: Final = (block._in_flow_layout, block.collapse_margin, block.find_last_in_flow_child)
"""What is stepped in for, or called. A test fails when WeasyPrint changes one of these."""

_SLACK_PX: Final = 0.01
_SECTION: Final = "section"
_FIGURE: Final = "figure"


_on: Final[Switch[bool]] = Switch()


def on_whole_lines() -> AbstractContextManager[bool]:
    """Keep the blocks of every section on the grid, in every document rendered in this block."""
    return _on.set_to(True)


def _keeping_lines(original: Callable[..., Any]) -> Callable[..., Any]:
    def lay_out(context: Any, parent: Any, index: int, child: Any, placed: Any, *rest: Any) -> Any:
        if not _on.now:
            return original(context, parent, index, child, placed, *rest)
        if child.is_table_wrapper:  # WeasyPrint gives it the margins of the table, but not this
            child.style["margin_break"] = child.get_wrapped_table().style["margin_break"]
        if parent.element_tag != _SECTION:
            return original(context, parent, index, child, placed, *rest)
        _begin_on_a_line(parent, child, placed, adjoining=rest[3])
        laid_out = original(context, parent, index, child, placed, *rest)
        return _in_whole_lines(context, parent, child, laid_out, bottom_space=rest[4])

    return lay_out


STAND_INS: Final = (StandIn(block, "_in_flow_layout", _keeping_lines),)


def _begin_on_a_line(parent: Any, child: Any, placed: Sequence[Any], adjoining: Any) -> None:
    """Move a block down to the next line of the grid, unless it is the first one on its page."""
    above = block.find_last_in_flow_child(placed)
    line = line_height_px(parent.style)
    if above is None or not line or (_is_text(child) and _line_of(child) != line):
        return
    resolve_percentages(child, parent)
    margin = 0.0 if child.margin_top == "auto" else child.margin_top
    between = block.collapse_margin([*adjoining, margin])
    if between and child.element_tag == above.element_tag and _is_text(child):
        return  # a style sheet that parts its paragraphs by space has no grid in them
    top = child.position_y + between - margin - parent.content_box_y()
    child.position_y += _lacking(top, line)


def _in_whole_lines(
    context: Any, parent: Any, child: Any, laid_out: Any, bottom_space: float
) -> Any:
    """Let a block that stands whole on its page end on a line; WeasyPrint's answer, corrected."""
    abort, stop, resume_at, position_y, adjoining, next_page, placed, max_lines = laid_out
    line = line_height_px(parent.style)
    if abort or stop or not placed or not line or _is_text(child):
        return laid_out
    box = placed[-1]
    lacking = _lacking(position_y + box.margin_bottom - parent.content_box_y(), line)
    if not lacking or context.overflows_page(bottom_space, position_y + lacking):
        return laid_out
    if block.find_last_in_flow_child(placed[:-1]) is not None and not _keeps_lines(box, line):
        box.translate(dy=lacking / 2)
    position_y += lacking
    return abort, stop, resume_at, position_y, adjoining, next_page, placed, max_lines


def _lacking(length: float, line: float) -> float:
    """What makes `length` a whole number of lines; nothing where it is one but for rounding."""
    over = length % line
    return 0.0 if min(over, line - over) < _SLACK_PX else line - over


def _keeps_lines(box: Any, line: float) -> bool:
    """Whether text on the grid stands in a block, which half of what it lacks would move off it."""
    if box.element_tag == _FIGURE:
        return False
    return any(
        _is_text(descendant) and _line_of(descendant) == line for descendant in box.descendants()
    )


def _is_text(box: Any) -> bool:
    """Whether a block is a paragraph: lines, and no other blocks."""
    return any(isinstance(child, LineBox) for child in getattr(box, "children", ()))


def _line_of(box: Any) -> float:
    return line_height_px(box.style)
