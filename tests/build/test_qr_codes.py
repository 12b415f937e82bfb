"""A link that is a QR code on paper: scanned from the finished page, and a link elsewhere."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp

from books import SharedFolder, small_book
from dinobook.pipeline.build import Request, build

ADDRESS = "https://elders.example/film?deel=2&taal=nl"
OWN_POST = "https://proef.example/eerste/"
CHAPTER = f"""\
---
title: Vooraf
---
Eerst een zin.

/// qr | {ADDRESS}
    mm: 30

De film bij *dit* hoofdstuk
///

/// qr | {OWN_POST}
Het stuk op het web
///

Dan nog een zin.
"""
POINTS_IN_MM = 72 / 25.4


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("codes")
    build(small_book(vooraf=CHAPTER), SharedFolder(folder), Request(), lambda _: None)
    return folder


@pytest.fixture(scope="module")
def page(folder: Path) -> pypdfium2.PdfPage:
    document = pypdfium2.PdfDocument(folder / "het-kleine-boek-print.pdf")
    return next(one for one in document if "Dan nog een zin" in words_of(one))


def words_of(page: pypdfium2.PdfPage) -> str:
    return re.sub(r"\s+", " ", page.get_textpage().get_text_bounded())


def scanned(page: pypdfium2.PdfPage, dpi: int = 150) -> list[zxingcpp.Barcode]:
    return list(zxingcpp.read_barcodes(page.render(scale=dpi / 72).to_pil()))


def test_a_telephone_finds_the_whole_address(page: pypdfium2.PdfPage) -> None:
    assert [one.text for one in scanned(page)] == [ADDRESS, OWN_POST]


def test_a_code_is_as_wide_as_asked(page: pypdfium2.PdfPage) -> None:
    """Positions are of the corners of the code, without the white around it."""
    found = scanned(page, 300)
    wide = [one.position.top_right.x - one.position.top_left.x for one in found]
    assert [round(pixels / 300 * 25.4) for pixels in wide] == [30, 22]


def test_a_code_is_drawn_and_no_picture(page: pypdfium2.PdfPage) -> None:
    kinds = {one.type for one in page.get_objects(max_depth=5)}
    assert pypdfium2.raw.FPDF_PAGEOBJ_PATH in kinds
    assert pypdfium2.raw.FPDF_PAGEOBJ_IMAGE not in kinds


def test_below_it_stands_what_a_reader_may_type(page: pypdfium2.PdfPage) -> None:
    text = words_of(page)
    assert "De film bij dit hoofdstuk elders.example/film?deel=2&taal=nl" in text
    assert "Het stuk op het web proef.example/eerste Dan nog" in text


def test_a_screen_reader_hears_where_it_leads(folder: Path) -> None:
    pikepdf = pytest.importorskip("pikepdf")
    with pikepdf.open(folder / "het-kleine-boek-print.pdf") as document:
        alts = {str(one["/Alt"]) for one in document.objects if "/Alt" in dictionary(one)}
    assert "QR-code naar elders.example/film?deel=2&taal=nl" in alts


def dictionary(found: object) -> tuple[str, ...]:
    keys = getattr(found, "keys", None)
    try:
        return tuple(keys()) if keys else ()
    except (TypeError, ValueError):  # a number or a name has no keys
        return ()


def test_screens_have_a_link_and_no_code(folder: Path) -> None:
    with zipfile.ZipFile(folder / "het-kleine-boek-ebook.epub") as epub:
        texts = {name: epub.read(name).decode() for name in epub.namelist() if "xhtml" in name}
        assert not any("qr" in name for name in epub.namelist())
    chapter = next(text for text in texts.values() if "Dan nog een zin" in text)
    link = ADDRESS.replace("&", "&amp;")
    assert f'<p><a href="{link}">De film bij <em>dit</em> hoofdstuk</a></p>' in chapter
    screen = pypdfium2.PdfDocument(folder / "het-kleine-boek-screen.pdf")
    assert [code.text for one in screen for code in scanned(one, 72)] == []
