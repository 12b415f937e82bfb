"""Documents of LibreOffice, in rich text and of Google Docs."""

from __future__ import annotations

from dinobook import pandoc
from dinobook.importers.docx import WordDocument
from importers.docx.bringing import brought
from importers.docx.documents import members, zipped

TEXT = b"""\
# Kop

Een alinea met een noot.[^1]

- een
- twee

| a | b |
|---|---|
| c | d |

[^1]: De noot.
"""


def odt() -> bytes:
    return pandoc.run_bytes(["-f", "markdown", "-t", "odt"], TEXT)


def test_an_opendocument_text_comes_in() -> None:
    found = brought(odt(), name="scriptie.odt")
    assert found.errors == []
    said = found.chapter("kop")
    for words in ("Een alinea met een noot.[^1]", "- een\n- twee", "| c | d |", "[^1]: De noot."):
        assert words in said


def test_words_that_get_lost_on_the_way_stop_the_import() -> None:
    files = members(odt())
    strange = b"<text:p><text:vreemd>Verloren woord</text:vreemd></text:p></office:text>"
    files["content.xml"] = files["content.xml"].replace(b"</office:text>", strange)
    found = brought(zipped(files), name="scriptie.odt")
    assert "2 words: Verloren woord" in found.errors[0]
    assert found.report.written == ()


def test_tracked_changes_of_libreoffice_are_refused() -> None:
    files = members(odt())
    changed = b"<text:tracked-changes><text:changed-region/></text:tracked-changes></office:text>"
    files["content.xml"] = files["content.xml"].replace(b"</office:text>", changed)
    plan, (problem,) = WordDocument("a.odt", zipped(files)).propose()
    assert plan is None
    assert problem.code == "import-053"


def test_a_dtd_in_an_opendocument_text() -> None:
    files = members(odt())
    files["content.xml"] = files["content.xml"].replace(b"?>", b"?><!DOCTYPE a>", 1)
    plan, (problem,) = WordDocument("a.odt", zipped(files)).propose()
    assert plan is None
    assert problem.code == "import-052"


RICH = (
    rb"{\rtf1\ansi\deff0{\fonttbl{\f0 Times;}}{\info{\author Geheim}}"
    rb"{\pard Een alinea met {\b vet} en caf\'e9 en \u8364? vijf.{\super\chftn}"
    rb"{\footnote\pard De noot.}\par}{\pard Einde.\par}}"
)


def test_rich_text_comes_in() -> None:
    found = brought(RICH, name="brief.rtf")
    assert found.errors == []
    said = found.chapter("vooraf")
    assert "Een alinea met **vet** en café en €vijf." in said
    assert "De noot." in said
    assert all(b"Geheim" not in data for data in found.project.contents.values())


def test_a_note_that_gets_lost_on_the_way_stops_the_import() -> None:
    found = brought(pandoc.run_bytes(["-f", "markdown", "-t", "rtf", "-s"], TEXT), name="a.rtf")
    assert "2 words: " in found.errors[0]


def test_rich_text_that_is_broken() -> None:
    plan, problems = WordDocument("a.rtf", b"{\\rtf1 {\\b").propose()
    assert plan is None or not [one for one in problems if one.code == "import-070"]


def test_a_google_page_in_a_zip_says_what_to_download() -> None:
    plan, (problem,) = WordDocument(
        "a.zip", zipped({"Doc.html": b"<p>x", "images/a.png": b""})
    ).propose()
    assert plan is None
    assert "Download, Microsoft Word" in problem.hint
