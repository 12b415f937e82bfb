"""What each rule finds: title, chapter, findings, each ended by a line with a point.

`pytest tests/blog --regenerate` writes what is found now; the difference is the review. A finding
is written as its code, its line in the chapter and its words; behind → what would be written
instead, with a + when a machine may do it. A ? marks a hint.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from blog.conftest import HEAD, HEAD_LINES, read_file
from dinobook.blog import RULES, Finding

FOLDER = Path(__file__).parent / "fixtures"
FILES = sorted(FOLDER.glob("*.txt"))
CASE = re.compile(r"(?ms)^(?P<title>\S[^\n]*)\n\.\n(?P<input>.*?)\n\.\n(?P<expected>.*?)\n?^\.\n")


def found_in(body: str) -> str:
    return "\n".join(map(shown, read_file(HEAD + body).findings))


def shown(finding: Finding) -> str:
    line = finding.place.line - HEAD_LINES
    text = f"{finding.code}{'?' if finding.hint else ''} {line}: {finding.words}"
    if finding.proposal:
        text += f" {'+' if finding.safe else ''}→ {finding.proposal}"
    return text


def regenerated(text: str) -> str:
    def case(found: re.Match[str]) -> str:
        return f"{found['title']}\n.\n{found['input']}\n.\n{found_in(found['input'])}\n.\n"

    return CASE.sub(case, text)


def cases() -> list[object]:
    return [
        pytest.param(found["input"], found["expected"], id=f"{path.stem}: {found['title']}")
        for path in FILES
        for found in CASE.finditer(path.read_text(encoding="utf-8"))
    ]


@pytest.mark.parametrize(("body", "expected"), cases())
def test_fixture(body: str, expected: str, request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--regenerate"):
        pytest.skip("the fixtures are being written")
    assert found_in(body) == expected


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_every_line_of_a_fixture_file_belongs_to_a_case(
    path: Path, request: pytest.FixtureRequest
) -> None:
    text = path.read_text(encoding="utf-8")
    if request.config.getoption("--regenerate"):
        path.write_text(regenerated(text), encoding="utf-8")
    left_over = CASE.sub("", text)
    assert [line for line in left_over.splitlines() if line and not line.startswith("#")] == []


def test_every_rule_finds_something_and_passes_something() -> None:
    """A rule without a case that it finds, or one that it leaves alone, is not tested."""
    texts = [path.read_text(encoding="utf-8") for path in FILES]
    expected = [found["expected"] for text in texts for found in CASE.finditer(text)]
    for rule in RULES:
        assert any(rule.code in one for one in expected), rule.code
    assert sum(not one for one in expected) > 10
