"""Fixtures that a typesetter can edit: title, input, expected, each ended by a line with a point.

`pytest tests/markup --regenerate` writes what comes out now; the difference is the review. A
no-break space is shown as ⍽, a thin one as ⸱, a soft hyphen as ¦.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dinobook.markup.convert import convert

FOLDER = Path(__file__).parent / "fixtures"
FILES = sorted(FOLDER.glob("*.txt"))
CASE = re.compile(r"(?ms)^(?P<title>\S[^\n]*)\n\.\n(?P<input>.*?)\n\.\n(?P<expected>.*?)\n?^\.\n")
SHOWN = str.maketrans("\u00a0\u202f\u00ad", "⍽⸱¦")


def converted(body: str) -> str:
    result = convert(f"---\ntitle: Proef\n---\n{body}", "manuscript/proef.md")
    faults = [f"{p.place.line}: {p.message}" for p in result.problems]
    assert result.fragment is not None
    whole = re.sub(r"\A<div [^>]*>|</div>\Z", "", result.fragment.xhtml).strip()
    notes = [
        f"[{note.number}] " + re.sub(r"\A<div [^>]*>|</div>\Z", "", note.xhtml).strip()
        for note in result.fragment.notes
    ]
    return "\n".join([whole, *notes, *faults]).translate(SHOWN)


def regenerated(text: str) -> str:
    def case(found: re.Match[str]) -> str:
        return f"{found['title']}\n.\n{found['input']}\n.\n{converted(found['input'])}\n.\n"

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
    assert converted(body) == expected


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_every_line_of_a_fixture_file_belongs_to_a_case(
    path: Path, request: pytest.FixtureRequest
) -> None:
    text = path.read_text(encoding="utf-8")
    if request.config.getoption("--regenerate"):
        path.write_text(regenerated(text), encoding="utf-8")
    left_over = CASE.sub("", text)
    assert [line for line in left_over.splitlines() if line and not line.startswith("#")] == []
