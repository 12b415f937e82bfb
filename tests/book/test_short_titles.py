"""Titles are shortened where a reader would."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinobook.book.short_titles import shortened


@pytest.mark.parametrize(
    ("title", "room", "short"),
    [
        ("Koffie", 10, "Koffie"),
        ("Koffie: een geschiedenis van het kopje", 20, "Koffie"),
        ("Koffie – een geschiedenis", 20, "Koffie"),
        ("Wie zwijgt? Over de vergadering", 20, "Wie zwijgt?"),
        ("Thee, melk: en suiker: en een lepel", 24, "Thee, melk: en suiker"),
        ("Hoe ik leerde zwijgen in de vergadering", 30, "Hoe ik leerde zwijgen…"),
        ("Over de brug, en over het water", 15, "Over de brug…"),
        ("Burn-out en andere dingen", 18, "Burn-out…"),
        ("Hottentottententoonstelling", 10, "Hottentot…"),
    ],
)
def test_the_best_form_that_fits(title: str, room: int, short: str) -> None:
    assert shortened(title, lambda text: len(text) <= room) == short


@given(st.text(min_size=1, max_size=80), st.integers(1, 60))
def test_what_comes_out_fits_and_begins_as_the_title_does(title: str, room: int) -> None:
    short = shortened(title, lambda text: len(text) <= room)
    assert len(short) <= room
    begin = "".join(short.removesuffix("…").split()) if short != title else "".join(title.split())
    assert "".join(title.split()).startswith(begin)
