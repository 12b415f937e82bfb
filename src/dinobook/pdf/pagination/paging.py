"""The pages of a document made as they are planned.

First the whole document is laid out on pages without end (`galley`), then the breaks of each run
are chosen (`program`), and the pages are made to them (`steering`). What was planned and what was
made are compared after each page; where they differ, the rest is planned again from there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any, Final

import dinobook.pdf.engine  # noqa: F401 - before WeasyPrint's own modules: it seals the fonts
from dinobook import xhtml
from dinobook.pdf.engine import Rendered
from dinobook.pdf.fitting import LaidOut
from dinobook.pdf.floats import Move, mark_floats
from dinobook.pdf.hooks import line_height_px
from dinobook.pdf.pagination import program
from dinobook.pdf.pagination.filling import Cut, Ending, Start
from dinobook.pdf.pagination.galley import Path, Run, runs_of
from dinobook.pdf.pagination.pieces import Galley, Measures, Note
from dinobook.pdf.pagination.split_notes import NoteSplits, Pieces, Rest, notes_split
from dinobook.pdf.pagination.steering import Steering, steered

# isort: split
from weasyprint import layout
from weasyprint.layout import page as page_layout

LEANED_ON: Final[tuple[Callable[..., Any], ...]] = (
    layout.initialize_page_maker,
    layout.layout_document,
    page_layout.make_all_pages,
    page_layout.remake_page,
)
"""What is stepped in for, or called. A test fails when WeasyPrint changes one of these."""

_SECTION: Final = "section"
_NOT_IN_PLACE: Final = frozenset({"running()", "note()"})
_BELOW_LINE: Final = 0.3
"""A page is told to end by so much of a line below its last one."""

_GOOD_PAGE: Final = 7.0
"""Nothing moves where pages cost no more than this without, taken together."""

Floats = Mapping[str, Mapping[int, tuple[int, ...]]]
"""By the id of a section: the children, counted from 0, that may come later, and how many of those
that follow they may pass."""


@dataclass(slots=True)
class Outcome:
    """What came of the planning: blocks that moved, and pages, from 0, that are not as planned."""

    moves: list[Move] = field(default_factory=list)
    unmet: list[int] = field(default_factory=list)


def lay_out_planned(html: str, render: Callable[[str], Rendered]) -> LaidOut:
    """Lay a document out with `render`, its pages planned; also the blocks that moved.

    They are the children of its sections that may come later.
    """
    root = xhtml.parse(html)
    floats = {
        section.get("id", ""): {one.index: one.places for one in mark_floats(section)}
        for section in root.iter(xhtml.tag(_SECTION))
    }
    with planned_pages(floats) as outcome:
        rendered = render(xhtml.document(root) if any(floats.values()) else html)
    return rendered, tuple(outcome.moves)


@contextmanager
def planned_pages(floats: Floats) -> Iterator[Outcome]:
    """Plan the pages of each document that is rendered in this block.

    It is left to WeasyPrint where it may make pages again by itself: when the text shows numbers of
    pages by CSS, or has running elements.
    """
    original, outcome = layout.make_all_pages, Outcome()
    with notes_split() as splits, steered() as steering:
        tools = _Tools(splits, steering)

        def make_pages(context: Any, root: Any, html: Any, pages: list[Any]) -> Any:
            if pages or _makes_pages_again(context, root):
                return original(context, root, html, pages)
            outcome.moves.clear()
            outcome.unmet.clear()
            return _Document(context, root, html, tools, floats, outcome).pages()

        layout.make_all_pages = make_pages
        try:
            yield outcome
        finally:
            layout.make_all_pages = original


def _makes_pages_again(context: Any, root: Any) -> bool:
    return bool(context.target_collector.counter_lookup_items) or any(
        box.style["position"][0] in _NOT_IN_PLACE for box in root.descendants()
    )


@dataclass(frozen=True, slots=True)
class _Tools:
    """What tells WeasyPrint where to break notes, and pages."""

    splits: NoteSplits
    steering: Steering

    def let_go(self) -> None:
        """Leave the next page to WeasyPrint."""
        self.steering.let_go()
        self.splits.plan = None


class _Document:
    """One document: its galley, and the pages made of it."""

    def __init__(
        self,
        context: Any,
        root: Any,
        html: Any,
        tools: _Tools,
        floats: Floats,
        outcome: Outcome,
    ) -> None:
        self._context, self._root, self._html = context, root, html
        self._tools, self._floats, self._outcome = tools, floats, outcome
        self._sections: dict[Any, list[_Plan]] = {}

    def pages(self) -> list[Any]:
        self._read()
        made: list[Any] = []
        while not self._is_done(len(made)):
            made.append(self._page(len(made)))
        self._context.broken_out_of_flow.clear()
        self._context.reported_footnotes.clear()
        return made

    def _is_done(self, at: int) -> bool:
        resume_at = self._context.page_maker[at][0]
        return bool(at and resume_at is None and not self._context.reported_footnotes)

    def _read(self) -> None:
        """Lay everything out on pages without end, and read it."""
        context = self._context
        footnotes = list(context.footnotes)
        context.rendered_notes = []
        pages = self._endless()
        splits = self._tools.splits
        notes = {
            note: splits.pieces_of(context, note, page)
            for page in pages
            for note in _called_on(page)
        }
        edges = tuple(
            splits.edges_px(context, pages[0], continued=goes_on) if notes else 0.0
            for goes_on in (False, True)
        )
        for box in self._section_boxes():
            line = line_height_px(box.style)
            runs = runs_of(pages, box.element, line) if line else []
            plans = [_Plan(box, run, line, notes, edges) for run in runs]
            self._sections[box.element] = plans
        context.footnotes[:] = footnotes
        context.current_page_footnotes, context.reported_footnotes = [], []
        context.broken_out_of_flow = {}
        context.running_elements.clear()
        layout.initialize_page_maker(context, self._root)

    def _endless(self) -> list[Any]:
        splits, steering = self._tools.splits, self._tools.steering
        splits.free = steering.endless = True
        pages: list[Any] = []
        while not self._is_done(len(pages)):
            pages.append(self._make(len(pages)))
        splits.free = steering.endless = False
        return pages

    def _make(self, at: int) -> Any:
        state = self._context.page_maker[at][-1]
        state.update(content_changed=False, pages_wanted=False, anchors=[], content_lookups=[])
        made, _ = page_layout.remake_page(at, self._context, self._root, self._html)
        return made

    def _section_boxes(self) -> list[Any]:
        bodies = [body for body in self._root.children if hasattr(body, "children")]
        found = [box for body in bodies for box in body.children]
        return [box for box in found if box.element_tag == _SECTION]

    def _page(self, at: int) -> Any:
        """Make the next page, as planned where there is a plan."""
        resume_at, next_page, right, *_ = self._context.page_maker[at]
        self._tools.let_go()
        plan, step = None, None
        if not _is_blank(self._root, next_page, right, resume_at, self._context):
            plan, piece = self._place(resume_at)
            if plan is not None and piece is not None:
                rest = plan.rest(self._tools.splits.rest_of(self._context))
                step = plan.step(Start(piece, None, rest), self._floats, verso=not right)
                self._outcome.moves += plan.take_moves()
                plan.steer(self._tools, step)
        made = self._make(at)
        if plan is not None and step is not None:
            following = self._context.page_maker[at + 1][0]
            where, piece = self._place(following) if following else (None, None)
            if not plan.made(step, piece if where is plan else None, verso=not right):
                self._outcome.unmet.append(at)
        return made

    def _place(self, resume_at: Path) -> tuple[_Plan | None, int | None]:
        """The run in which a page begins, and the number of its first piece; None: within one."""
        box, path = _section_at(self._root, resume_at)
        plans = self._sections.get(box.element, []) if box is not None else []
        if path is None and plans:
            return plans[0], 0
        found = ((plan, plan.piece_at(path)) for plan in plans)
        return next((one for one in found if one[1] is not None), (None, None))


def _is_blank(root: Any, next_page: Any, right: bool, resume_at: Path, context: Any) -> bool:
    """Whether a page is left empty, as `page.remake_page` decides."""
    side = next_page["break"]
    if side in ("recto", "verso"):
        is_right = (side == "recto") == (root.style["direction"] == "ltr")
        side = "right" if is_right else "left"
    wrong = side in ("left", "right") and (side == "right") != right
    return bool(wrong or (resume_at is None and context.reported_footnotes))


def _section_at(root: Any, resume_at: Path) -> tuple[Any, Path]:
    """The section to which a path leads, and the path below it."""
    box = root
    while box.element_tag != _SECTION:
        if resume_at:
            ((index, resume_at),) = resume_at.items()
        else:
            flow = (at for at, one in enumerate(_children(box)) if one.is_in_normal_flow())
            index = next(flow, -1)
        if index < 0 or index >= len(_children(box)):
            return None, None
        box = box.children[index]
    return box, resume_at


def _children(box: Any) -> Sequence[Any]:
    return getattr(box, "children", ())


def _called_on(page: Any) -> Iterator[Any]:
    return (box.footnote for box in page.descendants() if box.footnote is not None)


class _Plan:
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
        measures = Measures(self._line, self._run.depth, lead, *self._edges)
        self._called = called
        self._galley = Galley(tuple(blocks), found, measures)
        at = {box.element: index for index, box in enumerate(self._section.children)}
        paths = ({at[laid.element]: path} for laid in self._run.blocks for path in laid.paths)
        self._pieces = {_frozen(path): number for number, path in enumerate(paths)}

    def piece_at(self, path: Path) -> int | None:
        """The piece with which a page begins that goes on from a place in the section."""
        return self._pieces.get(_frozen(path))

    def rest(self, rest: Rest | None) -> Cut | None:
        """What goes on from the page before, as the program knows it."""
        if rest is None:
            return None
        for number, note in enumerate(self._called):
            if note.element is rest.element:
                counts = [cut.count for cut in self._notes[note].cuts]
                return Cut(number, counts.index(rest.count)) if rest.count in counts else None
        return None

    def step(self, start: Start, floats: Floats, *, verso: bool) -> Ending:
        """What is planned for the page that begins so."""
        if not self._steps or self._expected != start:
            self._choose(start, floats, verso=verso)
        return self._steps.pop(0)

    def _choose(self, start: Start, floats: Floats, *, verso: bool) -> None:
        left_foot = None if verso else self._left_foot

        def plan() -> program.Plan:
            return program.plan(self._galley, start, verso=verso, left_foot=left_foot)

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
        blocks = [index.get(laid.element, -1) for laid in self._run.blocks]
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

    def _move(self, moves: Sequence[Any]) -> None:
        """Put blocks in their new places, in the run and in the section's tree."""
        written = list(self._run.blocks)
        order = [one for one in self._section.element if isinstance(one.tag, str)]
        index = {element: at for at, element in enumerate(order)}
        for block, past in moves:
            moved, before = written[block], written[block + past]
            self._run.blocks.remove(moved)
            self._run.blocks.insert(self._run.blocks.index(before) + 1, moved)
            boxes = list(self._section.children)
            own = next(one for one in boxes if one.element is moved.element)
            boxes.remove(own)
            place = next(at for at, one in enumerate(boxes) if one.element is before.element)
            boxes.insert(place + 1, own)
            self._section.children = boxes
            name = self._section.element.get("id", "")
            distance = index[before.element] - index[moved.element]
            self._moves.append(Move(name, index[moved.element], distance))

    def take_moves(self) -> list[Move]:
        moves, self._moves = self._moves, []
        return moves

    def steer(self, tools: _Tools, step: Ending) -> None:
        """Tell the next page what is planned for it."""
        if not step.fits:
            return
        line, steering = self._line, tools.steering
        tools.splits.plan = {}
        if step.cut is not None:
            note = self._called[step.cut.note]
            tools.splits.plan = {note.element: self._notes[note].cuts[step.cut.cut].count}
        steering.longer_px = step.depth * line
        if step.next is not None:
            steering.shorter_px = max(step.room_px - _BELOW_LINE * line, 0.0)
        steering.space_px = line
        steering.spaces = frozenset(self._run.blocks[at].element for at in step.spaces)

    def made(self, step: Ending, piece: int | None, *, verso: bool) -> bool:
        """See what a page that was planned has become; False: something else."""
        _debug(self._galley, step, piece)
        self._left_foot = step.foot if verso else None
        self._expected = step.next
        wanted = step.next.piece if step.next is not None else None
        if wanted == piece:
            return True
        self._steps = []
        return not step.fits


def _note(pieces: Pieces) -> Note:
    return Note(pieces.height_px, tuple((cut.above_px, cut.below_px) for cut in pieces.cuts))


def _is_good(plan: program.Plan) -> bool:
    return plan.cost <= _GOOD_PAGE * len(plan.pages)


def _frozen(path: Path) -> Any:
    if not isinstance(path, dict):
        return path
    return tuple((key, _frozen(value)) for key, value in path.items())


def _debug(galley, step, piece):
    import os

    if not os.environ.get("DEBUG_PAGES"):
        return
    at = galley.block_of[min(step.next.piece, len(galley.pieces) - 1)] if step.next else 0
    wrong = (step.next.piece if step.next else None) != piece
    near = galley.blocks[max(at - 2, 0) : at + 2] if wrong else ()
    print("   ", step, "->", piece, "WRONG" if wrong else "")
    for b in near:
        print("      ", b.name, [(round(p.bottom - p.top, 1), p.begins, p.notes) for p in b.pieces])
