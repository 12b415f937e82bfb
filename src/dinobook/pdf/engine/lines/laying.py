"""Lines that are chosen beforehand, laid out where WeasyPrint asks for them.

The same pin and the same test as in `dinobook.pdf.engine.hooks` hold for what `LEANED_ON` names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Final, Protocol

from dinobook.pdf.engine.doors import StandIn, Switch
from dinobook.pdf.engine.hooks import indent_px, line_height_px
from dinobook.pdf.engine.lines.compose import cut_of
from dinobook.pdf.engine.lines.filling import fill

# isort: split
from weasyprint import document
from weasyprint.layout import LayoutContext, block, inline
from weasyprint.layout.background import layout_box_backgrounds
from weasyprint.layout.percent import resolve_percentages

LEANED_ON: Final[tuple[Callable[..., Any], ...]] = (
    # lays out the backgrounds of a line that stands in for another on a finished page
    layout_box_backgrounds,
    # calls `layout_document` before it gathers links and anchors
    document.Document._render,
    # gives a line that is laid out again a place without another page's floats
    LayoutContext.create_block_formatting_context,
    LayoutContext.finish_block_formatting_context,
    # asks `iter_line_boxes` for the lines of a paragraph, and keeps what comes with each
    block._linebox_layout,
    # tells where a line stands, and is stepped in for: a chosen line is never too wide
    inline.avoid_collisions,
    # lays out one line, and copies its attributes to the box that it gives
    inline.get_next_linebox,
    inline.iter_line_boxes,
    inline.split_inline_box,
    # is stepped in for: a chosen line is filled afterwards
    inline.text_align,
)

_MOST_BESIDE: Final = 60
_SAME_PX: Final = 1e-6
_AMPLE_PX: Final = 1e4
"""More than any line can be too wide before it is tightened."""


class LineSetter(Protocol):
    """Decides where the lines of a paragraph end, asked while WeasyPrint lays out its pages."""

    def lines_of(
        self, line: Any, container: Any, beside: tuple[float, ...], *, resumed: bool
    ) -> Sequence[Any] | None:
        """One `LineBox` for each line of the paragraph `line`, or None: WeasyPrint breaks it.

        `beside` are the widths of its first lines where they stand beside a float. `resumed`: for
        the rest of the paragraph, on another page; the lines must be those that were given before.
        """

    def pages_done(self, context: Any, pages: Sequence[Any]) -> None:
        """See the finished pages; lines may still be replaced by others of the same height."""


_setter: Final[Switch[LineSetter]] = Switch()


def lines_set_by(setter: LineSetter) -> AbstractContextManager[LineSetter]:
    """Ask `setter` about every paragraph of the documents that are rendered in this block.

    `block.iter_line_boxes` gives the lines of one paragraph, one by one, to the part that fills
    pages; only there are the width, the indent and the floats known. `document.layout_document`
    gives the finished pages, before links and anchors are gathered. The other two would break and
    justify lines.
    """
    return _setter.set_to(setter)


def _told_of_pages(pages: Callable[..., Any]) -> Callable[..., Any]:
    def set_pages(html: Any, root_box: Any, context: Any, *rest: Any) -> Any:
        laid_out = pages(html, root_box, context, *rest)
        if _setter.now is None:
            return laid_out
        laid_out = list(laid_out)
        _setter.now.pages_done(context, laid_out)
        return laid_out

    return set_pages


def _choosing_lines(lines: Callable[..., Any]) -> Callable[..., Any]:
    def set_lines(context: Any, box: Any, *place: Any) -> Iterator[tuple[Any, Any]]:
        setter = _setter.now
        top, _, skip_stack, container, _, _, letter_style, line_style = place
        chosen = None
        if setter is not None and not letter_style and not line_style:
            beside = _widths_beside(context, box, container, top)
            resumed = skip_stack is not None
            chosen = setter.lines_of(box, container, beside, resumed=resumed)
        if chosen is None:
            chosen_by_weasyprint: Iterator[tuple[Any, Any]] = lines(context, box, *place)
            return chosen_by_weasyprint
        return _lines(context, chosen, *place)

    return set_lines


def _with_room(avoid: Callable[..., Any]) -> Callable[..., Any]:
    def find_place(context: Any, box: Any, container: Any, outer: bool = True) -> Any:
        if outer or cut_of(box) is None:
            return avoid(context, box, container, outer)
        x, y, width = _place_of(avoid, context, box, container)
        return x, y, width + _AMPLE_PX

    return find_place


def _filled_afterwards(align: Callable[..., Any]) -> Callable[..., Any]:
    def offset(context: Any, line: Any, width: float, last: bool) -> Any:
        return align(context, line, width, last) if cut_of(line) is None else 0.0

    return offset


STAND_INS: Final = (
    StandIn(block, "iter_line_boxes", _choosing_lines),
    StandIn(document, "layout_document", _told_of_pages),
    StandIn(inline, "avoid_collisions", _with_room),
    StandIn(inline, "text_align", _filled_afterwards),
)


def _place_of(
    avoid: Callable[..., Any], context: Any, line: Any, container: Any
) -> tuple[float, float, float]:
    """Where a line begins, and how wide it may be there: it is never too wide for its place."""
    own, line.width = line.width, 0.0
    x, y, width = avoid(context, line, container, outer=False)
    line.width = own
    return float(x), float(y), float(width)


def _widths_beside(context: Any, line: Any, container: Any, top: float) -> tuple[float, ...]:
    """The widths of the lines that stand beside floats, when the first begins at `top`."""
    bottom = max(
        (shape.position_y + shape.margin_height() for shape in context.excluded_shapes), default=0
    )
    height = line_height_px(line.style)
    widths: list[float] = []
    while height and top < bottom and len(widths) < _MOST_BESIDE:
        probe = line.copy()
        resolve_percentages(probe, container)
        probe.position_y, probe.width, probe.height = top, 0.0, height
        widths.append(inline.avoid_collisions(context, probe, container, outer=False)[2])
        top += height
    return tuple(widths)


def _lines(
    context: Any,
    chosen: Sequence[Any],
    position_y: float,
    bottom_space: float,
    skip_stack: dict[int, None] | None,
    container: Any,
    absolute_boxes: list[Any],
    fixed_boxes: list[Any],
    *_styles: Any,
) -> Iterator[tuple[Any, dict[int, None] | None]]:
    """What `inline.iter_line_boxes` gives, from lines that are already cut.

    WeasyPrint keeps the second value with each line and passes it back as `skip_stack` to go on
    with the paragraph on the next page; here it holds the number of the next line.
    """
    start = next(iter(skip_stack)) if skip_stack else 0
    for number in range(start, len(chosen)):
        line = _lay(context, chosen[number], position_y, bottom_space, container)
        position_y = line.position_y + line.height
        last = number == len(chosen) - 1
        yield line, None if last else {number + 1: None}


def _lay(context: Any, line: Any, top: float, bottom_space: float, container: Any) -> Any:
    resolve_percentages(line, container)
    line.text_indent = indent_px(line, container)
    laid_out, rest = inline.get_next_linebox(
        context, line, top, bottom_space, None, container, [], [], None, None
    )
    if laid_out is None or rest is not None:  # every line is cut so that it holds on one
        raise RuntimeError(f"the line “{line.children!r}” cannot be set on one line")
    cut = cut_of(laid_out)
    if cut is not None:
        _, _, ample = inline.avoid_collisions(context, laid_out, container, outer=False)
        fill(laid_out, cut, ample - _AMPLE_PX)
    return laid_out


def lay_again(context: Any, old: Any, new: Any, container: Any) -> Any | None:
    """The line `new` set where `old` stands on a finished page; None when it is of another height.

    `inline.get_next_linebox` places one line, here in a new formatting context: no float of another
    page is in its way.
    """
    context.create_block_formatting_context(container)
    try:
        line = _lay(context, new, old.position_y, 0, container)
    finally:
        context.finish_block_formatting_context()
    line.resume_at = old.resume_at
    return line if abs(line.height - old.height) < _SAME_PX else None


def swap_lines(context: Any, page: Any, container: Any, new_by_old: Mapping[int, Any]) -> None:
    """Put lines of `lay_again` in the place of those whose `id` they stand under.

    Backgrounds, which are laid out last of all, are done already on the finished page.
    """
    for line in container.children:
        if id(line) in new_by_old:
            layout_box_backgrounds(page, new_by_old[id(line)], context.get_image_from_uri)
    container.children = [new_by_old.get(id(child), child) for child in container.children]
