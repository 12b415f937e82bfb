"""Chapters by chance: the same ones each time here; `python -m bench.torture` draws others."""

from __future__ import annotations

from pathlib import Path

from bench.torture.cases import Case
from bench.torture.hunt import drawn, judged
from bench.torture.skeleton import of_dinobook, of_markdown_it
from bench.torture.structure import chapters
from bench.torture.writers import case_of
from hypothesis import given, settings

SEED = 2026


@settings(max_examples=300, derandomize=True, database=None, deadline=None)
@given(chapters())
def test_blocks_lie_in_each_other_as_commonmark_says(body: str) -> None:
    assert of_dinobook(body) == of_markdown_it(body)


def test_what_people_type_comes_out_of_every_edition(tmp_path: Path) -> None:
    cases = [case_of(f"draw {at}", body) for at, body in enumerate(drawn(SEED, 80))]
    assert judged(cases, tmp_path).report(cases) == ""


def test_a_seed_draws_the_same_chapters() -> None:
    assert drawn(SEED, 5) == drawn(SEED, 5)
    assert drawn(SEED, 5) != drawn(SEED + 1, 5)


def test_the_words_that_must_show_are_those_of_the_text() -> None:
    case = case_of("een", "Begin woord001, *woord002* <!-- stil003 -->\n")
    assert isinstance(case, Case)
    assert (case.shows, case.hides) == (("woord001", "woord002"), ("stil003",))
