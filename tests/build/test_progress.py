"""How far a build is: stage by stage, chapter by chapter, with the pages that are there."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from books import MANIFEST, small_book
from dinobook import OpenBook, OutputFolder, Progress, Request, UsageError
from dinobook.cli.progress import filled, in_words
from dinobook.processes.progress import Stages

CHAPTERS = 4


def heard_of(book: OpenBook, request: Request) -> dict[str, list[Progress]]:
    """What a step is told, by stage."""
    heard: list[Progress] = []
    book.build(request, heard.append)
    stages = [(name, list(found)) for name, found in groupby(heard, key=lambda one: one.name)]
    assert len(dict(stages)) == len(stages), "a stage came back"
    return dict(stages)


def test_a_build_tells_of_each_chapter_and_its_pages(tmp_path: Path) -> None:
    book = OpenBook(small_book(), OutputFolder(tmp_path))
    heard = heard_of(book, Request(("print", "ebook")))
    assert [found[0].stage for found in heard.values()] == [1, 2, 3, 4, 5]
    assert {one.stages for found in heard.values() for one in found} == {5}
    assert [one.done for one in heard["Reading chapters"]] == [*range(CHAPTERS + 1)]
    assert [one.total for one in heard["Reading chapters"]] == [0, *[CHAPTERS] * CHAPTERS]
    assert [one.done for one in heard["Assembling"]] == [0, 1, 2]
    pages = heard["Making het-kleine-boek-print.pdf"]
    sections = len(book.page_map("print").chapters)
    assert [one.done for one in pages] == [*range(sections + 1)]
    assert pages[-1].total == sections
    drawn = [one for one in book.page_map("print").pages if not one.blank]
    assert pages[-1].pages == len(drawn)
    assert [one.pages for one in pages] == sorted(one.pages for one in pages)


def test_nothing_to_do_is_nothing_to_tell(tmp_path: Path) -> None:
    book = OpenBook(small_book(), OutputFolder(tmp_path))
    heard_of(book, Request(("ebook",)))
    assert heard_of(book, Request(("ebook",))) == {}


def test_an_unknown_edition_is_told_before_a_chapter_is_read(tmp_path: Path) -> None:
    book = OpenBook(small_book(eerste="---\ntitle: [\n"), OutputFolder(tmp_path))
    heard: list[Progress] = []
    with pytest.raises(UsageError, match="There is no edition “prnt”"):
        book.build(Request(("prnt",)), heard.append)
    assert heard == []
    broken = OpenBook(small_book(book=MANIFEST.replace("language", "lang")), OutputFolder(tmp_path))
    with pytest.raises(Exception, match="The manifest cannot be used"):
        broken.build(Request(("prnt",)))


class _EnoughError(Exception):
    pass


def test_a_step_may_end_a_build(tmp_path: Path) -> None:
    book = OpenBook(small_book(), OutputFolder(tmp_path))

    def until_pages(now: Progress) -> None:
        if now.pages:
            raise _EnoughError

    with pytest.raises(_EnoughError):
        book.build(Request(("print",)), until_pages)
    assert not [path for path in tmp_path.iterdir() if not path.name.startswith(".")]
    assert book.build(Request(("print",))).fresh == ("print",)


TOLD = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 99)), max_size=9)


@given(st.lists(TOLD, min_size=1, max_size=5))
def test_a_bar_never_goes_back(stages: list[list[tuple[int, int]]]) -> None:
    heard: list[Progress] = []
    teller = Stages(heard.append, len(stages))
    for at, told in enumerate(stages):
        teller.begin(f"stage {at}")
        for done, pages in told:
            teller.tell(done, 9, pages)
    shown = [filled(one) for one in heard]
    assert shown == sorted(shown)
    assert all(at <= filled(one) < at + 1 for one in heard for at in [one.stage - 1])
    assert shown[-1] < len(stages)


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (Progress("Assembling", 2, 4), "Assembling"),
        (Progress("Reading chapters", 1, 4, 3, 12), "Reading chapters: 3 of 12"),
        (Progress("Making b.pdf", 3, 4, 1, 12, 1), "Making b.pdf: 1 of 12, 1 page"),
        (Progress("Making b.pdf", 3, 4, 9, 12, 1400), "Making b.pdf: 9 of 12, 1,400 pages"),
    ],
)
def test_progress_in_words(now: Progress, words: str) -> None:
    assert in_words(now) == words
