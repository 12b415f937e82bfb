"""Lines cut out of a paragraph's boxes, so that WeasyPrint has nothing left to decide."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from dinobook.markup.tree import SOFT_HYPHEN
from dinobook.pdf.engine.hooks import NO_LENGTH, InlineBox, TextBox
from dinobook.pdf.engine.lines.content import Content

_CUT: Final = "dinobook_cut"


class Cut(NamedTuple):
    """Where a line ends: the character that begins the next line, and how the line is set.

    `drawn`: with a hyphen that is not in the text. Letters are set `scale` times as wide and
    `letter_px` further apart. `filled`: spaces take what is left to the edge, and are about
    `gap_em` wide then; else each gains `gain_px`. The line stands out by `left_px` and `right_px`.
    `forced`: it ends where nothing may be broken.
    """

    at: int
    hyphen: bool
    drawn: bool
    gap_em: float
    scale: float = 1.0
    letter_px: float = 0.0
    filled: bool = True
    gain_px: float = 0.0
    left_px: float = 0.0
    right_px: float = 0.0
    forced: bool = False


def cut_of(line: Any) -> Cut | None:
    """How a line is set that `compose` made, or a copy of one."""
    found: Cut | None = getattr(line, _CUT, None)
    return found


def compose(line: Any, content: Content, cuts: Sequence[Cut]) -> list[Any]:
    """One `LineBox` for each cut. The boxes of `line` are not changed."""
    styles = _Styles()
    lines = []
    start = 0
    for number, cut in enumerate(cuts):
        cutter = _Cutter(content, styles, start, cut, last=cut.at == len(content.text))
        new = line.copy_with_children(tuple(cutter.children(line)))
        last = number == len(cuts) - 1
        new.style = styles.of_line(line.style, first=number == 0, last=last)
        fills = last and line.style["text_align_last"] == "justify"
        setattr(new, _CUT, cut._replace(filled=True) if fills else cut)
        lines.append(new)
        start = cut.at
    return lines


class _Styles:
    """Copies of styles that keep a line whole, each made once."""

    def __init__(self) -> None:
        self._made: dict[tuple[Any, ...], tuple[Any, Any]] = {}

    def of(self, style: Any) -> Any:
        key = (id(style),)
        if key not in self._made:
            new = style.copy()
            new["white_space"] = "nowrap"
            self._made[key] = (new, style)  # the style lives as long as its id is used
        return self._made[key][0]

    def of_line(self, style: Any, *, first: bool, last: bool) -> Any:
        """Each line is a paragraph to WeasyPrint: only the first is indented."""
        key = ("line", id(style), first, last)
        if key not in self._made:
            new = self.of(style).copy()
            if not first:
                new["text_indent"] = NO_LENGTH
            if last and style["text_align_last"] != "auto":
                new["text_align_all"] = style["text_align_last"]
            self._made[key] = (new, style)
        return self._made[key][0]

    def open_ended(self, style: Any, sides: tuple[str, ...]) -> Any:
        """Without what a box adds at the sides where it is cut."""
        new = self.of(style).copy()
        for side in sides:
            new[f"margin_{side}"] = new[f"padding_{side}"] = NO_LENGTH
            new[f"border_{side}_width"] = 0
        return new


class _Cutter:
    """Takes the boxes of one line."""

    def __init__(
        self, content: Content, styles: _Styles, start: int, cut: Cut, *, last: bool
    ) -> None:
        self._content = content
        self._styles = styles
        self._start = start
        self._next = cut.at
        self._end = start + len(content.text[start : cut.at].rstrip(" \xa0"))
        self._cut = cut
        self._last = last

    def children(self, box: Any) -> list[Any]:
        found = []
        for child in box.children:
            begin, end = self._content.spans[id(child)]
            if isinstance(child, TextBox):
                if part := self._text(child, begin, end):
                    found.append(part)
            elif self._holds(begin, end):
                inline = isinstance(child, InlineBox)
                found.append(self._inline(child, begin, end) if inline else child.copy())
        return found

    def _holds(self, begin: int, end: int) -> bool:
        if begin == end:  # a mark without text stays with what comes after it
            return self._start <= begin < self._next or (self._last and begin == self._next)
        return begin < self._next and end > self._start

    def _text(self, box: Any, begin: int, end: int) -> Any | None:
        stop = min(end, self._end)
        text = self._content.text[max(begin, self._start) : stop].replace(SOFT_HYPHEN, "")
        if not text:
            return None
        if self._cut.drawn and stop == self._end:
            text += box.style["hyphenate_character"]
        part = box.copy_with_text(text)
        part.style = self._styles.of(box.style)
        return part

    def _inline(self, box: Any, begin: int, end: int) -> Any:
        part = box.copy_with_children(tuple(self.children(box)))
        sides = [
            *(["left"] if begin < self._start else []),
            *(["right"] if end > self._next else []),
        ]
        part.style = (
            self._styles.open_ended(box.style, tuple(sides))
            if sides
            else self._styles.of(box.style)
        )
        return part
