"""The PDFs as a reader and a printer find them, read back from the file."""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

MM = 72 / 25.4


@pytest.fixture(scope="session")
def print_pdf(built: Path) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(built / "het-kleine-boek-print.pdf")


@pytest.fixture(scope="session")
def screen_pdf(built: Path) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(built / "het-kleine-boek-screen.pdf")


@pytest.fixture(scope="session")
def pages(print_pdf: pypdfium2.PdfDocument) -> list[str]:
    return [page.get_textpage().get_text_bounded() for page in print_pdf]


def page_with(pages: list[str], text: str) -> int:
    """The index of the first page with the text, line ends and hyphens aside."""
    for index, page in enumerate(pages):
        if text in re.sub(r"\s+", " ", page.replace("\ufffe", "").replace("\x02", "")):
            return index
    raise AssertionError(f"{text} is on no page")


def text_area(page: pypdfium2.PdfPage) -> tuple[float, float]:
    """The left and right edge of the widest line, in points."""
    boxes = [item.get_bounds() for item in page.get_objects()]
    wide = [box for box in boxes if box[2] - box[0] > 150]
    return min(box[0] for box in wide), max(box[2] for box in wide)


def test_the_print_page_is_the_trim_size(print_pdf: pypdfium2.PdfDocument) -> None:
    for page in print_pdf:
        assert page.get_size() == pytest.approx((135 * MM, 210 * MM), abs=0.1)


def test_the_screen_page_is_a5(screen_pdf: pypdfium2.PdfDocument) -> None:
    assert screen_pdf[1].get_size() == pytest.approx((148 * MM, 210 * MM), abs=0.1)


def test_the_screen_edition_opens_with_a_cover(screen_pdf: pypdfium2.PdfDocument) -> None:
    cover = screen_pdf[0]
    text = cover.get_textpage().get_text_bounded()
    assert "Het kleine boek" in re.sub(r"\s+", " ", text)
    corner = cover.render(scale=0.2).to_pil().convert("RGB").getpixel((2, 2))
    assert max(corner) - min(corner) > 60, "the cover is filled with a strong colour to its edge"


@pytest.mark.parametrize(
    "text",
    ["Dit boekje bestaat", "De vergaderzaal rook", "Een tweede hoofdstuk", "De Wilde, A. (2011)"],
)
def test_chapters_open_on_a_recto_with_an_odd_folio(pages: list[str], text: str) -> None:
    assert page_with(pages, text) % 2 == 0


def test_front_matter_has_roman_folios_and_the_body_starts_at_one(
    print_pdf: pypdfium2.PdfDocument, pages: list[str]
) -> None:
    labels = [print_pdf.get_page_label(index) for index in range(len(print_pdf))]
    part = labels.index("1")
    assert labels[:part] == ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii"][:part]
    assert part % 2 == 0
    assert labels[part:] == [str(number) for number in range(1, len(labels) - part + 1)]
    assert "Deel I" in pages[part]


def test_printed_folios_are_the_labels(print_pdf: pypdfium2.PdfDocument, pages: list[str]) -> None:
    for text in ("De vergaderzaal rook", "Een tweede hoofdstuk", "Dit boekje bestaat"):
        index = page_with(pages, text)
        words = pages[index].split()
        assert print_pdf.get_page_label(index) in (words[0], words[-1])


def test_blank_versos_are_blank(print_pdf: pypdfium2.PdfDocument, pages: list[str]) -> None:
    blanks = [index for index, text in enumerate(pages) if not text.strip()]
    assert blanks
    for index in blanks:
        assert index % 2 == 1
        assert list(print_pdf[index].get_objects()) == []


def test_the_contents_give_the_pages_on_which_chapters_start(
    print_pdf: pypdfium2.PdfDocument, pages: list[str]
) -> None:
    contents = re.sub(r"\s+", " ", pages[page_with(pages, "Inhoud Vooraf")])
    for title, text in {
        "Vooraf": "Dit boekje bestaat",
        "Een eerste hoofdstuk met een lange titel": "De vergaderzaal rook",
        "Tweede": "Een tweede hoofdstuk",
        "Bronnen": "De Wilde, A.",
    }.items():
        label = print_pdf.get_page_label(page_with(pages, text))
        assert re.search(rf"{title}[^.]*[ .]+{label}\b", contents), (title, label, contents)


