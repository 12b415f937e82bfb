"""Lists on pages and in the e-book: bullets at each level, and numbers as they were typed."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pypdfium2
import pytest

from books import MANIFEST, SharedFolder, small_book
from dinobook.book.numbers.list_markers import BULLETS
from dinobook.pipeline.build import Request, build
from dinobook.theme.faces import FACES

CHAPTER = """\
---
title: Lijsten
---
Kijk eerst in de la.[^la]

- lepel
    - soeplepel
        - zilveren
            - geërfde
- vork

1. snijden
    - groente
        - prei
2. bakken
    1. boter
        1. gezouten

Even wachten.

5. proeven
6. zouten

Dan pas dit.

a. roeren
b. rusten

En anders zo.

iii. opdienen
iv. afruimen

<ol start="27" type="a"><li>drogen</li><li>opbergen</li></ol>

<ol><li>kast</li><li value="7">lade</li><li>plank</li></ol>

<ol reversed="reversed"><li>drieling</li><li>tweeling</li><li>eenling</li></ol>

99. laatste
100. bord
101. tafel

> - in een citaat
>     - dieper

/// tip | Een vak
- in een vak
    - dieper in het vak

8. achtste
///

[^la]: Daarin ligt nog meer:

    4. een schaar
    5. een touw
        - van vlas
"""
WORDS = {
    "lepel": "•",
    "soeplepel": "–",
    "zilveren": "·",
    "geërfde": "·",
    "vork": "•",
    "snijden": "1.",
    "groente": "–",
    "prei": "·",
    "bakken": "2.",
    "boter": "1.",
    "gezouten": "1.",
    "proeven": "5.",
    "zouten": "6.",
    "roeren": "a.",
    "rusten": "b.",
    "opdienen": "iii.",
    "afruimen": "iv.",
    "drogen": "aa.",
    "opbergen": "ab.",
    "kast": "1.",
    "lade": "7.",
    "plank": "8.",
    "drieling": "3.",
    "tweeling": "2.",
    "eenling": "1.",
    "laatste": "99.",
    "bord": "100.",
    "tafel": "101.",
    "in een citaat": "•",
    "dieper": "–",
    "in een vak": "•",
    "dieper in het vak": "–",
    "achtste": "8.",
    "een schaar": "4.",
    "een touw": "5.",
    "van vlas": "–",
}
LAYOUTS = """\
  easy:   {format: pdf, use: print, page: 135x210, layout: easy-reading}
  large:  {format: pdf, use: print, page: 170x240, layout: large-print}
  thesis: {format: pdf, use: print, page: a4, layout: thesis}
"""
EDITIONS = ("print", "screen", "easy", "large", "thesis")


@pytest.fixture(scope="module")
def lists(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lists")
    book = small_book(eerste=CHAPTER, book=MANIFEST + LAYOUTS)
    build(book, SharedFolder(folder), Request((*EDITIONS, "ebook")), lambda _: None)
    return folder


def mark_before(document: pypdfium2.PdfDocument, words: str) -> str:
    """What stands to the left of a line that consists of these words."""
    for page in document:
        text = page.get_textpage()
        if found := re.search(rf"(?m)(?<!\w){words}\r?$", text.get_text_range()):
            left, bottom, _, top = text.get_charbox(found.start())
            return str(text.get_text_bounded(0, bottom, left - 0.1, top)).strip()
    return "not found"


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_item_has_the_mark_that_was_typed(lists: Path, edition: str) -> None:
    document = pypdfium2.PdfDocument(lists / f"het-kleine-boek-{edition}.pdf")
    assert {words: mark_before(document, words) for words in WORDS} == WORDS


def test_a_list_of_the_author_has_its_bullets_in_back_matter_too(tmp_path: Path) -> None:
    about = "---\ntitle: Over An\n---\nZij schreef:\n\n- kersen\n- druiven\n"
    appendix = "---\ntitle: Bijlage\n---\nNeem mee:\n\n- appels\n    - peren\n"
    manifest = MANIFEST.replace(
        "  - bronnen\n",
        "  - bronnen\n  - generate: sources\n  - {generate: about, file: over-an}\n",
    )
    book = small_book(bronnen=appendix, book=manifest)
    book.contents["manuscript/over-an.md"] = about.encode()
    build(book, SharedFolder(tmp_path), Request(("print",)), lambda _: None)

    document = pypdfium2.PdfDocument(tmp_path / "het-kleine-boek-print.pdf")
    words = ("appels", "peren", "kersen", r"Een eerste hoofdstuk met een lange titel, .*")
    assert [mark_before(document, one) for one in words] == ["•", "–", "•", ""]


def test_a_long_number_stands_inside_the_text_area(lists: Path) -> None:
    document = pypdfium2.PdfDocument(lists / "het-kleine-boek-print.pdf")
    page = next(one for one in document if "100." in one.get_textpage().get_text_bounded())
    text = page.get_textpage()
    at = text.get_text_range().index("100.")
    margins_mm = (16, 19)
    assert text.get_charbox(at)[0] >= min(margins_mm) / 25.4 * 72


def test_the_ebook_counts_as_typed(lists: Path) -> None:
    with zipfile.ZipFile(lists / "het-kleine-boek-ebook.epub") as epub:
        texts = [epub.read(name).decode() for name in epub.namelist() if name.endswith(".xhtml")]
    chapter = next(text for text in texts if "soeplepel" in text)
    assert '<ol start="5">' in chapter
    assert re.search(r'<ol (?=[^>]*start="3")(?=[^>]*class="lower-roman)[^>]*>', chapter)
    assert re.search(r'<ol (?=[^>]*start="99")(?=[^>]*class="marks-3")[^>]*>', chapter)


def test_every_text_face_has_the_bullets() -> None:
    lacking = {
        (face.family, sign)
        for face in FACES
        if not face.fallback
        for sign in BULLETS
        if ord(sign) not in face.characters()
    }
    assert not lacking
