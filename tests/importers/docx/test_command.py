"""The command as it is typed, up to a finished e-book and pages."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pypdfium2
import pytest

from commands import ran
from dinobook.checks.epubcheck import check as epubcheck
from importers.docx.documents import (
    Made,
    box,
    document,
    drawing,
    field,
    formula,
    marked,
    photo,
    png,
    simple_field,
    text,
)
from importers.docx.test_citations import KIND, SOURCES


def thesis(made: Made) -> None:
    xml = (
        '<b:Sources xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/bibliography">'
        f"{SOURCES}</b:Sources>"
    )
    made.part("/customXml/item9.xml", "application/xml", KIND, xml)
    made.file.add_paragraph("De beer", "Title")
    made.heading("Inleiding")
    made.xml(
        text("Zie ")
        + field("REF _Ref1 \\h", "Figuur 1")
        + text(" en tabel 1, zoals ")
        + field("CITATION Pee10 \\p 4", "(Peeters, 2010, p. 4)")
        + text(" zegt.")
        + made.note("Een noot over beren.")
    )
    made.xml(drawing(made.picture(png(600, 400)), "Een groen vlak"))
    made.xml(marked("_Ref1", text("Figuur ") + simple_field("SEQ Figuur", "1")) + text(": Beer"))
    picture = drawing(made.picture(photo(), "jpg"), "Een oranje vlak", floats=True)
    made.xml(text("Naast het beeld.") + picture + box(f"<w:p>{text('In het vak.')}</w:p>"))
    made.heading("Methode")
    made.p("Tabel 1: Geteld")
    table = made.file.add_table(3, 2)
    for number, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = f"cel {number}"
    table.cell(1, 0).merge(table.cell(2, 0))
    made.xml(text("De waarde is ") + formula("x=a+b") + text("."))


@pytest.fixture
def folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    (tmp_path / "scriptie.docx").write_bytes(document(thesis))
    assert ran(tmp_path, capsys, "new", "boek").code == 0
    return tmp_path


def test_the_proposal_writes_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    done = ran(folder, capsys, "import", "docx", "scriptie.docx", "--book", "boek")
    assert done.code == 0, done.err
    assert "Methode" in done.out
    assert not (folder / "boek" / "manuscript" / "methode.md").exists()


def test_an_unknown_choice_is_said(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    done = ran(folder, capsys, "import", "docx", "scriptie.docx", "--changes", "allebei")
    assert done.code == 2
    assert "accept or reject" in done.err


def test_a_file_that_is_refused_has_exit_code_4(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "oud.docx").write_bytes(b"%PDF-1.7")
    done = ran(folder, capsys, "import", "docx", "oud.docx")
    assert done.code == 4
    assert "is a PDF" in done.err


def test_it_builds_and_epubcheck_has_nothing_to_say(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ("import", "docx", "scriptie.docx", "--apply", "--into", "Scriptie", "--book", "boek")
    done = ran(folder, capsys, *command)
    assert done.code == 0, done.err
    again = ran(folder, capsys, *command)
    assert "new " not in again.out
    built = ran(folder, capsys, "build", "--book", "boek")
    assert built.code == 0, built.err
    (epub,) = (folder / "boek" / "build").glob("*.epub")
    assert [str(one.message) for one in epubcheck(epub.read_bytes())] == []
    with zipfile.ZipFile(epub) as archive:
        pages = b"".join(archive.read(name) for name in archive.namelist() if "xhtml" in name)
    assert "Een noot over beren." in pages.decode()
    assert "(Peeters, 2010, p." in pages.decode().replace("\u00a0", " ")
    (printed,) = (folder / "boek" / "build").glob("*print.pdf")
    pdf = pypdfium2.PdfDocument(printed)
    said = " ".join(page.get_textpage().get_text_range() for page in pdf)
    words = " ".join(said.replace("\u00a0", " ").split())
    for seen in ("Zie figuur 2 en tabel 2", "Naast het beeld.", "In het vak.", "Tabel 2", "cel 5"):
        assert seen in words, words
