"""What an import loses is found, by its class and place: one thing of each is lost on purpose."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from dinobook.importers.docx import WordDocument
from dinobook.importers.docx.counting.count import count
from dinobook.importers.inventory import CLASSES
from dinobook.importers.plan import Draft, Plan
from dinobook.importers.proving import alone, prove
from importers.docx.bringing import small_book
from importers.docx.documents import (
    Made,
    box,
    document,
    drawing,
    field,
    formula,
    marked,
    members,
    png,
    text,
)


def everything(made: Made) -> None:
    """One thing of each class and more."""
    style = made.file.styles.add_style("Source Code", 1)
    style.base_style = made.file.styles["Normal"]
    made.heading("Kop")
    made.xml(text("Een alinea met een noot") + made.note("De noot zelf.") + text(" erin."))
    link = field('HYPERLINK "https://example.org/beren"', "de beren")
    made.xml(text("Wie ") + link + text(" kent.") + "<w:r><w:br/></w:r>" + text("Nieuwe regel."))
    made.heading("Onderkop", 2)
    made.heading("Dieper", 3)
    made.file.add_paragraph("eerste punt", "List Bullet")
    made.file.add_paragraph("tweede punt", "List Bullet")
    made.xml(drawing(made.picture(png()), "Een groen vlak"))
    made.xml(marked("_Ref1", text("Figuur 1")) + text(": Een beer"), "Caption")
    table = made.file.add_table(3, 2)
    for number, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = f"cel {number}"
    table.cell(2, 0).merge(table.cell(2, 1))
    made.p("Een citaat.", "Quote")
    made.xml(text("Waarde ") + formula("x=a+b") + text("."))
    made.p("print(7)", "Source Code")
    made.xml(text("Slot met ") + field("REF _Ref1 \\h", "Figuur 1") + text("."))


LOSSES: dict[str, tuple[str, str]] = {
    "words": ("Een alinea met", "Een alinea"),
    "headings": ("### Dieper\n\n", ""),
    "paragraphs": ("Slot met [](#fig-een-beer).", ""),
    "lists": ("- eerste punt\n- tweede punt", "eerste punt\n\ntweede punt"),
    "items": ("- tweede punt\n", ""),
    "links": ("[de beren](https://example.org/beren)", "de beren"),
    "addresses": ("https://example.org/beren", "https://example.org/wolven"),
    "pictures": ('![Een groen vlak](images/scriptie-1.png "Een beer"){#fig-een-beer}\n\n', ""),
    "captions": (' "Een beer"', ""),
    "descriptions": ("![Een groen vlak]", "![Iets]"),
    "rows": ('<tr>\n<td markdown="1">cel 2</td>\n<td markdown="1">cel 3</td>\n</tr>\n', ""),
    "cells": ('<td markdown="1">cel 3</td>\n', ""),
    "merged-cells": (' colspan="2"', ""),
    "notes": ("De noot zelf.", "De noot."),
    "note-calls": ("[^1] erin", " erin"),
    "formulas": ("$x = a + b$", "x"),
    "quotations": ("> Een citaat.", "Een citaat."),
    "line-breaks": ("kent.\\\n", "kent. "),
    "code": ("print(7)", "print(8)"),
}
"""For each class what is taken out of the chapter, and what is left in its place."""


def drafted() -> tuple[Plan, Draft]:
    source = WordDocument("scriptie.docx", document(everything))
    plan, _ = source.propose()
    assert plan is not None
    return plan, source.draft(plan)


def test_nothing_differs_when_nothing_is_lost() -> None:
    plan, draft = drafted()
    _, problems = prove(small_book(), plan, draft, alone)
    assert [one.message for one in problems] == []


@pytest.mark.parametrize("kind", LOSSES)
def test_a_loss_is_found_by_class_and_place(kind: str) -> None:
    plan, draft = drafted()
    lost, left = LOSSES[kind]
    chapter = next(file for file in draft.files if file.id)
    before = chapter.data.decode()
    assert lost in before
    changed = replace(chapter, data=before.replace(lost, left, 1).encode())
    files = tuple(changed if file is chapter else file for file in draft.files)
    _, problems = prove(small_book(), plan, replace(draft, files=files), alone)
    found = [one for one in problems if one.message.startswith(CLASSES[kind].capitalize())]
    assert found, [one.message for one in problems]
    assert found[0].place.excerpt == "Kop"


def test_a_loss_without_words_has_its_place() -> None:
    plan, draft = drafted()
    chapter = next(file for file in draft.files if file.id)
    without = chapter.data.decode().replace("kent.\\\n", "kent. ").encode()
    files = tuple(replace(file, data=without) if file is chapter else file for file in draft.files)
    _, (problem,) = prove(small_book(), plan, replace(draft, files=files), alone)
    assert problem.message == (
        "Line breaks: 1 did not come through (“Wie de beren kent. Nieuwe regel.”)."
    )


def test_a_whole_table_and_a_citation_are_found_to_be_lost() -> None:
    def write(made: Made) -> None:
        made.heading("Kop")
        kept = {"citationItems": [{"itemData": {"title": "T", "author": [{"family": "A"}]}}]}
        said = field(f"ADDIN ZOTERO_ITEM CSL_CITATION {json.dumps(kept)}", "(A)")
        made.xml(text("Zo is het ") + said + text("."))
        made.file.add_table(1, 2).cell(0, 0).text = "cel"
        made.p("Slot.")

    source = WordDocument("scriptie.docx", document(write))
    plan, _ = source.propose()
    assert plan is not None
    draft = source.draft(plan)
    chapter = next(file for file in draft.files if file.id)
    for kind, pattern in {"citations": r"\[@[^]]+\]", "tables": r"(?m)(^\|.*\n)+"}.items():
        without, count = re.subn(pattern, "", chapter.data.decode())
        assert count == 1
        changed = replace(chapter, data=without.encode())
        files = tuple(changed if file is chapter else file for file in draft.files)
        _, problems = prove(small_book(), plan, replace(draft, files=files), alone)
        (found,) = (one for one in problems if one.message.startswith(CLASSES[kind].capitalize()))
        assert found.place.excerpt == "Kop"


def test_every_class_that_word_has_is_lost_once() -> None:
    """Citations and whole tables are lost in their own test; Word has no verse."""
    assert CLASSES.keys() - LOSSES.keys() == {"citations", "verse-lines", "tables"}


# what is counted


def counted(write: Callable[[Made], None], **options: bool) -> dict[str, list[str]]:
    def whole(made: Made) -> None:
        made.heading("Kop")
        write(made)

    found = count(members(document(whole)), **options)  # type: ignore[arg-type]
    return {kind: [piece.key for piece in pieces] for kind, pieces in found[-1][1].items()}


def test_a_box_counts_once() -> None:
    found = counted(lambda made: made.xml(text("Gast.") + box(f"<w:p>{text('Vak.')}</w:p>")))
    assert found["words"] == ["Gast", "Vak"]


def test_deleted_text_and_comments_do_not_count() -> None:
    def write(made: Made) -> None:
        gone = "<w:del><w:r><w:delText>weg </w:delText></w:r></w:del>"
        made.xml(gone + f"<w:ins>{text('erbij ')}</w:ins>" + text("tekst"))

    assert counted(write)["words"] == ["erbij", "tekst"]
    assert counted(write, accept=False)["words"] == ["weg", "tekst"]


def test_what_stands_before_the_first_heading_is_a_part_of_its_own() -> None:
    def write(made: Made) -> None:
        made.p("Vooraf.")
        made.heading("Een")
        made.p("Tekst.")
        made.heading("Twee")

    found = count(members(document(write)))
    assert [title for title, _ in found] == ["", "Een", "Twee"]
