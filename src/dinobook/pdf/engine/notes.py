"""Notes stay on the page of their call.

A note that finds no room, also when it is cut (`pagination/split_notes.py`), goes to the next
page, and with the style sheet's `footnote-policy: line` the line of its call goes along. All
the same WeasyPrint 70 parts some notes from their calls: when the second line of a paragraph (the
last of those that `orphans` keeps together) finds no room, it makes room by sending away notes that
are already placed, whatever the policy says and whichever paragraph calls them. A note called in
that very line is then drawn on no page at all. Here that is switched off: such a paragraph goes to
the next page as a whole, as it would on a page without notes.

`footnote-policy: block` is no way out: WeasyPrint 70 fails when the paragraph that tops a page
calls a long note below its first line.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import Any, Final

import dinobook.pdf.engine.engine  # noqa: F401 - before WeasyPrint's own modules: it seals the fonts

# isort: split
from weasyprint.formatting_structure import boxes
from weasyprint.layout import block

from dinobook.pdf.engine.doors import StandIn, Switch
from dinobook.problems import NOWHERE, Place, Problem, Severity

LEANED_ON: Final[tuple[Callable[..., Any], ...]] = (block._linebox_layout,)
"""What is stepped in for. A test fails when WeasyPrint changes one of these."""

AS_IN_A_COLUMN: Final = "as in a column"
_WORDS: Final = 6
_SLACK_PX: Final = 1.0


_on: Final[Switch[bool]] = Switch()


def notes_stay() -> AbstractContextManager[bool]:
    """Keep placed notes where they are in every document that is rendered in this block.

    WeasyPrint sends notes away only outside columns, so lines are laid out as if they stood in one
    (`in_column`). What places the notes, `pagination/note_area.py`, knows that mark.
    """
    return _on.set_to(True)


def _keeping_notes(lines: Callable[..., Any]) -> Callable[..., Any]:
    def set_lines(context: Any, *rest: Any) -> Any:
        if not _on.now:
            return lines(context, *rest)
        before = context.in_column
        context.in_column = before or AS_IN_A_COLUMN
        try:
            return lines(context, *rest)
        finally:
            context.in_column = before

    return set_lines


STAND_INS: Final = (StandIn(block, "_linebox_layout", _keeping_notes),)


@dataclass(frozen=True, slots=True)
class LateNote:
    """A note that does not begin on the page of its call, or runs over the edge of its own.

    `number` is the note's as printed, `words` are its first. Pages are indexes in the document,
    from 0; `note_page` is None when the note stands on no page.
    """

    id: str
    number: str
    words: str
    call_page: int
    note_page: int | None


def late_notes(document: Any) -> tuple[LateNote, ...]:
    """The notes of a laid-out WeasyPrint document that do not begin with their calls, in its order.

    In a header that a table repeats, the first call counts.
    """
    calls: dict[Any, int] = {}
    notes: dict[Any, int] = {}
    for index, page in enumerate(document.pages):
        for part in page._page_box.children:
            if isinstance(part, boxes.FootnoteAreaBox):
                for box in part.descendants():
                    notes.setdefault(box.element, index)
                continue
            for box in part.descendants():
                if box.footnote is not None:
                    calls.setdefault(box.footnote.element, index)
    return tuple(
        _late(element, page, notes.get(element))
        for element, page in calls.items()
        if notes.get(element) != page
    )


def long_notes(document: Any) -> tuple[LateNote, ...]:
    """The notes that run over the edge of their page area: they have a piece that is never cut."""
    found: list[LateNote] = []
    for index, page in enumerate(document.pages):
        box = page._page_box
        top, foot = box.content_box_y() - _SLACK_PX, box.content_box_y() + box.height + _SLACK_PX
        for area in box.children:
            if isinstance(area, boxes.FootnoteAreaBox):
                found += [
                    _late(child.element, index, index)
                    for child in area.children
                    if child.border_box_y() < top
                    or child.border_box_y() + child.border_height() > foot
                ]
    return tuple(found)


def _late(element: Any, call_page: int, note_page: int | None) -> LateNote:
    words = "".join(element.itertext()).split()
    start = " ".join(words[:_WORDS]) + (" …" if len(words) > _WORDS else "")
    number = element.get("data-number", "")
    return LateNote(element.get("id", ""), number, start, call_page, note_page)


def begins_late(note: LateNote, place: Place = NOWHERE) -> Problem:
    """What the author is told of a note that begins on a later page; `place` is the chapter's."""
    return _problem(
        note,
        place,
        "begins on a later page than its call, which has no room for its first lines.",
        "Shorten it or the notes that are called beside it, or take part of them into the text.",
    )


def problem_of(note: LateNote, place: Place = NOWHERE) -> Problem:
    """What the author is told of a note that fits on no page; `place` is the chapter's."""
    return _problem(
        note,
        place,
        "finds no room on the page of its call, since a part of it cannot be cut: all notes of the "
        "chapter stand at its end in this edition.",
        "Make that part shorter, or take it into the text.",
    )


def _problem(note: LateNote, place: Place, what: str, hint: str) -> Problem:
    excerpt = note.words.removesuffix(" …")
    message = f"Note {note.number} (“{note.words}”) {what}"
    return Problem(replace(place, excerpt=excerpt), "layout-002", message, hint, Severity.WARNING)
