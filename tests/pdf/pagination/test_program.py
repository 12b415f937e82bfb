"""The program over page breaks: no other chain of pages costs less, and none breaks a rule."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinobook.pdf.engine.pagination import costs
from dinobook.pdf.engine.pagination.filling import PageFiller
from dinobook.pdf.engine.pagination.page_breaks import plan
from dinobook.pdf.engine.pagination.page_states import Ending, Start
from dinobook.pdf.engine.pagination.pieces import Block, Galley, Measures, Note, Piece, Space

LINE = 10.0


def paragraph(lines: int, notes: tuple[int, ...] = ()) -> Block:
    pieces = tuple(
        Piece(at * LINE, (at + 1) * LINE, 2 <= at <= lines - 2, notes if at == lines - 1 else ())
        for at in range(lines)
    )
    return Block(pieces)


def heading() -> Block:
    one = Piece(0, LINE)
    return Block((one,), "h2", own_above=LINE, above=LINE, keeps_next=True, space=Space.HEADING)


def figure(lines: float, places: tuple[int, ...] = ()) -> Block:
    return Block(
        (Piece(0, lines * LINE),),
        "figure",
        own_above=LINE,
        own_below=LINE,
        above=LINE,
        below=LINE,
        text=False,
        space=Space.FIGURE,
        space_below=True,
        places=places,
    )


def galley(blocks: list[Block], lines: int, notes: tuple[Note, ...] = ()) -> Galley:
    return Galley(tuple(blocks), notes, Measures(LINE, lines * LINE + 0.3, 0.0, 5.0, 5.0))


@st.composite
def chapters(draw: st.DrawFn, most: int = 7) -> Galley:
    blocks: list[Block] = []
    notes: list[Note] = []
    for kind in draw(
        st.lists(st.sampled_from(["p", "p", "p", "h2", "figure"]), min_size=1, max_size=most)
    ):
        if kind == "h2" and not (blocks and blocks[-1].keeps_next):
            blocks.append(heading())
        elif kind == "figure":
            places = draw(st.sampled_from([(), (1,), (1, 2), (2,)]))
            blocks.append(figure(draw(st.sampled_from([2.0, 3.4, 5.0])), places))
        else:
            lines, called = draw(st.integers(1, 7)), draw(st.integers(0, 6))
            if called == 6:
                height = draw(st.integers(1, 6)) * 8.0
                cuts = tuple((at * 8.0, height - at * 8.0) for at in range(2, int(height / 8) - 1))
                notes.append(Note(height, cuts))
                blocks.append(paragraph(lines, (len(notes) - 1,)))
            else:
                blocks.append(paragraph(lines))
    blocks = [
        replace(one, places=tuple(past for past in one.places if at + past < len(blocks)))
        for at, one in enumerate(blocks)
    ]
    return galley(blocks, draw(st.integers(7, 10)), tuple(notes))


def cheapest(chapter: Galley, *, verso: bool) -> float:
    """What the pages of a chapter cost at least, by trying them all."""
    filler = PageFiller(chapter, inf)

    @cache
    def least_from(start: Start, verso: bool, left_foot: float | None) -> float:
        least = inf
        for ending in filler.endings(start):
            cost = ending.cost
            if ending.next is not None:
                if left_foot is not None and ending.foot is not None:
                    cost += costs.FEET_APART * abs(left_foot - ending.foot)
                cost += least_from(ending.next, not verso, ending.foot if verso else None)
            least = min(least, cost)
        return least

    return least_from(Start(0), verso, None)


@given(chapters(most=4), st.booleans())
def test_no_other_pages_cost_less(chapter: Galley, verso: bool) -> None:
    found = plan(chapter, verso=verso, widths=(inf,))

    assert found.cost == pytest.approx(cheapest(chapter, verso=verso))


def printed(chapter: Galley, pages: tuple[Ending, ...]) -> list[int]:
    """The blocks in the order in which they are printed."""
    order = list(range(len(chapter.blocks)))
    for move in (move for page in pages for move in page.moves):
        order.remove(move.block)
        order.insert(order.index(move.block + move.past) + 1, move.block)
    return order


@given(chapters(), st.booleans())
def test_pages_hold_the_chapter_and_keep_the_rules(
    chapter: Galley,
    verso: bool,
) -> None:
    found = plan(chapter, verso=verso)

    assert all(page.fits for page in found.pages)
    assert sum(page.pieces for page in found.pages) == len(chapter.pieces), "nothing lost"
    order = [
        piece
        for block in printed(chapter, found.pages)
        for piece in range(chapter.starts[block], chapter.starts[block + 1])
    ]
    at = 0
    for page in found.pages[:-1]:
        at += page.pieces
        if at == len(order):
            continue  # only the rest of a note is left
        piece = order[at]
        block, above = chapter.block_of[piece], chapter.block_of[order[at - 1]]
        if block == above:
            assert chapter.pieces[piece].begins, "widows and orphans stay together"
        else:
            assert not chapter.blocks[above].keeps_next, "no heading at the foot of a page"
        assert page.room_px >= -0.001, "nothing stands below the foot"
        assert abs(page.depth) <= 1
        assert len(page.spaces) <= costs.MOST_SPACES
    for page in found.pages:
        for move in page.moves:
            assert move.past in chapter.blocks[move.block].places, "where it may stand"


def test_a_figure_without_room_comes_after_the_text_that_fills_the_page() -> None:
    blocks = [paragraph(6), figure(8, (1, 2)), paragraph(6), paragraph(9), paragraph(9)]

    pages = plan(galley(blocks, 12)).pages

    assert [move.block for page in pages for move in page.moves] == [1]
    assert pages[0].hole == 0


def test_facing_pages_end_on_one_line() -> None:
    # by itself the verso would end a line early: a heading with two lines finds no room
    blocks = [paragraph(10), paragraph(8), heading(), paragraph(8), paragraph(13), paragraph(9)]

    pages = plan(galley(blocks, 10)).pages

    assert pages[1].foot == pages[2].foot


def test_the_last_page_has_five_lines() -> None:
    blocks = [paragraph(9), paragraph(6), paragraph(7)]

    pages = plan(galley(blocks, 10)).pages

    assert pages[-1].pieces >= costs.LEAST_LAST


def test_a_long_note_goes_on_over_several_pages() -> None:
    note = Note(8.0 * 20, tuple((at * 8.0, 160.0 - at * 8.0) for at in range(2, 19)))
    blocks = [paragraph(6, (0,)), *[paragraph(6)] * 5]

    pages = plan(galley(blocks, 10, (note,))).pages

    cuts = [page.cut.cut for page in pages if page.cut is not None]
    assert cuts
    assert cuts == sorted(set(cuts)), "each page takes some of it"


def test_what_is_higher_than_a_page_is_left_to_itself() -> None:
    blocks = [paragraph(4), figure(30), paragraph(4)]

    pages = plan(galley(blocks, 10)).pages

    assert [page.fits for page in pages].count(False) == 1
    assert pages[-1].next is None


def test_many_small_blocks_that_may_move_are_planned_in_no_time() -> None:
    """Each may stand in two places: on a page of forty that is a million million ways."""
    pair = [Block((Piece(0, LINE),), "aside", text=False, places=(1,)), paragraph(1)]
    blocks = [*pair * 40, figure(2.0)]

    ends = PageFiller(galley(blocks, 80), inf).endings(Start(0))

    assert len(ends) < 1_000


def test_a_note_of_many_pages_makes_no_more_work_than_its_pages(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lines = 300
    cuts = tuple((at * 8.0, (lines - at) * 8.0) for at in range(2, lines - 1))
    chapter = galley([paragraph(4, (0,)), *[paragraph(5)] * 60], 30, (Note(lines * 8.0, cuts),))
    looked_at: list[Start] = []
    endings = PageFiller.endings

    def watched(filler: PageFiller, start: Start) -> list[Ending]:
        looked_at.append(start)
        return endings(filler, start)

    monkeypatch.setattr(PageFiller, "endings", watched)

    pages = plan(chapter).pages

    assert len(looked_at) <= 250 * len(pages)
    assert sum(page.pieces for page in pages) == len(chapter.pieces)
