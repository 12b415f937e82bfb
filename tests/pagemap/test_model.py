"""The page map as a value: its lookups, and the JSON beside the PDF."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinobook.pagemap.model import FirstWord, MappedChapter, MappedPage, PageMap


def page(
    number: int, chapter: str, offset: int | None, *anchors: str, words: int = 5
) -> MappedPage:
    first = None if offset is None else FirstWord("woord", chapter, offset, offset, offset)
    return MappedPage(
        number, str(number), number % 2 == 1, offset is None, chapter, first, anchors, words, 0.5
    )


MAP = PageMap(
    "boek-print.pdf",
    (
        page(1, "", None, words=0),
        page(2, "een", 2, "een", words=40),
        page(3, "een", None, "fig-x", words=0),
        page(4, "een", 300, "een--note-1", words=60),
        page(5, "twee", 2, "twee", words=7),
    ),
    (MappedChapter("een", "chapter", "Eén", 2, 4), MappedChapter("twee", "chapter", "Twee", 5, 5)),
)


def test_an_id_is_found_on_its_page() -> None:
    assert [MAP.page_of(name).number for name in ("een", "fig-x", "twee")] == [2, 3, 5]  # type: ignore[union-attr]
    assert MAP.page_of("elders") is None
    assert MAP.homes() == {"een": 2, "fig-x": 3, "een--note-1": 4, "twee": 5}


def test_a_chapter_has_its_pages_and_the_cover_has_none() -> None:
    assert [one.number for one in MAP.pages_of("een")] == [2, 3, 4]
    assert MAP.pages_of("") == ()


@pytest.mark.parametrize(("offset", "number"), [(0, 2), (2, 2), (299, 2), (300, 4), (9999, 4)])
def test_a_place_in_a_chapter_is_on_a_page(offset: int, number: int) -> None:
    found = MAP.page_at("een", offset)
    assert found is not None
    assert found.number == number


def test_words_are_counted_from_page_to_page() -> None:
    assert MAP.words_between(1, 5) == 107
    assert MAP.words_between(3, 4) == 60
    assert MAP.words_between(4, 3) == 0


words = st.text(min_size=1, max_size=12)
offsets = st.integers(0, 10**6)
maps = st.builds(
    PageMap,
    words,
    st.lists(
        st.builds(
            MappedPage,
            st.integers(1, 999),
            words,
            st.booleans(),
            st.booleans(),
            words,
            st.none() | st.builds(FirstWord, words, words, offsets, offsets, offsets),
            st.lists(words).map(tuple),
            st.integers(0, 999),
            st.floats(0, 1),
        )
    ).map(tuple),
    st.lists(
        st.builds(MappedChapter, words, words, words, st.integers(1, 999), st.integers(1, 999))
    ).map(tuple),
)


@given(maps)
def test_json_keeps_everything(mapped: PageMap) -> None:
    data = mapped.to_json()
    assert PageMap.from_json(data) == mapped
    assert PageMap.from_json(data).to_json() == data


@pytest.mark.parametrize(
    "spoilt",
    [
        b"",
        b"[]",
        b"{}",
        MAP.to_json().replace(b'"version": 1', b'"version": 2'),
        MAP.to_json().replace(b'"folio"', b'"pagina"'),
        MAP.to_json().replace(b'"kind"', b'"soort"'),
    ],
)
def test_another_file_is_refused(spoilt: bytes) -> None:
    with pytest.raises(ValueError, match=r"page map|Expecting value"):
        PageMap.from_json(spoilt)


def test_the_page_about_it_names_every_key(repository: Path) -> None:
    text = (repository / "docs" / "pagemap.md").read_text(encoding="utf-8")
    said = set(re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE))
    rows = json.loads(MAP.to_json())
    there = {*rows, *rows["pages"][1], *rows["pages"][1]["first"], *rows["chapters"][0]}
    assert said == there
