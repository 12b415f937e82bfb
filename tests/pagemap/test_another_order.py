"""What a page map knows for another order: how sections start, whose pages they print, digests."""

from __future__ import annotations

from pathlib import Path

import pytest

from books import MANIFEST, SharedFolder, small_book
from dinobook import MemoryProject, OpenBook, PageMap, Request

MORE = """\
---
title: Nog een
---
Zie [](#fig-driehoek), en daarna niets meer.
"""
ROWS = "  - {id: eerste, short: Kort}\n  - tweede\n"
PRINT = Request(editions=("print",))


def mapped(folder: Path, project: MemoryProject, request: Request = PRINT) -> PageMap:
    book = OpenBook(project, SharedFolder(folder))
    book.build(request)
    return book.page_map("print")


def project(rows: str = ROWS + "  - derde\n", **changes: str) -> MemoryProject:
    found = small_book(book=MANIFEST.replace(ROWS, rows), **changes)
    found.write_bytes("manuscript/derde.md", MORE.encode())
    return found


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> PageMap:
    return mapped(tmp_path_factory.mktemp("first"), project())


def digests(pages: PageMap, chapter: str) -> list[str]:
    return [page.digest for page in pages.pages_of(chapter) if not page.blank]


def test_sections_say_how_they_start_and_whose_pages_they_print(first: PageMap) -> None:
    known = {chapter.id: chapter for chapter in first.chapters}
    assert known["eerste"].starts == "recto"
    assert known["colophon"].starts != "recto"
    assert {"vooraf", "eerste", "tweede", "derde"} <= set(known["contents"].refs)
    assert "fig-driehoek" in known["derde"].refs
    assert known["eerste"].refs == ("slot", "tab-uren") or "tab-uren" in known["eerste"].refs
    assert [known[name].number for name in ("vooraf", "part-het-begin", "derde")] == ["", "I", "3"]
    assert [known[name].matter for name in ("vooraf", "derde", "bronnen")] == [
        "front",
        "body",
        "back",
    ]


def test_a_page_that_moves_draws_the_same(first: PageMap, tmp_path: Path) -> None:
    other = mapped(tmp_path, project("  - derde\n  - {id: eerste, short: Kort}\n  - tweede\n"))
    moved = {one.id: one.first for one in first.chapters}
    assert moved["tweede"] != {one.id: one.first for one in other.chapters}["tweede"]
    for chapter in ("vooraf", "eerste", "tweede", "bronnen"):
        assert digests(first, chapter) == digests(other, chapter)
        assert all(digests(first, chapter))
    assert {one.id: one.digest for one in first.chapters} == {
        one.id: one.digest for one in other.chapters
    }


def test_a_page_with_other_words_draws_something_else(first: PageMap, tmp_path: Path) -> None:
    text = project().contents["manuscript/eerste.md"].decode()
    other = mapped(tmp_path, project(eerste=text.replace("ook koud.", "ook lauw.")))
    before, after = digests(first, "eerste"), digests(other, "eerste")
    assert len(before) == len(after)
    assert 1 <= sum(one != two for one, two in zip(before, after, strict=True)) <= 2
    assert digests(first, "tweede") == digests(other, "tweede")
    names = {one.id: one.digest for one in other.chapters}
    assert [one.id for one in first.chapters if one.digest != names[one.id]] == ["eerste"]


def test_a_page_with_another_picture_draws_something_else(first: PageMap, tmp_path: Path) -> None:
    changed = project()
    drawing = changed.contents["manuscript/images/driehoek.svg"]
    changed.write_bytes("manuscript/images/driehoek.svg", drawing.replace(b"L100 10", b"L120 10"))
    other = mapped(tmp_path, changed)
    before, after = digests(first, "eerste"), digests(other, "eerste")
    assert sum(one != two for one, two in zip(before, after, strict=True)) == 1


def test_digests_tell_pages_apart(first: PageMap) -> None:
    drawn = [page.digest for page in first.pages if not page.blank]
    assert len(set(drawn)) == len(drawn)
    assert {page.digest for page in first.pages if page.blank} <= {""}


def test_one_document_knows_nothing_of_places(tmp_path: Path) -> None:
    pages = mapped(tmp_path, project(), Request(editions=("print",), whole=True))
    assert {chapter.starts for chapter in pages.chapters} == {None}
    assert PageMap.from_json(pages.to_json()) == pages
