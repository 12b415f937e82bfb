"""Tracked changes and comments: settled as asked, and nobody's name comes through."""

from __future__ import annotations

import pytest

from dinobook.importers.docx import WordDocument
from importers.docx.bringing import brought
from importers.docx.documents import Made, document, drawing, members, png, text

WHO = 'w:author="Recensent Geheim" w:date="2024-01-02T03:04:05Z" w:initials="RG"'


def new(inner: str) -> str:
    return f'<w:ins w:id="1" {WHO}>{inner}</w:ins>'


def old(words: str) -> str:
    letters = f'<w:delText xml:space="preserve">{words}</w:delText>'
    return f'<w:del w:id="2" {WHO}><w:r>{letters}</w:r></w:del>'


def moved(words: str, name: str) -> str:
    return f'<w:{name} w:id="3" {WHO}>{text(words)}</w:{name}>'


def changed(made: Made) -> None:
    made.heading("Kop")
    made.xml(text("De ") + old("rode ") + new(text("groene ")) + text("beer."))
    made.xml(moved("Verhuisd. ", "moveFrom") + text("Eerst."))
    made.xml(text("Dan. ") + moved("Verhuisd.", "moveTo"))
    gone = f'<w:rPr><w:del w:id="4" {WHO}/></w:rPr>'
    made.xml(text("Een"), properties=gone)
    made.xml(text("geheel."))
    look = f'<w:b/><w:rPrChange w:id="5" {WHO}><w:rPr><w:i/></w:rPr></w:rPrChange>'
    made.xml(text("Vet.", look))
    row = f"<w:tr><w:trPr>{new('')}</w:trPr><w:tc><w:p>{text('nieuw')}</w:p></w:tc></w:tr>"
    made.put(f"<w:tbl><w:tr><w:tc><w:p>{text('oud')}</w:p></w:tc></w:tr>{row}</w:tbl>")


def test_without_a_choice_they_are_counted_and_refused() -> None:
    plan, (problem,) = WordDocument("a.docx", document(changed)).propose()
    assert plan is None
    assert problem.code == "import-053"
    assert "insertions and 3 deletions" in problem.message
    assert "--changes accept" in problem.hint


def test_accepted() -> None:
    found = brought(document(changed), "accept")
    assert found.errors == []
    said = found.chapter("kop")
    for words in ("De groene beer.", "Eerst.", "Dan. Verhuisd.", "Eengeheel.", "**Vet.**", "nieuw"):
        assert words in said
    assert "rode" not in said


def test_rejected() -> None:
    found = brought(document(changed), "reject")
    assert found.errors == []
    said = found.chapter("kop")
    for words in ("De rode beer.", "Verhuisd. Eerst.", "Dan.", "Een\n\ngeheel.", "*Vet.*", "oud"):
        assert words in said
    assert "groene" not in said
    assert "nieuw" not in said
    assert "Dan. Verhuisd" not in said


def test_a_change_of_looks_alone_asks_nothing() -> None:
    def write(made: Made) -> None:
        made.heading("Kop")
        look = f'<w:b/><w:rPrChange w:id="5" {WHO}><w:rPr/></w:rPrChange>'
        made.xml(text("Vet.", look))

    assert brought(document(write)).errors == []


def test_the_plan_remembers_the_choice() -> None:
    plan, _ = WordDocument("a.docx", document(changed), "reject").propose()
    assert plan is not None
    assert plan.option("changes") == "reject"


def commented(made: Made) -> None:
    made.heading("Kop")
    paragraph = made.file.add_paragraph()
    run = paragraph.add_run("Een zin.")
    made.file.add_comment(run, "Dit is onzin.", author="Recensent Geheim", initials="RG")
    made.xml(drawing(made.picture(png()), "Een vlak"))
    made.file.core_properties.author = "Eigenaar Geheim"


def test_comments_are_counted_and_stay_out() -> None:
    found = brought(document(commented))
    assert found.errors == []
    assert found.problem("import-059").message == "1 comment stays out."
    assert "onzin" not in found.chapter("kop")


@pytest.mark.parametrize("changes", ["accept", "reject"])
def test_no_name_of_a_reviewer_or_owner_is_in_any_file(changes: str) -> None:
    def write(made: Made) -> None:
        changed(made)
        commented(made)

    data = document(write)
    assert b"Geheim" in b"".join(members(data).values())
    found = brought(data, changes)
    assert found.errors == []
    assert all(b"Geheim" not in one for one in found.project.contents.values())
