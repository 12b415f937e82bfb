"""Sheets are folded as hands fold them, and then read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinobook.imposition import Sheet, fold

FOUR = st.integers(1, 8).map(lambda sheets: 4 * sheets)


def gatherings(sheets: Sequence[Sheet]) -> Iterator[list[Sheet]]:
    """A sheet that lies in no other begins a new gathering."""
    begun = 0
    numbered = []
    for sheet in sheets:
        begun += sheet.depth == 0
        numbered.append((begun, sheet))
    for _, own in groupby(numbered, key=lambda pair: pair[0]):
        yield [sheet for _, sheet in own]


def read(sheets: Sequence[Sheet]) -> list[int | None]:
    """The pages as a reader turns them.

    A sheet lies with its front down and is folded: the right half of the front is the recto of its
    first leaf and the left half of the back the verso; the left half of the front comes last. What
    is folded inside comes between the two leaves.
    """
    pages: list[int | None] = []
    for gathering in gatherings(sheets):
        inside: list[int | None] = []
        for sheet in reversed(gathering):
            first_leaf = [sheet.front.right, sheet.back.left]
            last_leaf = [sheet.back.right, sheet.front.left]
            inside = [*first_leaf, *inside, *last_leaf]
        pages += inside
    return pages


@given(st.integers(1, 700), st.one_of(st.just(0), FOUR))
def test_folded_sheets_read_from_the_first_page_to_the_last(pages: int, gathering: int) -> None:
    found = read(fold(pages, gathering))
    assert found[:pages] == list(range(pages))
    assert set(found[pages:]) <= {None}
    assert len(found) - pages < (gathering or 4)


def test_a_booklet_of_eight_pages_is_two_sheets() -> None:
    first, second = fold(8)
    assert [(side.left, side.right) for side in (first.front, first.back)] == [(7, 0), (1, 6)]
    assert [(side.left, side.right) for side in (second.front, second.back)] == [(5, 2), (3, 4)]


def test_a_gathering_is_a_multiple_of_four() -> None:
    with pytest.raises(ValueError, match="multiple of 4 pages, not 6"):
        fold(12, 6)
