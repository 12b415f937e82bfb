"""What each rule finds: title, PDF, findings, each ended by a line with a point.

How a PDF is written is in `pdfs.py`. `pytest tests/preflight --regenerate` writes what is found
now; the difference is the review. A finding is written as its code (with ? for a warning and .
for a note), its page (0: the file), its first place in points, and its message.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dinobook.codes import CODES
from dinobook.preflight import Finding, preflight
from dinobook.problems import Severity
from preflight.pdfs import made, read

FOLDER = Path(__file__).parent / "fixtures"
FILES = sorted(FOLDER.glob("*.txt"))
CASE = re.compile(r"(?ms)^(?P<title>\S[^\n]*)\n\.\n(?P<input>.*?)\n\.\n(?P<expected>.*?)\n?^\.\n")
MARK = {Severity.ERROR: "", Severity.WARNING: "?", Severity.NOTE: "."}


def found_in(text: str) -> str:
    report = preflight("proef.pdf", made(text), read(text).printer)
    return "\n".join(map(shown, report.findings))


def shown(finding: Finding) -> str:
    place = ""
    if finding.places:
        place = " [" + " ".join(f"{round(side, 1) + 0.0:.1f}" for side in finding.places[0]) + "]"
        place += f" and {len(finding.places) - 1} more" if len(finding.places) > 1 else ""
    return f"{finding.code}{MARK[finding.severity]} {finding.page}{place}: {finding.message}"


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


@pytest.mark.parametrize(("text", "expected"), cases())
def test_fixture(text: str, expected: str, request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--regenerate"):
        pytest.skip("the fixtures are being written")
    assert found_in(text) == expected


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
    """A rule without a PDF that breaks it, and a file without one that passes, is not tested."""
    texts = {path.stem: path.read_text(encoding="utf-8") for path in FILES}
    expected = [found["expected"] for text in texts.values() for found in CASE.finditer(text)]
    rules = [code for code in CODES if code.startswith("preflight-") and code > "preflight-009"]
    assert [code for code in rules if not any(code in one for one in expected)] == []
    for text in texts.values():
        assert any(not found["expected"] for found in CASE.finditer(text))
