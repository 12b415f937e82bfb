"""Styles with raised numbers: they touch the word before them, as the numbers of notes do."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from books import SharedFolder
from citations.books import MANIFEST_WITH_SOURCES, book_of, citing_book
from citations.test_book import text
from dinobook.pipeline.build import Request, build
from dinobook.storage.project import MemoryProject

CHAPTER = """\
---
title: Tweede
---
De *lade* [@drie]. Zo zegt
[@drie; @lade-open], **zij**\u00a0[@zonder] het. @twee en [@drie en @twee]; (zo [@drie]).

[@drie] begint een alinea, en [zie @twee] heeft een woord.
"""


def raised_book(style: str) -> MemoryProject:
    manifest = MANIFEST_WITH_SOURCES.replace("  sources:", f"  csl: {style}\n  sources:")
    plain = "---\ntitle: Eerste\n---\nTekst.\n"
    return citing_book(book=manifest, eerste=plain, tweede=CHAPTER)


@pytest.mark.parametrize(
    ("style", "printed"),
    [
        ("nature", "De lade1. Zo zegt1,2, zij3 het. Raes en Tack4 en1 en 4; (zo1)."),
        (
            "apa-numeric-superscript-brackets",
            "De lade[1]. Zo zegt[1,2], zij[3] het. Raes en Tack[4] en[1 en 4]; (zo[1]).",
        ),
        ("ieee", "De lade [1]. Zo zegt [1], [2], zij [3] het. Raes en Tack [4] en [1] en [4];"),
    ],
)  # fmt: skip
def test_a_raised_number_touches_the_word_before_it(style: str, printed: str) -> None:
    assert printed in text(book_of(raised_book(style)), "tweede")


def test_words_that_are_raised_keep_their_space() -> None:
    said = text(book_of(raised_book("nature")), "tweede")
    assert "1 begint een alinea, en zie 4 heeft een woord" in said


def test_so_does_the_page(tmp_path: Path) -> None:
    build(raised_book("nature"), SharedFolder(tmp_path), Request(("print",)), lambda _: None)
    document = pypdfium2.PdfDocument(tmp_path / "het-kleine-boek-print.pdf")
    pages = [" ".join(one.get_textpage().get_text_range().split()) for one in document]
    page = next(one for one in pages if "De lade" in one)
    for words in ("De lade1", "Zo zegt1,2", "zij3 het", "Raes en Tack4 en1 en 4", "(zo1"):
        assert words in page
