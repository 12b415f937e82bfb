"""`dinobook check`: what it says of lines, and how little it does for it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from books import small_book
from dinobook.cli.app import run
from processes import write_book

FIGURES = (
    "lines",
    "wide",
    "loose",
    "spread",
    "uneven",
    "hyphenated",
    "ladders",
    "widows",
    "rivers",
)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """The small book with two print editions, the one in fine lines, the other in plain ones."""
    folder = write_book(small_book(), tmp_path / "boek")
    manifest = folder / "manuscript" / "book.yaml"
    text = re.sub(r"^editions:.*\Z", "", manifest.read_text(), flags=re.MULTILINE | re.DOTALL)
    rows = "".join(
        f"  {name}: {{format: pdf, use: print, page: 110x170, typesetting: {name}}}\n"
        for name in ("fine", "plain")
    )
    manifest.write_text(f"{text}editions:\n{rows}")
    return folder


def test_fine_lines_are_less_loose_than_plain_ones(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", "--typography", "--book", str(book)]) == 0
    shown = capsys.readouterr().out
    assert all(name in shown for name in FIGURES)
    assert run(["check", "--typography", "--json", "--book", str(book)]) == 0
    fine, plain = json.loads(capsys.readouterr().out)["lines"]
    assert (fine["edition"], plain["edition"]) == ("fine", "plain")
    assert fine["total"]["lines"] > 20
    assert fine["total"]["loose"] < plain["total"]["loose"]
    assert plain["total"]["worst"][0][0] > 0.3
    assert sum(page[1] for page in fine["total"]["pages"]) == fine["total"]["lines"]
    assert fine["total"]["lines"] == sum(one["lines"] for one in fine["sections"].values())


def test_lines_are_counted_without_making_files(book: Path) -> None:
    assert run(["check", "--typography", "--book", str(book), "--out", str(book / "uit")]) == 0
    assert not list((book / "uit").glob("*.pdf"))
    assert not (book / "build").exists()


def test_a_book_with_errors_is_not_laid_out(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    chapter = next((book / "manuscript").glob("*.md"))
    chapter.write_text(chapter.read_text() + "\n[weg](#nergens)\n")
    assert run(["check", "--typography", "--book", str(book)]) == 1
    assert "loose" not in capsys.readouterr().out
    assert not (book / "build").exists()
