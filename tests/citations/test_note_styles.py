"""Styles that set citations as notes: each becomes a note, in the order in which one reads."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from books import SharedFolder
from citations.books import CITING, MANIFEST_WITH_SOURCES, book_of, citing_book, section
from dinobook import xhtml
from dinobook.book.model import Book
from dinobook.markup.fragment import Note
from dinobook.pipeline.build import Request, build
from dinobook.storage.cache import Cache, FolderStore
from dinobook.storage.project import MemoryProject

CHICAGO = MANIFEST_WITH_SOURCES.replace(
    "  sources:", "  csl: chicago-notes-bibliography-subsequent-ibid\n  sources:"
).replace("generate: contents\n", "generate: contents\n  - generate: tables\n")
CHAPTER = (
    CITING.replace("Einde.", "Het *einde* [@lade-dicht; zie @drie], hier [@lade-dicht, p. 5].")
    .replace("Zie [@lade-open] en", "[zie @lade-open] en elders [@lade-dicht]; zo")
    .replace("an@proef.example.", "an@proef.example. @drie schrijft het.")
)


def noted_book(chapter: str = CHAPTER) -> MemoryProject:
    return citing_book(book=CHICAGO, tweede=chapter)


@pytest.fixture(scope="module")
def book() -> Book:
    return book_of(noted_book())


def said(note: Note) -> str:
    return xhtml.text_of(xhtml.parse(note.xhtml)).replace("\u00a0", " ")


def text(book: Book, name: str) -> str:
    return xhtml.text_of(xhtml.parse(section(book, name).xhtml)).replace("\u00a0", " ")


def test_the_number_of_a_note_stands_behind_the_sign(book: Book) -> None:
    chapter = text(book, "tweede")
    assert "De lade blijft dicht.1 Sam Raes en Ugo Tack2 zeggen het ook" in chapter
    assert "Uren per dag, naar4" in chapter
    assert "Het einde,5 hier.6" in chapter


def test_notes_are_counted_and_named_as_one_reads(book: Book) -> None:
    notes = section(book, "tweede").notes
    assert [note.number for note in notes] == [1, 2, 3, 4, 5, 6]
    first, second, own, caption, several, last = map(said, notes)
    assert first == "An Peeters, De lade gaat dicht (Proefdruk, 2010), 4."
    assert second == "Twee stemmen, 2e druk (Proefdruk, 2009)."
    assert own == (
        "Zie An Peeters, De lade gaat open (Proefdruk, 2010) en elders "
        "(Peeters, De lade gaat dicht); zo mail an@proef.example. "
        "Bea Adams e.a., Drie aan tafel (Proefdruk, 2012) schrijft het."
    )
    assert caption == "Adams e.a., Drie aan tafel."
    assert several == "Peeters, De lade gaat dicht; zie Adams e.a., Drie aan tafel."
    assert last == "Peeters, De lade gaat dicht, 5.", "no ibid."


def test_notes_lead_to_the_list_of_works(book: Book) -> None:
    assert 'href="#bibliography--lade-dicht"' in section(book, "tweede").notes[0].xhtml
    assert "Adams, Bea, Cis Bos, en Daan Claes. Drie aan tafel." in text(book, "bibliography")


def test_a_list_of_tables_has_no_numbers_of_notes(book: Book) -> None:
    assert text(book, "tables").endswith("Tabel 1 Uren per dag, naar")


KEYS = st.sampled_from(["[@drie]", "[@lade-dicht, p. 2]", "@twee", "[^1]", "woord"])


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Cache:
    return Cache(FolderStore(tmp_path_factory.mktemp("memory")), "the tests")


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(keys=st.lists(KEYS, min_size=1, max_size=6).filter(lambda keys: keys.count("[^1]") == 1))
def test_every_citation_has_its_note_in_any_order(keys: list[str], cache: Cache) -> None:
    body = " en ".join(keys)
    chapter = f"---\ntitle: Tweede\n---\nZo {body}.\n\n[^1]: Noot [@lade-open].\n"
    links = citing_book(book=CHICAGO.replace("  - generate: tables\n", ""), tweede=chapter)
    links.contents["manuscript/eerste.md"] = b"---\ntitle: Eerste\n---\nTekst.\n"
    found = section(book_of(links, cache=cache), "tweede")
    calls = re.findall(r'class="noteref"[^>]*href="#([^"]+)"[^>]*>(\d+)<', found.xhtml)
    assert calls == [(note.id, str(note.number)) for note in found.notes]
    assert len(calls) == sum(key != "woord" for key in keys)


def test_pages_and_e_books_show_them(tmp_path: Path) -> None:
    """The build compares each file with the book."""
    build(noted_book(), SharedFolder(tmp_path), Request(("ebook", "print")), lambda _: None)
    document = pypdfium2.PdfDocument(tmp_path / "het-kleine-boek-print.pdf")
    pages = [re.sub(r"\s+", " ", one.get_textpage().get_text_range()) for one in document]
    page = next(one for one in pages if "De lade blijft dicht" in one)
    assert "An Peeters, De lade gaat dicht (Proefdruk, 2010), 4." in page
    with zipfile.ZipFile(tmp_path / "het-kleine-boek-ebook.epub") as epub:
        chapter = next(
            epub.read(name).decode() for name in epub.namelist() if name.endswith("tweede.xhtml")
        )
    assert re.search(r'<aside[^>]*id="tweede--cite-1"[^>]*epub:type="footnote"', chapter)
