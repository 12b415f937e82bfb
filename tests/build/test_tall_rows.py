"""Tables whose rows are taller than a page, pictures in cells, and the space around a table."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path

import page as page_validation
import pypdfium2
import pytest
from PIL import Image

from books import MANIFEST, SharedFolder, small_book
from dinobook.pipeline.build import Request, build
from pdf.tagging.aloud import spoken

WORDS = ("die", "in", "een", "cel", "staan", "en", "daar", "veel", "ruimte", "nemen", "tot", "de")


def words(count: int, name: str) -> str:
    """So many words; every tenth is a name of its own."""
    return " ".join(WORDS[at % len(WORDS)] if at % 10 else f"{name}{at:03}" for at in range(count))


CHAPTER = f"""\
---
title: Hoge rijen
---
Voor de tabel.

| eerste kolom | tweede kolom |
|---|---|
| {words(200, "alfa")} | kort |
| kort | {words(300, "beta")} |
| {words(700, "gamma")} | {words(800, "delta")} |

Vlak na de tabel.

| beeld | tekst |
|---|---|
| ![Breed](images/breed.png) | {words(12, "naast")} |

<table><thead><tr><th>wie</th><th>wat</th></tr></thead><tbody>
<tr><th scope="row">{words(500, "epsilon")}</th><td>{words(700, "zeta")}</td></tr>
<tr><td>kort</td><td>{words(600, "eta")}
<table><thead><tr><th>in</th></tr></thead><tbody>
<tr><td>{words(300, "theta")}</td></tr></tbody></table></td></tr>
</tbody></table>

Slot.
"""
LAYOUTS = """\
  large: {format: pdf, use: print, page: 170x240, layout: large-print}
"""
EDITIONS = ("print", "screen", "large")
"""In large print words are broken in cells: that nothing is lost there, the build itself says."""


@pytest.fixture(scope="module")
def tall(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tall")
    picture = BytesIO()
    Image.new("L", (2400, 1200), 90).save(picture, "PNG")
    book = small_book(eerste=CHAPTER, book=MANIFEST + LAYOUTS)
    book.contents["manuscript/images/breed.png"] = picture.getvalue()
    build(book, SharedFolder(folder), Request((*EDITIONS, "ebook")), lambda _: None)
    build(
        book,
        SharedFolder(folder / "whole"),
        Request(("print",), whole=True),
        lambda _: None,
    )
    return folder


def texts(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path)
    whole = [page.get_textpage().get_text_range() for page in document]
    return [re.sub(r"[-\ufffe\x02]?\r?\n", "", text) for text in whole]


@pytest.mark.parametrize("name", ["print", "screen", "whole"])
def test_a_tall_row_goes_on_over_the_page_below_its_head(tall: Path, name: str) -> None:
    folder, edition = (tall / "whole", "print") if name == "whole" else (tall, name)
    pages = texts(folder / f"het-kleine-boek-{edition}.pdf")
    counts = {"alfa": 200, "beta": 300, "gamma": 700, "delta": 800}
    for word, count in counts.items():
        expected = [f"{word}{at:03}" for at in range(0, count, 10)]
        assert re.findall(rf"{word}\d{{3}}", " ".join(pages)) == expected
        assert len({at for at, text in enumerate(pages) if f"{word}000" in text}) == 1
    held = [text for text in pages if re.search("(alfa|beta|gamma|delta)\\d", text)]
    assert len(held) > 3
    assert all(re.search("eerste ?kolom", text) for text in held)


def test_a_cell_is_read_aloud_whole(tall: Path) -> None:
    """One tag a cell: its text on all pages comes before that of the next cell."""
    cells = spoken(tall / "het-kleine-boek-print.pdf").all("TD")
    assert any(len(set(cell.pages)) > 1 for cell in cells)
    for word, count in {"alfa": 200, "beta": 300, "gamma": 700, "delta": 800, "zeta": 700}.items():
        (cell,) = [cell for cell in cells if f"{word}000" in cell.words() and not cell.all("Table")]
        expected = [f"{word}{at:03}" for at in range(0, count, 10)]
        assert re.findall(rf"{word}\d{{3}}", cell.words()) == expected


def test_every_head_says_what_it_heads(tall: Path) -> None:
    """Without spans, that is enough; with them every cell names its heads."""
    heads = spoken(tall / "het-kleine-boek-print.pdf").all("TH")
    rows = [one.words() for one in heads if one.attributes["Scope"] == "Row"]
    assert len(heads) == 10
    assert [row.split()[0] for row in rows] == ["epsilon000"]


def test_a_reader_that_is_strict_accepts_the_tags(tall: Path) -> None:
    found = page_validation.validate_pdf(tall / "het-kleine-boek-print.pdf", profile="ua1")
    assert found.is_compliant


def test_a_picture_is_shrunk_to_its_cell(tall: Path) -> None:
    document = pypdfium2.PdfDocument(tall / "het-kleine-boek-print.pdf")
    page = next(page for page in document if "naast000" in page.get_textpage().get_text_range())
    (picture,) = page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])
    left, _, right, _ = picture.get_bounds()
    text = page.get_textpage()
    beside = text.get_charbox(text.get_text_range().index("naast000"))[0]
    assert right - left > 60
    assert right < beside


def test_a_wide_table_can_be_pushed_aside_on_a_phone(tall: Path) -> None:
    with zipfile.ZipFile(tall / "het-kleine-boek-ebook.epub") as epub:
        pages = [epub.read(name).decode() for name in epub.namelist() if name.endswith(".xhtml")]
    page = next(page for page in pages if "gamma000" in page)
    assert page.count("<table") == page.count('<div class="scrolls"><table') == 4


def test_a_line_parts_a_table_from_the_text_below(tall: Path) -> None:
    document = pypdfium2.PdfDocument(tall / "het-kleine-boek-print.pdf")
    page = next(page for page in document if "Vlak na" in page.get_textpage().get_text_range())
    text = page.get_textpage()
    said = text.get_text_range()
    below = text.get_charbox(said.index("Vlak na"))[3]
    last = max(found.start() for found in re.finditer(r"delta\d{3}", said))
    assert text.get_charbox(last)[1] - below > 14
