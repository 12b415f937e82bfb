"""A document in chapters: split at headings, by level, or by looks when somebody asks."""

from __future__ import annotations

from dataclasses import replace

import pytest
from docx.enum.style import WD_STYLE_TYPE

from dinobook.importers.docx import WordDocument
from dinobook.importers.plan import Kind, Plan
from dinobook.importers.planfile import plan_to_yaml
from dinobook.importers.planread import from_yaml
from dinobook.manifest.parse import parse
from dinobook.storage.project import MANIFEST
from importers.docx.bringing import brought, carried_out
from importers.docx.documents import Made, document, drawing, field, png, text


def thesis(made: Made) -> None:
    made.file.add_paragraph("De beer", "Title")
    made.file.add_paragraph("Een onderzoek", "Subtitle")
    made.p("An Peeters, 2012")
    made.heading("Inhoud")
    contents = field('TOC \\o "1-3"', "Inleiding 3")
    made.xml(contents, "TOC1")
    made.heading("Inleiding")
    made.p("Dit is de inleiding.")
    made.heading("Vraag", 2)
    made.p("Wat is de vraag?")
    made.heading("Methode", bookmark="_Ref1")
    made.p("Zo ging het.")
    made.heading("Leeg")


def plan_of(data: bytes, **options: object) -> Plan:
    plan, problems = WordDocument("scriptie.docx", data, **options).propose()  # type: ignore[arg-type]
    assert plan is not None, problems
    return plan


def test_the_proposal_names_each_part_and_why() -> None:
    plan = plan_of(document(thesis))
    assert [(row.item, row.kind, row.id) for row in plan.entries] == [
        ("before the first heading", Kind.DROP, ""),
        ("Inleiding", Kind.CHAPTER, "inleiding"),
        ("Methode", Kind.CHAPTER, "methode"),
        ("Leeg", Kind.DROP, ""),
    ]
    assert "title page" in plan.entries[0].reason
    assert plan.entries[0].words == "De beer Een onderzoek An Peeters, 2012"
    assert "no text below" in plan.entries[3].reason


def test_the_contents_go_with_their_heading_and_are_named() -> None:
    found = brought(document(thesis))
    assert found.errors == []
    assert found.problem("import-063").message.startswith("The contents (1 line)")


def test_a_title_page_may_be_kept() -> None:
    data = document(thesis)
    plan = plan_of(data)
    first = replace(plan.entries[0], kind=Kind.CHAPTER, id="titelblad", title="Titelblad")
    found = carried_out(
        WordDocument("scriptie.docx", data), replace(plan, entries=(first, *plan.entries[1:]))
    )
    assert found.errors == []
    assert "Een onderzoek" in found.chapter("titelblad")


def test_a_long_text_before_the_first_heading_is_a_chapter() -> None:
    def write(made: Made) -> None:
        made.p("Een woord vooraf. " * 60)
        made.heading("Kop")
        made.p("Tekst.")

    plan = plan_of(document(write))
    assert (plan.entries[0].kind, plan.entries[0].id) == (Kind.CHAPTER, "vooraf")


def test_level_2_begins_chapters_too() -> None:
    found = brought(document(thesis), level=2)
    assert found.errors == []
    assert found.chapter("vraag") == "Wat is de vraag?"
    assert found.report.plan is not None
    assert "Inleiding › Vraag" in [row.item for row in found.report.plan.entries]


def test_the_plan_is_written_and_read_again() -> None:
    data = document(thesis)
    plan = plan_of(data, level=2)
    again, problems = from_yaml(plan_to_yaml(plan), "plan.yaml", "docx")
    assert again is not None, problems
    assert carried_out(WordDocument("scriptie.docx", data), again).errors == []
    assert again.option("level") == "2"


def test_two_chapters_of_one_name() -> None:
    def write(made: Made) -> None:
        for number in (1, 2):
            made.heading("Besluit")
            made.p(f"Het {number}e besluit.")

    found = brought(document(write))
    assert found.errors == []
    assert found.chapter("besluit-2") == "Het 2e besluit."


def test_a_row_that_the_document_does_not_have() -> None:
    data = document(thesis)
    plan = plan_of(data)
    rows = (replace(plan.entries[1], item="Inleidng"), *plan.entries[2:])
    found = carried_out(WordDocument("scriptie.docx", data), replace(plan, entries=rows))
    assert found.codes() == ["import-007"]
    assert "Inleidng" in found.errors[0]


def test_a_document_that_has_changed_since() -> None:
    plan = plan_of(document(thesis))
    changed = document(lambda made: made.p("Anders."))
    assert carried_out(WordDocument("scriptie.docx", changed), plan).codes() == ["import-005"]


def test_headings_skip_no_level() -> None:
    def write(made: Made) -> None:
        made.heading("Kop")
        for level, words in ((4, "diep"), (4, "even diep"), (2, "hoger"), (3, "dieper")):
            made.heading(words, level)
            made.p("Tekst.")

    found = brought(document(write)).chapter("kop")
    assert [line for line in found.split("\n") if line.startswith("#")] == [
        "## diep",
        "## even diep",
        "## hoger",
        "### dieper",
    ]


