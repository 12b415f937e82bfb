"""Headings in the tag tree go down one level at a time, whatever the author left out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinobook.pdf.engine.tagging.headings import close_levels
from dinobook.pdf.engine.tagging.tag import Tag


def closed(levels: list[int]) -> list[int]:
    document = Tag("Document")
    section = document.new("Sect")
    tags = [(document if level == 1 else section).new(f"H{level}") for level in levels]
    document.kids = [*document.kids[1:], section] if levels[:1] == [1] else document.kids
    close_levels(document)
    return [int(tag.role[1:]) for tag in tags]


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ([1, 2, 3, 2], [1, 2, 3, 2]),
        ([1, 3, 3, 4, 2], [1, 2, 2, 3, 2]),
        ([1, 4, 3, 2], [1, 2, 2, 2]),
        ([2, 4, 4], [1, 2, 2]),
    ],
)
def test_a_level_that_is_left_out_is_closed(levels: list[int], expected: list[int]) -> None:
    assert closed(levels) == expected


@given(st.lists(st.integers(2, 6), max_size=12))
def test_no_level_is_skipped_and_none_rises_above_its_like(levels: list[int]) -> None:
    before = 0
    for level in (found := closed([1, *levels])):
        assert level <= before + 1
        before = level
    assert all(new <= old for new, old in zip(found, [1, *levels], strict=True))
