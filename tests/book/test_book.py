"""One book from many chapters: order, numbers, links, made pages, in every edition."""

from __future__ import annotations

import pytest

from books import MANIFEST, TWEEDE, small_book
from dinobook import xhtml
from dinobook.book.assemble import assemble
from dinobook.book.made_pages.endnotes import notes_at_back
from dinobook.book.metadata import identifier_of, metadata_of, modified_at
from dinobook.book.model import Book, Kind, Matter
from dinobook.book.numbers.numbering import roman
from dinobook.book.outline import tree
from dinobook.book.words.model import dates_of, words_for
from dinobook.languages import names
from dinobook.manifest.model import EditionSpec
from dinobook.pipeline.editions import choose, rows_of
from dinobook.pipeline.sources import load
from dinobook.storage.project import MemoryProject


def book_of(project: MemoryProject, edition: str = "print") -> Book:
    sources = load(project)
    assert not sources.failed, sources.problems
    assert sources.manifest is not None
    spec = choose(sources.manifest, [edition])[0]
    return assemble(
        rows_of(sources.manifest, spec),
        sources.fragments,
        metadata_of(sources.manifest, spec, "2026-01-15T00:00:00Z"),
        sources.theme,
        sources.assets,
        "Vollkorn",
    )


def text_of(book: Book, section: str) -> str:
    found = next(one for one in book.sections if one.id == section)
    return xhtml.text_of(xhtml.parse(found.xhtml))


def link(book: Book, section: str, words: str) -> str | None:
    found = next(one for one in book.sections if one.id == section)
    for anchor in xhtml.parse(found.xhtml).iter(xhtml.tag("a")):
        if xhtml.text_of(anchor) == words:
            return anchor.get("href")
    return None


def test_the_sections_stand_in_the_order_of_the_manifest() -> None:
    rows = [(one.id, one.kind, one.matter, one.number) for one in book_of(small_book()).sections]
    assert rows == [
        ("half-title", Kind.HALF_TITLE, Matter.FRONT, ""),
        ("title-page", Kind.TITLE_PAGE, Matter.FRONT, ""),
        ("colophon", Kind.COLOPHON, Matter.FRONT, ""),
        ("contents", Kind.CONTENTS, Matter.FRONT, ""),
        ("vooraf", Kind.CHAPTER, Matter.FRONT, ""),
        ("part-het-begin", Kind.PART, Matter.BODY, "I"),
        ("eerste", Kind.CHAPTER, Matter.BODY, "1"),
        ("tweede", Kind.CHAPTER, Matter.BODY, "2"),
        ("bronnen", Kind.CHAPTER, Matter.BACK, ""),
    ]


def test_a_moved_line_moves_the_chapter_and_its_number() -> None:
    swapped = MANIFEST.replace(
        "  - {id: eerste, short: Kort}\n  - tweede\n", "  - tweede\n  - eerste\n"
    )
    book = book_of(small_book(book=swapped))
    numbers = {one.id: one.number for one in book.sections}
    assert (numbers["tweede"], numbers["eerste"]) == ("1", "2")
    assert "Tabel 1" in text_of(book, "tweede")


def test_the_contents_list_parts_with_their_chapters() -> None:
    entries = tree(book_of(small_book()).sections)
    assert [(one.title, [child.title for child in one.children]) for one in entries] == [
        ("Vooraf", []),
        ("Het begin", ["Een eerste hoofdstuk met een lange titel", "Tweede"]),
        ("Bronnen", []),
    ]


@pytest.mark.parametrize(
    ("section", "words", "target"),
    [
        ("vooraf", "eerste hoofdstuk", "#eerste"),
        ("eerste", "de tabel", "#tab-uren"),
        ("eerste", "het slot", "#slot"),
        ("tweede", "het begin", "#eerste"),
        ("tweede", "ergens anders", "https://elders.example/"),
    ],
    ids=["a chapter's id", "an element's id", "both", "a blog address", "another address"],
)
def test_links_lead_where_they_mean(section: str, words: str, target: str) -> None:
    assert link(book_of(small_book()), section, words) == target


