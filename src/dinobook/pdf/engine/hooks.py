"""Every private part of WeasyPrint that dinobook leans on to set lines, each with its reason.

WeasyPrint is pinned to one version; `tests/pdf/test_hooks.py` fails as soon as the source of one of
these parts is another than the one that was read when this was written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from types import SimpleNamespace
from typing import Any, Final, Protocol

import dinobook.pdf.engine.engine  # noqa: F401 - before WeasyPrint's own modules: it seals the fonts

# isort: split
from weasyprint import images
from weasyprint.css.properties import INITIAL_VALUES
from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.layout.percent import percentage, resolve_percentages
from weasyprint.text import line_break
from weasyprint.text.ffi import ffi

from dinobook.pdf.engine.doors import StandIn, Switch
from dinobook.pdf.engine.shaping import glyphs_of
from dinobook.pdf.engine.spread import GLYPHS

LineBox: Final = boxes.LineBox
InlineBox: Final = boxes.InlineBox
TextBox: Final = boxes.TextBox
ParentBox: Final = boxes.ParentBox
TableBox: Final = boxes.TableBox
ReplacedBox: Final = boxes.ReplacedBox
RasterImage: Final = images.RasterImage
pyphen: Final = line_break.pyphen
"""Hunspell's hyphenation patterns, in the version that WeasyPrint brings."""

NO_LENGTH: Final = INITIAL_VALUES["margin_left"]

LEANED_ON: Final[tuple[Callable[..., Any], ...]] = (
    # cut lines out of the boxes of a paragraph, and leave those as they are
    boxes.Box.copy,
    boxes.ParentBox.copy_with_children,
    boxes.TextBox.copy_with_text,
    # has left one space between words
    boxes.TextBox.process_whitespace,
    # says which spaces are made wider
    inline.count_expandable_spaces,
    # gives a picture in the text its width
    inline.inline_replaced_box_layout,
    # lay out a text that may not be broken as `Ruler` measures it
    inline.split_text_box,
    line_break.Layout,
    line_break.first_line_metrics,
    line_break.line_size,
    line_break.split_first_line,
    # says where a line may begin
    line_break.get_log_attrs,
    # gives boxes of fixed width their edges
    resolve_percentages,
)
"""What is called, stepped in for, or counted on to behave as it does."""

_LINE_BREAK: Final = 1  # PangoLogAttr: the first bit is `is_line_break`


CHOSEN: Final = "dinobook_line"
"""The attribute of lines that were chosen beforehand: what they are a line of."""


def is_finely_set(line: Any) -> bool:
    """Whether the lines of its paragraph were chosen together."""
    return hasattr(line, CHOSEN)


class BreakPoints(Protocol):
    """Where a word may be broken: indexes before which it may, given how many letters stay."""

    def __call__(self, word: str, language: str, left: int, right: int) -> Sequence[int]: ...


_points: Final[Switch[BreakPoints]] = Switch()


def hyphens_from(points: BreakPoints) -> AbstractContextManager[BreakPoints]:
    """Ask `points` instead of Hunspell's patterns where WeasyPrint may break a word.

    `line_break.pyphen` is stepped in for: its `language_fallback`, and the `iterate` of a
    dictionary, which WeasyPrint makes once for each document.
    """
    return _points.set_to(points)


class _Dictionary:
    def __init__(self, points: BreakPoints, lang: str, left: int, right: int) -> None:
        self._points, self._place = points, (lang, left, right)

    def iterate(self, word: str) -> Iterator[tuple[str, str]]:
        for at in reversed(self._points(word, *self._place)):
            yield word[:at], word[at:]


def _hyphenator(original: Any) -> Any:
    def dictionary(lang: str, left: int, right: int) -> Any:
        if _points.now is None:
            return original.Pyphen(lang=lang, left=left, right=right)
        return _Dictionary(_points.now, lang, left, right)

    return SimpleNamespace(language_fallback=original.language_fallback, Pyphen=dictionary)


STAND_INS: Final = (StandIn(line_break, "pyphen", _hyphenator),)


def indent_px(line: Any, container: Any) -> float:
    """The used value of `text-indent`."""
    return float(percentage(line.style["text_indent"], line.style, container.width))


def atom_width_px(box: Any, container: Any) -> float | None:
    """The width of a picture in the text, or of a box of fixed width; None for anything else."""
    if not isinstance(box, boxes.InlineReplacedBox | boxes.InlineBlockBox):
        return None
    if not box.is_in_normal_flow():
        return None
    probe = box.copy()
    resolve_percentages(probe, container)
    if isinstance(box, boxes.InlineReplacedBox):
        inline.inline_replaced_box_layout(probe, container)
    elif probe.width == "auto" or "auto" in (probe.margin_left, probe.margin_right):
        return None
    return float(probe.margin_width())


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


def expandable_spaces(box: Any) -> int:
    """How many spaces of a text box can be made wider."""
    return int(inline.count_expandable_spaces(box))


def glyphs_in(box: Any) -> int:
    """How many glyphs a text box has, in the style in which it is drawn."""
    known: int | None = getattr(box.pango_layout, GLYPHS, None)
    if known is None:
        layout = line_break.Layout(box.style)
        layout.set_text(box.text)
        line, _ = layout.get_first_line()
        known = glyphs_of(line)
        setattr(box.pango_layout, GLYPHS, known)
    return known


def breaks_in(text: str, language: str | None) -> list[int]:
    """Where Unicode (UAX 14) lets a line begin: indexes of characters, by Pango."""
    attributes = memoryview(ffi.buffer(line_break.get_log_attrs(text, language))).cast("I")
    return [at for at in range(1, len(text)) if attributes[at] & _LINE_BREAK]
