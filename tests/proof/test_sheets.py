"""A proof: the very pages of the edition, at true size, with numbered lines and room for notes."""

from __future__ import annotations

import io
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import ImageChops

from books import SharedFolder, small_book
from dinobook import MemoryProject, OpenBook, PageMap, Proof, UsageError
from proof.conftest import BOOK
from proof.small import FILES

PT_PER_MM = 72 / 25.4
A4 = (210.0, 297.0)


def text_of(data: bytes, page: int) -> str:
    return str(pypdfium2.PdfDocument(data)[page].get_textpage().get_text_range())


def test_each_page_is_that_of_the_edition_at_true_size(
    printed: bytes, sheets: bytes, proof: Proof
) -> None:
    """What lies inside the frame is the same picture, dot by dot."""
    edition, read = pypdfium2.PdfDocument(printed), pypdfium2.PdfDocument(sheets)
    assert len(read) == len(edition) == proof.pages
    scale = 2
    for number in range(len(edition)):
        own = edition[number].render(scale=scale).to_pil().convert("L")
        with pikepdf.open(io.BytesIO(sheets)) as pdf:
            inside = pdf.pages[number].obj.PieceInfo["/Dinobook"].Private.Inside
            left, low, right, high = (float(side) for side in inside.as_list())
        sheet = read[number]
        height = sheet.get_height()
        sheet.set_cropbox(left, low, right, high)
        there = sheet.render(scale=scale).to_pil().convert("L")
        assert abs(there.width - own.width) <= 1
        assert abs((right - left) - edition[number].get_width()) < 0.01
        assert height == pytest.approx(A4[1] * PT_PER_MM, abs=0.01)
        edge = 4
        box = (edge, edge, own.width - edge, own.height - edge)
        difference = ImageChops.difference(own.crop(box), there.crop(box))
        # a page is moved by parts of a dot: its letters are greyer, none is elsewhere
        strong = sum(difference.histogram()[200:])
        assert strong < 0.001 * own.width * own.height


def test_each_line_has_a_number_beside_it(sheets: bytes) -> None:
    page = pypdfium2.PdfDocument(sheets)[pages_with("De vergaderzaal rook", sheets)]
    text = page.get_textpage()
    numbers = numbers_of(text)
    assert [number for number, _ in numbers] == list(range(1, len(numbers) + 1))
    place = text.search("De vergaderzaal rook").get_next()
    box = text.get_charbox(place[0], loose=True)
    beside = [number for number, y in numbers if box[1] < y < box[3]]
    assert len(beside) == 1
    # the line below it has the next one
    below = text.search("iedereen wist het").get_next()
    box = text.get_charbox(below[0], loose=True)
    assert [number for number, y in numbers if box[1] < y < box[3]] == [beside[0] + 1]


def pages_with(words: str, data: bytes) -> int:
    count = len(pypdfium2.PdfDocument(data))
    return next(number for number in range(count) if words in text_of(data, number))


def numbers_of(text: pypdfium2.PdfTextPage) -> list[tuple[int, float]]:
    """The numbers left of the page, from the top, and how high they stand."""
    found: dict[float, str] = {}
    for index in range(text.count_chars()):
        left, low, _, high = text.get_charbox(index, loose=True)
        sign = text.get_text_range(index, 1)
        if left < 11 * PT_PER_MM and sign.isdigit() and low > 20 * PT_PER_MM:
            found[round((low + high) / 2, 1)] = found.get(round((low + high) / 2, 1), "") + sign
    return [(int(said), y) for y, said in sorted(found.items(), reverse=True)]


def test_heads_and_folios_have_no_number(sheets: bytes) -> None:
    page = pages_with("Buiten begon het te regenen", sheets)
    text = pypdfium2.PdfDocument(sheets)[page].get_textpage()
    first = numbers_of(text)[0][1]
    boxes = [text.get_charbox(index) for index in range(text.count_chars())]
    inside = [box for box in boxes if 15 * PT_PER_MM < box[0] < 145 * PT_PER_MM]
    assert max(box[3] for box in inside) > first + 10


def test_raised_and_lowered_figures_stand_in_their_line(opened: OpenBook, proof: Proof) -> None:
    """The call of a note takes no number of its own: the numbers go on by one beside each line."""
    data = opened.read(proof.name)
    page = pages_with("naar stift.1", data)
    text = pypdfium2.PdfDocument(data)[page].get_textpage()
    heights = [y for _, y in numbers_of(text)]
    assert all(one - other > 6 for one, other in pairwise(heights))


