"""The notes at the foot of a page as it fills."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from math import inf
from typing import Final

from dinobook.pdf.engine.pagination.page_states import Cut, FilledPage
from dinobook.pdf.engine.pagination.pieces import Measures, Note

_ROUNDING_PX: Final = 0.01


class Footnotes:
    """What notes take of a page, in px."""

    def __init__(self, notes: tuple[Note, ...], measures: Measures) -> None:
        self._notes = notes
        self._edges = measures.note_edges, measures.rest_edges

    def with_notes(self, page: FilledPage, called: tuple[int, ...]) -> tuple[float, Cut | None]:
        """The height of a page's whole notes, and its last note, when it calls these as well."""
        notes_px, last = page.notes_px, page.cuttable
        for note in called:
            if last is not None:
                notes_px += self._left_of(last)
            last = Cut(note, -1)
        return notes_px, last

    def least(self, notes_px: float, last: Cut | None, *, goes_on: bool) -> float:
        """What the notes of a page take at least: the last one cut as early as can be."""
        if last is None:
            return 0.0
        cuts = self._cuts_of(last)
        least = self._up_to(last, cuts[0]) if cuts else self._left_of(last)
        return notes_px + least + self._edges[goes_on]

    def whole(self, page: FilledPage) -> float:
        """What the notes of a page take when none is cut."""
        if page.cuttable is None:
            return 0.0
        return page.notes_px + self._left_of(page.cuttable) + self._edges[page.goes_on]

    def cut(self, page: FilledPage, room: float) -> tuple[Cut | None, float]:
        """The last note cut so that as much of it stays as there is room for; what all take then.

        None: it cannot be cut so.
        """
        last = page.cuttable
        if last is None:
            return None, inf
        edges, cuts = self._edges[page.goes_on], self._cuts_of(last)

        def foot(at: int) -> float:
            return page.notes_px + self._up_to(last, at) + edges

        fitting = bisect_right(cuts, room, key=foot)
        if not fitting:
            return None, inf
        at = cuts[fitting - 1]
        return Cut(last.note, at), foot(at)

    def _cuts_of(self, rest: Cut) -> range:
        """Where a note may be cut once more; no less may stand between two cuts than above any."""
        note = self._notes[rest.note]
        further = range(rest.cut + 1, len(note.cuts))
        if rest.cut < 0 or not further:
            return further
        least = note.cuts[0][0] - _ROUNDING_PX
        return further[bisect_left(further, least, key=lambda at: note.between(rest.cut, at)) :]

    def _left_of(self, rest: Cut) -> float:
        """The height of a note, or of what is left of it."""
        return self._notes[rest.note].left(rest.cut)

    def _up_to(self, rest: Cut, cut: int) -> float:
        """The height of a note, or of what is left of it, down to one of its cuts."""
        return self._notes[rest.note].between(rest.cut, cut)
