"""`dinobook proof` and `dinobook remarks` as a person types them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pypdfium2
import pytest

from dinobook.cli.app import run
from proof.marking import boxes_of, highlighted, mark, with_annotations
from proof.small import FILES

FINE, USAGE, SOURCE = 0, 2, 4
NAME = "het-kleine-boek-print-proof"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("boek")
    for path, text in FILES.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1796000000")
        assert run(["proof", "--book", str(folder), "--jobs", "1"]) == FINE
    return folder


@pytest.fixture
def came_back(book: Path, tmp_path: Path) -> Path:
    """The proof with a highlight in the text, one on words that are gone, one in the foot."""
    data = (book / "build" / f"{NAME}.pdf").read_bytes()
    data = highlighted(data, "alleen maar", "zakje koekjes toe")
    page, boxes = boxes_of(data, "wie er zuchtte")
    data = with_annotations(data, [(page, mark(boxes, "StrikeOut", T="Jan", M="D:20261130"))])
    file = tmp_path / "van Jan.pdf"
    file.write_bytes(data)
    return file


def test_a_proof_lies_beside_the_edition(book: Path) -> None:
    names = {path.name for path in (book / "build").iterdir()}
    assert {f"{NAME}.pdf", f"{NAME}.pages.json", "het-kleine-boek-print.pdf"} <= names


def test_it_says_what_it_made(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["proof", "print", "--book", str(book), "--json", "--jobs", "1"]) == FINE
    said = json.loads(capsys.readouterr().out)
    assert (said["format"], said["file"]) == ("dinobook-proof", f"{NAME}.pdf")
    assert (said["edition"], said["pages"], said["sheet_mm"]) == ("print", 2, [210.0, 297.0])
    assert said["beside"] == [f"{NAME}.pages.json"]
    assert said["lines"] == 44


def test_the_date_is_the_one_that_is_given(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1796000000")
        assert run(["proof", "--book", str(book), "--jobs", "1"]) == FINE
    capsys.readouterr()
    page = pypdfium2.PdfDocument(book / "build" / f"{NAME}.pdf")[0]
    assert "30 november 2026" in page.get_textpage().get_text_range().replace("\xa0", " ")


def test_remarks_are_listed_at_their_lines(
    book: Path, came_back: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["remarks", str(came_back), "--book", str(book)]) == FINE
    out = capsys.readouterr().out
    assert "manuscript/eerste.md:10  [highlight, p. 1, line 8]" in out
    assert "Wie zwijgt, stemt misschien [alleen maar] toe." in out
    assert "    > over alleen maar" in out
    assert re.search(r"\[strike-out, p. 2, line \d+ by Jan, 2026-11-30\]", out)
    assert f"3 remarks in {came_back}, each at its line." in out


def test_what_is_gone_is_said_with_its_page_and_words(
    book: Path, came_back: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chapter = book / "manuscript" / "eerste.md"
    text = chapter.read_text()
    try:
        chapter.write_text(text.replace(" zakje koekjes toe", "taart"))
        assert run(["remarks", str(came_back), "--book", str(book)]) == FINE
        shown = capsys.readouterr().out
        assert "not found; the words around are at manuscript/eerste.md:" in shown
        assert "[zakje koekjes toe]. Dat was alles." in shown
        assert f"3 remarks in {came_back}; 2 at their line." in shown
        assert run(["remarks", str(came_back), "--book", str(book), "--json"]) == FINE
    finally:
        chapter.write_text(text)
    said = json.loads(capsys.readouterr().out)
    assert (said["format"], said["found"], said["edition"]) == ("dinobook-remarks", 2, "print")
    (gone,) = [one for one in said["remarks"] if not one["places"]]
    assert (gone["words"], gone["page"], gone["folio"]) == ("zakje koekjes toe", 2, "2")
    assert gone["near"]["path"] == "manuscript/eerste.md"
    (found,) = [one for one in said["remarks"] if one["words"] == "alleen maar"]
    assert [place["line"] for place in found["places"]] == [10]
    assert found["near"] is None


def test_nothing_is_changed(book: Path, came_back: Path) -> None:
    before = {path: path.read_bytes() for path in book.rglob("*") if path.is_file()}
    data = came_back.read_bytes()
    assert run(["remarks", str(came_back), "--book", str(book)]) == FINE
    assert {path: path.read_bytes() for path in book.rglob("*") if path.is_file()} == before
    assert came_back.read_bytes() == data


def test_a_pdf_without_remarks(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = book / "build" / f"{NAME}.pdf"
    assert run(["remarks", str(file), "--book", str(book)]) == FINE
    assert f"There are no remarks in {file}." in capsys.readouterr().out


def test_files_that_cannot_be_read(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["remarks", str(tmp_path / "weg.pdf"), "--book", str(book)]) == USAGE
    assert "weg.pdf cannot be read" in capsys.readouterr().err
    (tmp_path / "geen.pdf").write_text("geen PDF")
    assert run(["remarks", str(tmp_path / "geen.pdf"), "--book", str(book)]) == SOURCE
    shown = capsys.readouterr().err
    assert "The file is no PDF" in shown
    assert "[remarks-001]" in shown


def test_a_proof_that_somebody_marked_up_is_not_written_over(
    book: Path, came_back: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = book / "build" / f"{NAME}.pdf"
    own = file.read_bytes()
    try:
        file.write_bytes(came_back.read_bytes())
        assert run(["proof", "--book", str(book), "--jobs", "1"]) == USAGE
        assert "it may hold remarks" in capsys.readouterr().err
        assert file.read_bytes() == came_back.read_bytes()
    finally:
        file.write_bytes(own)
