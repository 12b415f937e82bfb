"""Lines that are shaped once each, where WeasyPrint makes a Pango layout anew for every step.

The rules of `dinobook.pdf.engine.quick` hold here too.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final, NamedTuple

from weasyprint.formatting_structure.boxes import TextBox
from weasyprint.layout import inline
from weasyprint.text import line_break
from weasyprint.text.ffi import FROM_UNITS, ffi, pango, unicode_to_char_p

from dinobook.pdf.engine.doors import StandIn
from dinobook.pdf.engine.spread import GLYPHS

LEANED_ON: Final[tuple[Callable[..., Any], ...]] = (
    inline.add_word_spacing,
    inline.count_expandable_spaces,
    inline.remove_last_whitespace,
    inline.split_text_box,
    line_break.Layout,
    line_break.create_layout,
    line_break.first_line_metrics,
    line_break.line_size,
    line_break.split_first_line,
    line_break._font_style_cache_key,
    unicode_to_char_p,
)

_LAYOUTS: Final = "dinobook_layouts"
_ODD: Final = re.compile(r"[\t\n\f\r\x00\x85\u2028\u2029]|^ $")
"""What is set in several lines, at stops, or not as it is written."""
_NOT_SPACED: Final = {"letter_spacing": "normal"}


class _Line(NamedTuple):
    """What is known of a text on one line, as `split_first_line` gives it."""

    length: int
    width: float
    height: float
    baseline: float
    direction: int
    glyphs: int


class _Shaper:
    """Shapes the lines of one type in one Pango layout.

    Nothing of the style is kept: it would hold on to its whole document.
    """

    def __init__(self, style: Any) -> None:
        self._layout = line_break.Layout(style).layout
        self._lines: dict[str, _Line | None] = {}

    def line(self, text: str) -> _Line | None:
        """The text on one line; None when it takes several."""
        if text not in self._lines:
            self._lines[text] = self._shape(text)
        return self._lines[text]

    def _shape(self, text: str) -> _Line | None:
        layout = self._layout
        letters, _kept = unicode_to_char_p(text)
        pango.pango_layout_set_text(layout, letters, -1)
        if pango.pango_layout_get_line_readonly(layout, 1) != ffi.NULL:
            return None
        line = pango.pango_layout_get_line_readonly(layout, 0)
        width, height = line_break.line_size(line, _NOT_SPACED)
        baseline = pango.pango_layout_get_baseline(layout) * FROM_UNITS
        return _Line(line.length, width, height, baseline, line.resolved_dir, glyphs_of(line))


def glyphs_of(line: Any) -> int:
    """How many glyphs the runs of a Pango line have."""
    count, run = 0, line.runs
    while run != ffi.NULL:
        count += run.data.glyphs.num_glyphs
        run = run.next
    return count


def _shaper(style: Any) -> _Shaper | None:
    """The shaper of a style; None when its lines may be broken, or spaced or underlined."""
    if (
        style["white_space"] != "nowrap"
        or style["letter_spacing"] != "normal"
        or style["word_spacing"]
        or style["text_decoration_line"] != "none"
    ):
        return None
    kind = line_break._font_style_cache_key(style, include_size=True)
    key = (kind, style["font_kerning"], style["direction"])
    shapers = vars(style.font_config).setdefault(_LAYOUTS, {})
    if key not in shapers:
        shapers[key] = _Shaper(style)
    found: _Shaper = shapers[key]
    return found


def _resting(text: str, direction: int, spacing: float, max_width: float | None) -> Any:
    """A layout as `Layout.deactivate` leaves it: shaped again when it is drawn."""
    layout = line_break.Layout.__new__(line_break.Layout)
    vars(layout).update(
        text=text,
        first_line_direction=direction,
        justification_spacing=spacing,
        max_width=max_width,
        ascent=None,
        underline_position=None,
        strikethrough_position=None,
    )
    return layout


_split = line_break.split_first_line


def split_first_line(
    text: str,
    style: Any,
    context: Any,
    max_width: float | None,
    justification_spacing: float,
    **options: bool,
) -> tuple[Any, int, int | None, float, float, float]:
    """A text that may not be broken is all on the first line."""
    shaper = _shaper(style)
    line = None if shaper is None or _ODD.search(text) else shaper.line(text)
    if line is None:
        broken: tuple[Any, int, int | None, float, float, float] = _split(
            text, style, context, max_width, justification_spacing, **options
        )
        return broken
    layout = _resting(text, line.direction, justification_spacing, max_width)
    setattr(layout, GLYPHS, line.glyphs)
    return layout, line.length, None, line.width, line.height, line.baseline


_add = inline.add_word_spacing


def add_word_spacing(context: Any, box: Any, spacing: float, advance: float) -> float:
    """Nothing is shaped to make spaces wider: that is done when they are drawn."""
    if not isinstance(box, TextBox) or _ODD.search(box.text):
        inner: float = _add(context, box, spacing, advance)
        return inner
    box.justification_spacing = spacing
    box.position_x += advance
    if count := inline.count_expandable_spaces(box):
        before = vars(box.pango_layout)
        box.pango_layout = line_break.Layout.__new__(line_break.Layout)
        vars(box.pango_layout).update(
            before, text=box.text, justification_spacing=spacing, max_width=None
        )
        box.pango_layout.first_line_direction = 0
        advance += spacing * count
        box.width += spacing * count
    return advance


STAND_INS: Final = (
    StandIn(line_break, "split_first_line", lambda _: split_first_line, everywhere=True),
    StandIn(inline, "add_word_spacing", lambda _: add_word_spacing, everywhere=True),
)
