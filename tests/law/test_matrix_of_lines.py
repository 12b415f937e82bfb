"""What fits into one line, in all that holds a line: a cell, a heading, a caption, a note."""

from __future__ import annotations

from pathlib import Path

from bench.torture.law import Court

from law.matrix import line_cases
from law.refusals import unexpected


def test_every_line_comes_out_of_every_container(tmp_path: Path) -> None:
    """All through two files; one in eleven, another for each construct, through the other two."""
    cases = line_cases()
    verdict = Court(tmp_path, 40, ("ebook", "print"), whole=False).judge(cases)
    assert verdict.report(cases) == ""
    assert unexpected(verdict.refused) == []
    verdict = Court(tmp_path, 40, ("screen",)).judge(cases[::11])
    assert verdict.report(cases) == ""
    assert unexpected(verdict.refused) == []
