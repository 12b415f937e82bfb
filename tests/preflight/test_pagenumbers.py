"""Numbers of pages as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinobook.preflight.pagenumbers import ranges, wanted


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ([], ""),
        ([3], "3"),
        ([1, 2, 3, 5], "1–3, 5"),
        ([4, 2, 2], "2, 4"),
        (list(range(1, 40, 2)), "1, 3, 5, 7, 9, 11, 13, 15, and 12 more"),
    ],
)
def test_ranges(numbers: list[int], said: str) -> None:
    assert ranges(numbers) == said


@given(st.sets(st.integers(1, 300), min_size=1))
def test_what_is_said_is_what_is_read_back(numbers: set[int]) -> None:
    assert set(wanted(ranges(numbers, most=300), 300)) == numbers
