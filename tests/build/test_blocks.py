"""What a reader sees of the literary blocks, on paper and on a screen."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pypdfium2
import pytest

from books import SharedFolder, small_book
from dinobook.pipeline.build import Request, build

CHAPTER = """\
---
title: Een eerste hoofdstuk
initiaal: true
---
IJverig zat hij de hele voormiddag te tellen hoeveel kauwen er op het sluishuis zaten, en toen hij
er negen had, vloog er een weg. Niemand had hem gezegd dat kauwen niet stilzitten voor een man met
een balpen en een blad met vakjes, en dus begon hij opnieuw, van links naar rechts deze keer.

/// vers
    nummers: 2

De deur staat open,
  er komt niemand binnen.
Het tocht een beetje
in het trappenhuis.
///

/// dialoog
FONS: Niks.
IK: Maar waar denk je dan aan?
///

/// oefening | Drie dingen
    lijnen: 3

Schrijf ze op.
///

/// vragen
    lijnen: 1

1. Wie mist dit?
///

Met sleutel 1️⃣, 👨‍🔬 en 👩‍🔬, en een regenboog 🏳️‍🌈.

/// uitgelicht
Rust die iets moet opbrengen, is overwerk.
///

/// paginabeeld
![Een driehoek](images/driehoek.svg){#fig-driehoek}
///

Daarna gaat het verder, [eerst](eerste) hier.
"""


@pytest.fixture(scope="module")
def blocks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("blocks")
    build(small_book(eerste=CHAPTER), SharedFolder(folder), Request(), lambda _: None)
    return folder


@pytest.fixture(scope="module")
def pages(blocks: Path) -> list[str]:
    document = pypdfium2.PdfDocument(blocks / "het-kleine-boek-print.pdf")
    texts = [page.get_textpage().get_text_bounded() for page in document]
    return [re.sub(r"[ \r\n]+", " ", text) for text in texts]


@pytest.fixture(scope="module")
def chapter(blocks: Path) -> str:
    with zipfile.ZipFile(blocks / "het-kleine-boek-ebook.epub") as epub:
        texts = [epub.read(name).decode() for name in epub.namelist() if name.endswith(".xhtml")]
    return next(text for text in texts if "kauwen" in text)


def page_with(pages: list[str], words: str) -> int:
    return next(number for number, text in enumerate(pages) if words in text)


def test_every_second_line_of_verse_has_its_number(pages: list[str]) -> None:
    text = pages[page_with(pages, "De deur staat open")]
    assert re.search(r"er komt niemand binnen\. ?2 Het tocht een beetje in het", text)
    assert re.search(r"in het trappenhuis\. ?4", text)


def test_a_drop_cap_of_two_letters_stands_three_lines_high(blocks: Path, pages: list[str]) -> None:
    number = page_with(pages, "verig zat hij")
    page = pypdfium2.PdfDocument(blocks / "het-kleine-boek-print.pdf")[number]
    text = page.get_textpage()
    at = text.get_text_range().index("IJ")
    _, bottom, _, top = text.get_charbox(at)
    assert top - bottom > 28, "two lines of 14 points and a capital"


def test_paper_has_lines_to_write_on_and_a_screen_says_what_to_take(
    pages: list[str], chapter: str
) -> None:
    assert not any("pen en papier" in text for text in pages)
    assert chapter.count('<p class="fill-in">Neem pen en papier.</p>') == 1
    assert "<hr" not in chapter


def test_a_plate_has_its_page_to_itself(pages: list[str]) -> None:
    before, after = page_with(pages, "regenboog"), page_with(pages, "Daarna gaat het verder")
    assert after == before, "what follows it fills the page above it"
    assert "driehoek" not in pages[before + 1]
    assert len(pages[before + 1]) < 60, "a running head and no more"


def test_a_screen_reader_is_told_what_a_block_is(blocks: Path) -> None:
    with zipfile.ZipFile(blocks / "het-kleine-boek-ebook.epub") as epub:
        text = "".join(epub.read(name).decode() for name in epub.namelist() if "xhtml" in name)
    assert re.search(r'<aside class="pullquote"[^>]* role="doc-pullquote"', text)


def test_speakers_are_named_in_both(pages: list[str], chapter: str) -> None:
    assert '<span class="speaker">FONS:</span> Niks.' in chapter
    said = " ".join(pages)
    assert re.search(r"FONS: Niks\. .*?IK: Maar waar", said)
