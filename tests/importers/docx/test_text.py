"""What stands in a document comes through: each thing that other converters lose, once."""

from __future__ import annotations

import io
import re

import pytest
from PIL import Image

from dinobook.markup.convert import convert
from importers.docx.bringing import brought, chapter
from importers.docx.documents import (
    Made,
    box,
    document,
    drawing,
    field,
    formula,
    members,
    parts,
    photo,
    png,
    simple_field,
    text,
    zipped,
)

BOLD = "<w:b/>"


def test_text_of_a_box_follows_its_paragraph_once() -> None:
    def write(made: Made) -> None:
        made.xml(text("Voor het vak.") + box(f"<w:p>{text('In het vak.')}</w:p>"))
        made.p("Na het vak.")

    assert chapter(write) == "Voor het vak.\n\nIn het vak.\n\nNa het vak."


def test_two_boxes_of_a_paragraph_keep_their_order() -> None:
    def write(made: Made) -> None:
        boxes = box(f"<w:p>{text('Eerst.')}</w:p>") + box(f"<w:p>{text('Dan.')}</w:p>")
        made.xml(text("Gast.") + boxes)

    assert chapter(write) == "Gast.\n\nEerst.\n\nDan."


def test_a_box_in_a_box_and_in_a_cell() -> None:
    def write(made: Made) -> None:
        inner = box(f"<w:p>{text('Binnenin.')}</w:p>")
        made.xml(text("Gast.") + box(f"<w:p>{text('Vak.')}{inner}</w:p>"))
        table = made.file.add_table(1, 1)
        table.cell(0, 0).paragraphs[0].add_run("Cel.")
        for part in parts(box(f"<w:p>{text('Vak in een cel.')}</w:p>")):
            table.cell(0, 0).paragraphs[0]._p.append(part)

    found = chapter(write)
    for words in ("Gast.", "Vak.", "Binnenin.", "Cel.", "Vak in een cel."):
        assert found.count(words.removesuffix(".")) >= 1
    assert found.index("Vak.") < found.index("Binnenin.")


def test_the_result_of_a_simple_field_stays() -> None:
    def write(made: Made) -> None:
        made.xml(text("Versie ") + simple_field("DOCPROPERTY Versie", "zeven") + text("."))

    assert chapter(write) == "Versie zeven."


def test_fields_within_fields_leave_what_they_show() -> None:
    def write(made: Made) -> None:
        inner = field("MERGEFIELD Naam", "An")
        made.xml(text("Dag ") + field('IF 1 = 1 "x"', inner) + text("!"))

    assert chapter(write) == "Dag An!"


def test_content_controls_and_smart_tags_are_only_wrappers() -> None:
    def write(made: Made) -> None:
        inside = f"<w:smartTag>{text('Gent')}</w:smartTag>"
        inner = f"<w:sdt><w:sdtContent>{inside}</w:sdtContent></w:sdt>"
        made.xml(text("Te ") + inner + text(" gebeurd."))
        paragraph = f"<w:p>{text('In een blok.')}</w:p>"
        made.put(f"<w:sdt><w:sdtContent>{paragraph}</w:sdtContent></w:sdt>")

    assert chapter(write) == "Te Gent gebeurd.\n\nIn een blok."


def test_looks_that_mean_something() -> None:
    def write(made: Made) -> None:
        made.xml(
            text("Vet", BOLD)
            + text(", ")
            + text("schuin", "<w:i/>")
            + text(", H")
            + text("2", '<w:vertAlign w:val="subscript"/>')
            + text("O, weg", "<w:strike/>")
            + text(".")
        )

    assert chapter(write) == "**Vet**, *schuin*, H<sub>2</sub>~~O, weg~~."


def test_signs_of_markup_are_text() -> None:
    found = chapter(lambda made: made.p("*ster* 2016. [zie] $5 en {x} /// tip"))
    shown = convert(f"---\ntitle: T\n---\n\n{found}\n", "a.md").fragment
    assert shown is not None
    assert "<p>*ster* 2016. [zie] $5 en {x} /// tip</p>" in shown.xhtml


def test_a_note_has_its_text() -> None:
    def write(made: Made) -> None:
        made.xml(text("Zin") + made.note("De noot.") + text(" loopt door."))

    assert chapter(write) == "Zin[^1] loopt door.\n\n[^1]: De noot."


def test_a_box_in_a_note() -> None:
    files = members(document(_with_note))
    notes = files["word/footnotes.xml"].replace(
        b"</w:p></w:footnote></w:footnotes>",
        box(f"<w:p>{text('Vak bij de noot.')}</w:p>").encode()
        + b"</w:p></w:footnote></w:footnotes>",
    )
    found = brought(zipped(files | {"word/footnotes.xml": notes}))
    assert found.errors == []
    assert "[^1]: De noot.\n\n    Vak bij de noot." in found.chapter("kop")


def _with_note(made: Made) -> None:
    made.heading("Kop")
    made.xml(text("Zin") + made.note("De noot.") + text("."))


def test_a_note_of_a_title_moves_to_the_first_words() -> None:
    def write(made: Made) -> None:
        made.heading("Kop")
        for part in parts(made.note("Bij de titel.")):
            made.file.paragraphs[-1]._p.append(part)
        made.p("Tekst.")

    found = brought(document(write))
    assert found.errors == []
    assert found.chapter("kop") == "Tekst.[^1]\n\n[^1]: Bij de titel."


def test_formulas_are_latex_and_numbers_are_text() -> None:
    def write(made: Made) -> None:
        made.xml(text("Waarde ") + formula("49,45") + text(" en ") + formula("x=a+b") + text("."))

    assert chapter(write) == "Waarde 49,45 en $x = a + b$."


