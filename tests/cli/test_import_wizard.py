"""`dinobook import` alone, as a person who reads no plans meets it."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from dinobook import look_at
from dinobook.cli.app import run
from terminals import on_a_terminal

FINE, USAGE = 0, 2
DUMP = """\
=== De trap | 2019-05-02

Wie boven wil zijn, moet beneden beginnen. Dat staat nergens geschreven.

=== De kelder

Daar is het koel, en er staat nog een fles.
"""


@pytest.fixture
def here(tmp_path: Path) -> Path:
    assert run(["new", str(tmp_path / "boek")]) == FINE
    (tmp_path / "posts.txt").write_text(DUMP)
    return tmp_path


def wizard(here: Path, *typed: str) -> tuple[int, str]:
    lines = "".join(f"{line}\n" for line in typed)
    return on_a_terminal("import", "--book", "boek", cwd=here, typed=lines)


def test_a_text_comes_in_with_three_answers(here: Path) -> None:
    code, shown = wizard(here, "posts.txt", "Ons huis", "1")
    assert code == FINE, shown
    assert "posts.txt is a text with posts pasted into it." in shown
    assert "De kelder" in shown
    outline = (here / "boek/manuscript/book.yaml").read_text()
    assert "  - part: Ons huis\n  - de-trap\n  - de-kelder\n" in outline


def test_a_part_that_is_there_goes_by_its_number(here: Path) -> None:
    wizard(here, "posts.txt", "Ons huis", "yes")
    (here / "meer.txt").write_text("=== De tuin\n\nDaar staat een boom.\n")
    code, shown = wizard(here, "meer.txt", "1", "yes")
    assert code == FINE
    assert "1  Ons huis" in shown
    outline = (here / "boek/manuscript/book.yaml").read_text()
    assert "  - de-kelder\n  - de-tuin\n" in outline


def test_nothing_is_written_before_the_last_answer(here: Path) -> None:
    before = (here / "boek/manuscript/book.yaml").read_bytes()
    code, shown = wizard(here, "posts.txt", "", "")
    assert code == FINE
    assert "Nothing was written." in shown
    assert (here / "boek/manuscript/book.yaml").read_bytes() == before
    assert not (here / "boek/manuscript/de-trap.md").exists()


@pytest.mark.parametrize("word", ["y", "Yes", "ja", "J"])
def test_yes_may_be_said_in_short_and_in_dutch(here: Path, word: str) -> None:
    code, _ = wizard(here, "posts.txt", "", word)
    assert code == FINE
    assert (here / "boek/manuscript/de-trap.md").exists()


def test_an_answer_that_is_none_is_asked_again(here: Path) -> None:
    code, shown = wizard(here, "posts.txt", "", "misschien", "nee")
    assert code == FINE
    assert "“misschien” is none of these: yes, plan, no." in shown
    assert "Nothing was written." in shown


def test_a_plan_is_written_to_be_edited(here: Path) -> None:
    code, _ = wizard(here, "posts.txt", "Ons huis", "plan")
    assert code == FINE
    assert 'into: "Ons huis"' in (here / "posts.txt.plan.yaml").read_text()


def test_a_name_that_is_not_there_is_asked_for_again(here: Path) -> None:
    code, shown = wizard(here, "post.txt", "posts.txt", "", "1")
    assert code == FINE
    assert "There is no post.txt." in shown


def test_three_times_nothing_ends_it(here: Path) -> None:
    (here / "oud.doc").write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600))
    code, shown = wizard(here, "oud.doc", "oud.doc", "oud.doc")
    assert code == USAGE
    assert "save it as Word (.docx)" in shown


def test_without_a_terminal_it_says_what_to_type(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["import", "--book", str(here / "boek")]) == USAGE
    assert "dinobook import text posts.txt" in capsys.readouterr().err


def zip_with(*names: str) -> bytes:
    from io import BytesIO

    held = BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return held.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "format_", "what"),
    [
        ("a.xml", b'<?xml version="1.0"?><rss xmlns:wp="http://wordpress.org/export/1.2/">',
         "wordpress", "a WordPress export"),
        ("a.zip", zip_with("blog.001.xml"), "wordpress", "a zip of a WordPress export"),
        ("a.docx", zip_with("word/document2.xml"), "docx", "a Word document"),
        ("a.odt", zip_with("mimetype", "content.xml"), "docx", "a document of LibreOffice"),
        ("a.rtf", b"{\\rtf1 hallo}", "docx", "a document in rich text (.rtf)"),
        ("a.zip", zip_with("these.html", "images/image1.png"), "docx",
         "a web page in a zip, as Google Docs saves it"),
        ("a.txt", b"Een tekst.", "text", "a text with posts pasted into it"),
        ("a.xlsx", zip_with("[Content_Types].xml", "xl/workbook.xml"), "",
         "a sheet or slides of Office"),
        ("a.doc", bytes.fromhex("d0cf11e0a1b11ae1"), "", "a document of an old Word (.doc)"),
        ("a.docx", bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"), "",
         "a document with a password"),
        ("a.pdf", b"%PDF-1.7", "", "a PDF"),
        ("a.html", b"<!DOCTYPE html><html>", "", "a web page"),
        ("a.xml", b"<rss version='2.0'><channel>", "", "a feed of a blog"),
        ("a.bin", b"ab\0cd", "", "a file that holds no text"),
        ("a.txt", b" \n", "", "an empty file"),
        ("a.zip", b"PK\x03\x04 rest", "", "a zip that cannot be read"),
    ],
)  # fmt: skip
def test_what_a_file_is_is_seen_by_what_is_in_it(
    tmp_path: Path, name: str, data: bytes, format_: str, what: str
) -> None:
    (tmp_path / name).write_bytes(data)
    found = look_at(tmp_path / name)
    assert (found.what, found.format) == (what, format_)
    assert bool(found.advice) == (not format_)
