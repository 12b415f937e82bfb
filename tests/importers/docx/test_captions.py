"""Captions, the numbers of which the book gives, and references to them."""

from __future__ import annotations

import pytest

from importers.docx.bringing import Brought, brought, chapter
from importers.docx.documents import (
    Made,
    box,
    document,
    drawing,
    field,
    marked,
    png,
    simple_field,
    text,
)


def figure(made: Made, colour: str = "teal") -> str:
    return drawing(made.picture(png(colour=colour)), "Een vlak")


def counted(label: str, number: str, words: str) -> str:
    return text(f"{label} ") + field(f"SEQ {label} \\* ARABIC", number) + text(words)


FIGURE = '![Een vlak](images/scriptie-1.png "Een beer")'


@pytest.mark.parametrize(
    "typed",
    [
        "Figuur 1: Een beer",
        "Figuur 2-3: Een beer",
        "Figuur 2.3. Een beer",
        "Fig. 4 – Een beer",
        "Afbeelding 12: Een beer",
        "FIGUUR 1: Een beer",
        "Figure A: Een beer",
    ],
)
def test_a_typed_number_is_the_book_s(typed: str) -> None:
    def write(made: Made) -> None:
        made.xml(figure(made))
        made.p(typed)

    assert chapter(write) == FIGURE


def test_a_counted_number_is_the_book_s() -> None:
    def write(made: Made) -> None:
        made.xml(figure(made))
        made.xml(text("Figuur ") + simple_field("SEQ Figuur", "1") + text(": Een beer"), "Caption")

    assert chapter(write) == FIGURE


def test_a_number_of_chapter_and_figure_in_two_fields() -> None:
    def write(made: Made) -> None:
        made.xml(figure(made))
        number = field("STYLEREF 1 \\s", "2") + text("-") + field("SEQ Figuur \\s 1", "3")
        made.xml(text("Figuur ") + number + text(" Een beer"), "Caption")

    assert chapter(write) == FIGURE


def test_captions_above_their_pictures() -> None:
    def write(made: Made) -> None:
        for number, colour in enumerate(("teal", "red"), start=1):
            made.p(f"Figuur {number}: Beer {number}")
            made.xml(figure(made, colour))

    found = chapter(write)
    assert 'scriptie-1.png "Beer 1"' in found
    assert 'scriptie-2.png "Beer 2"' in found


def test_a_caption_in_a_box_on_the_paragraph_of_its_picture() -> None:
    def write(made: Made) -> None:
        picture = drawing(made.picture(png()), "Een vlak", floats=True)
        caption = f"<w:p>{counted('Figuur', '1', ' Een beer')}</w:p>"
        made.xml(text("De tekst ernaast.") + picture + box(caption))

    assert chapter(write) == f"De tekst ernaast.\n\n{FIGURE}"


def test_a_caption_below_its_picture_in_one_paragraph() -> None:
    def write(made: Made) -> None:
        made.xml(figure(made) + "<w:r><w:br/></w:r>" + text("Figuur 1: Een beer"))

    assert chapter(write) == FIGURE


def test_pictures_beside_each_other() -> None:
    def write(made: Made) -> None:
        made.xml(figure(made) + figure(made, "red"))
        made.p("Figuur 1: Twee vlakken")

    found = chapter(write)
    assert found.startswith("/// naast-elkaar")
    assert 'scriptie-2.png "Twee vlakken"' in found


def test_a_table_s_caption_above_it_and_below_it() -> None:
    def table(made: Made) -> None:
        cells = made.file.add_table(2, 2)
        for number, cell in enumerate(cell for row in cells.rows for cell in row.cells):
            cell.text = f"c{number}"

    def write(made: Made) -> None:
        made.xml(counted("Tabel", "1", ": Boven"), "Caption")
        table(made)
        made.p("Tussen.")
        made.xml(counted("Tabel", "2", ": Ook boven"), "Caption")
        table(made)

    found = chapter(write)
    assert found.index("/// tabel | Boven") < found.index("Tussen.")
    assert "/// tabel | Ook boven" in found

    def below(made: Made) -> None:
        table(made)
        made.p("Tabel 1: Onder")

    assert "/// tabel | Onder" in chapter(below)