def test_a_link_to_a_chapter_that_is_not_in_this_edition() -> None:
    only = MANIFEST.replace(
        "print:  {format: pdf,", "print:  {format: pdf, only: [tweede, vooraf],"
    )
    book = book_of(small_book(book=only))
    assert [one.id for one in book.sections if one.kind is Kind.CHAPTER] == ["vooraf", "tweede"]
    assert link(book, "tweede", "het begin") == "https://proef.example/eerste/"
    assert link(book, "vooraf", "eerste hoofdstuk") == "https://proef.example/eerste/"
    assert "eerste hoofdstuk" in text_of(book, "vooraf")


def test_a_held_chapter_is_not_printed() -> None:
    held = MANIFEST.replace("  - tweede\n", "  - {id: tweede, status: hold}\n")
    no_link = small_book(book=held)
    path = "manuscript/eerste.md"
    text = (
        no_link.contents[path]
        .decode()
        .replace("[de tabel](#tab-uren) en [het slot](tweede#slot)", "")
    )
    no_link.contents[path] = text.encode()
    assert "tweede" not in [one.id for one in book_of(no_link).sections]


def test_a_part_without_chapters_is_left_out() -> None:
    only = MANIFEST.replace("print:  {format: pdf,", "print:  {format: pdf, only: [vooraf],")
    assert Kind.PART not in {one.kind for one in book_of(small_book(book=only)).sections}


def test_pictures_of_other_chapters_stay_out() -> None:
    only = MANIFEST.replace("print:  {format: pdf,", "print:  {format: pdf, only: [tweede],")
    assert [one.path for one in book_of(small_book()).assets] == ["manuscript/images/driehoek.svg"]
    assert book_of(small_book(book=only)).assets == ()


def test_the_opener_tells_when_and_where_it_was_published() -> None:
    assert "14 juli 2016 · proef.example" in text_of(book_of(small_book()), "eerste")


ENGLISH = """\
---
title: The second
lang: en
source: https://proef.example/second/
---
Words.[^a]

[^a]: A note.

![A figure](images/driehoek.svg "The triangle"){#fig-triangle}

## The end

Words.
"""
DUTCH = """\
---
title: Het eerste
source: https://proef.example/a/
---
Iets.[^a]

[^a]: Noot.
"""
LAST = "---\ntitle: Het laatste\n---\nIets.\n"


def test_lists_say_the_language_of_a_title_in_another_one() -> None:
    lists = "  - {generate: contents, depth: 2}\n  - generate: figures\n"
    manifest = MANIFEST.replace("  - generate: contents\n", lists)
    manifest = manifest.replace("  - bronnen\n", "  - bronnen\n  - generate: sources\n")
    manifest = manifest.replace("page: 135x210", "page: 135x210")
    book = book_of(small_book(tweede=ENGLISH, eerste=DUTCH, bronnen=LAST, book=manifest))

    told = {
        (section.id, xhtml.text_of(one), one.get("lang"))
        for section in book.sections
        if section.kind not in (Kind.CHAPTER, Kind.COLOPHON)
        for one in xhtml.parse(section.xhtml).iter(*map(xhtml.tag, ("span", "a")))
        if one.get("class") == "title"
        and xhtml.text_of(one) in ("Het eerste", "The second", "The end", "The triangle")
    }
    assert told == {
        ("contents", "Het eerste", None),
        ("contents", "The second", "en"),
        ("contents", "The end", "en"),
        ("figures", "The triangle", "en"),
        ("sources", "Het eerste", None),
        ("sources", "The second", "en"),
    }


def test_notes_at_the_back_keep_the_language_of_their_chapter() -> None:
    book = book_of(small_book(tweede=ENGLISH, eerste=DUTCH, bronnen=LAST))
    sections = notes_at_back(book.sections, words_for("nl"))

    notes = next(xhtml.parse(one.xhtml) for one in sections if one.kind is Kind.NOTES)
    told = [
        (xhtml.name_of(one), one.get("lang"), xhtml.text_of(one))
        for one in notes.iter(*map(xhtml.tag, ("h2", "span", "aside")))
    ]
    assert told == [
        ("h2", None, "Hoofdstuk 1. Het eerste"),
        ("aside", None, "1 Noot."),
        ("h2", None, "Hoofdstuk 2. The second"),
        ("span", "en", "The second"),
        ("aside", "en", "1 A note."),
    ]


