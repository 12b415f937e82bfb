"""A page made again when its text and its notes do not come out together.

What must stay together with the call of a note (a paragraph's first lines, a heading, a box, a row)
may find no room below it once the note has taken its own: then so many pieces of the note stay as
leave that room. A page whose text does not go with the notes that go on there has these alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import dinobook.pdf.engine.engine  # noqa: F401 - before WeasyPrint's own modules: it seals the fonts

# isort: split
from weasyprint.layout import page

from dinobook.pdf.engine import page_boxes
from dinobook.pdf.engine.hooks import line_height_px
from dinobook.pdf.engine.pagination.note_area import NoteSplits

LEANED_ON: Final[tuple[Callable[..., Any], ...]] = (
    page.make_page,
    page.remake_page,
    page.set_page_type_computed_styles,
)
"""What is stepped in for, or called. A test fails when WeasyPrint changes one of these."""

_LEAST_LINES: Final = 2
_LINES: Final = 5
"""Below notes that end on a page, and below a note that goes on on the next page as well, at least
so many lines of text stand."""
_TRIES: Final = 4
"""So many of the notes that went along with their lines are cut, to see whether these stay then."""
_SLACK_PX: Final = 1.0

_Most = Mapping[Any, int]


@dataclass(frozen=True, slots=True)
class _Start:
    """All that making a page changes of a context."""

    footnotes: tuple[Any, ...]
    reported: tuple[Any, ...]
    broken: Mapping[Any, Any]
    running: Mapping[str, tuple[Any, ...]]
    state: Mapping[str, Any]

    @classmethod
    def of(cls, context: Any, index: int) -> _Start:
        number = index + 1
        running = {
            name: tuple(pages[number])
            for name, pages in context.running_elements.items()
            if number in pages
        }
        state = context.page_maker[index][-1]
        kept = {name: list(it) if isinstance(it, list) else it for name, it in state.items()}
        return cls(
            tuple(context.footnotes),
            tuple(context.reported_footnotes),
            dict(context.broken_out_of_flow),
            running,
            kept,
        )

    def restore(self, context: Any, index: int) -> None:
        number = index + 1
        context.footnotes[:] = self.footnotes
        context.reported_footnotes = list(self.reported)
        context.broken_out_of_flow = dict(self.broken)
        for name, pages in context.running_elements.items():
            pages.pop(number, None)
            if name in self.running:
                pages[number] = list(self.running[name])
        context.page_maker[index][-1].update(
            {name: list(it) if isinstance(it, list) else it for name, it in self.state.items()}
        )


class _Attempts:
    """The ways to make one page, tried one after another; the last one made counts."""

    def __init__(
        self, splits: NoteSplits, make: Callable[[], Any], context: Any, root: Any, index: int
    ) -> None:
        self._splits, self._make = splits, make
        self._context, self._index = context, index
        self._start = _Start.of(context, index)
        resume_at = context.page_maker[index][0]
        self._has_text = index == 0 or resume_at is not None
        line = line_height_px(root.style)
        self._text_px = (_LEAST_LINES * line, _LINES * line) if self._has_text else (0.0, 0.0)

    def best(self) -> Any:
        """WeasyPrint's answer for the page."""
        made = self._try()
        if self._start.reported and self._has_text and self._is_crowded(made[0]):
            return self._try(bare=True)
        if self._splits.free or self._splits.plan is not None:
            return made
        placed = self._context.current_page_footnotes
        lost = [note for note in dict.fromkeys(self._splits.tried) if note not in placed]
        on = made[0]
        return self._with_less_of(lost, on) if lost else made

    def _try(self, most: _Most | None = None, *, bare: bool = False) -> Any:
        self._start.restore(self._context, self._index)
        room = (0.0, 0.0) if bare else self._text_px
        self._splits.begin_page(most or {}, room, self._start.reported)
        self._splits.bare = bare
        return self._make()

    def _is_crowded(self, on: Any) -> bool:
        """Whether text runs into the notes, or calls one that finds no room."""
        late = [
            footnote
            for footnote in self._context.reported_footnotes
            if not self._splits.is_rest(footnote)
        ]
        return bool(late) or page_boxes.lowest_px(on) > _top_of_notes(on) + _SLACK_PX

    def _with_less_of(self, lost: Sequence[Any], on: Any) -> Any:
        """The page on which a line stays with part of its note; else as at first."""
        cut = False
        for note in [*reversed(lost)][:_TRIES]:
            counts = [one.count for one in self._splits.pieces_of(self._context, note, on).cuts]
            cut = cut or bool(counts)
            if counts and self._stays(note, counts[0]):
                return self._with_most_of(note, counts)
        return self._try()

    def _stays(self, note: Any, count: int) -> bool:
        self._made = self._try({note.element: count})
        return note in self._context.current_page_footnotes

    def _with_most_of(self, note: Any, counts: Sequence[int]) -> Any:
        """With as many pieces of the note as leave the line of its call where it is."""
        good, bad = 0, len(counts)
        while bad - good > 1:
            middle = (good + bad) // 2
            if self._stays(note, counts[middle]):
                good = middle
            else:
                bad = middle
        return self._try({note.element: counts[good]})


def _top_of_notes(on: Any) -> float:
    _, area, _ = on.children
    return float(area.position_y + area.margin_top)


def remake_page(
    splits: NoteSplits, remake: Callable[..., Any], index: int, context: Any, root: Any, html: Any
) -> Any:
    """Stands in for `page.remake_page`."""
    splits.html = html

    def make() -> Any:
        return remake(index, context, root, html)

    return _Attempts(splits, make, context, root, index).best()


def make_page(
    splits: NoteSplits,
    make: Callable[..., Any],
    context: Any,
    root: Any,
    page_type: Any,
    resume_at: Any,
    number: int,
    state: Any,
) -> Any:
    """Stands in for `page.make_page`: notes alone stand at the top of their page."""
    notes_alone = splits.bare or (page_type.blank and context.reported_footnotes)
    if not notes_alone:
        splits.page_name = page_type.name
        return make(context, root, page_type, resume_at, number, state)
    if page_type.blank:
        page_type = page_type._replace(blank=False, name=splits.page_name)
        page.set_page_type_computed_styles(page_type, splits.html, context.style_for)
    empty = root.copy_with_children([])
    made, _, _ = make(context, empty, page_type, None, number, state)
    _, area, _ = made.children
    area.translate(dy=made.content_box_y() - area.margin_top - area.position_y)
    return made, resume_at, context.page_maker[number - 1][1]
