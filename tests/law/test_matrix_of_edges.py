"""The first and the last thing of a chapter, and the fixtures of `tests/markup` on pages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bench.torture.cases import Case
from bench.torture.law import Court

from law.matrix import edge_cases
from law.refusals import unexpected

FIXTURES = Path(__file__).parents[1] / "markup" / "fixtures"
FIXTURE = re.compile(r"(?ms)^(?P<title>\S[^\n]*)\n\.\n(?P<input>.*?)\n\.\n.*?\n?^\.\n")


def fixture_cases() -> list[Case]:
    """The inputs of the fixtures; their words are compared by the build itself."""
    return [
        Case(f"{path.stem}: {found['title']}", found["input"], alone=True)
        for path in sorted(FIXTURES.glob("*.txt"))
        for found in FIXTURE.finditer(path.read_text(encoding="utf-8"))
    ]


def test_every_block_may_begin_and_end_a_chapter(tmp_path: Path) -> None:
    cases = edge_cases()
    verdict = Court(tmp_path).judge(cases)
    assert verdict.report(cases) == ""
    assert unexpected(verdict.refused) == []


def test_the_fixtures_of_the_markup_make_pages(tmp_path: Path) -> None:
    cases = fixture_cases()
    assert len(cases) > 100
    verdict = Court(tmp_path).judge(cases)
    assert verdict.report(cases) == ""


@pytest.mark.parametrize("name", ["formula in heading's line", "note call in note's line"])
def test_a_refusal_is_expected_by_name(name: str) -> None:
    assert unexpected({name: ()}) == []
