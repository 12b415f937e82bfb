"""What fits into one line, in every place that holds a line: a cell, a heading, a caption, a note."""

from __future__ import annotations

from pathlib import Path

from bench.torture.law import Court
from law.refusals import LINE_REFUSALS, unexpected

from law.matrix import line_cases


def test_every_line_construct_comes_out_of_every_container(tmp_path: Path) -> None:
    cases = line_cases()
    verdict = Court(tmp_path).judge(cases)
    assert verdict.report(cases) == ""
    assert unexpected(verdict.refused, LINE_REFUSALS) == []
