"""A picture over the whole page: to the trim, and to the bleed where the printer wants one."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from books import MANIFEST, small_book
from dinobook.build import Request, build
from dinobook.outputs import OutputFolder

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
    made = build(project, OutputFolder(folder), Request(("print",)), lambda _: None)
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
