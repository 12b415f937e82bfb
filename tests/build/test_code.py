"""Code on pages and in the e-book: columns, the author's signs, and lines that are too long."""

from __future__ import annotations

import io
import re
import zipfile
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from fontTools.ttLib import TTFont
from lxml import etree

from books import MANIFEST, SharedFolder, small_book
from dinobook import xhtml
from dinobook.book.code_lines import part_lines
from dinobook.pipeline.build import Request, build
from dinobook.theme.faces import FACES

LONG = "totaal = " + " + ".join(f"post_{at:02}" for at in range(20))
"""Wider than the measure, and sure to break at a space."""
UNBROKEN = "0123456789" * 15
CHAPTER = f"""\
---
title: Code
---
Typ `fi->=` of <kbd>Ctrl</kbd> en lees <samp>klaar</samp> op het scherm.

```
iiiiiiiiii|
WWWWWWWWWW|
─━│┃┌┐└┘├┤|
```

Daarna dit.

```python
def doe():
    return "->"

{LONG}
{UNBROKEN}
einde()
```

> In een citaat:
>
>     └── map

Meer staat in een noot.[^wat]

[^wat]: Of lees:

        na = 'de noot'

    En dan verder.
"""
LAYOUTS = """\
  easy:   {format: pdf, use: print, page: 135x210, layout: easy-reading}
"""
PAGED = ("print", "screen", "easy")


