"""Every private part of WeasyPrint that dinobook leans on to set lines, each with its reason.

WeasyPrint is pinned to one version; `tests/pdf/test_hooks.py` fails as soon as the source of one of
these parts is another than the one that was read when this was written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final, Protocol

import dinobook.pdf.engine  # noqa: F401 - before WeasyPrint's own modules: it seals the fonts

# isort: split
from weasyprint import document
from weasyprint.formatting_structure import boxes
from weasyprint.layout import block, inline
from weasyprint.layout.percent import percentage
from weasyprint.text import line_break
from weasyprint.text.ffi import ffi

LineBox: Final = boxes.LineBox
InlineBox: Final = boxes.InlineBox
TextBox: Final = boxes.TextBox
ParentBox: Final = boxes.ParentBox

LEANED_ON: Final[tuple[Callable[..., Any], ...]] = (
    document.Document._render,
    block._linebox_layout,
    boxes.Box.copy,
    boxes.ParentBox.copy_with_children,
    boxes.TextBox.copy_with_text,
    boxes.TextBox.process_whitespace,
    inline.add_word_spacing,
    inline.count_expandable_spaces,
    inline.get_next_linebox,
    inline.iter_line_boxes,
    inline.split_inline_box,
    inline.split_text_box,
    inline.text_align,
    line_break.Layout,
    line_break.first_line_metrics,
    line_break.get_log_attrs,
    line_break.line_size,
    line_break.split_first_line,
)
"""What is called, stepped in for, or counted on to behave as it does."""

_LINE_BREAK: Final = 1  # PangoLogAttr: the first bit is `is_line_break`


class LineSetter(Protocol):
    """Decides where the lines of a paragraph end, asked while WeasyPrint lays out its pages."""

    def lines_of(self, line: Any, container: Any, *, beside_float: bool) -> Sequence[Any] | None:
        """One `LineBox` for each line of the paragraph `line`, or None: WeasyPrint breaks it.

        The same question must always get the same answer: WeasyPrint asks again for the rest of a
        paragraph on the next page.
        """

    def pages_done(self, context: Any, pages: Sequence[Any]) -> None:
        """See the finished pages; lines may still be replaced by others of the same height."""


@contextmanager
def lines_set_by(setter: LineSetter) -> Iterator[None]:
    """Ask `setter` about every paragraph of the documents that are rendered in this block.

    Two functions are stepped in for. `block.iter_line_boxes` gives the lines of one paragraph, one
    by one, to the part that fills pages; only there are the width, the indent and the floats known.
    `document.layout_document` gives the finished pages, before links and anchors are gathered.
    """
    lines, pages = block.iter_line_boxes, document.layout_document

    def set_pages(html: Any, root_box: Any, context: Any, *rest: Any) -> Any:
        laid_out = list(pages(html, root_box, context, *rest))
        setter.pages_done(context, laid_out)
        return laid_out

    def set_lines(context: Any, box: Any, *place: Any) -> Iterator[tuple[Any, Any]]:
        container, letter_style, line_style = place[3], place[6], place[7]
        beside = any(_ends_below(shape, place[0]) for shape in context.excluded_shapes)
        chosen = None
        if not letter_style and not line_style:
            chosen = setter.lines_of(box, container, beside_float=beside)
        if chosen is None:
            return lines(context, box, *place)
        return _lines(context, chosen, *place)

    block.iter_line_boxes, document.layout_document = set_lines, set_pages
    try:
        yield
    finally:
        block.iter_line_boxes, document.layout_document = lines, pages


def _ends_below(shape: Any, top: float) -> bool:
    return bool(shape.position_y + shape.margin_height() > top)


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
        indent = 0.0 if number else indent_px(chosen[0], container)
        line = _lay(context, chosen[number], indent, position_y, bottom_space, container)
        position_y = line.position_y + line.height
        last = number == len(chosen) - 1
        yield line, None if last else {number + 1: None}


def _lay(
    context: Any, line: Any, indent: float, top: float, bottom_space: float, container: Any
) -> Any:
    line.text_indent = indent
    laid_out, rest = inline.get_next_linebox(
        context, line, top, bottom_space, None, container, [], [], None, None
    )
    if laid_out is None or rest is not None:  # every line is cut so that it holds on one
        raise RuntimeError(f"the line “{line.children!r}” cannot be set on one line")
    return laid_out


def replace_line(context: Any, old: Any, new: Any, container: Any, *, first: bool) -> bool:
    """Set the line `new` where `old` stands on a finished page; False when it is of another height.

    `first`: it is the first of its paragraph. `inline.get_next_linebox` places one line; floats of the page before are put out of its way.
    """
    floats, context.excluded_shapes = context.excluded_shapes, []
    try:
        indent = indent_px(new, container) if first else 0.0
        line = _lay(context, new, indent, old.position_y, 0, container)
    finally:
        context.excluded_shapes = floats
    if abs(line.height - old.height) > 1e-6:
        return False
    line.resume_at = old.resume_at
    children = list(container.children)
    children[next(at for at, child in enumerate(children) if child is old)] = line
    container.children = children
    return True


def indent_px(line: Any, container: Any) -> float:
    """The used value of `text-indent`."""
    return float(percentage(line.style["text_indent"], line.style, container.width))


def pixels(style: Any, name: str, width: float) -> float:
    """The used value of a length; `auto` is nothing."""
    value = percentage(style[name], style, width) if hasattr(style[name], "unit") else style[name]
    return 0.0 if value == "auto" else float(value)


def line_height_px(style: Any) -> float:
    return float(line_break.strut(style)[0])


class Ruler:
    """Widths of text in one style, by Pango itself, so that they agree with the page."""

    def __init__(self, style: Any) -> None:
        self._style = style
        self._layout: Any = None

    def width_px(self, text: str) -> float:
        # A layout keeps the spacing of the words it was given before: then it serves once only.
        if self._layout is None or self._style["word_spacing"]:
            self._layout = line_break.Layout(self._style)
        self._layout.set_text(text)
        line, _ = self._layout.get_first_line()
        return float(line_break.line_size(line, self._style)[0])


def breaks_in(text: str, language: str | None) -> list[int]:
    """Where Unicode (UAX 14) lets a line begin: indexes of characters, by Pango."""
    attributes = memoryview(ffi.buffer(line_break.get_log_attrs(text, language))).cast("I")
    return [at for at in range(1, len(text)) if attributes[at] & _LINE_BREAK]
