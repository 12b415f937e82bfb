"""The first and the last thing of a chapter, and the fixtures of `tests/markup` on pages."""

from __future__ import annotations

import re
from pathlib import Path

from bench.torture.cases import Case
from bench.torture.law import Court

from law.matrix import edge_cases
from law.refusals import unexpected

FIXTURES = Path(__file__).parents[1] / "markup" / "fixtures"
FIXTURE = re.compile(r"(?ms)^(?P<title>\S[^\n]*)\n\.\n(?P<input>.*?)\n\.\n.*?\n?^\.\n")


def fixture_cases() -> list[Case]:
    """The inputs of the fixtures; the build compares their words.

    Pictures and chapters that they name have others in their place.
    """
    return [
        Case(f"{path.stem}: {found['title']}", _at_home(found["input"]), alone=True)
        for path in sorted(FIXTURES.glob("*.txt"))
        for found in FIXTURE.finditer(path.read_text(encoding="utf-8"))
    ]


def _at_home(text: str) -> str:
    text = re.sub(r"[\w/]*\w+\.(?:svg|png)\b", "images/driehoek.svg", text)
    return re.sub(r"(?<=\]\()(?:methode|y)(?=[)#])", "slotstuk", text)


def test_every_block_may_begin_and_end_a_chapter(tmp_path: Path) -> None:
    cases = edge_cases()
    verdict = Court(tmp_path, 12, ("ebook", "print"), whole=False).judge(cases)
    assert verdict.report(cases) == ""
    assert unexpected(verdict.refused) == []
    verdict = Court(tmp_path, 12, ("screen",)).judge(cases[::5])
    assert verdict.report(cases) == ""
    assert unexpected(verdict.refused) == []


def test_the_fixtures_of_the_markup_make_pages(tmp_path: Path) -> None:
    cases = fixture_cases()
    verdict = Court(tmp_path, 1, ("ebook", "print"), whole=False).judge(cases)
    assert verdict.report(cases) == ""
    assert len(cases) - len(verdict.refused) > 100