def test_a_reference_to_a_part_that_stays_out_becomes_its_words() -> None:
    def write(made: Made) -> None:
        made.heading("Kop")
        made.xml(text("Zie ") + field("REF _Ref1 \\h", "Methode") + text("."))
        made.heading("Methode", bookmark="_Ref1")
        made.p("Zo.")

    data = document(write)
    plan = plan_of(data)
    rows = tuple(
        replace(row, kind=Kind.DROP) if row.id == "methode" else row for row in plan.entries
    )
    source = WordDocument("scriptie.docx", data)
    draft = source.draft(replace(plan, entries=rows))
    assert b"Zie Methode." in draft.files[0].data


def test_a_picture_that_nothing_describes_asks_in_the_plan() -> None:
    def write(made: Made) -> None:
        made.heading("Kop")
        made.p("Tekst.")
        made.xml(drawing(made.picture(png())))

    data = document(write)
    plan = plan_of(data)
    row = plan.entries[-1]
    assert (row.kind, row.item) == (Kind.IMAGE, "scriptie-1.png")
    source = WordDocument("scriptie.docx", data)
    assert "has no description" in carried_out(source, plan).errors[0]
    for changed, alt in (
        (replace(row, kind=Kind.DECORATION), '![](images/scriptie-1.png){alt=""}'),
        (replace(row, title="Een groen vlak"), "![Een groen vlak](images/scriptie-1.png)"),
    ):
        found = carried_out(source, replace(plan, entries=(*plan.entries[:-1], changed)))
        assert found.errors == []
        assert alt in found.chapter("kop")


# by looks


def unstyled(made: Made) -> None:
    def line(words: str, half_points: int, *, page: bool = False) -> None:
        size = f'<w:b/><w:sz w:val="{half_points}"/>'
        made.xml(text(words, size), properties="<w:pageBreakBefore/>" if page else "")

    for number, name in enumerate(("Inleiding", "Methode"), start=1):
        line(name, 36, page=number > 1)
        made.p("Een gewone alinea met genoeg woorden om de tekst te zijn. " * 5)
        line(f"Vraag {number}", 26)
        made.p("Nog een alinea die lang genoeg is om de broodtekst te heten. " * 5)


def test_without_styles_it_is_one_chapter_and_said_so() -> None:
    _, problems = WordDocument("scriptie.docx", document(unstyled)).propose()
    (problem,) = problems
    assert problem.code == "import-062"
    assert "4 lines look like headings" in problem.message
    assert "--headings looks" in problem.hint


def test_by_looks_when_asked_with_how_sure_it_is() -> None:
    data = document(unstyled)
    plan = plan_of(data, by_looks=True)
    assert [(row.id, row.confidence >= 0.5) for row in plan.entries] == [
        ("inleiding", True),
        ("methode", True),
    ]
    assert all(row.confidence < 1 for row in plan.entries)
    assert "larger type (18 points), bold, begins a page" in plan.entries[1].reason
    found = carried_out(WordDocument("scriptie.docx", data), plan)
    assert found.errors == []
    assert "## Vraag 1" in found.chapter("inleiding")


def test_looks_say_nothing_where_headings_have_styles() -> None:
    plan = plan_of(document(thesis), by_looks=True)
    assert [row.confidence for row in plan.entries[1:3]] == [1.0, 1.0]


@pytest.mark.parametrize("words", ["Een zin in vet die eindigt met een punt.", "Let op:"])
def test_a_bold_sentence_is_no_heading(words: str) -> None:
    def write(made: Made) -> None:
        made.xml(text(words, '<w:b/><w:sz w:val="40"/>'))
        made.p("Een gewone alinea met genoeg woorden om de tekst te zijn. " * 5)

    assert len(plan_of(document(write), by_looks=True).entries) == 1


def with_abstract(made: Made) -> None:
    for name in ("Author", "Abstract"):
        made.file.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    made.file.add_paragraph("De beer: een leven", "Title")
    made.file.add_paragraph("Een onderzoek", "Subtitle")
    made.file.add_paragraph("An Peeters", "Author")
    made.file.add_paragraph("Bas Tack", "Author")
    made.file.add_paragraph("Wie beren telt, vergeet er altijd een.", "Abstract")
    made.heading("Inleiding")
    made.p("Dit is de inleiding.")


def test_an_abstract_is_no_title_page_and_comes_in() -> None:
    found = brought(document(with_abstract))
    assert found.errors == []
    assert "Wie beren telt, vergeet er altijd een." in found.chapter("de-beer-een-leven")


def test_the_book_takes_title_and_authors_when_the_plan_says_so() -> None:
    data = document(with_abstract)
    plan = plan_of(data)
    (note,) = WordDocument("scriptie.docx", data).propose()[1]
    assert note.code == "import-065"
    assert "“De beer: een leven”, by An Peeters, Bas Tack" in note.message
    word = WordDocument("scriptie.docx", data)
    before = carried_out(word, plan)
    assert "title: Proefboek" in before.project.contents[MANIFEST].decode()
    taken, problems = from_yaml(plan_to_yaml(plan).replace('book: ""', "book: take"))
    assert taken is not None, problems
    manifest = parse(carried_out(word, taken).project.contents[MANIFEST].decode()).manifest
    assert manifest is not None
    assert (manifest.book.title, manifest.book.subtitle) == ("De beer: een leven", "Een onderzoek")
    assert [author.name for author in manifest.book.authors] == ["An Peeters", "Bas Tack"]
