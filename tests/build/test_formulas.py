"""Formulas inside sentences: on the baseline of their line on pages, MathML in the e-book."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from books import MANIFEST, SharedFolder, small_book
from dinobook.checks import epubcheck
from dinobook.pipeline.build import Request, build

CHAPTER = """\
---
title: Vooraf
---
Eerst staat er $x$, en dan volgt het.

![Een driehoek](images/driehoek.svg)

/// figuur | De hoek $\\alpha$ van nabij
///

Wie telt, vindt ($\\frac{a}{b}$).[^n]

[^n]: Een noot met $y_2$ erin.
"""
ROOM_PT = 0.8
"""A drawing has a little white around it, and letters of two typefaces differ."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("formulas")
    listed = MANIFEST.replace("generate: contents\n", "generate: contents\n  - generate: figures\n")
    project = small_book(book=listed, vooraf=CHAPTER)
    build(project, SharedFolder(folder), Request(), lambda _: None)
    return folder


@pytest.fixture(scope="module", params=["print", "screen"])
def page(folder: Path, request: pytest.FixtureRequest) -> pypdfium2.PdfPage:
    document = pypdfium2.PdfDocument(folder / f"het-kleine-boek-{request.param}.pdf")
    return next(one for one in document if "Eerst staat er" in one.get_textpage().get_text_range())


def box_of(page: pypdfium2.PdfPage, words: str, sign: int = 0) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of a character of `words`."""
    text = page.get_textpage()
    box = text.get_charbox(text.get_text_range().index(words) + sign)
    return float(box[0]), float(box[1]), float(box[2]), float(box[3])


def drawn_right_of(
    page: pypdfium2.PdfPage, box: tuple[float, float, float, float]
) -> tuple[float, float, float, float]:
    """The nearest drawing on the line of `box`, to its right."""
    _, bottom, right, top = box
    kinds = [pypdfium2.raw.FPDF_PAGEOBJ_PATH]
    found = [one.get_bounds() for one in page.get_objects(filter=kinds, max_depth=6)]
    near = [one for one in found if one[0] >= right and bottom - 9 < one[1] and one[3] < top + 9]
    left, below, end, above = min(near)
    return left, below, end, above


def test_a_letter_stands_on_the_baseline(page: pypdfium2.PdfPage) -> None:
    box = box_of(page, "Eerst staat er", len("Eerst staat er") - 1)
    left, bottom, _, top = drawn_right_of(page, box)
    assert bottom == pytest.approx(box[1], abs=ROOM_PT)
    assert top == pytest.approx(box[3], abs=3 * ROOM_PT)
    assert left - box[2] < 8, "a word space"


def test_a_fraction_stands_on_both_sides_of_the_baseline(page: pypdfium2.PdfPage) -> None:
    open_bracket = box_of(page, "(")
    kinds = [pypdfium2.raw.FPDF_PAGEOBJ_PATH]
    drawn = [one.get_bounds() for one in page.get_objects(filter=kinds, max_depth=6)]
    near = [one for one in drawn if 0 <= one[0] - open_bracket[2] < 12]
    letters = [one for one in near if abs(one[1] - open_bracket[1]) < 14]
    baseline = box_of(page, "vindt")[1]
    assert min(one[1] for one in letters) < baseline - 2
    assert max(one[3] for one in letters) > baseline + 6


def test_the_bar_of_a_fraction_is_thick_enough_for_every_printer(page: pypdfium2.PdfPage) -> None:
    """No printer in `printers/` asks for lines of more than 0.75 pt."""
    paths = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=5)
    heights = [round(top - bottom, 2) for _, bottom, _, top in (one.get_bounds() for one in paths)]
    assert min(heights) >= 0.75


def test_the_words_around_a_formula_are_read_as_they_stand(page: pypdfium2.PdfPage) -> None:
    text = re.sub(r"\s+", " ", page.get_textpage().get_text_range())
    assert re.search(r"Eerst staat er ?, en dan volgt het\.", text)
    assert re.search(r"Een noot met erin\.", text)


def test_a_list_of_figures_draws_what_a_caption_has(folder: Path) -> None:
    document = pypdfium2.PdfDocument(folder / "het-kleine-boek-print.pdf")
    page = next(
        one for one in document if "Lijst van figuren" in one.get_textpage().get_text_range()
    )
    hook = box_of(page, "De hoek", len("De hoek") - 1)
    assert drawn_right_of(page, hook)[0] - hook[2] < 8


def test_an_e_book_has_mathml_with_its_latex(folder: Path) -> None:
    with zipfile.ZipFile(folder / "het-kleine-boek-ebook.epub") as epub:
        texts = {name: epub.read(name).decode() for name in epub.namelist()[1:] if "ml" in name}
        package = epub.read(next(name for name in epub.namelist() if name.endswith(".opf")))
    chapter, name = next((text, name) for name, text in texts.items() if "Eerst staat" in text)
    assert chapter.count('<math xmlns="http://www.w3.org/1998/Math/MathML" display="inline"') == 4
    assert 'alttext="a gedeeld door b"' in chapter
    assert '<annotation encoding="application/x-tex">\\frac{a}{b}</annotation>' in chapter
    assert ">describedMath</meta>" in package.decode()
    line = re.search(rf'<item [^>]*href="{name.split("/", 1)[1]}"[^>]*>', package.decode())
    assert line is not None
    assert 'properties="mathml"' in line[0]


def test_the_e_book_is_valid(folder: Path) -> None:
    """Formulas with annotations, by the schema of the standard."""
    if missing := epubcheck.available():
        pytest.skip(missing)
    data = (folder / "het-kleine-boek-ebook.epub").read_bytes()
    assert [one.message for one in epubcheck.check(data) if one.is_error] == []


@pytest.mark.parametrize("edition", ["print", "screen"])
def test_a_reader_of_the_pages_hears_formulas_in_words(folder: Path, edition: str) -> None:
    with pikepdf.open(folder / f"het-kleine-boek-{edition}.pdf") as pdf:
        told = [
            str(one.Alt)
            for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary) and "/S" in one and "/Alt" in one
        ]
    assert {"x", "alfa", "a gedeeld door b", "y index 2"} <= set(told)
    assert not any("\\" in one for one in told)
