"""Headings of a thesis have numbers: in the text, the contents, the outline and references."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from books import MANIFEST, SharedFolder, small_book
from dinobook.book.numbers.numbering import names_of
from dinobook.manifest.model import ChapterRow
from dinobook.markup.fragment import ChapterMeta, Fragment, Heading
from dinobook.pipeline.build import Request, build
from dinobook.problems import NOWHERE

CHAPTER = """\
---
title: Tweede
---
Wie iets zoekt, leest [](#slot), of anders [](#vooraf-kop).

### Te vroeg

## Het begin

### Klein begin

#### Heel klein

### Nog een

## Het slot {#slot}

Lees [het begin](eerste).
"""
FOREWORD = "---\ntitle: Vooraf\n---\n## Zonder nummer {#vooraf-kop}\n\nDit telt niet mee.\n"
FIRST = "---\ntitle: Eerste\n---\nEr staat hier weinig.\n"
EDITIONS = """\
  thesis: {format: pdf, layout: thesis}
  digital: {format: epub, layout: thesis}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("thesis")
    listed = MANIFEST.replace("- generate: contents", "- {generate: contents, depth: 2}")
    project = small_book(book=listed + EDITIONS, vooraf=FOREWORD, eerste=FIRST, tweede=CHAPTER)
    build(project, SharedFolder(folder), Request(("thesis", "digital")), lambda _: None)
    return folder


@pytest.fixture(scope="module")
def pdf(folder: Path) -> bytes:
    return (folder / "het-kleine-boek-thesis.pdf").read_bytes()


def test_headings_of_two_levels_are_numbered_within_their_chapter(pdf: bytes) -> None:
    pages = pypdfium2.PdfDocument(pdf)
    texts = [page.get_textpage().get_text_range() for page in pages]
    text = next(one for one in texts if "Wie iets zoekt" in one).splitlines()
    lines = [line.strip() for line in text]
    assert "2.1 Het begin" in lines
    assert "2.1.1 Klein begin" in lines
    assert "2.1.2 Nog een" in lines
    assert "2.2 Het slot" in lines
    assert {"Te vroeg", "Heel klein"} <= set(lines)
    said = " ".join(lines).replace("\u00a0", " ")
    assert "Wie iets zoekt, leest paragraaf 2.2" in said
    assert "of anders “Zonder nummer”" in said


def test_the_contents_and_the_outline_have_the_numbers(pdf: bytes) -> None:
    texts = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]
    contents = next(one for one in texts if "Inhoud" in one and "slot" in one)
    assert "2.2 Het slot" in contents
    assert "1.1" not in contents
    with pikepdf.open(io.BytesIO(pdf)) as file, file.open_outline() as outline:
        (chapter,) = (one for part in outline.root for one in part.children if "weede" in one.title)
        assert [one.title for one in chapter.children] == ["2.1 Het begin", "2.2 Het slot"]


def test_the_e_book_has_them_too(folder: Path) -> None:
    with zipfile.ZipFile(folder / "het-kleine-boek-digital.epub") as book:
        texts = {name: book.read(name).decode() for name in book.namelist() if "xhtml" in name}
    assert "2.2 Het slot" in next(text for name, text in texts.items() if "nav" in name)
    assert any('class="heading-number"' in text for text in texts.values())


def test_other_editions_have_none(folder: Path) -> None:
    build(small_book(tweede=CHAPTER, vooraf=FOREWORD, eerste=FIRST), SharedFolder(folder / "plain"),
          Request(("print",)), lambda _: None)  # fmt: skip
    pages = pypdfium2.PdfDocument(folder / "plain" / "het-kleine-boek-print.pdf")
    text = "\n".join(page.get_textpage().get_text_range() for page in pages)
    assert "“Het slot”" in text
    assert "2.2" not in text


@given(st.lists(st.integers(2, 5), max_size=12))
def test_numbers_leave_no_gap_and_stand_once(levels: list[int]) -> None:
    headings = tuple(Heading(level, "Kop", f"k{at}", 1) for at, level in enumerate(levels))
    meta = ChapterMeta("een", "Een")
    fragment = Fragment(meta, NOWHERE, "", headings=headings)
    row = ChapterRow(id="een")
    names = names_of([row], {"een": fragment}, headings=True)
    numbers = [names[one.id].number for one in headings if names[one.id].number]
    assert len(set(numbers)) == len(numbers)
    for number in numbers:
        before, _, last = number.rpartition(".")
        assert last == "1" or f"{before}.{int(last) - 1}" in numbers
