"""Tables that name their rows: heads in the e-book, on pages, and for who hears them."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from lxml import etree

from books import SharedFolder, small_book
from dinobook.checks import epubcheck
from dinobook.pipeline.build import Request, build

CHAPTER = """\
---
title: Vooraf
---
Wie er wanneer is, staat hieronder.

| Dag | Uur | Wie |
|---|--:|---|
| Maandag | 9 | An |
| Dinsdag | 10 | Bo |

/// tabel | Rooster
    rijkoppen: 1
///

En daarna dit.

| | vroeger |
|---|---|
| brieven | twaalf |
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("row-heads")
    build(small_book(vooraf=CHAPTER), SharedFolder(folder), Request(), lambda _: None)
    return folder


def test_the_e_book_names_rows_and_is_valid(folder: Path) -> None:
    data = (folder / "het-kleine-boek-ebook.epub").read_bytes()
    with zipfile.ZipFile(folder / "het-kleine-boek-ebook.epub") as epub:
        text = next(
            epub.read(name) for name in epub.namelist() if "vooraf" in name and "xhtml" in name
        )
    heads = etree.fromstring(text).findall(".//{*}th[@scope='row']")
    assert ["".join(map(str, one.itertext())) for one in heads] == ["Maandag", "Dinsdag", "brieven"]
    if missing := epubcheck.available():
        pytest.skip(missing)
    assert [one.message for one in epubcheck.check(data) if one.is_error] == []


@pytest.mark.parametrize("edition", ["print", "screen"])
def test_a_reader_of_the_pages_hears_what_a_row_is_about(folder: Path, edition: str) -> None:
    with pikepdf.open(folder / f"het-kleine-boek-{edition}.pdf") as pdf:
        tables = [one for one in elements(pdf.Root.StructTreeRoot) if one.S == "/Table"]
        roster, letters = ([list(row.K) for row in rows(one)] for one in tables[:2])
        assert [[str(cell.S) for cell in row] for row in letters] == [
            ["/TD", "/TH"],
            ["/TH", "/TD"],
        ]
        for row in roster[1:]:
            assert [str(cell.S) for cell in row] == ["/TH", "/TD", "/TD"]
            for column in (1, 2):
                assert heads_of(roster, row, column) == [roster[0][column], row[0]]


def test_a_named_row_stands_on_the_line_of_its_cells(folder: Path) -> None:
    document = pypdfium2.PdfDocument(folder / "het-kleine-boek-print.pdf")
    texts = [page.get_textpage() for page in document]
    text = next(one for one in texts if "Dinsdag" in one.get_text_range())
    words = text.get_text_range()
    bottoms = [text.get_charbox(words.index(word))[1] for word in ("Dinsdag", "10", "Bo")]
    assert max(bottoms) - min(bottoms) < 0.3


def heads_of(table: list[list[Any]], row: list[Any], column: int) -> list[Any]:
    """What a screen reader says before a cell: by the cell's own list, or by the scope of heads."""
    listed = attribute(row[column], "/Headers")
    if listed is not None:
        heads = [one for line in table for one in line if one.S == "/TH"]
        by_id = [one for one in heads if one.ID in list(listed)]
        return sorted(by_id, key=lambda one: one in row)
    above = [line[column] for line in table if attribute(line[column], "/Scope") == "/Column"]
    return above + [one for one in row if attribute(one, "/Scope") == "/Row"]


def attribute(cell: Any, name: str) -> Any:
    given = cell.get("/A")
    every = list(given) if isinstance(given, pikepdf.Array) else [given]
    return next((one[name] for one in every if one is not None and name in one), None)


def elements(node: Any) -> Iterator[Any]:
    kids = node.get("/K")
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


def rows(table: Any) -> list[Any]:
    return [one for one in elements(table) if one.S == "/TR"]
