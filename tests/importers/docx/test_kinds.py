"""Files that are no Word document, or cannot be opened, are called by their name."""

from __future__ import annotations

import pytest

from dinobook.importers.docx import WordDocument
from dinobook.importers.docx.package import MAX_MEMBERS
from dinobook.problems import Problem
from importers.docx.documents import document, members, zipped

OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def refused(data: bytes) -> Problem:
    plan, problems = WordDocument("scriptie.docx", data).propose()
    assert plan is None
    (problem,) = problems
    assert problem.is_error
    assert problem.hint
    assert problem.place.path == "scriptie.docx"
    return problem


@pytest.mark.parametrize(
    ("data", "said", "advice"),
    [
        (b"", "is empty", "Export or copy it again"),
        (b"\n \r\n", "is empty", "Export or copy it again"),
        (b"%PDF-1.7 ...", "is a PDF", "Ask its author"),
        (OLE + "WordDocument".encode("utf-16-le"), "before 2007 (.doc)", ".docx"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "locked with a password", "password off"),
        (OLE + b"iets anders", "one of Office before 2007", ".docx"),
        (b"<!DOCTYPE html><p>dag", "is a web page", ".docx"),
        (b"\xef\xbb\xbf<html><p>dag", "is a web page", ".docx"),
        (b"MIME-Version: 1.0\n", "a web page as Word saves it", ".docx"),
        (b"gewone tekst", "is no Word document", "dinobook import text"),
        (zipped({"Index/Document.iwa": b"x"}), "is a Pages file", "export it to Word"),
        (zipped({"xl/workbook.xml": b"x"}), "is an Excel file", "Import the text"),
        (zipped({"ppt/presentation.xml": b"x"}), "is a PowerPoint file", "Import the text"),
        (zipped({"META-INF/container.xml": b"x"}), "is an EPUB", "made from"),
        (zipped({"lees.txt": b"x"}), "a zip without a Word document", "Unpack it"),
        (zipped({}), "a zip without a Word document", "Unpack it"),
    ],
)
def test_another_kind_is_named_with_what_to_do(data: bytes, said: str, advice: str) -> None:
    problem = refused(data)
    assert problem.code == "import-050"
    assert said in problem.message
    assert advice in problem.hint


def word(**others: bytes) -> dict[str, bytes]:
    return members(document(lambda made: made.p("Dag."))) | others


def test_a_zip_that_is_cut_short() -> None:
    assert refused(zipped(word())[:-400]).code == "import-051"


def test_more_members_than_a_document_has() -> None:
    many = {f"word/media/{number}.png": b"" for number in range(MAX_MEMBERS)}
    problem = refused(zipped(word() | many))
    assert (problem.code, "members" in problem.message) == ("import-051", True)


def test_a_member_that_grows_beyond_reason_is_not_unpacked_whole() -> None:
    problem = refused(zipped(word() | {"word/media/a.png": bytes(40_000_000)}))
    assert "250 times its size" in problem.message


def test_a_header_that_lies_about_a_size_is_not_believed() -> None:
    data = zipped(word() | {"word/media/a.png": bytes(40_000_000)})
    size = (40_000_000).to_bytes(4, "little")
    assert data.count(size) == 2
    problem = refused(data.replace(size, (9).to_bytes(4, "little")))
    assert problem.code == "import-051"


def test_two_members_of_one_name() -> None:
    inside = zipped({"word/document.xml": b"<a/>", "word/document.xmL": b"<a/>"})
    problem = refused(inside.replace(b"word/document.xmL", b"word/document.xml"))
    assert "twice" in problem.message


def test_folders_within_folders() -> None:
    assert "deep" in refused(zipped(word() | {"a/" * 40 + "b": b""})).message


def test_a_member_that_names_a_place_outside_is_never_written(tmp_path: object) -> None:
    found = WordDocument("a.docx", zipped(word() | {"../../erg.txt": b"x", "/etc/erg": b"x"}))
    plan, problems = found.propose()
    assert plan is not None
    assert not [one for one in problems if one.is_error]


@pytest.mark.parametrize("name", ["word/document.xml", "word/styles.xml", "_rels/.rels"])
def test_a_dtd_is_refused_in_every_part(name: str) -> None:
    files = word()
    bomb = b'<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;">]>'
    head, _, rest = files[name].partition(b"?>")
    problem = refused(zipped(files | {name: head + b"?>" + bomb + rest}))
    assert (problem.code, name in problem.message) == ("import-052", True)


def test_a_dtd_in_utf_16_is_refused_too() -> None:
    xml = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a SYSTEM "http://x/y"><a/>'
    assert (
        refused(zipped(word() | {"word/document.xml": xml.encode("utf-16")})).code == "import-052"
    )


def test_xml_that_is_cut_short() -> None:
    files = word()
    problem = refused(zipped(files | {"word/document.xml": files["word/document.xml"][:-30]}))
    assert problem.code == "import-052"
    assert "word/document.xml" in problem.message


def test_a_document_without_text_inside() -> None:
    files = word()
    del files["word/document.xml"]
    assert refused(zipped(files)).code == "import-051"
