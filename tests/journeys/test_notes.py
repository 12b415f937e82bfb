"""Where notes stand: at the foot of the page, at the end of the chapter, at the back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from books import TWEEDE, SharedFolder, small_book
from dinobook.checks import epubcheck
from dinobook.epub.read import text_of
from dinobook.pdf.file.readback import read_pages
from dinobook.pipeline.build import Request, build
from dinobook.storage.project import MemoryProject

CHAPTER = (
    TWEEDE
    + """

## Een kop met een noot[^kop]

Tekst met een noot.[^tekst]

| a | b |
|---|---|
| cel[^cel] | 2 |

/// tabel | Bijschrift met een noot[^bij]
///

[^kop]: Kopnoot.
[^tekst]: Tekstnoot met *nadruk*.

    - een lijst
    - in de noot

    En een tweede alinea.
[^cel]: Celnoot.
[^bij]: Bijschriftnoot.
"""
)
NOTES = ("Kopnoot", "Tekstnoot met nadruk", "Celnoot", "Bijschriftnoot")


def book_with(notes: str) -> MemoryProject:
    book = small_book(tweede=CHAPTER)
    text = book.contents["manuscript/book.yaml"].decode()
    changed = re.sub(r"\{format: (epub|pdf)", rf"{{format: \1, notes: {notes}", text)
    book.contents["manuscript/book.yaml"] = changed.encode()
    return book


def made(folder: Path, notes: str, edition: str) -> bytes:
    outcome = build(book_with(notes), SharedFolder(folder), Request((edition,)), lambda _: None)
    assert [one for one in outcome.problems if one.is_error] == []
    return (folder / outcome.files[0].name).read_bytes()


@pytest.mark.parametrize("edition", ["print", "screen"])
@pytest.mark.parametrize("notes", ["page", "chapter", "book"])
def test_each_note_stands_once_and_where_it_was_asked(
    tmp_path: Path, notes: str, edition: str
) -> None:
    pages = [one.text for one in read_pages(made(tmp_path, notes, edition))]
    bare = [" ".join(text.split()) for text in pages]
    homes = [[at for at, text in enumerate(bare) if note in text] for note in NOTES]
    assert all(len(home) == 1 for home in homes)
    chapter = next(at for at, text in enumerate(bare) if "Tekst met een noot" in text)
    headed = [at for at, text in enumerate(pages) if "Noten" in text.splitlines()]
    places = {home[0] for home in homes}
    if notes == "page":
        assert places <= {chapter, chapter + 1}
        assert headed == []
    elif notes == "chapter":
        assert places <= {chapter, chapter + 1}
        assert places & set(headed)
    else:
        assert places == set(headed)
        assert min(places) > chapter


def test_notes_at_the_back_of_an_epub_are_a_page_of_their_own(tmp_path: Path) -> None:
    data = made(tmp_path, "book", "ebook")
    shown = {path.rsplit("/", 1)[-1]: " ".join(text.split()) for path, text in text_of(data)}
    assert all(note in shown["notes.xhtml"] for note in NOTES)
    assert not any(note in shown["tweede.xhtml"] for note in NOTES)
    assert epubcheck.check(data) == ()
