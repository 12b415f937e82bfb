"""`dinobook cover` as a person types it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pikepdf
import pytest

from books import MANIFEST
from dinobook.cli.app import run

FINE, FOUND, USAGE = 0, 1, 2
PRINT = "{format: pdf, use: print, page: 135x210}"
BOOK = f"""\
{MANIFEST.split("outline:", maxsplit=1)[0]}
outline: [vooraf]
editions:
  print: {PRINT}
"""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book of one page, built."""
    folder = tmp_path_factory.mktemp("boek")
    (folder / "manuscript").mkdir()
    (folder / "manuscript" / "book.yaml").write_text(BOOK)
    (folder / "manuscript" / "vooraf.md").write_text("---\ntitle: Vooraf\n---\nKoffie.\n")
    assert run(["build", "print", "--book", str(folder), "--jobs", "1"]) == FINE
    return folder


def test_a_book_that_was_not_built_has_no_thickness(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["cover", "--book", str(book), "--out", str(tmp_path)]) == USAGE
    said = capsys.readouterr().err
    assert "How thick “print” is, is not known" in said
    assert "“dinobook build print”" in said


def test_a_cover_comes_with_its_front_and_its_proof(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["cover", "print", "--proof", "--book", str(book)]) == FINE
    shown = capsys.readouterr()
    names = {path.name for path in (book / "build").iterdir()}
    stem = "het-kleine-boek-print"
    assert {f"{stem}-cover.pdf", f"{stem}-front.jpg", f"{stem}-cover-proof.png"} <= names
    assert "270.1 x 210.0 mm and 3 mm bleed, spine 0.1 mm, for 2 pages" in shown.out
    assert "The spine bears no text" in shown.err


@pytest.mark.parametrize(("width_mm", "code"), [(276.1, FINE), (280, FOUND)])
def test_a_finished_cover_is_checked(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], width_mm: float, code: int
) -> None:
    file = tmp_path / "omslag.pdf"
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(width_mm / 25.4 * 72, 216 / 25.4 * 72))
        document.save(file)
    assert run(["cover", "--check", str(file), "--book", str(book)]) == code
    shown = capsys.readouterr()
    assert ("has the size that “print” needs" in shown.out) is (code == FINE)
    assert ("3.9 mm too wide" in shown.err) is (code == FOUND)


def test_a_file_that_is_not_there_is_named(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["cover", "--check", "weg.pdf", "--book", str(book)]) == USAGE
    assert "weg.pdf cannot be read" in capsys.readouterr().err


def test_a_cover_for_another_number_of_pages_is_told_by_the_next_build(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "boek"
    shutil.copytree(book, folder)
    where = ["--book", str(folder)]
    assert run(["cover", "print", *where]) == FINE
    chapter = folder / "manuscript" / "vooraf.md"
    chapter.write_text(chapter.read_text() + "\nKoffie en thee.\n" * 150)
    capsys.readouterr()
    for _ in range(2):  # also when there is nothing to build
        assert run(["build", "print", "--jobs", "1", *where]) == FINE
        said = capsys.readouterr().err
        assert "The cover of “print” was made for 1 page, and the book has" in said
        assert "dinobook cover print" in said
    assert run(["cover", "print", *where]) == FINE
    capsys.readouterr()
    assert run(["build", "print", *where]) == FINE
    assert "The cover of" not in capsys.readouterr().err


def test_covers_are_cleaned_away_but_not_one_that_was_worked_on(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "boek"
    shutil.copytree(book, folder)
    where = ["--book", str(folder)]
    assert run(["cover", "print", "--proof", *where]) == FINE
    own = folder / "build" / "het-kleine-boek-print-cover.pdf"
    own.write_bytes(own.read_bytes() + b"% mijn hand\n")
    assert run(["clean", "--all", *where]) == FINE
    assert [path.name for path in (folder / "build").iterdir()] == [own.name]
    assert "deleted  het-kleine-boek-print-front.jpg" in capsys.readouterr().out
