"""The books that are timed: the same each time, sound, and edited as their names say."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from bench.book import (
    MANIFEST,
    PEER,
    TOKENS,
    change_colour,
    change_word,
    grow_chapter,
    move_chapter,
    write_book,
)
from bench.pictures import picture

from dinobook.pipeline.build import Request, build
from dinobook.pipeline.sources import load
from dinobook.storage.outputs import OutputFolder
from dinobook.storage.project import FolderProject


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def changed(folder: Path, edit: Callable[[Path], None]) -> dict[str, tuple[str, str]]:
    """The files that an edit changes, before and after."""
    before = files_of(folder)
    edit(folder)
    after = files_of(folder)
    assert before.keys() == after.keys()
    return {
        path: (before[path].decode(), after[path].decode())
        for path in before
        if before[path] != after[path]
    }


@pytest.fixture
def book(tmp_path: Path) -> Path:
    write_book(tmp_path / "book", 60)
    return tmp_path / "book"


def test_a_seed_gives_one_book(tmp_path: Path) -> None:
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        write_book(tmp_path / name, 40, seed)
    first, again, other = (files_of(tmp_path / name) for name in "abc")
    assert first == again
    chapter = "manuscript/hoofdstuk-001.md"
    assert first[chapter] != other[chapter]


def test_the_book_has_what_a_thesis_has(book: Path) -> None:
    sources = load(FolderProject(book))
    assert sources.problems == ()
    fragments = [sources.fragments[name] for name in sources.fragments if "hoofdstuk" in name]
    assert all(one.notes and one.headings and one.images for one in fragments)
    assert "bronnen" in sources.fragments
    assert {Path(asset.path).suffix for asset in sources.assets} == {".png", ".svg"}


def test_the_book_is_as_long_as_asked(tmp_path: Path) -> None:
    """Within a third: what counts is that sizes differ by their factors."""
    write_book(tmp_path, 12)
    out = OutputFolder(tmp_path / "out")
    outcome = build(FolderProject(tmp_path), out, Request(jobs=1), lambda _: None)
    assert outcome.problems == ()
    assert 8 <= outcome.files[0].pages <= 16


def test_other_programs_get_the_same_words(book: Path) -> None:
    def words(text: str) -> list[str]:
        plain = re.sub(r"images/[\w.-]+|\{[^}]*\}|\(#[^ )]*\)", " ", text)
        return re.findall(r"[^\W\d_]{4,}", plain)

    chapter = (book / "manuscript" / "hoofdstuk-002.md").read_text(encoding="utf-8")
    body = words(chapter.split("---\n", 2)[2])
    theirs = set(words((book / PEER).read_text(encoding="utf-8")))
    assert len(body) > 500
    assert set(body) - theirs <= {"tabel", "staafdiagram"}  # a block's name, a description


def test_one_word_is_one_word(book: Path) -> None:
    ((before, after),) = changed(book, change_word).values()
    assert len(after.split()) == len(before.split()) + 1


def test_a_chapter_grows_at_its_end(book: Path) -> None:
    ((before, after),) = changed(book, grow_chapter).values()
    assert after.startswith(before.rstrip("\n"))
    assert len(after.split()) - len(before.split()) > 600


def test_a_move_is_one_line(book: Path) -> None:
    edited = changed(book, move_chapter)
    assert list(edited) == [MANIFEST]
    before, after = (text.splitlines() for text in edited[MANIFEST])
    assert before != after
    assert sorted(before) == sorted(after)


def test_a_move_needs_no_more_than_two_chapters(tmp_path: Path) -> None:
    write_book(tmp_path, 5)
    assert list(changed(tmp_path, move_chapter)) == [MANIFEST]


def test_the_colour_is_one_token(book: Path) -> None:
    assert list(changed(book, change_colour)) == [TOKENS]


def test_pictures_are_the_same_each_time() -> None:
    for path in ("images/a.svg", "images/a.png"):
        assert picture(path, 1) == picture(path, 1)
        assert picture(path, 1) != picture(path, 2)
