"""The plan of a run: its blocks in the order in which they are printed, and its pages.

A run is what of a section lies between two page breaks that its style sheet asks for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from dinobook.pdf.engine.pagination import page_breaks
from dinobook.pdf.engine.pagination.galley import Run
from dinobook.pdf.engine.pagination.page_states import Cut, Ending, Start
from dinobook.pdf.engine.pagination.page_states import Move as BlockMove
from dinobook.pdf.engine.pagination.pieces import Galley, Measures, Note
from dinobook.pdf.engine.pagination.places import frozen
from dinobook.pdf.engine.pagination.reading import Path
from dinobook.pdf.engine.pagination.split_notes import NoteSplits, Pieces, Rest
from dinobook.pdf.engine.pagination.steering import Steering
from dinobook.pdf.floats import Move

_BELOW_LINE: Final = 0.3
"""A page is told to end by so much of a line below its last one."""

_ROUNDING_PX: Final = 0.3
"""A page has so much more than whole lines: notes end where the text of its neighbour does."""

_GOOD_PAGE: Final = 7.0
"""Nothing moves where pages cost no more than this without, taken together."""

Floats = Mapping[str, Mapping[int, tuple[int, ...]]]
"""By the id of a section: the children, counted from 0, that may come later, and how many of those
that follow they may pass."""


@dataclass(frozen=True, slots=True)
class Guides:
    """What tells WeasyPrint where to break notes, and pages. `facing`: these are left and right."""

    splits: NoteSplits
    steering: Steering
    facing: bool

    def let_go(self) -> None:
        """Leave the next page to WeasyPrint."""
        self.steering.let_go()
        self.splits.plan = None


class RunPlan:
    """A run of blocks with the plan of its pages, as far as they are not made."""

    def __init__(
        self,
        section: Any,
        run: Run,
        line: float,
        notes: Mapping[Any, Pieces],
        edges: tuple[float, ...],
    ) -> None:
        self._section, self._run, self._line = section, run, line
        self._notes, self._edges = notes, edges
        self._cut_off_px = max(run.depth % line - _ROUNDING_PX, 0.0)
        self._steps: list[Ending] = []
        self._expected: Start | None = None
        self._left_foot: float | None = None
        self._moves: list[Move] = []
        self._settled = False
        self._read()

    def _read(self, places: Mapping[int, tuple[int, ...]] | None = None) -> None:
        """Number pieces and notes through, in the order in which the blocks stand now."""
        called: list[Any] = []
        blocks = []
        for at, laid in enumerate(self._run.blocks):
            pieces = []
            for piece, notes in zip(laid.block.pieces, laid.notes, strict=True):
                numbers = tuple(range(len(called), len(called) + len(notes)))
                called += notes
                pieces.append(replace(piece, notes=numbers))
            passed = (places or {}).get(at, ())
            blocks.append(replace(laid.block, pieces=tuple(pieces), places=passed))
        found = tuple(_note(self._notes[one]) for one in called)
        lead = self._run.blocks[0].lead
        depth = self._run.depth - self._cut_off_px
        measures = Measures(self._line, depth, lead, *self._edges)
        self._called = called
        self._galley = Galley(tuple(blocks), found, measures)
        index = {box: at for at, box in enumerate(self._section.children)}
        paths = ({index[laid.box]: path} for laid in self._run.blocks for path in laid.paths)
        self._pieces = {frozen(path): number for number, path in enumerate(paths)}

    def piece_at(self, path: Path) -> int | None:
        """The piece with which a page begins that goes on from a place in the section."""
        return self._pieces.get(frozen(path))

    def rest(self, rest: Rest | None) -> Cut | None:
        """What goes on from the page before, as the program knows it."""
        if rest is None:
            return None
        for number, note in enumerate(self._called):
            if note.element is rest.element:
                counts = [cut.count for cut in self._notes[note].cuts]
                return Cut(number, counts.index(rest.count)) if rest.count in counts else None
        return None

    def step(self, start: Start, floats: Floats, *, verso: bool | None) -> Ending:
        """What is planned for the page that begins so."""
        if not self._steps or self._expected != start:
            self._choose(start, floats, verso=verso)
        return self._steps.pop(0)

    def _choose(self, start: Start, floats: Floats, *, verso: bool | None) -> None:
        left_foot = None if verso else self._left_foot

        def plan() -> page_breaks.Plan:
            return page_breaks.plan(self._galley, start, verso=verso, left_foot=left_foot)

        found = plan()
        if not self._settled and start.piece == 0 and not _is_good(found):
            places = self._places(floats.get(self._section.element.get("id", ""), {}))
            if places:
                self._read(places)
                moves = [move for page in plan().pages for move in page.moves]
                self._move(moves)
                self._read()
                found = plan()
        self._settled = True
        self._steps = list(found.pages)

    def _places(self, floats: Mapping[int, tuple[int, ...]]) -> dict[int, tuple[int, ...]]:
        """What may move: by the number of its block in the run, the places that it may take."""
        order = [one for one in self._section.element if isinstance(one.tag, str)]
        index = {element: at for at, element in enumerate(order)}
        boxes = Counter(box.element for box in self._section.children)
        blocks = [
            index.get(laid.box.element, -1) if boxes[laid.box.element] == 1 else -1
            for laid in self._run.blocks
        ]
        found = {}
        for at, own in enumerate(blocks):
            passed = floats.get(own, ())
            places = [
                further - at
                for further in range(at + 1, len(blocks))
                if blocks[further] - own in passed and not self._reorders_notes(at, further)
            ]
            if places:
                found[at] = tuple(places)
        return found

    def _reorders_notes(self, moved: int, last: int) -> bool:
        """Whether a note of a block would come after those of what it passes."""
        own, *passed = (any(laid.notes) for laid in self._run.blocks[moved : last + 1])
        return own and any(passed)

    def _move(self, moves: Sequence[BlockMove]) -> None:
        """Put blocks in their new places, in the run and in the section's tree."""
        written = list(self._run.blocks)
        order = [one for one in self._section.element if isinstance(one.tag, str)]
        index = {element: at for at, element in enumerate(order)}
        for block, past in moves:
            moved, before = written[block], written[block + past]
            self._run.blocks.remove(moved)
            self._run.blocks.insert(self._run.blocks.index(before) + 1, moved)
            boxes = [child for child in self._section.children if child is not moved.box]
            boxes.insert(boxes.index(before.box) + 1, moved.box)
            self._section.children = boxes
            name = self._section.element.get("id", "")
            distance = index[before.box.element] - index[moved.box.element]
            self._moves.append(Move(name, index[moved.box.element], distance))

    def take_moves(self) -> list[Move]:
        moves, self._moves = self._moves, []
        return moves

    def steer(self, guides: Guides, step: Ending) -> None:
        """Tell the next page what is planned for it."""
        if not step.fits:
            return
        line, steering = self._line, guides.steering
        guides.splits.plan = {}
        if step.cut is not None:
            note = self._called[step.cut.note]
            guides.splits.plan = {note.element: self._notes[note].cuts[step.cut.cut].count}
        steering.longer_px = step.depth * line - self._cut_off_px
        if step.next is not None:
            steering.shorter_px = max(step.room_px - _BELOW_LINE * line, 0.0)
        steering.space_px = line
        steering.spaces = frozenset(self._run.blocks[at].box.element for at in step.spaces)

    def made(self, step: Ending, piece: int | None, *, verso: bool | None) -> bool:
        """See what a page that was planned has become; False: something else."""
        self._left_foot = step.foot if verso else None
        self._expected = step.next
        wanted = step.next.piece if step.next is not None else None
        if wanted == len(self._galley.pieces):
            wanted = None  # only the rest of a note is left
        if wanted == piece:
            return True
        self._steps = []
        return not step.fits


def _note(pieces: Pieces) -> Note:
    return Note(pieces.height_px, tuple((cut.above_px, cut.below_px) for cut in pieces.cuts))


def _is_good(plan: page_breaks.Plan) -> bool:
    return plan.cost <= _GOOD_PAGE * len(plan.pages)
