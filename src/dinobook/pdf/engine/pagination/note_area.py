"""The area at the foot of a page, and the notes that are cut there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import Any, Final

import dinobook.pdf.engine.engine  # noqa: F401 - before WeasyPrint's own modules: it seals the fonts

# isort: split
from weasyprint.formatting_structure import boxes, build
from weasyprint.layout import LayoutContext, block
from weasyprint.layout.page import set_page_type_computed_styles
from weasyprint.layout.percent import resolve_percentages

from dinobook.pdf.engine.notes import AS_IN_A_COLUMN
from dinobook.pdf.engine.pagination.note_pieces import (
    Cut,
    Path,
    Pieces,
    end_of,
    part_above,
    pieces_in,
)

LEANED_ON: Final[tuple[Callable[..., Any], ...]] = (
    LayoutContext._update_footnote_area,
    LayoutContext.layout_footnote,
    LayoutContext.report_footnote,
    LayoutContext.unlayout_footnote,
    block.block_container_layout,
    build.create_anonymous_boxes,
)
"""What is stepped in for, or called. A test fails when WeasyPrint changes one of these."""

CONTINUED: Final = "notes-continued"
"""The name of a page, for style sheets, that its area of notes is styled by when the first one goes
on from the page before: `@page notes-continued { @footnote { … } }`."""

_SLACK_PX: Final = 0.01


@dataclass(frozen=True, slots=True)
class Rest:
    """What is left of a note: it goes on at `path`, after `count` of its pieces."""

    element: Any
    count: int
    path: Path
    pieces: Pieces


class NoteSplits:
    """Cuts notes in the documents that are rendered within `notes_split`.

    The rest tells of the page that is being made: `cut` is the note that was cut, always the last
    one there; `tried` are the notes that found room with the line of their call; `most` says how
    many pieces of some may stay at most; `text_px` is how much room notes that go on from the page
    before leave to the text at least: when they end here, and when they do not. `bare`: notes
    alone stand on it. `page_name` is that of the last page that had more.
    """

    def __init__(self) -> None:
        self.plan: Mapping[Any, int] | None = None
        self.free = False
        self.most: Mapping[Any, int] = {}
        self.text_px = (0.0, 0.0)
        self.bare = False
        self.html: Any = None
        self.page_name: Any = None
        self.cut: tuple[Any, Cut] | None = None
        self.tried: list[Any] = []
        self._carried: Sequence[Any] = ()
        self._asked: tuple[float, float] | None = None
        self._rests: dict[Any, Rest] = {}
        self._measured: dict[tuple[Any, float], Pieces] = {}

    def pieces_of(self, context: Any, note: Any, on: Any) -> Pieces:
        """The pieces of a note box, called or left over, on pages that are as wide as `on`."""
        key = (note, float(on.width))
        if key not in self._measured:
            self._measured[key] = self._measure(context, note, on)
        return self._measured[key]

    def edges_px(self, context: Any, on: Any, *, continued: bool = False) -> float:
        """What the area of notes takes on a page box besides its notes.

        `continued`: its first note goes on from the page before.
        """
        area = _area_on(context, on)
        if continued:
            self._restyle(context, area)
        return _edges_px(area)

    def rest_of(self, context: Any) -> Rest | None:
        """What the page that was made last leaves of a note for the next one."""
        waiting = context.reported_footnotes
        return self._rests.get(waiting[0]) if waiting else None

    def is_rest(self, note: Any) -> bool:
        return note in self._rests

    def begin_page(
        self, most: Mapping[Any, int], text_px: tuple[float, float], carried: Sequence[Any]
    ) -> None:
        self.most, self.text_px, self._carried = most, text_px, carried
        self.cut = self._asked = None
        self.tried = []

    def _measure(self, context: Any, note: Any, on: Any) -> Pieces:
        area = _area_on(context, on)
        area.children = [note]
        rest = self._rests.get(note)
        if rest is not None:
            area.style = _unbroken(area.style)
        asked, column = self._asked, context.in_column
        context.in_column = False
        context.create_block_formatting_context(area)
        try:
            laid_out = block.block_level_layout(
                context,
                build.create_anonymous_boxes(area.deepcopy()),
                -inf,
                {0: rest.path} if rest else None,
                on,
            )[0]
        finally:
            context.finish_block_formatting_context()
            self._asked, context.in_column = asked, column
        (child,) = laid_out.children
        top = laid_out.content_box_y()
        bottom = max(child.position_y + child.margin_height(), top + laid_out.height)
        return pieces_in(child, top, bottom - top, rest.count if rest else 0)

    # What WeasyPrint asks while it makes a page

    def lay_out_note(self, context: Any, note: Any) -> bool:
        """Give a note room at the foot of the page; whether there is too little."""
        context.footnotes.remove(note)
        context.current_page_footnotes.append(note)
        if self.free or context.in_column not in (False, AS_IN_A_COLUMN):
            return bool(context._update_footnote_area())
        if self.cut:
            return True
        if note in self._rests:
            self._restyle(context, context.current_footnote_area)
        self.cut = self._where_cut(context, note)
        room = self._room(context, self.text_px[0])
        fits = self._height(context, note) <= room + _SLACK_PX
        if fits and self._asked:
            self.tried.append(note)
        return bool(context._update_footnote_area()) or not fits

    def ask(self, bottom_space: float, bottom: float) -> None:
        """A line ends at `bottom`, and so much is to stay free below it; its notes are next."""
        self._asked = bottom_space, bottom

    def may_leave(self, context: Any, note: Any) -> bool:
        """Whether a note was called on this page; WeasyPrint also takes back those of others.

        When a row does not fit, it looks for calls in all of the row, also in what stands on the
        pages before.
        """
        here = context.current_page_footnotes, context.reported_footnotes
        return note not in self._carried and any(note in notes for notes in here)

    def forget(self, note: Any) -> None:
        """A note leaves its page again."""
        if self.cut and self.cut[0] is note:
            self.cut = None

    def update_area(self, context: Any) -> bool:
        """Make room for the notes that are placed; whether they overflow their area."""
        area = context.current_footnote_area
        moves = context.in_column in (False, AS_IN_A_COLUMN)
        if moves:
            context.page_bottom = _foot(context)
        area.children = context.current_page_footnotes
        if self.free:
            area.height = -_edges_px(area)  # in all nothing, as columns add it up
            return False
        if not area.children:
            area.height = "auto"
            return False
        heights = (self._height(context, note) for note in area.children)
        wanted = sum(heights)
        area.height = min(wanted, area.max_height)
        if moves:
            context.page_bottom -= area.margin_height()
        return bool(wanted > area.height + _SLACK_PX)

    def finish_area(self, lay_out: Callable[..., Any], context: Any, area: Any, **rest: Any) -> Any:
        """Lay out the notes of a page that is full, and leave what is cut off for the next one."""
        if not area.children:
            return lay_out(context, area, **rest)
        placed = context.current_page_footnotes
        area.height = "auto"
        if placed[0] in self._rests:
            rest["skip_stack"] = {0: self._rests[placed[0]].path}
        laid_out, *others = lay_out(context, area, **rest)
        if self.cut:
            note, cut = self.cut
            *whole, last = laid_out.children
            part = part_above(last, cut.path)
            laid_out.children = [*whole, part]
            laid_out.height = end_of(part) - laid_out.content_box_y()
            context.reported_footnotes.insert(0, self._rest(context, note, cut))
        return (laid_out, *others)

    def _rest(self, context: Any, note: Any, cut: Cut) -> Any:
        rest = note.copy()
        self._rests[rest] = Rest(note.element, cut.count, cut.path, Pieces(0, 0.0))
        pieces = self.pieces_of(context, rest, context.current_footnote_area.page)
        self._rests[rest] = Rest(note.element, cut.count, cut.path, pieces)
        return rest

    def _restyle(self, context: Any, area: Any) -> None:
        """The page's first note goes on from the page before: its area looks otherwise."""
        kind = area.page.page_type._replace(name=CONTINUED)
        set_page_type_computed_styles(kind, self.html, context.style_for)
        style = context.style_for(kind, "@footnote")
        area.style = _unbroken(area.style if style is None else style)
        resolve_percentages(area, area.page)

    def _height(self, context: Any, note: Any) -> float:
        if self.cut and self.cut[0] is note:
            return self.cut[1].above_px
        return self.pieces_of(context, note, context.current_footnote_area.page).height_px

    def _where_cut(self, context: Any, note: Any) -> tuple[Any, Cut] | None:
        """Where a note must be cut, the last one of its page so far; None: it stays whole."""
        pieces = self.pieces_of(context, note, context.current_footnote_area.page)
        if self.plan is not None:
            planned = self.plan.get(note.element)
            found = (cut for cut in pieces.cuts if cut.count == planned)
            if planned is not None or self._asked:
                return next(((note, cut) for cut in found), None)
        most = self.most.get(note.element, pieces.count)
        for_end, for_part = (self._room(context, text) + _SLACK_PX for text in self.text_px)
        if pieces.height_px <= for_end and pieces.count <= most:
            return None
        for room in (for_part, for_end):
            fitting = [one for one in pieces.cuts if one.above_px <= room and one.count <= most]
            if fitting:
                return note, fitting[-1]
        return None

    def _room(self, context: Any, text_px: float) -> float:
        """The room for the last note below the line that was asked about, or below so much text."""
        area = context.current_footnote_area
        *others, _ = context.current_page_footnotes
        taken = sum(self._height(context, note) for note in others)
        bottom = area.page.content_box_y() + text_px
        if self._asked:
            bottom = sum(self._asked)
        room = _foot(context) - bottom - _edges_px(area)
        return float(min(room, area.max_height) - taken)


def _foot(context: Any) -> float:
    """Where the page would end without notes."""
    area = context.current_footnote_area
    used = 0.0 if area.height == "auto" else area.margin_height()
    return float(context.page_bottom + used)


def _area_on(context: Any, on: Any) -> Any:
    """An area of notes for a page box, as WeasyPrint begins one."""
    style = context.style_for(on.page_type, "@footnote")
    style = on.style.anonymous_style if style is None else style
    area = boxes.FootnoteAreaBox(on, style)
    resolve_percentages(area, on)
    area.position_x, area.position_y = on.content_box_x(), on.content_box_y()
    return area


def _unbroken(style: Any) -> Any:
    """A style by which an area keeps its edges also where its first note goes on."""
    style = style.copy()
    style["box_decoration_break"] = "clone"
    return style


def _edges_px(area: Any) -> float:
    above = area.margin_top + area.border_top_width + area.padding_top
    return float(above + area.padding_bottom + area.border_bottom_width + area.margin_bottom)
