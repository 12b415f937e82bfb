"""A picture over the whole page: to the trim, and to the bleed where the printer wants one."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from books import MANIFEST, SharedFolder, small_book
from dinobook.pipeline.build import Request, build

CHAPTER = """\
---
title: Vooraf
---
De tekst staat op de eerste bladzijde, en gaat na de plaat gewoon verder.

/// paginabeeld
    class: aflopend

![Een zwart vlak](images/driehoek.svg)
///

Dit staat er weer onder.
"""
PLATE = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100" width="200" height="100">
<rect width="200" height="100" fill="#000"/></svg>
"""
WITH_PRINTER = MANIFEST.replace("page: 135x210}", "page: 135x210, printer: generic}")
PT_PER_MM = 72 / 25.4


def plate(folder: Path, manifest: str) -> Path:
    project = small_book(book=manifest, vooraf=CHAPTER, driehoek=PLATE)
    made = build(project, SharedFolder(folder), Request(("print",)), lambda _: None)
    return folder / made.files[0].name


def drawn(path: Path) -> Image.Image:
    """The page that holds the picture, with its bleed."""
    for page in pypdfium2.PdfDocument(path):
        text = page.get_textpage().get_text_range()
        picture: Image.Image = page.render(scale=1).to_pil().convert("L")
        middle = picture.getpixel((picture.width // 2, picture.height // 2))
        if not text.strip() and middle == 0:
            return picture
    raise AssertionError("no page is black")


def test_without_a_printer_it_fills_the_trim(tmp_path: Path) -> None:
    page = drawn(plate(tmp_path, MANIFEST))
    assert page.size == (383, 596)  # 135 x 210 mm
    assert page.crop((1, 1, 382, 595)).getextrema() == (0, 0)


def test_it_fills_the_bleed_and_no_head_or_folio_stands_on_it(tmp_path: Path) -> None:
    path = plate(tmp_path, WITH_PRINTER)
    with pikepdf.open(path) as pdf:
        media, bleed = ([float(one) for one in box] for box in (
            pdf.pages[0].MediaBox, pdf.pages[0].BleedBox))  # fmt: skip
    assert bleed[2] - bleed[0] == pytest.approx((135 + 3 + 3) * PT_PER_MM, abs=0.1)
    marks = round(bleed[0] - media[0]) + 1
    page = drawn(path)
    within = page.crop((marks, marks, page.width - marks, page.height - marks))
    assert within.getextrema() == (0, 0)


def test_the_text_goes_on_around_it_in_the_order_of_the_chapter(tmp_path: Path) -> None:
    pages = pypdfium2.PdfDocument(plate(tmp_path, MANIFEST))
    text = "\n".join(page.get_textpage().get_text_range() for page in pages)
    assert text.index("De tekst staat") < text.index("Dit staat er weer onder")


FACING = """\
---
title: Tegenover
---
/// paginabeeld
    class: tegenover aflopend

![Een zwart vlak](images/driehoek.svg)
///

Dit staat er weer onder.
"""


def test_a_picture_faces_the_title_of_its_chapter(tmp_path: Path) -> None:
    """Both are one spread: the picture on a left page, the title on the right page beside it."""
    first = "  - {id: eerste, short: Kort}\n"
    manifest = MANIFEST.replace("  - vooraf\n", "").replace(first, first + "  - vooraf\n")
    project = small_book(book=manifest, vooraf=FACING, driehoek=PLATE)
    made = build(project, SharedFolder(tmp_path), Request(("print",)), lambda _: None)
    pages = list(pypdfium2.PdfDocument(tmp_path / made.files[0].name))
    texts = [page.get_textpage().get_text_range() for page in pages]
    title = next(at for at, text in enumerate(texts) if "Dit staat er weer onder" in text)
    picture = pages[title - 1].render(scale=1).to_pil().convert("L")
    assert title % 2 == 0  # the first page of a PDF is a recto, and is counted from 0
    assert "Tegenover" in texts[title]
    assert texts[title - 1].strip() == ""
    assert picture.crop((1, 1, 382, 595)).getextrema() == (0, 0)
    assert "Het begin" not in texts[title]  # a running head


def test_an_e_book_shows_the_picture_above_the_title(tmp_path: Path) -> None:
    made = build(small_book(vooraf=FACING), SharedFolder(tmp_path), Request(("ebook",)),
                 lambda _: None)  # fmt: skip
    with zipfile.ZipFile(tmp_path / made.files[0].name) as book:
        text = next(
            text
            for text in (book.read(name).decode() for name in book.namelist() if "xhtml" in name)
            if "Dit staat er weer onder" in text
        )
    assert text.index("<img") < text.index("<h1") < text.index("Dit staat er")
