"""`dinobook preflight` of a book's own files: by the edition's printer, as the manifest has him."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from books import MANIFEST
from dinobook.cli.app import run

FINE, FOUND, USAGE = 0, 1, 2
BOOK = f"""\
{MANIFEST.split("outline:", maxsplit=1)[0]}
outline: [vooraf]
editions:
  ebook: {{format: epub}}
  screen: {{format: pdf, use: screen, page: a5}}
  print: {{format: pdf, page: 135x210, printer: generic, print: {{font_pt: 40}}}}
  later: {{format: pdf, page: 135x210, printer: generic}}
"""
NAME = "het-kleine-boek-print"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("boek")
    (folder / "manuscript").mkdir()
    (folder / "manuscript" / "book.yaml").write_text(BOOK)
    text = "---\ntitle: Vooraf\n---\n" + "Koffie en thee in de gang.\n" * 200
    (folder / "manuscript" / "vooraf.md").write_text(text)
    assert run(["build", "print", "screen", "--book", str(folder), "--jobs", "1"]) == FINE
    assert run(["cover", "print", "--book", str(folder)]) == FOUND  # its letters are small too
    return folder


@pytest.mark.parametrize("more", [[], ["--printer", "generic"]])
@pytest.mark.parametrize("by", ["name", "file"])
def test_what_the_manifest_asks_goes_before_the_printer(
    by: str, more: list[str], book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    what = "print" if by == "name" else str(book / "build" / f"{NAME}.pdf")
    assert run(["preflight", what, "--book", str(book), *more]) == FOUND
    said = capsys.readouterr().err
    assert "the printer asks for 40 pt" in said
    assert "set in the manifest" in said
    assert "(“print” in the manifest)" in said


def test_another_printer_has_his_own_rules(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["preflight", "print", "--book", str(book), "--printer", "lulu"]) == FOUND
    said = capsys.readouterr().err
    assert "40 pt" not in said
    assert "Lulu, paperback" in said


def test_a_file_that_was_changed_is_one_like_any_other(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "boek"
    shutil.copytree(book, folder)
    file = folder / "build" / f"{NAME}.pdf"
    file.write_bytes(file.read_bytes() + b"% mijn hand\n")
    assert run(["preflight", str(file), "--book", str(folder)]) == FINE
    assert "no printer named" in capsys.readouterr().err
    assert run(["preflight", "print", "--book", str(folder)]) == USAGE
    assert "Make it: dinobook build print" in capsys.readouterr().err


def test_a_cover_is_judged_as_a_cover(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = book / "build" / f"{NAME}-cover.pdf"
    assert run(["preflight", str(file), "--book", str(book)]) == FOUND
    said = capsys.readouterr().err
    assert "the printer asks for 40 pt" in said
    assert "preflight-012" not in said  # the size of a page
    assert "preflight-040" not in said  # how many of them


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("prnt", "no PDF edition of that name. Did you mean “print”?"),
        ("ebook", "no PDF edition of that name"),
        ("later", "Make it: dinobook build later"),
    ],
)
def test_an_edition_that_cannot_be_judged(
    what: str, said: str, book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["preflight", what, "--book", str(book)]) == USAGE
    assert said in capsys.readouterr().err


def test_an_unknown_printer_gets_the_nearest_name(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["preflight", "print", "--book", str(book), "--printer", "pumba"]) == USAGE
    assert "Did you mean “pumbo”?" in capsys.readouterr().err


def test_impose_names_a_file_that_is_no_pdf(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "brief.pdf"
    file.write_bytes(b"Geachte drukker,")
    assert run(["impose", str(file)]) == USAGE
    assert f"{file} is not a PDF that can be read." in capsys.readouterr().err