def test_a_sentence_about_a_figure_is_no_caption() -> None:
    def write(made: Made) -> None:
        made.xml(figure(made))
        made.p("Figuur 1 toont hoe de beer loopt, en dat is alles.")

    assert "Figuur 1 toont" in chapter(write)


def test_a_number_without_words_stays_text() -> None:
    def write(made: Made) -> None:
        made.xml(figure(made))
        made.xml(text("Figuur ") + simple_field("SEQ Figuur", "1"), "Caption")

    assert chapter(write).endswith("Figuur 1")


# references


def referring(reference: str) -> Brought:
    def write(made: Made) -> None:
        made.heading("Kop")
        made.xml(figure(made))
        made.xml(marked("_Ref7", counted("Figuur", "1", "")) + text(": Een beer"), "Caption")
        made.xml(reference)
        made.heading("Slot", bookmark="_Ref8")
        made.p("Einde.")

    found = brought(document(write))
    assert found.errors == []
    return found


def sentence(reference: str) -> str:
    return referring(reference).chapter("kop").rsplit("\n\n", 1)[1]


NAMED = "[](#fig-een-beer)"


@pytest.mark.parametrize(
    ("typed", "made"),
    [
        (text("Zie ") + field("REF _Ref7 \\h", "Figuur 1") + text("."), f"Zie {NAMED}."),
        (text("Zie figuur ") + field("REF _Ref7 \\h", "1") + text("."), f"Zie {NAMED}."),
        (text("Zie ") + simple_field("REF _Ref7", "Figuur 1") + text("."), f"Zie {NAMED}."),
        (
            field("REF _Ref7 \\h", "Figuur 1") + text(" op p. ") + field("PAGEREF _Ref7", "9"),
            NAMED,
        ),
        (text("Zie hoofdstuk ") + field("REF _Ref8 \\r", "2") + text("."), "Zie [](slot)."),
        (text("Zie ") + field("REF _Ref8", "Slot") + text("."), "Zie [](slot)."),
        (text("Zie figuur 1 en ook Figuur 1."), f"Zie {NAMED} en ook {NAMED}."),
        (text("Zie p. ") + field("PAGEREF _Ref8", "9") + text("."), "Zie [](slot)."),
        (text("De figuur ") + field("REF _Ref7 \\p", "hierboven"), "De figuur hierboven"),
    ],
)
def test_a_reference_is_worded_by_the_book(typed: str, made: str) -> None:
    assert sentence(typed) == made


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (text("Zie ") + field("REF _Weg", "Figuur 8"), "leads nowhere"),
        (text("Zie ") + field("REF _Ref7", "Fout! Bron niet gevonden"), "leads nowhere"),
        (text("Zie noot ") + field("NOTEREF _Ref7", "3"), "names a note"),
        (text("Zie figuur 9."), "not certain"),
        (text("Zie figuur 1 en 2."), "not certain"),
    ],
)
def test_a_doubtful_reference_stays_and_is_told(typed: str, said: str) -> None:
    found = referring(typed)
    problem = found.problem("import-057")
    assert said in problem.message
    assert "[](" not in found.chapter("kop").rsplit("\n\n", 1)[1]


def test_a_link_inside_the_document_leads_to_its_place() -> None:
    def write(made: Made) -> None:
        made.heading("Kop")
        link = f'<w:hyperlink w:anchor="plek">{text("hier")}</w:hyperlink>'
        made.xml(text("Klik ") + link + text("."))
        made.xml(text("Lang. ") + marked("plek", text("Dit is de plek.")))

    found = brought(document(write))
    assert found.errors == []
    assert found.chapter("kop").startswith("Klik [hier](#plaats-lang-dit-is-de-plek).")