def test_a_note_stands_at_the_foot_of_the_page_of_its_call(
    print_pdf: pypdfium2.PdfDocument, pages: list[str]
) -> None:
    index = page_with(pages, "De koffie was van gisteren")
    assert index == page_with(pages, "De vergaderzaal rook")
    search = print_pdf[index].get_textpage()
    note = search.get_charbox(search.search("De koffie was").get_next()[0])
    call = search.get_charbox(search.search("Niemand zei iets").get_next()[0])
    assert note[1] < 40 * MM
    assert call[1] > note[1] + 100


def test_margins_are_mirrored(print_pdf: pypdfium2.PdfDocument, pages: list[str]) -> None:
    width = 135 * MM
    recto = page_with(pages, "De vergaderzaal rook")
    verso = next(
        index for index in range(recto + 1, len(pages), 2) if len(pages[index].split()) > 40
    )
    left, right = text_area(print_pdf[recto])
    left_verso, right_verso = text_area(print_pdf[verso])
    assert left < width - right - 4, "a recto has its wide margin outside, at the right"
    assert left_verso > width - right_verso + 4


def test_running_heads_name_part_and_short_title(
    print_pdf: pypdfium2.PdfDocument, pages: list[str]
) -> None:
    start = page_with(pages, "De vergaderzaal rook")
    verso, recto = start + 1, start + 2
    top = (0, 200 * MM - 5, 135 * MM, 210 * MM)
    heads = [print_pdf[index].get_textpage().get_text_bounded(*top) for index in (verso, recto)]
    assert "Het begin" in heads[0]
    assert "Kort" in heads[1] or "hoofdstuk" not in pages[recto]
    opener = print_pdf[start].get_textpage().get_text_bounded(*top)
    assert opener.strip() == "", "no head above an opener"


def test_the_outline_is_the_contents(print_pdf: pypdfium2.PdfDocument, pages: list[str]) -> None:
    rows = [
        (item.level, item.get_title(), item.get_dest().get_index())
        for item in print_pdf.get_toc()
        if item.level < 2 and item.get_title() not in ("Inhoud", "Colofon")
    ]
    assert [(level, title) for level, title, _ in rows] == [
        (0, "Vooraf"),
        (0, "Het begin"),
        (1, "Een eerste hoofdstuk met een lange titel"),
        (1, "Tweede"),
        (0, "Bronnen"),
    ]
    assert rows[2][2] == page_with(pages, "De vergaderzaal rook")


@pytest.mark.parametrize("edition", ["print", "screen"])
def test_every_font_is_embedded_and_one_of_the_house(built: Path, edition: str) -> None:
    with pikepdf.open(built / f"het-kleine-boek-{edition}.pdf") as pdf:
        fonts = [
            item
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor"
        ]
        names = {str(font.FontName).split("+")[-1] for font in fonts}
        assert fonts
        assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)
    assert all(name.startswith(("Vollkorn", "Literata", "EB", "Source", "Alegreya", "Noto"))
               for name in names), names  # fmt: skip


@pytest.mark.parametrize("edition", ["print", "screen"])
def test_the_file_says_what_it_is(built: Path, edition: str) -> None:
    with pikepdf.open(built / f"het-kleine-boek-{edition}.pdf") as pdf:
        assert pdf.Root.Lang == "nl-BE"
        assert pdf.Root.MarkInfo.Marked
        assert pdf.docinfo["/Title"] == "Het kleine boek"
        assert pdf.docinfo["/Author"] == "An Proef"
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20260115")


def test_links_inside_the_book_lead_somewhere(built: Path) -> None:
    with pikepdf.open(built / "het-kleine-boek-screen.pdf") as pdf:
        links = [
            note
            for page in pdf.pages
            for note in page.get("/Annots", [])
            if note.Subtype == "/Link"
        ]
        outside = {str(note.A.URI) for note in links if "/A" in note}
        inside = [note for note in links if "/Dest" in note]
    assert "https://elders.example/" in outside
    assert not any("proef.example" in address and "eerste" not in address for address in outside)
    assert len(inside) >= 4


def test_dutch_words_are_hyphenated(built: Path) -> None:
    text = "".join(
        page.get_textpage().get_text_bounded()
        for page in pypdfium2.PdfDocument(built / "het-kleine-boek-print.pdf")
    )
    assert re.search(r"[a-z][\x02\ufffe‐-]\r?\n?[a-z]", text)