@pytest.mark.parametrize("language", names())
def test_the_book_speaks_its_language(language: str) -> None:
    book = book_of(small_book(book=MANIFEST.replace("nl-BE", language)))
    words = words_for(language)
    assert words.part.format("I") in text_of(book, "part-het-begin")
    assert words.figure.format(1) in text_of(book, "eerste")
    assert words.contents in text_of(book, "contents")
    assert dates_of(words).months[6] in text_of(book, "eerste")


def test_an_unknown_language_gets_english_words() -> None:
    assert words_for("fy").contents == "Contents"


@pytest.mark.parametrize(("number", "letters"), [(1, "I"), (4, "IV"), (9, "IX"), (1994, "MCMXCIV")])
def test_roman_numbers(number: int, letters: str) -> None:
    assert roman(number) == letters


def test_each_edition_has_an_identifier_of_its_own_for_ever() -> None:
    base = "urn:uuid:0b9a7e0c-7c57-4b7e-9a54-6f6f5a5a9b11"
    ebook = EditionSpec(name="ebook", format="epub")
    assert identifier_of(base, ebook) == identifier_of(base, ebook)
    assert identifier_of(base, ebook) != identifier_of(base, EditionSpec(name="x", format="epub"))
    isbn = EditionSpec(name="ebook", format="epub", isbn="978-94-6400-000-9")
    assert identifier_of(base, isbn) == "urn:isbn:9789464000009"


def test_the_date_of_the_text_is_known_without_a_clock() -> None:
    sources = load(small_book())
    assert sources.manifest is not None
    fragments = list(sources.fragments.values())
    assert modified_at(sources.manifest, fragments, None) == "2026-01-15T00:00:00Z"
    assert modified_at(sources.manifest, fragments, 0) == "1970-01-01T00:00:00Z"
    undated = load(small_book(book=MANIFEST.replace("  date: 2026-01-15\n", "")))
    assert undated.manifest is not None
    assert modified_at(undated.manifest, fragments, None) == "2016-07-14T00:00:00Z"


def test_one_id_in_two_chapters_is_named_with_both_places() -> None:
    sources = load(
        small_book(bronnen="---\ntitle: Bronnen\n---\n\n## Nog een slot {#slot}\n\nTekst.\n")
    )
    twice = [one for one in sources.problems if one.code == "links-002"]
    assert len(twice) == 1
    line = TWEEDE.split("\n").index("## Het slot {#slot}") + 1
    said = f"{twice[0].place} {twice[0].message}"
    assert f"manuscript/tweede.md:{line}" in said
    assert "manuscript/bronnen.md:" in said


def test_a_typo_in_a_link_gets_the_nearest_name() -> None:
    sources = load(
        small_book(tweede=TWEEDE.replace("(https://www.proef", "(eersta) (https://www.proef"))
    )
    hint = next(one.hint for one in sources.problems if "eersta" in one.message)
    assert hint.startswith("Did you mean “eerste”")


@pytest.mark.parametrize(
    ("href", "target"),
    [
        ("tweede.md", "#tweede"),
        ("../manuscript/tweede.md", "#tweede"),
        ("https://proef.example/eerste/?utm_source=brief", "#eerste"),
        ("https://proef.example/", "https://proef.example/"),
        ("https://proef.example/eerste/?p=2", "https://proef.example/eerste/?p=2"),
    ],
)
def test_files_and_addresses_that_nearly_name_a_chapter(href: str, target: str) -> None:
    chapter = TWEEDE.replace("https://www.proef.example/eerste", href)
    assert link(book_of(small_book(tweede=chapter)), "tweede", "het begin") == target
