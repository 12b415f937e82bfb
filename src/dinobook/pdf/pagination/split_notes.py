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
from contextlib import ExitStack, contextmanager
from typing import Any, Final

import dinobook.pdf.engine  # noqa: F401 - before WeasyPrint's own modules: it seals the fonts

# isort: split
from weasyprint.formatting_structure import boxes
from weasyprint.layout import LayoutContext, block, page

from dinobook.pdf.notes import notes_stay
from dinobook.pdf.pagination.note_area import CONTINUED, NoteSplits, Rest
from dinobook.pdf.pagination.note_pages import make_page, remake_page
from dinobook.pdf.pagination.note_pieces import Cut, Pieces

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


@contextmanager
def notes_split() -> Iterator[NoteSplits]:
    """Cut notes where they must be, and keep them with their calls, in documents rendered here."""
    splits = NoteSplits()
    with notes_stay(), ExitStack() as doors:
        for owner, stand_ins in (
            (LayoutContext, _for_context(splits)),
            (page, _for_pages(splits)),
        ):
            for name, stand_in in stand_ins.items():
                doors.callback(setattr, owner, name, getattr(owner, name))
                setattr(owner, name, stand_in)
        yield splits


def _for_context(splits: NoteSplits) -> dict[str, Callable[..., Any]]:
    """What is stepped in for of `LayoutContext`, by name."""
    overflows, report, unlay = (
        LayoutContext.overflows_page,
        LayoutContext.report_footnote,
        LayoutContext.unlayout_footnote,
    )

    def overflows_page(context: Any, bottom_space: float, position_y: float) -> Any:
        splits.ask(bottom_space, position_y)
        return overflows(context, bottom_space, position_y)

    def layout_footnote(context: Any, note: Any) -> bool:
        return splits.lay_out_note(context, note)

    def report_footnote(context: Any, note: Any) -> None:
        splits.forget(note)
        report(context, note)

    def unlayout_footnote(context: Any, note: Any) -> None:
        if splits.may_leave(context, note):
            splits.forget(note)
            unlay(context, note)

    def update_area(context: Any) -> bool:
        return splits.update_area(context)

    return {
        "overflows_page": overflows_page,
        "layout_footnote": layout_footnote,
        "report_footnote": report_footnote,
        "unlayout_footnote": unlayout_footnote,
        "_update_footnote_area": update_area,
    }


def _for_pages(splits: NoteSplits) -> dict[str, Callable[..., Any]]:
    """What is stepped in for of the module `page`, by name."""
    lay_out, make, remake = page.block_level_layout, page.make_page, page.remake_page

    def block_level_layout(context: Any, box: Any, *rest: Any, **named: Any) -> Any:
        if isinstance(box, boxes.FootnoteAreaBox):
            return splits.finish_area(lay_out, context, box, **named)
        return lay_out(context, box, *rest, **named)

    return {
        "block_level_layout": block_level_layout,
        "make_page": lambda *rest: make_page(splits, make, *rest),
        "remake_page": lambda *rest: remake_page(splits, remake, *rest),
    }
