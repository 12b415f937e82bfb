"""Every private part of WeasyPrint that dinobook leans on to set lines, each with its reason.

WeasyPrint is pinned to one version; `tests/pdf/test_hooks.py` fails as soon as the source of one of
these parts is another than the one that was read when this was written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any, Final, Protocol

import dinobook.pdf.engine  # noqa: F401 - before WeasyPrint's own modules: it seals the fonts

# isort: split
from weasyprint import document
from weasyprint.css.properties import INITIAL_VALUES
from weasyprint.formatting_structure import boxes
from weasyprint.images import RasterImage
from weasyprint.layout import LayoutContext, block, inline
from weasyprint.layout.background import layout_box_backgrounds
from weasyprint.layout.percent import percentage, resolve_percentages
from weasyprint.text import line_break
from weasyprint.text.ffi import ffi

__all__ = ["RasterImage"]

LineBox: Final = boxes.LineBox
InlineBox: Final = boxes.InlineBox
TextBox: Final = boxes.TextBox
ParentBox: Final = boxes.ParentBox
TableBox: Final = boxes.TableBox
ReplacedBox: Final = boxes.ReplacedBox
pyphen: Final = line_break.pyphen
"""Hunspell's hyphenation patterns, in the version that WeasyPrint brings."""

NO_LENGTH: Final = INITIAL_VALUES["margin_left"]

LEANED_ON: Final[tuple[Callable[..., Any], ...]] = (
    layout_box_backgrounds,
    document.Document._render,
    LayoutContext.create_block_formatting_context,
    LayoutContext.finish_block_formatting_context,
    block._linebox_layout,
    boxes.Box.copy,
    boxes.ParentBox.copy_with_children,
    boxes.TextBox.copy_with_text,
    boxes.TextBox.process_whitespace,
    inline.add_word_spacing,
    inline.avoid_collisions,
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

_MOST_BESIDE: Final = 60
_SAME_PX: Final = 1e-6
_LINE_BREAK: Final = 1  # PangoLogAttr: the first bit is `is_line_break`


CHOSEN: Final = "dinobook_line"
"""The attribute of lines that were chosen beforehand: what they are a line of."""


def is_finely_set(line: Any) -> bool:
    """Whether a `LineSetter` chose this line."""
    return hasattr(line, CHOSEN)


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


class BreakPoints(Protocol):
    """Where a word may be broken: indexes before which it may, given how many letters stay."""

    def __call__(self, word: str, language: str, left: int, right: int) -> Sequence[int]: ...


@contextmanager
def hyphens_from(points: BreakPoints) -> Iterator[None]:
    """Ask `points` instead of Hunspell's patterns where WeasyPrint may break a word.

    `line_break.pyphen` is stepped in for: its `language_fallback`, and the `iterate` of a
    dictionary, which WeasyPrint makes once for each document.
    """

    class Dictionary:
        def __init__(self, lang: str, left: int, right: int) -> None:
            self._place = (lang, left, right)

        def iterate(self, word: str) -> Iterator[tuple[str, str]]:
            for at in reversed(points(word, *self._place)):
                yield word[:at], word[at:]

    stand_in = SimpleNamespace(language_fallback=pyphen.language_fallback, Pyphen=Dictionary)
    before, line_break.pyphen = line_break.pyphen, stand_in
    try:
        yield
    finally:
        line_break.pyphen = before


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
        top, _, skip_stack, container, _, _, letter_style, line_style = place
        chosen = None
        if not letter_style and not line_style:
            beside = _widths_beside(context, box, container, top)
            resumed = skip_stack is not None
            chosen = setter.lines_of(box, container, beside, resumed=resumed)
        if chosen is None:
            chosen_by_weasyprint: Iterator[tuple[Any, Any]] = lines(context, box, *place)
            return chosen_by_weasyprint
        return _lines(context, chosen, *place)

    block.iter_line_boxes, document.layout_document = set_lines, set_pages
    try:
        yield
    finally:
        block.iter_line_boxes, document.layout_document = lines, pages


def _widths_beside(context: Any, line: Any, container: Any, top: float) -> tuple[float, ...]:
    """The widths of the lines that stand beside floats, when the first begins at `top`."""
    bottom = max(
        (one.position_y + one.margin_height() for one in context.excluded_shapes), default=0
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


def indent_px(line: Any, container: Any) -> float:
    """The used value of `text-indent`."""
    return float(percentage(line.style["text_indent"], line.style, container.width))


def edges_px(box: Any, width: float) -> tuple[float, float]:
    """What an inline box adds before and after its text: margin, border and padding."""
    return _edge(box.style, "left", width), _edge(box.style, "right", width)


def _edge(style: Any, side: str, width: float) -> float:
    return sum(_used(style, name.format(side), width) for name in _EDGES)


_EDGES: Final = ("margin_{}", "border_{}_width", "padding_{}")


def _used(style: Any, name: str, width: float) -> float:
    value = style[name]
    if hasattr(value, "unit"):
        value = percentage(value, style, width)
    return 0.0 if value == "auto" else float(value)


_TYPE: Final = (
    *("font_family", "font_style", "font_stretch", "font_weight", "font_size", "font_kerning"),
    *("font_variant_ligatures", "font_variant_position", "font_variant_caps"),
    *("font_variant_numeric", "font_variant_alternates", "font_variant_east_asian"),
    *("font_feature_settings", "font_variation_settings", "font_language_override", "lang"),
    *("letter_spacing", "word_spacing", "direction"),
)


def type_of(style: Any) -> tuple[Any, ...]:
    """All that the width of a text depends on."""
    return tuple(style[name] for name in _TYPE)


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
