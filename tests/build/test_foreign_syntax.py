"""What authors bring along from other programs, in finished files: notes, links, comments."""

from __future__ import annotations

import posixpath
import re
import zipfile
from pathlib import Path

import pypdfium2
import pytest
from lxml import etree

from books import DRAWING, EERSTE, SharedFolder, small_book
from dinobook import xhtml
from dinobook.pipeline.build import Request, build
from dinobook.pipeline.sources import load
from dinobook.storage.project import MemoryProject

VOORAF = """\
---
title: Vooraf
---
Een zin^[Een noot *op zijn plaats* met [haken] en [een adres](https://elders.example/noot).] gaat
verder.[^oud] %%Een geheimpje.%% Zo.

> Een citaat heeft er ook een^[Noot in het citaat.].

- Een punt^[Noot in de lijst.] in een lijst

| kolom | link |
|---|---|
| cel^[Noot in de cel.] | [[eerste\\|naar het eerste]] |

%%
Verborgen alinea.

En nog een.
%%

Lees [[Tweede]], [[tweede|het tweede stuk]], [[Tweede#Het slot]] en [[#Één, twee & drie]].

Lees [Pandoc](#één-twee-drie), [GitHub](#één-twee--drie), [Obsidian](#Één,%20twee%20&%20drie),
[dinobook](#een-twee-drie), [nog eens](#één-twee--drie-1) en [het slot](tweede.md#slot).

![[driehoek.svg|Een driehoek uit een ander programma]]

## Één, twee & drie {.rustig}

Tekst onder de kop.

## Één, twee & drie

Lees [[Nergens|een los woord]] en **vet zonder einde.

[^oud]: Een gewone noot.
"""
NOTES = [
    "Een noot op zijn plaats met [haken] en een adres",
    "Een gewone noot.",
    "Noot in het citaat.",
    "Noot in de lijst.",
    "Noot in de cel.",
]


def project() -> MemoryProject:
    return small_book(vooraf=VOORAF)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("foreign")
    build(project(), SharedFolder(folder), Request(("ebook", "print")), lambda _: None)
    return folder


@pytest.fixture(scope="module")
def chapter(folder: Path) -> etree._Element:
    with zipfile.ZipFile(folder / "het-kleine-boek-ebook.epub") as book:
        name = next(one for one in book.namelist() if posixpath.basename(one) == "vooraf.xhtml")
        return etree.fromstring(book.read(name))


@pytest.fixture(scope="module")
def printed(folder: Path) -> str:
    document = pypdfium2.PdfDocument(folder / "het-kleine-boek-print.pdf")
    pages = "".join(page.get_textpage().get_text_bounded() for page in document)
    return re.sub(r"\s+", " ", pages.replace("\ufffe", ""))


def links(chapter: etree._Element) -> dict[str, str]:
    found = chapter.iter(xhtml.tag("a"))
    return {xhtml.text_of(one): one.get("href", "") for one in found}


def test_inline_notes_count_among_the_others(chapter: etree._Element) -> None:
    notes = [one for one in chapter.iter(xhtml.tag("aside")) if "note" in (one.get("id") or "")]
    said = [re.sub(r"^\W*\d*\W*", "", xhtml.text_of(one)) for one in notes]
    assert [one[: len(words)] for one, words in zip(said, NOTES, strict=True)] == NOTES


def test_notes_stand_on_the_page(printed: str) -> None:
    for words in NOTES:
        assert words in printed


def test_comments_leave_no_trace(chapter: etree._Element, printed: str) -> None:
    for text in (xhtml.text_of(chapter), printed):
        assert "%%" not in text
        assert "geheimpje" not in text
        assert "Verborgen" not in text
        assert "En nog een." not in text


def test_wiki_links_lead_to_chapters_and_headings(chapter: etree._Element) -> None:
    found = links(chapter)
    assert found["naar het eerste"].endswith("eerste.xhtml#eerste")
    assert found["Tweede"] == found["het tweede stuk"]
    assert found["Tweede"].endswith("tweede.xhtml#tweede")
    assert found["Tweede: Het slot"].endswith("tweede.xhtml#slot")
    assert found["Één, twee & drie"] == "#vooraf--een-twee-drie"


@pytest.mark.parametrize("rule", ["Pandoc", "GitHub", "Obsidian", "dinobook"])
def test_a_heading_is_found_by_its_automatic_id(chapter: etree._Element, rule: str) -> None:
    assert links(chapter)[rule] == "#vooraf--een-twee-drie"


def test_the_second_of_two_equal_headings_has_a_number(chapter: etree._Element) -> None:
    assert links(chapter)["nog eens"] == "#vooraf--een-twee-drie-2"
    assert links(chapter)["het slot"].endswith("tweede.xhtml#slot")


def test_a_picture_is_found_by_its_name(chapter: etree._Element) -> None:
    pictures = {one.get("alt"): one.get("src") for one in chapter.iter(xhtml.tag("img"))}
    assert "Een driehoek uit een ander programma" in pictures


def test_a_class_of_a_heading_is_no_text(chapter: etree._Element, printed: str) -> None:
    heading = next(chapter.iter(xhtml.tag("h2")))
    assert "rustig" in heading.get("class", "")
    assert "{.rustig}" not in printed


def test_what_has_no_meaning_is_printed_with_a_warning(
    chapter: etree._Element, printed: str
) -> None:
    line = VOORAF[: VOORAF.index("[[Nergens")].count("\n") + 1
    found = {(one.code, one.place.line) for one in load(project()).problems}
    assert found == {("text-040", line), ("text-053", line)}
    assert "een los woord en **vet zonder einde." in printed
    assert "wikilink" not in etree.tostring(chapter, encoding="unicode")


def test_a_picture_in_two_folders_or_in_none_is_a_warning() -> None:
    files = {
        "manuscript/a/lade.svg": DRAWING.encode(),
        "manuscript/b/lade.svg": DRAWING.encode(),
    }
    small = small_book(eerste=EERSTE + "\n![[lade.svg|Een lade]]\n\n![[niets.svg|Niets]]\n")
    files |= {path: small.read_bytes(path) for path in small.files("manuscript")}
    assert [one.code for one in load(MemoryProject(files)).problems] == ["text-041", "text-041"]