@pytest.mark.parametrize("number", ["12", "0,05", "-3,2", "1 000", "45%", "12.5"])
def test_a_formula_that_is_only_a_number(number: str) -> None:
    def write(made: Made) -> None:
        made.xml(text("Waarde ") + formula(number) + text("."))

    found = chapter(write)
    assert "$" not in found
    assert number.replace("-", "−") in found.replace("\u202f", " ").replace("\\", "")


def test_merged_cells_become_an_html_table() -> None:
    def write(made: Made) -> None:
        table = made.file.add_table(3, 2)
        for number, cell in enumerate(cell for row in table.rows for cell in row.cells):
            cell.text = f"c{number}"
        table.cell(1, 0).merge(table.cell(2, 0)).text = "hoog"

    found = chapter(write)
    assert 'rowspan="2"' in found


def test_a_plain_table_is_a_markdown_table() -> None:
    def write(made: Made) -> None:
        table = made.file.add_table(2, 2)
        for number, cell in enumerate(cell for row in table.rows for cell in row.cells):
            cell.text = f"c{number}"

    assert "| c0 | c1 |" in chapter(write)


def test_a_row_that_begins_further_on_loses_no_cell() -> None:
    def write(made: Made) -> None:
        def cell(words: str) -> str:
            return f"<w:tc><w:p>{text(words)}</w:p></w:tc>"

        late = f"<w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>{cell('a')}{cell('b')}</w:tr>"
        full = f"<w:tr>{cell('c')}{cell('d')}{cell('e')}</w:tr>"
        made.put(f"<w:tbl><w:tblGrid><w:gridCol/></w:tblGrid>{late}{full}</w:tbl>")

    assert re.findall(r"\b[a-e]\b", chapter(write)) == ["a", "b", "c", "d", "e"]


def test_lists_in_lists() -> None:
    def write(made: Made) -> None:
        made.file.add_paragraph("een", "List Bullet")
        made.file.add_paragraph("diep", "List Bullet 2")
        made.file.add_paragraph("twee", "List Bullet")
        made.p("Tussendoor.")
        made.file.add_paragraph("eerst", "List Number")

    found = chapter(write)
    assert "- een" in found
    assert "1. eerst" in found


def test_quotations_by_style_and_by_indent() -> None:
    def write(made: Made) -> None:
        made.p("Een citaat.", "Quote")
        made.p("Gewoon.")
        made.xml(text("Ingesprongen."), properties='<w:ind w:left="720"/>')

    assert chapter(write) == "> Een citaat.\n\nGewoon.\n\n> Ingesprongen."


def test_signs_of_symbol_and_wingdings() -> None:
    def write(made: Made) -> None:
        arrow = '<w:r><w:sym w:font="Wingdings" w:char="F0E0"/></w:r>'
        beta = '<w:r><w:sym w:font="Symbol" w:char="F062"/></w:r>'
        made.xml(text("Zo ") + arrow + text(" en ") + beta + text("."))

    assert chapter(write) == "Zo → en β."


def test_words_drawn_in_a_diagram_stay() -> None:
    def write(made: Made) -> None:
        shape = f'<w:r><w:pict><v:shape><v:textpath string="{"Zwierig"}"/></v:shape></w:pict></w:r>'
        made.xml(text("Bij de tekening.") + shape)

    assert chapter(write) == "Bij de tekening.\n\nZwierig"


def test_a_drop_cap_joins_its_word() -> None:
    def write(made: Made) -> None:
        made.xml(text("D"), properties='<w:framePr w:dropCap="drop"/>')
        made.xml(text("e eerste zin."))

    assert chapter(write) == "De eerste zin."


def test_page_breaks_leave_no_trace() -> None:
    def write(made: Made) -> None:
        made.xml(text("Voor.") + '<w:r><w:br w:type="page"/></w:r>')
        made.p("Na.")

    assert chapter(write) == "Voor.\n\nNa."


def test_the_same_bytes_twice() -> None:
    data = document(_with_note)
    assert brought(data).project.contents == brought(data).project.contents


def test_the_strict_form_of_the_standard() -> None:
    strict = {
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main": (
            b"http://purl.oclc.org/ooxml/wordprocessingml/main"
        ),
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
            b"http://purl.oclc.org/ooxml/officeDocument/relationships"
        ),
    }
    files = members(document(_with_note))
    for name, data in files.items():
        for usual, other in strict.items():
            data = data.replace(usual, other)
        files[name] = data
    found = brought(zipped(files))
    assert found.errors == []
    assert found.chapter("kop") == "Zin[^1].\n\n[^1]: De noot."


def test_a_picture_in_a_heading_follows_it() -> None:
    def write(made: Made) -> None:
        made.heading("Kop")
        made.p("Tekst.")
        made.heading("Onderkop", 2)
        for part in parts(drawing(made.picture(png()), "Een plan")):
            made.file.paragraphs[-1]._p.append(part)
        made.p("Slot.")

    found = brought(document(write))
    assert found.errors == []
    assert "## Onderkop\n\n![Een plan](images/scriptie-1.png)" in found.chapter("kop")


def test_a_photograph_stands_upright_and_tells_nothing() -> None:
    def write(made: Made) -> None:
        made.heading("Kop")
        made.xml(drawing(made.picture(photo(), "jpg"), "Een oranje vlak"))

    found = brought(document(write))
    data = found.project.contents["manuscript/images/scriptie-1.jpg"]
    assert b"Geheim" not in data
    assert Image.open(io.BytesIO(data)).size == (40, 60)