@pytest.fixture(scope="module")
def built_code(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("code")
    book = small_book(eerste=CHAPTER, book=MANIFEST + LAYOUTS)
    build(book, SharedFolder(folder), Request((*PAGED, "ebook")), lambda _: None)
    return folder


def page_with(folder: Path, edition: str, words: str) -> pypdfium2.PdfTextPage:
    document = pypdfium2.PdfDocument(folder / f"het-kleine-boek-{edition}.pdf")
    texts = (page.get_textpage() for page in document)
    return next(text for text in texts if words in text.get_text_range())


@pytest.mark.parametrize("edition", PAGED)
def test_columns_stand_below_each_other(built_code: Path, edition: str) -> None:
    text = page_with(built_code, edition, "iiiiiiiiii|")
    rows = ("iiiiiiiiii|", "WWWWWWWWWW|", "─━│┃┌┐└┘├┤|")
    starts = [text.get_text_range().index(row) for row in rows]
    edges = [text.get_charbox(start + 10)[0] for start in starts]
    assert max(edges) - min(edges) < 0.1


def test_lines_of_a_frame_touch(built_code: Path) -> None:
    text = page_with(built_code, "print", "iiiiiiiiii|")
    said = text.get_text_range()
    tops = [
        text.get_charbox(said.index(row), loose=True) for row in ("iiiiiiiiii|", "WWWWW", "─━│┃")
    ]
    steps = [above[3] - below[3] for above, below in pairwise(tops)]
    glyph_em, size = 1.4, 0.78 * 10
    assert all(step <= glyph_em * size for step in steps)


@pytest.mark.parametrize("edition", ["print", "screen"])
def test_a_long_line_goes_on_below_and_says_no_more_than_the_author(
    built_code: Path, edition: str
) -> None:
    document = pypdfium2.PdfDocument(built_code / f"het-kleine-boek-{edition}.pdf")
    text = "".join(page.get_textpage().get_text_range() for page in document)
    code = re.sub(
        r"\d* ?Het begin|Kort ?\d*|(?m:^\d\r?$)",
        "",
        text[text.index("totaal") : text.index("einde()")],
    )
    assert code.count("\n") > 4, "both lines are wider than the page"
    assert "".join(code.split()) == "".join((LONG + UNBROKEN).split())


def test_what_goes_on_is_indented_behind_a_sign(built_code: Path) -> None:
    text = page_with(built_code, "print", "post_00")
    said = text.get_text_range()
    first = text.get_charbox(said.index("totaal"), loose=True)[0]
    below = said.index("\n", said.index("totaal")) + 1
    left, bottom, _, top = text.get_charbox(below, loose=True)
    assert left - first == pytest.approx(2 * 0.6 * 0.78 * 10, abs=0.1)
    picture = text.page.render(scale=4).to_pil().convert("L")
    height = picture.height / 4
    place = picture.crop([round(4 * one) for one in (first, height - top, left, height - bottom)])
    assert place.getextrema()[0] < 100


def test_spaces_before_a_line_are_kept(built_code: Path) -> None:
    text = page_with(built_code, "print", "def doe")
    said = text.get_text_range()
    outer = text.get_charbox(said.index("def doe"), loose=True)[0]
    inner = text.get_charbox(said.index('return "->"'), loose=True)[0]
    assert inner - outer == pytest.approx(4 * 0.6 * 0.78 * 10, abs=0.1)


def test_the_signs_of_a_code_word_stay_apart(built_code: Path) -> None:
    text = page_with(built_code, "print", "fi->=")
    at = text.get_text_range().index("fi->=")
    steps = [
        text.get_charbox(at + n + 1, loose=True)[0] - text.get_charbox(at + n, loose=True)[0]
        for n in range(4)
    ]
    assert max(steps) - min(steps) < 0.05


def test_code_in_a_note_keeps_its_signs(built_code: Path) -> None:
    assert "na = 'de noot'" in page_with(built_code, "print", "na = ").get_text_range()


def test_the_ebook_brings_the_face_and_every_line(built_code: Path) -> None:
    with zipfile.ZipFile(built_code / "het-kleine-boek-ebook.epub") as epub:
        names = epub.namelist()
        chapter = next(
            text
            for name in names
            if name.endswith(".xhtml") and "post_00" in (text := epub.read(name).decode())
        )
        faces = [name for name in names if "sourcecodepro" in name]
        letters = TTFont(io.BytesIO(epub.read(faces[0]))).getBestCmap()
    listings = etree.fromstring(chapter.encode()).iter(xhtml.tag("pre"))
    said = ["".join(xhtml.strings(listing)) for listing in listings]
    assert said[1] == f'def doe():\n    return "->"\n\n{LONG}\n{UNBROKEN}\neinde()'
    assert len(faces) == 4
    assert ord("┌") in letters


def test_an_ebook_without_code_brings_no_face_for_it(built: Path) -> None:
    with zipfile.ZipFile(built / "het-kleine-boek-ebook.epub") as epub:
        assert not [name for name in epub.namelist() if "sourcecodepro" in name]
    first = pypdfium2.PdfDocument(built / "het-kleine-boek-print.pdf")
    assert not any("Source Code" in page.get_textpage().get_text_range() for page in first)


def test_the_face_has_all_signs_of_frames() -> None:
    faces = [face for face in FACES if face.code]
    assert faces
    assert all(face.characters() >= frozenset(range(0x2500, 0x2580)) for face in faces)


@pytest.mark.parametrize(
    ("inside", "lines"),
    [
        ("a\n", ["a"]),
        ("a\n\nb", ["a\n", "\n", "b"]),
        ("<code>a\nb\n</code>", ["a\n", "b"]),
        ("<b>a\nb</b> c\nd", ["<b>a\n</b>", "<b>b</b> c\n", "d"]),
        ('c<i id="x">a\nb</i>', ['c<i id="x">a\n</i>', "<i>b</i>"]),
        ("x\ty\n\tz", ["x   y\n", "    z"]),
        ("", [""]),
    ],
)
def test_a_listing_falls_apart_into_its_lines(inside: str, lines: list[str]) -> None:
    root = xhtml.parse(f'<div xmlns="{xhtml.XHTML}"><pre>{inside}</pre></div>')
    part_lines(root, paged=True)
    parted = xhtml.serialise(root)
    found = re.findall(r'<span class="code-text">(.*?)</span></span>', parted, re.DOTALL)
    assert found == lines