@pytest.mark.parametrize(
    "link",
    [
        field('HYPERLINK "https://example.org/a?b=1&c=2"', "hier"),
        field("HYPERLINK https://example.org/a?b=1&c=2", "hier"),
    ],
)
def test_a_link_that_is_a_field(link: str) -> None:
    found = chapter(lambda made: made.xml(text("Klik ") + link + text(".")))
    assert found == "Klik [hier](https://example.org/a?b=1&c=2)."


def test_two_captions_of_one_number_are_never_guessed_between() -> None:
    def write(made: Made) -> None:
        made.heading("Kop")
        for colour in ("teal", "red"):
            made.xml(figure(made, colour))
            made.p("Figuur 1: Een beer")
        made.p("Zie figuur 1.")

    found = brought(document(write))
    assert found.errors == []
    assert found.chapter("kop").endswith("Zie figuur 1.")


# pictures


def test_an_undescribed_picture_takes_its_caption_and_says_so() -> None:
    def write(made: Made) -> None:
        made.heading("Kop")
        made.xml(drawing(made.picture(png())))
        made.p("Figuur 1: Een beer")

    found = brought(document(write))
    assert found.errors == []
    assert found.chapter("kop") == '![Een beer](images/scriptie-1.png "Een beer")'
    assert "import-064" in found.codes()


def test_a_file_s_name_is_no_description() -> None:
    def write(made: Made) -> None:
        made.heading("Kop")
        made.xml(drawing(made.picture(png()), "C:\\Users\\an\\beer.png"))
        made.p("Figuur 1: Een beer")

    assert "![Een beer]" in brought(document(write)).chapter("kop")


@pytest.mark.parametrize(
    ("data", "suffix", "kind"),
    [
        (b"\xd7\xcd\xc6\x9a" + bytes(40), "wmf", "WMF"),
        (b"\x01\x00\x00\x00" + bytes(36) + b" EMF" + bytes(40), "tmp", "EMF"),
        (bytes(4) + b"ftypheic" + bytes(40), "jpg", "HEIC"),
        (b"geen beeld", "png", "cannot be read"),
    ],
)
def test_a_picture_that_no_book_shows_is_refused_by_name(
    data: bytes, suffix: str, kind: str
) -> None:
    def write(made: Made) -> None:
        made.heading("Kop")
        made.p("Voor het beeld.")
        made.xml(drawing(made.picture(data, suffix), "Een grafiek"))

    found = brought(document(write))
    problem = found.problem("import-055")
    assert f"image1.{suffix}" in problem.message
    assert kind in problem.message
    assert problem.place.excerpt == "Voor het beeld."
    assert f"/// beeld-ontbreekt | image1.{suffix}" in found.chapter("kop")


def test_a_picture_with_a_wrong_suffix_is_known_by_its_bytes() -> None:
    def write(made: Made) -> None:
        made.xml(drawing(made.picture(png(), "tmp"), "Een vlak"))

    assert chapter(write) == "![Een vlak](images/scriptie-1.png)"


def test_one_picture_twice_is_one_file() -> None:
    def write(made: Made) -> None:
        made.heading("Kop")
        made.xml(drawing(made.picture(png()), "Een vlak"))
        made.xml(drawing(made.picture(png()), "Nog eens"))

    found = brought(document(write))
    assert [path for path in found.project.contents if path.endswith(".png")] == [
        "manuscript/images/scriptie-1.png"
    ]


def test_a_picture_outside_the_file_is_never_fetched() -> None:
    def write(made: Made) -> None:
        made.heading("Kop")
        key = made.file.part.relate_to(
            "https://example.org/beer.png",
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image",
            is_external=True,
        )
        made.xml(drawing(key, "Een beer").replace("r:embed", "r:link"))

    found = brought(document(write))
    assert "beer.png" in found.problem("import-056").message
    assert "/// beeld-ontbreekt | beer.png" in found.chapter("kop")
