"""What a screen reader says of a book: languages, notes, captions, heads, lists, formulas."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import page as page_validation
import pikepdf
import pypdfium2
import pytest

from pdf.tagging.aloud import Spoken, spoken

EDITIONS = ("screen", "archive", "easy")
NOTES = (
    ("Noot een met nadruk", "Een zin met"),
    ("Noot bij kop", "Kop met noot"),
    ("Noot twee", "Nog een alinea"),
    ("Noot drie", "Nog een alinea"),
    ("Noot in item", "eerst"),
    ("Noot bij term", "Term"),
    ("Noot in citaat", "Een dieper woord"),
    ("Noot in cel", "5"),
    ("Noot in bijschrift", "Onder de tabel"),
)


def around(root: Spoken, wanted: Spoken) -> Spoken:
    """The element that holds another."""
    return next(one for one in root.walk() if any(kid is wanted for kid in one.kids))


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_strict_reader_accepts_the_tags(edition: str, built: Path) -> None:
    found = page_validation.validate_pdf(built / f"het-kleine-boek-{edition}.pdf", profile="ua1")
    assert found.is_compliant, found.failures


def test_words_of_another_language_say_so(chapter: Spoken) -> None:
    said = {one.words(): one.entries["Lang"] for one in chapter.walk() if "Lang" in one.entries}
    assert said == {
        "so long": "en",
        "three words only": "en",
        "Καλημέρα κόσμε": "el",
        "Bonjour le monde, dit-elle or so .": "fr",
        "or so": "en",
    }


@pytest.mark.parametrize(("note", "called"), NOTES)
def test_a_note_is_read_behind_what_calls_it(note: str, called: str, chapter: Spoken) -> None:
    found = chapter.holding(note, "Note")
    home = around(chapter, found)
    if home.kind == "Lbl":  # a term holds its note
        assert home.words().startswith(called)
        return
    before = home.kids[: home.kids.index(found)]
    spoken_last = [one for one in before if isinstance(one, Spoken) and one.kind != "Note"][-1]
    assert called in spoken_last.words()
    assert spoken_last.kind in ("P", "H2")


def test_the_number_of_a_note_and_its_call_are_links_to_each_other(
    screen: Path, chapter: Spoken
) -> None:
    pages = pypdfium2.PdfDocument(screen)
    with pikepdf.open(screen) as pdf:
        places = {str(key): value for key, value in pikepdf.NameTree(pdf.Root.Names.Dests).items()}
        order = {one.obj.objgen: at for at, one in enumerate(pdf.pages)}
        targets = {key: (order[one[0].objgen], float(one[2]), float(one[3]))
                   for key, one in places.items()}  # fmt: skip
    calls = [link for one in chapter.all("Reference") for kid in one.inner() for link in kid.links]
    labels = [note.inner()[0].inner()[0].links[0] for note in chapter.all("Note")]
    assert len(calls) == len(labels) == len(NOTES)
    by_place = {_near(one): one for one in calls}
    assert len(by_place) == len(calls)
    for call in calls:
        page, _, top = targets[call["to"]]
        back = next(one for one in labels if one["page"] == page
                    and one["box"][1] - 3 < top < one["box"][3] + 12)  # fmt: skip
        page, left, top = targets[back["to"]]
        assert page == call["page"]
        assert abs(left - call["box"][0]) < 1
        assert abs(top - call["box"][3]) < 1
    assert len(pages) > 8


def _near(link: dict[str, object]) -> tuple[object, ...]:
    return link["page"], str(link["box"])


def test_every_note_has_a_name_by_which_it_is_found(screen: Path, read: Spoken) -> None:
    with pikepdf.open(screen) as pdf:
        known = {str(key) for key, _ in pikepdf.NameTree(pdf.Root.StructTreeRoot.IDTree).items()}
    names = [one.entries["ID"] for one in read.all("Note")]
    assert len(names) == len(set(names)) == len(NOTES)
    assert set(names) <= known


def test_a_note_has_its_blocks(chapter: Spoken) -> None:
    note = chapter.holding("Noot twee", "Note")
    assert [one.kind for one in note.inner()] == ["Lbl", "P", "P", "L", "BlockQuote"]
    items = note.inner()[3].inner()
    assert [[kid.words() for kid in one.inner()] for one in items] == [
        ["•", "lijst in noot"],
        ["•", "tweede punt"],
    ]


def test_items_stand_in_each_other_as_they_are_written(chapter: Spoken) -> None:
    outer = chapter.holding("eerst", "L")
    first, second = outer.inner()
    assert [one.kind for one in first.inner()] == ["Lbl", "LBody"]
    body = first.inner()[1]
    assert [one.kind for one in body.inner()] == ["P", "Note", "L"]
    inner = body.inner()[2].inner()[0].inner()[1]
    assert inner.shape() == ["P", {"L": [{"LI": ["Lbl", "LBody"]}]}, "P"]
    assert inner.words() == "binnen 1. diep terug"
    assert second.words() == "• buiten"
    assert (outer.attributes["ListNumbering"], chapter.holding("diep", "L").attributes) == (
        "Disc",
        {"O": "List", "ListNumbering": "Decimal"},
    )


def test_the_box_of_a_thing_to_do_is_its_label(chapter: Spoken) -> None:
    tasks = [one.inner() for one in chapter.holding("taak", "L").inner()]
    assert [[kid.kind for kid in one] for one in tasks] == [["Lbl", "LBody"]] * 2
    assert [one[1].words() for one in tasks] == ["taak", "klaar"]


def test_a_term_and_its_explanation_are_one_item(chapter: Spoken) -> None:
    (terms,) = [one for one in chapter.all("L") if "Uitleg" in one.words()]
    kinds = [[kid.kind for kid in one.inner()] for one in terms.inner()]
    assert kinds == [["Lbl", "LBody"], ["Lbl", "Lbl", "LBody"]]
    assert terms.inner()[1].words() == "Tweede Derde Samen uitgelegd Met een tweede alinea"


def test_a_table_holds_its_caption_and_parts(chapter: Spoken) -> None:
    table = chapter.holding("Onder de tabel", "Table")
    assert [one.kind for one in table.inner()] == ["Caption", "THead", "TBody"]
    caption = table.inner()[0].words()
    assert caption.startswith("Tabel 1 Onder de tabel")
    heads = table.all("TH")
    assert [one.words() for one in heads] == ["wie", "uren"]
    assert {one.attributes["Scope"] for one in heads} == {"Column"}


def test_cells_of_a_table_with_spans_name_their_heads(chapter: Spoken) -> None:
    table = chapter.holding("samen", "Table")
    assert [one.kind for one in table.inner()] == ["THead", "TBody", "TBody", "TFoot"]
    names = {one.entries["ID"]: one.words() for one in table.all("TH") if "ID" in one.entries}
    heads = {one.words(): [names[name] for name in one.attributes.get("Headers", ())]
             for one in table.all("TD") if one.words()}  # fmt: skip
    assert heads == {
        "een": ["Jan", "Uren", "maandag"],
        "twee": ["Jan", "Uren", "dinsdag"],
        "drie": ["Jan", "Uren", "maandag"],
        "samen": ["Piet", "Uren", "maandag", "dinsdag"],
        "Som": ["Wie"],
        "vier": ["Uren", "maandag"],
        "vijf": ["Uren", "dinsdag"],
    }
    scopes = {one.words(): one.attributes["Scope"] for one in table.all("TH")}
    assert scopes == {"Wie": "Column", "Uren": "Column", "maandag": "Column", "dinsdag": "Column",
                      "Jan": "Row", "Piet": "Row"}  # fmt: skip
    (hours,) = [one for one in table.all("TH") if one.words() == "Uren"]
    assert hours.attributes["ColSpan"] == 2
    assert [len(row.inner()) for row in table.all("TR")] == [2, 2, 3, 2, 2, 3]


def test_a_head_without_a_body_is_one(chapter: Spoken) -> None:
    table = chapter.holding("alleen", "Table")
    assert [one.kind for one in table.inner()] == ["TBody"]


def test_a_picture_stands_beside_its_caption(screen: Path, chapter: Spoken) -> None:
    figures = {one.entries["Alt"]: one for one in chapter.all("Figure")}
    assert set(figures) == {"Een vlak", "Alleen"}
    beside = around(chapter, figures["Een vlak"])
    assert [one.kind for one in beside.inner()] == ["Figure", "Caption"]
    assert beside.words() == "Figuur 1 Onder het vlak"
    left, bottom, right, top = figures["Een vlak"].attributes["BBox"]
    drawn = _drawn(screen, figures["Een vlak"].pages[0])
    assert any(left - 1 <= one[0] and bottom - 1 <= one[1] and one[2] <= right + 1
               and one[3] <= top + 1 and one[2] - one[0] > (right - left) / 2
               for one in drawn)  # fmt: skip


def _drawn(file: Path, page: int) -> list[tuple[float, float, float, float]]:
    """Where the lines of a page are drawn, in points from its foot."""
    shapes = pypdfium2.PdfDocument(file)[page].get_objects(
        filter=[pypdfium2.raw.FPDF_PAGEOBJ_PATH], max_depth=1
    )
    return [one.get_bounds() for one in shapes]


def test_a_formula_is_said_in_words_and_kept_as_mathml(chapter: Spoken) -> None:
    formulas = chapter.all("Formula")
    assert len(formulas) == 2
    assert formulas[1].entries["Alt"] == "p gedeeld door twee"
    assert all(b"<math" in one.files[0] for one in formulas)
    assert b"mfrac" in formulas[1].files[0]
    assert around(chapter, formulas[0]).kind == "P"
    assert [one.kind for one in around(chapter, formulas[1]).inner()] == ["Formula", "Caption"]


def test_an_archive_of_part_two_holds_no_other_files(built: Path, read: Spoken) -> None:
    archive = spoken(built / "het-kleine-boek-archive.pdf")
    formulas = archive.all("Formula")
    assert [one.files for one in formulas] == [[], []]
    assert archive.words().split() == read.words().split()
    with pikepdf.open(built / "het-kleine-boek-archive.pdf") as pdf:
        xmp = pdf.Root.Metadata.read_bytes().decode()
        assert not [one for one in pdf.objects if isinstance(one, pikepdf.Stream)
                    and one.get("/Type") == "/EmbeddedFile"]  # fmt: skip
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in xmp
    assert "<pdfaid:part>2</pdfaid:part>" in xmp


def test_an_abbreviation_is_said_in_full(chapter: Spoken) -> None:
    (short,) = [one for one in chapter.all("Span") if "E" in one.entries]
    assert (short.words(), short.entries["E"]) == ("AB", "Algemeen Belang")


def test_code_and_quotes_are_what_they_are(chapter: Spoken) -> None:
    assert [one.words() for one in chapter.all("Code")] == ["code", "if klaar: stop()"]
    assert [one.words() for one in chapter.all("Quote")] == ["‘ Gezegd ’"]
    outer = chapter.all("BlockQuote")
    assert "Een wijs woord" in [one.words() for one in outer[1].inner()]


def test_the_contents_are_links_without_the_dots(read: Spoken) -> None:
    contents = read.holding("Inhoud", "Sect")
    entries = contents.all("TOCI")
    assert [one.words().split()[0] for one in entries] == ["Vooraf", "I", "1", "2", "Bronnen"]
    assert [one.inner()[0].kind for one in entries] == ["Reference"] * len(entries)
    assert [one.kind for one in entries[1].inner()] == ["Reference", "TOC"]
    assert entries[0].all("Link")[0].links[0]["to"] == "vooraf"
    assert ". ." not in contents.words()


def test_heads_and_folios_are_those_of_a_page_and_not_of_the_text(built: Path) -> None:
    for edition, kinds in (("screen", {"/Header", "/Footer"}), ("easy", {"/Header", "/Footer"})):
        with pikepdf.open(built / f"het-kleine-boek-{edition}.pdf") as pdf:
            forms = [one for page in pdf.pages for name, one in
                     page.obj.Resources.get("/XObject", {}).items() if "Head" in name]  # fmt: skip
            said = {
                str(step.operands[1].Subtype)
                for form in forms
                for step in pikepdf.parse_content_stream(form)
                if str(step.operator) == "BDC" and str(step.operands[0]) == "/Artifact"
            }
        assert said == kinds, edition


def test_a_paragraph_over_the_page_is_one(read: Spoken) -> None:
    long = [
        one for one in read.all("P") if "Slot" in one.words() and "directiekamer" in one.words()
    ]
    assert len(long) == 12
    assert sum(len(set(one.pages)) > 1 for one in long) > 2
    for one in long:
        assert one.words().count("verantwoordelijkheidsverdeling") == 3


def test_a_list_and_a_table_over_the_page_are_whole(read: Spoken) -> None:
    listing = read.holding("Punt 60", "L")
    assert len(listing.inner()) == 60
    table = read.holding("rij 69", "Table")
    assert [one.kind for one in table.inner()] == ["Caption", "THead", "TBody"]
    assert [row.words().split()[1] for row in table.inner()[2].inner()] == [
        f"{at:02}" for at in range(70)
    ]
    assert table.words().count("naam getal") == 1
    assert len({page for cell in table.all("TD") for page in cell.pages}) > 1


def test_each_heading_is_one(read: Spoken) -> None:
    heads = [(one.kind, one.words()) for one in read.walk() if one.kind in ("H1", "H2")]
    assert heads == [
        ("H1", "Het kleine boek"),
        ("H1", "Colofon"),
        ("H1", "Inhoud"),
        ("H1", "Vooraf"),
        ("H1", "Het begin"),
        ("H1", "Alles door elkaar"),
        ("H2", "Kop met noot 2"),
        ("H1", "Een lang hoofdstuk"),
        ("H2", "Het slot"),
        ("H1", "Bronnen"),
    ]


@pytest.mark.skipif(shutil.which("verapdf") is None, reason="veraPDF is not here")
@pytest.mark.parametrize(
    ("edition", "flavour"), [("screen", "ua1"), ("archive", "ua1"), ("archive", "2a")]
)
def test_another_strict_reader_accepts_the_tags(edition: str, flavour: str, built: Path) -> None:
    file = built / f"het-kleine-boek-{edition}.pdf"
    run = subprocess.run(
        ["verapdf", "--flavour", flavour, str(file)], capture_output=True, text=True
    )
    assert run.returncode == 0, run.stdout


def test_a_link_inside_the_book_is_described_by_its_words(screen: Path) -> None:
    with pikepdf.open(screen) as pdf:
        links = [link for page in pdf.pages for link in page.obj.get("/Annots", [])]
        said = {str(link.Contents) for link in links if "/Dest" in link}
        outside = {str(link.Contents) for link in links if "/Dest" not in link}
    assert {"Vooraf", "het slot", "1", "9"} <= said
    assert not [one for one in said if "--" in one or "0" in one]
    assert "https://example.org/" in outside