def test_the_foot_says_what_it_is(opened: OpenBook, sheets: bytes) -> None:
    page = pages_with("De vergaderzaal rook", sheets)
    said = text_of(sheets, page)
    said = said.replace("\xa0", " ")
    assert "Proef · 30 november 2026 · Het kleine boek · print" in said
    pages = opened.page_map("print").pages
    mapped = pages[page]
    assert f"pagina {mapped.folio} · {page + 1}/{len(pages)}" in said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Proof · 30 November 2026"),
        ("fr", "Épreuve · 30 novembre 2026"),
        ("de", "Korrekturabzug · 30. November 2026"),
        ("pl", "Proof · 30 listopada 2026"),
    ],
)
def test_the_foot_speaks_the_language_of_the_book(tmp_path: Path, language: str, said: str) -> None:
    book = FILES["manuscript/book.yaml"].replace("language: nl-BE", f"language: {language}")
    opened = tiny(tmp_path, book)
    made = opened.proof(day="2026-11-30")
    assert said in text_of(opened.read(made.name), 0).replace("\xa0", " ")


def tiny(folder: Path, book: str = FILES["manuscript/book.yaml"]) -> OpenBook:
    files = {**FILES, "manuscript/book.yaml": book}
    contents = {path: text.encode() for path, text in files.items()}
    return OpenBook(MemoryProject(contents), SharedFolder(folder))


def test_a_printers_page_is_shown_as_it_will_be_trimmed(tmp_path: Path) -> None:
    rules = "page: 135x210, printer: generic, print: {bleed_mm: 3, marks: [crop]}"
    opened = tiny(tmp_path, FILES["manuscript/book.yaml"].replace("page: 135x210", rules))
    made = opened.proof(day="2026-11-30")
    with pikepdf.open(io.BytesIO(opened.read(made.of.name))) as pdf:
        assert float(pdf.pages[0].mediabox[2]) > float(pdf.pages[0].trimbox[2])
    with pikepdf.open(io.BytesIO(opened.read(made.name))) as pdf:
        left, low, right, high = (
            float(side) for side in pdf.pages[0].obj.PieceInfo["/Dinobook"].Private.Inside.as_list()
        )
        form = pdf.pages[0].obj.Resources.XObject.Page.BBox.as_list()
    assert (right - left) / PT_PER_MM == pytest.approx(135, abs=0.01)
    assert (high - low) / PT_PER_MM == pytest.approx(210, abs=0.01)
    assert float(form[2]) - float(form[0]) == pytest.approx(right - left, abs=0.01)


def test_a_page_without_room_on_a4_gets_a_larger_sheet(tmp_path: Path) -> None:
    book = FILES["manuscript/book.yaml"].replace("page: 135x210", "page: 170x240")
    assert tiny(tmp_path, book).proof(day="2026-11-30").sheet_mm == (230.0, 266.0)


def test_its_map_is_that_of_the_edition(opened: OpenBook, proof: Proof) -> None:
    mapped = PageMap.from_json(opened.read(proof.files[1]))
    edition = opened.page_map("print")
    assert (mapped.file, mapped.pages, mapped.chapters) == (
        proof.name,
        edition.pages,
        edition.chapters,
    )


def test_links_are_gone_and_chapters_are_in_the_outline(sheets: bytes) -> None:
    with pikepdf.open(io.BytesIO(sheets)) as pdf:
        assert not any("/Annots" in page.obj for page in pdf.pages)
        with pdf.open_outline() as outline:
            titles = [item.title for item in outline.root]
        assert "De derde keer" in titles
        labels = [str(page.label) for page in pdf.pages]
    assert "1" in labels
    assert "i" in labels


def test_the_same_day_gives_the_same_bytes(opened: OpenBook, proof: Proof) -> None:
    before = opened.read(proof.name)
    again = opened.proof("print", day="2026-11-30")
    assert opened.read(again.name) == before
    other = opened.proof("print", day="2026-12-01")
    assert opened.read(other.name) != before
    opened.proof("print", day="2026-11-30")


def test_a_proof_that_somebody_worked_in_stays(tmp_path: Path) -> None:
    opened = tiny(tmp_path)
    made = opened.proof(day="2026-11-30")
    file = tmp_path / made.name
    marked = file.read_bytes() + b"% a remark\n"
    file.write_bytes(marked)
    with pytest.raises(UsageError, match="may hold remarks"):
        opened.proof(day="2026-12-01")
    assert file.read_bytes() == marked
    opened.clean(outputs=True)
    assert file.read_bytes() == marked
    file.rename(tmp_path / "van Jan.pdf")
    assert opened.proof(day="2026-12-01").name == made.name


def test_clean_takes_a_proof_along(tmp_path: Path) -> None:
    opened = tiny(tmp_path)
    made = opened.proof(day="2026-11-30")
    _, names = opened.clean(outputs=True)
    assert set(made.files) <= set(names)
    assert not any((tmp_path / name).exists() for name in made.files)


def test_an_edition_without_pages_has_no_proof() -> None:
    opened = OpenBook(small_book(book=BOOK), SharedFolder(Path()))
    with pytest.raises(UsageError, match="“ebook” is no PDF"):
        opened.proof("ebook")
    with pytest.raises(UsageError, match="There is no edition “prnt”"):
        opened.proof("prnt")
