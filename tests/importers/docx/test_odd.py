"""Odd shapes of real documents: each comes through whole."""

from __future__ import annotations

import pytest

from importers.docx.bringing import chapter
from importers.docx.documents import (
    Made,
    drawing,
    field,
    formula,
    marked,
    parts,
    png,
    simple_field,
    text,
)

BREAK = "<w:r><w:br/></w:r>"
METAFILE = b"\xd7\xcd\xc6\x9a" + bytes(40)


def test_pictures_with_their_captions_in_cells() -> None:
    def write(made: Made) -> None:
        table = made.file.add_table(1, 2)
        for at, colour in enumerate(("red", "teal")):
            cell = table.cell(0, at)
            for part in parts(drawing(made.picture(png(colour=colour)), f"Vlak {at}")):
                cell.paragraphs[0]._p.append(part)
            cell.add_paragraph(f"Figuur {at + 1}: Vlak nummer {at}")

    found = chapter(write)
    assert '![Vlak 0](images/scriptie-1.png "Vlak nummer 0")' in found
    assert '![Vlak 1](images/scriptie-2.png "Vlak nummer 1")' in found


def test_a_table_in_a_cell() -> None:
    def write(made: Made) -> None:
        table = made.file.add_table(1, 2)
        table.cell(0, 0).text = "buiten"
        inner = table.cell(0, 1).add_table(1, 2)
        inner.cell(0, 0).text = "binnen"

    found = chapter(write)
    assert "buiten" in found
    assert "| binnen |" in found


def test_several_things_in_a_cell() -> None:
    def write(made: Made) -> None:
        table = made.file.add_table(2, 2)
        cell = table.cell(0, 0)
        cell.text = "eerste"
        cell.add_paragraph("tweede")
        cell.add_paragraph("punt", "List Bullet")
        cell.add_paragraph("nog een punt", "List Bullet")
        heading = table.cell(1, 1).paragraphs[0]
        heading.style = made.file.styles["Heading 2"]
        heading.add_run("Kop in een cel")

    found = chapter(write)
    assert "- punt\n- nog een punt" in found
    assert "**Kop in een cel**" in found


def test_a_figure_that_stands_in() -> None:
    def write(made: Made) -> None:
        indent = '<w:ind w:left="720"/>'
        made.xml(drawing(made.picture(png()), "Vlak"), properties=indent)
        made.xml(text("Figuur 1: Ingesprongen"), properties=indent)

    assert chapter(write) == '![Vlak](images/scriptie-1.png "Ingesprongen")'


def test_a_caption_without_a_picture_is_a_paragraph() -> None:
    def write(made: Made) -> None:
        made.xml(text("Figuur 1: Verdwaald"), properties='<w:ind w:left="720"/>')
        made.p("Tekst.")

    assert chapter(write) == "Figuur 1: Verdwaald\n\nTekst."


def test_a_caption_whose_label_is_bold_and_one_with_a_note() -> None:
    def write(made: Made) -> None:
        made.xml(drawing(made.picture(png()), "Vlak"))
        made.xml(text("Figuur 1: ", "<w:b/>") + text("Vet label"), "Caption")
        made.p("Tussen.")
        made.xml(drawing(made.picture(png(colour="red")), "Rood"))
        made.xml(text("Figuur 2: Met noot") + made.note("Bron: mezelf."), "Caption")

    found = chapter(write)
    assert '"Vet label"' in found
    assert "/// figuur | Met noot[^1]" in found


def test_a_formula_on_a_line_of_its_own_parts_its_paragraph() -> None:
    def write(made: Made) -> None:
        shown = f"<m:oMathPara>{formula('x=1+y')}</m:oMathPara>"
        made.xml(text("Voor ") + shown + text(" na."))

    assert chapter(write) == "Voor\n\n$$\nx = 1 + y\n$$\n\nna."


def test_a_picture_between_the_items_of_a_list() -> None:
    def write(made: Made) -> None:
        made.file.add_paragraph("een", "List Number")
        made.xml(drawing(made.picture(png()), "Vlak"))
        made.file.add_paragraph("twee", "List Number")

    assert chapter(write) == "1. een\n\n![Vlak](images/scriptie-1.png)\n\n2. twee"


def test_tabs_spaces_and_breaks() -> None:
    def write(made: Made) -> None:
        made.xml(text("Naam:") + "<w:r><w:tab/></w:r>" + text("An"))
        made.p("   voorloop  dubbel ")
        made.xml(BREAK + text("regel een") + BREAK + BREAK + text("regel drie") + BREAK)

    found = chapter(write).split("\n\n")
    assert found == ["Naam: An", "voorloop dubbel", "regel een\\\n\\\nregel drie"]


def test_a_heading_style_of_somebody_s_own() -> None:
    def write(made: Made) -> None:
        made.file.styles.add_style("Kop 2 zonder nummering", 1)
        made.p("Dankwoord", "Kop 2 zonder nummering")
        made.p("Dank aan allen.")

    assert chapter(write) == "## Dankwoord\n\nDank aan allen."


@pytest.mark.parametrize("reference", [field("REF _Ref1", "Figuur 1"), text("figuur 1")])
def test_a_reference_to_a_picture_that_is_not_there_stays_text(reference: str) -> None:
    def write(made: Made) -> None:
        made.xml(drawing(made.picture(METAFILE, "wmf"), "Grafiek"))
        caption = marked("_Ref1", text("Figuur ") + simple_field("SEQ Figuur", "1"))
        made.xml(caption + text(": Beer"), "Caption")
        made.xml(text("Zie ") + reference + text("."))

    found = chapter(write)
    assert found.startswith("/// beeld-ontbreekt | image1.wmf\nGrafiek\n\nBeer\n///")
    assert found.lower().endswith("zie figuur 1.")


def test_an_old_equation_is_a_box_with_its_name() -> None:
    def write(made: Made) -> None:
        key = made.picture(METAFILE, "wmf")
        shape = f'<v:shape><v:imagedata r:id="{key}"/></v:shape>'
        old = f'<w:r><w:object>{shape}<o:OLEObject ProgID="Equation.3"/></w:object></w:r>'
        made.xml(text("De formule ") + old + text(" hier."))

    assert "/// beeld-ontbreekt | image1.wmf" in chapter(write)


def test_a_picture_that_is_not_there_in_a_sentence_keeps_its_description() -> None:
    def write(made: Made) -> None:
        shown = drawing(made.picture(METAFILE, "wmf"), "Een grafiek van beren")
        made.xml(text("Voor ") + shown + text(" na."))
        made.p("Slot.")

    found = chapter(write)
    assert found.startswith("Voor  na.") or found.startswith("Voor na.")
    assert "Een grafiek van beren" in found
