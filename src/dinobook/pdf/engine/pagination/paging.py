"""The pages of a document made as they are planned.

First the whole document is laid out on pages without end (`galley`), then the breaks of each run
are chosen (`program`), and the pages are made to them (`steering`). What was planned and what was
made are compared after each page; where they differ, the rest is planned again from there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final, NamedTuple

import dinobook.pdf.engine.engine  # noqa: F401 - before WeasyPrint's own modules: it seals the fonts
from dinobook import xhtml
from dinobook.pdf.engine.doors import StandIn, Switch
from dinobook.pdf.engine.engine import Rendered
from dinobook.pdf.engine.fitting import LaidOut
from dinobook.pdf.engine.hooks import line_height_px
from dinobook.pdf.engine.pagination.galley import runs_of
from dinobook.pdf.engine.pagination.page_states import Ending, Start
from dinobook.pdf.engine.pagination.places import SECTION, is_blank, section_at
from dinobook.pdf.engine.pagination.reading import Path, is_plain
from dinobook.pdf.engine.pagination.run_plan import Floats, Guides, RunPlan
from dinobook.pdf.engine.pagination.split_notes import notes_split
from dinobook.pdf.engine.pagination.steering import steered
from dinobook.pdf.floats import Move, mark_floats
from dinobook.pdf.typography import PageBottoms

# isort: split
from weasyprint import layout
from weasyprint.css.targets import TargetCollector
from weasyprint.layout import page as page_layout

LEANED_ON: Final[tuple[Callable[..., Any], ...]] = (
    TargetCollector.cache_target_page_counters,
    layout.initialize_page_maker,
    layout.layout_document,
    page_layout.make_all_pages,
    page_layout.remake_page,
)
"""What is stepped in for, or called. A test fails when WeasyPrint changes one of these."""

_SHORT: Final = 4
"""A page that ends so many lines early is told of."""
_ON_ONE_LINE: Final = 0.25
"""Feet that are no farther apart, in lines, look as if they stood on one."""
_NOT_IN_PLACE: Final = frozenset({"running()", "note()"})


class Foot(NamedTuple):
    """Where a page in the middle of a run ends: in lines, None on a plate, and how many early."""

    page: int
    verso: bool
    line: float | None
    early: int


@dataclass(slots=True)
class Outcome:
    """What came of the planning.

    Blocks that moved, pages, from 0, that are not as they were planned, and where the others end.
    """

    moves: list[Move] = field(default_factory=list)
    unmet: list[int] = field(default_factory=list)
    feet_of: list[Foot] = field(default_factory=list)

    def clear(self) -> None:
        for kept in (self.moves, self.unmet, self.feet_of):
            kept.clear()

    def feet(self) -> PageBottoms:
        pairs = [
            (left.line, right.line)
            for left, right in pairwise(self.feet_of)
            if left.verso and right.page == left.page + 1
        ]
        facing = [(left, right) for left, right in pairs if left is not None and right is not None]
        apart = sum(abs(left - right) > _ON_ONE_LINE for left, right in facing)
        short = sum(one.early >= _SHORT for one in self.feet_of)
        return PageBottoms(len(facing), apart, short, len(self.unmet))


def lay_out_planned(
    html: str, render: Callable[[str], Rendered], *, facing: bool = True
) -> LaidOut:
    """Lay a document out with `render`, its pages planned; also the blocks that moved.

    They are children of its sections. `facing`: left and right pages differ.
    """
    root = xhtml.parse(html)
    floats = {
        section.get("id", ""): {one.index: one.places for one in mark_floats(section)}
        for section in root.iter(xhtml.tag(SECTION))
    }
    with planned_pages(floats, facing=facing) as outcome:
        rendered = render(xhtml.document(root) if any(floats.values()) else html)
    return LaidOut(rendered, tuple(outcome.moves), outcome.feet())


_planner: Final[Switch[Callable[..., Any]]] = Switch()


@contextmanager
def planned_pages(floats: Floats, *, facing: bool = True) -> Iterator[Outcome]:
    """Plan the pages of each document that is rendered in this block.

    One that has running elements is left to WeasyPrint.
    """
    outcome, documents = Outcome(), list[_Document]()
    with notes_split() as splits, steered() as steering:
        guides = Guides(splits, steering, facing)

        def make_pages(context: Any, root: Any, html: Any, pages: list[Any]) -> Any:
            if pages:  # a number of a page that the text shows has changed
                return documents[-1].again(pages)
            outcome.clear()
            documents[:] = [_Document(context, root, html, guides, floats, outcome)]
            return documents[-1].pages()

        with _planner.set_to(make_pages):
            yield outcome


def _planning(original: Callable[..., Any]) -> Callable[..., Any]:
    def make_pages(context: Any, root: Any, *rest: Any) -> Any:
        planned = _planner.now if not _has_running_elements(root) else None
        return (planned or original)(context, root, *rest)

    return make_pages


STAND_INS: Final = (StandIn(layout, "make_all_pages", _planning),)


def _has_running_elements(root: Any) -> bool:
    return any(box.style["position"][0] in _NOT_IN_PLACE for box in root.descendants())


class _Document:
    """One document: its galley, and the pages made of it."""

    def __init__(
        self,
        context: Any,
        root: Any,
        html: Any,
        guides: Guides,
        floats: Floats,
        outcome: Outcome,
    ) -> None:
        self._context, self._root, self._html = context, root, html
        self._guides, self._floats, self._outcome = guides, floats, outcome
        self._sections: dict[Any, list[RunPlan]] = {}
        self._steps: list[tuple[RunPlan, Ending] | None] = []
        self._carried: list[tuple[Any, ...]] = [()]

    def pages(self) -> list[Any]:
        self._read()
        self._carried = [()]  # what the pages of the galley left over is none of theirs
        made: list[Any] = []
        while not self._is_done(len(made)):
            made.append(self._page(len(made)))
        self._context.broken_out_of_flow.clear()
        self._context.reported_footnotes.clear()
        self._fill_in_numbers()
        return made

    def _fill_in_numbers(self) -> None:
        """Let WeasyPrint make pages again that show numbers of others: it knew those of the galley.

        As `TargetCollector.cache_target_page_counters` does when a number has changed.
        """
        page_maker = self._context.page_maker
        for (_, use), item in self._context.target_collector.counter_lookup_items.items():
            at = item.page_maker_index
            if use == "content" and at is not None and at < len(page_maker):
                page_maker[at][-1]["content_changed"] = True
                item.parse_again(item.cached_page_counter_values)

    def again(self, pages: Sequence[Any]) -> list[Any]:
        """The pages once more, those that show other numbers now made anew; to the same plan.

        So are those on which something else of a note goes on now.
        """
        context, before = self._context, self._carried
        context.rendered_notes = []
        self._carried = [()]
        made: list[Any] = []
        while not self._is_done(len(made)):
            at = len(made)
            state = context.page_maker[at][-1]
            changed = state["content_changed"] or state["pages_wanted"]
            if at < len(pages) and not changed and self._carried[at] == before[at]:
                made.append(pages[at])
                context.reported_footnotes = list(before[at + 1])
                self._carried.append(before[at + 1])
                continue
            self._guides.let_go()
            if at < len(self._steps) and (planned := self._steps[at]):
                planned[0].steer(self._guides, planned[1])
            made.append(self._make(at))
        del context.page_maker[len(made) + 1 :]
        context.reported_footnotes.clear()
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
        splits = self._guides.splits
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
            runs = runs_of(pages, box, line) if line and is_plain(box) else []
            plans = [RunPlan(box, run, line, notes, edges) for run in runs]
            self._sections[box.element] = plans
        context.footnotes[:] = footnotes
        context.current_page_footnotes, context.reported_footnotes = [], []
        context.broken_out_of_flow = {}
        context.running_elements.clear()
        layout.initialize_page_maker(context, self._root)

    def _endless(self) -> list[Any]:
        splits, steering = self._guides.splits, self._guides.steering
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
        self._carried.append(tuple(self._context.reported_footnotes))
        return made

    def _section_boxes(self) -> list[Any]:
        bodies = [body for body in self._root.children if hasattr(body, "children")]
        found = [box for body in bodies for box in body.children]
        return [box for box in found if box.element_tag == SECTION]

    def _page(self, at: int) -> Any:
        """Make the next page, as planned where there is a plan."""
        resume_at, next_page, right, *_ = self._context.page_maker[at]
        verso = not right if self._guides.facing else None
        self._guides.let_go()
        plan, step = None, None
        if not is_blank(self._root, next_page, right, resume_at, self._context):
            plan, piece = self._place(resume_at)
            if plan is not None and piece is not None:
                rest = plan.rest(self._guides.splits.rest_of(self._context))
                step = plan.step(Start(piece, None, rest), self._floats, verso=verso)
                self._outcome.moves += plan.take_moves()
                plan.steer(self._guides, step)
        made = self._make(at)
        self._steps.append((plan, step) if plan is not None and step is not None else None)
        if plan is not None and step is not None:
            following = self._context.page_maker[at + 1][0]
            where, piece = self._place(following) if following else (None, None)
            if not plan.made(step, piece if where is plan else None, verso=verso):
                self._outcome.unmet.append(at)
            elif step.next is not None and step.fits:
                early = step.hole - step.depth
                self._outcome.feet_of.append(Foot(at, bool(verso), step.foot, early))
        return made

    def _place(self, resume_at: Path) -> tuple[RunPlan | None, int | None]:
        """The run in which a page begins, and the number of its first piece; None: within one."""
        box, path = section_at(self._root, resume_at)
        plans = self._sections.get(box.element, []) if box is not None else []
        if path is None and plans:
            return plans[0], 0
        found = ((plan, plan.piece_at(path)) for plan in plans)
        return next((one for one in found if one[1] is not None), (None, None))


def _called_on(page: Any) -> Iterator[Any]:
    return (box.footnote for box in page.descendants() if box.footnote is not None)
