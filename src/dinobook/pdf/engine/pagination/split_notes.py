"""Notes that go on over as many pages as they need.

WeasyPrint never breaks a note: one that finds no room goes to the next page, and the line of its
call with it. Here a note is cut (`note_pieces` says where), and what is left of it is the first
note of the next page. The line of a call stays on its page as long as two lines of its note find
room there. The height of a note is measured once; WeasyPrint lays out all notes of a page anew for
each of them.

By itself, with `plan` None, a note keeps as many of its pieces on the page as there is room for.
Where what must stay together with the call (a paragraph's first lines, a heading, a box, a row)
finds no room then, the page is made again with less of the note. A plan says it beforehand:

    with notes_split() as splits:
        splits.free = True              # a galley: notes take no room
        ...                             # pages are made
        splits.free = False
        pieces = splits.pieces_of(context, note, page)  # of a note box, on pages as wide as this
        edges = splits.edges_px(context, page)          # what the area takes besides its notes
        splits.plan = {note.element: pieces.cuts[2].count}
        ...                             # the next page is made: so many pieces of the note stay
        rest = splits.rest_of(context)  # what was carried over: its element, pieces and heights

`Cut.count` counts pieces from the note's beginning, also for the rest of a note that was cut
before. Notes that a plan does not name stay whole; a rest that finds no room on the next page is
cut there all the same. One box and copies of it, with one element, stand for the parts of a note.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

import dinobook.pdf.engine.engine  # noqa: F401 - before WeasyPrint's own modules: it seals the fonts

# isort: split
from weasyprint.formatting_structure import boxes
from weasyprint.layout import LayoutContext, block, page

from dinobook.pdf.engine.doors import StandIn, Switch
from dinobook.pdf.engine.notes import notes_stay
from dinobook.pdf.engine.pagination.note_area import CONTINUED, NoteSplits, Rest
from dinobook.pdf.engine.pagination.note_pages import make_page, remake_page
from dinobook.pdf.engine.pagination.note_pieces import Cut, Pieces

__all__ = ["CONTINUED", "Cut", "NoteSplits", "Pieces", "Rest", "notes_split"]

LEANED_ON: Final[tuple[Callable[..., Any], ...]] = (
    LayoutContext.overflows_page,
    block._linebox_layout,
    page.make_page,
    page.remake_page,
)
"""What is stepped in for, or counted on. A test fails when WeasyPrint changes one of these.

`block._linebox_layout` asks `overflows_page` about a line right before it places the notes that the
line calls; so the place of the line is known then.
"""


_splits: Final[Switch[NoteSplits]] = Switch()


@contextmanager
def notes_split() -> Iterator[NoteSplits]:
    """Cut notes where they must be, and keep them with their calls, in documents rendered here."""
    with notes_stay(), _splits.set_to(NoteSplits()) as splits:
        yield splits


def _when_cut(stand_in: Callable[..., Any]) -> Callable[[Any], Any]:
    """`stand_in` for a function, while notes are cut; it is given the `NoteSplits` and that one."""

    def make(original: Callable[..., Any]) -> Callable[..., Any]:
        def either(*arguments: Any, **named: Any) -> Any:
            if _splits.now is None:
                return original(*arguments, **named)
            return stand_in(_splits.now, original, *arguments, **named)

        return either

    return make


def _overflows_page(
    splits: NoteSplits, overflows: Callable[..., Any], context: Any, space: float, y: float
) -> Any:
    splits.ask(space, y)
    return overflows(context, space, y)


def _layout_footnote(splits: NoteSplits, _: object, context: Any, note: Any) -> bool:
    return splits.lay_out_note(context, note)


def _report_footnote(
    splits: NoteSplits, report: Callable[..., Any], context: Any, note: Any
) -> None:
    splits.forget(note)
    report(context, note)


def _unlayout_footnote(
    splits: NoteSplits, unlay: Callable[..., Any], context: Any, note: Any
) -> None:
    if splits.may_leave(context, note):
        splits.forget(note)
        unlay(context, note)


def _update_area(splits: NoteSplits, _: object, context: Any) -> bool:
    return splits.update_area(context)


def _block_level_layout(
    splits: NoteSplits,
    lay_out: Callable[..., Any],
    context: Any,
    box: Any,
    *rest: Any,
    **named: Any,
) -> Any:
    if isinstance(box, boxes.FootnoteAreaBox):
        return splits.finish_area(lay_out, context, box, **named)
    return lay_out(context, box, *rest, **named)


STAND_INS: Final = tuple(
    StandIn(owner, name, _when_cut(stand_in))
    for owner, name, stand_in in (
        (LayoutContext, "overflows_page", _overflows_page),
        (LayoutContext, "layout_footnote", _layout_footnote),
        (LayoutContext, "report_footnote", _report_footnote),
        (LayoutContext, "unlayout_footnote", _unlayout_footnote),
        (LayoutContext, "_update_footnote_area", _update_area),
        (page, "block_level_layout", _block_level_layout),
        (page, "make_page", make_page),
        (page, "remake_page", remake_page),
    )
)
