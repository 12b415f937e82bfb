"""What a command says, it says once, and one thing in the singular."""

from __future__ import annotations

from pathlib import Path

import pytest

from dinobook.cli.app import run
from dinobook.problems import counted, joined

HEAD = """\
book:
  title: Klein
  identifier: urn:uuid:3f2b8c1e-5d47-4a90-9c1b-7e6a2d0f4b58
outline:
"""
ROWS = "  - een\n  - part: Leeg\n  - {id: twee, place: last, after: een}\n"
EDITIONS = """\
editions:
  ebook: {format: epub}
  screen: {format: pdf, page: a5, use: screen}
  print: {format: pdf, page: a5}
"""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    folder = tmp_path / "manuscript"
    folder.mkdir()
    for name, text in (("een", "Het is 's nachts stil."), ("twee", "En dan?")):
        (folder / f"{name}.md").write_text(f"---\ntitle: Stuk {name}\n---\n{text}\n")
    write(tmp_path, ROWS)
    return tmp_path


def write(book: Path, rows: str) -> None:
    (book / "manuscript" / "book.yaml").write_text(f"{HEAD}{rows}{EDITIONS}")


def test_a_rule_that_is_broken_is_refused_in_a_few_words(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["move", "twee", "--before", "een", "--book", str(book)]) == 3
    said = capsys.readouterr().err
    assert "“twee” must come after “een”" in said
    assert "“twee” must be the last chapter" in said
    assert said.count("With --force it is done all the same.") == 1
    assert said.count("nothing was written") == 1
    assert "was not changed" not in said


def test_an_unknown_row_is_refused_in_a_few_words(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["move", "dertien", "--first", "--book", str(book)]) == 3
    said = capsys.readouterr().err
    assert said.count("nothing was written") == 1
    assert "was not changed" not in said


def test_a_rule_that_is_broken_by_force_stands_under_its_own_heading(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["move", "twee", "--before", "een", "--force", "--dry-run", "--book", str(book)]
    assert run(words) == 0
    lines = capsys.readouterr().out.splitlines()
    at = lines.index("Rules of order that are broken:")
    assert lines[at + 1] == "  “twee” must come after “een”."
    assert lines.index("As far as it is known before a build:") > at + 2


def test_one_place_and_one_chapter_are_no_places_and_chapters(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(book, "  - een\n")
    assert run(["check", "--book", str(book)]) == 0
    said = capsys.readouterr()
    assert "No errors in 1 chapter; " in said.out
    assert "set right in 1 place " in said.out
    assert run(["outline", "--book", str(book)]) == 0
    assert "1 chapter, " in capsys.readouterr().out


def test_three_editions_are_listed_as_people_do(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(book, f"{ROWS}  - generate: glossary\n")
    assert run(["check", "--book", str(book)]) == 0
    said = capsys.readouterr().err
    assert "left out of ebook, screen and print: no chapter" in said


def test_a_part_without_chapters_is_told_of(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(book, "  - part: Leeg\n  - part: Vol\n  - een\n  - twee\n")
    assert run(["check", "--book", str(book)]) == 0
    said = capsys.readouterr().err
    assert "book.yaml:5: warning: The part “Leeg” has no chapter and is printed nowhere." in said
    assert said.count("manifest-055") == 1


def test_numbers_and_lists_in_words() -> None:
    assert [counted(number, "page") for number in (0, 1, 1200)] == [
        *("0 pages", "1 page", "1,200 pages")
    ]
    assert counted(2, "leaf", "leaves") == "2 leaves"
    assert [joined("abc"[:end]) for end in (1, 2, 3)] == ["a", "a and b", "a, b and c"]
