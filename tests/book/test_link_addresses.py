"""What a reader on paper sees of a link to the web."""

from __future__ import annotations

import pytest

from book.test_references import book_of, foreword, section, text_of
from books import MANIFEST, small_book
from dinobook import xhtml
from dinobook.book.references.addresses import printed_address
from dinobook.storage.project import MemoryProject


def linking(text: str, links: str = "") -> MemoryProject:
    manifest = (
        MANIFEST.replace("use: print,", f"use: print, links: {links},") if links else MANIFEST
    )
    return small_book(book=manifest, vooraf=foreword(text))


def notes(project: MemoryProject, edition: str = "print", chapter: str = "vooraf") -> list[str]:
    found = section(book_of(project, edition), chapter).notes
    return [f"{one.number} {xhtml.text_of(xhtml.parse(one.xhtml))}" for one in found]


def test_in_print_an_address_becomes_a_note() -> None:
    project = linking("Zie [dit stuk](https://krant.example/een-stuk/?utm_source=brief).")
    assert notes(project) == ["1 krant.example/een-stuk"]
    assert "Zie dit stuk.1" in text_of(book_of(project), "vooraf")


@pytest.mark.parametrize("edition", ["screen", "ebook"])
def test_elsewhere_the_link_is_enough(edition: str) -> None:
    assert notes(linking("Zie [dit](https://krant.example/een)."), edition) == []


def test_an_address_is_noted_once_in_a_chapter() -> None:
    again = "[dit](https://krant.example/een) en [dat](http://krant.example/een/?utm_x=1)"
    assert notes(linking(again)) == ["1 krant.example/een"]


def test_notes_of_the_author_and_of_links_count_together() -> None:
    text = "Zin.[^a] Zie [dit](https://krant.example/), en meer.[^b]\n\n[^a]: Een.\n\n[^b]: Twee."
    assert notes(linking(text)) == ["1 Een.", "2 krant.example", "3 Twee."]
    said = text_of(book_of(linking(text)), "vooraf")
    assert "Zin.1 Zie dit,2 en meer.3" in said


def test_inside_a_note_the_address_stands_in_brackets() -> None:
    assert notes(linking("Zin.[^a]\n\n[^a]: Zie [dit](https://krant.example/een).")) == [
        "1 Zie dit (krant.example/een)."
    ]


def test_inline_addresses_stand_behind_their_link() -> None:
    project = linking("Zie [dit](https://krant.example/een).", "inline")
    assert notes(project) == []
    assert "Zie dit (krant.example/een)." in text_of(book_of(project), "vooraf")


def test_none_prints_no_address() -> None:
    project = linking("Zie [dit](https://krant.example/een).", "none")
    assert "krant" not in text_of(book_of(project), "vooraf")


@pytest.mark.parametrize(
    "text",
    ["<https://krant.example/een>", "[krant.example/een](https://krant.example/een/)"],
)
def test_an_address_that_is_there_to_read_needs_no_note(text: str) -> None:
    assert notes(linking(f"Zie {text}.")) == []


def test_a_post_that_this_edition_does_not_have_is_an_address() -> None:
    manifest = MANIFEST.replace("use: print,", "use: print, only: [vooraf, tweede],")
    assert "2 proef.example/eerste" not in notes(small_book(book=MANIFEST), chapter="tweede")
    found = notes(small_book(book=manifest), chapter="tweede")
    assert "1 proef.example/eerste" in found


@pytest.mark.parametrize(
    ("url", "printed"),
    [
        ("https://www.krant.example/a/b/", "www.krant.example/a/b"),
        ("http://krant.example/?fbclid=1", "krant.example"),
        ("https://krant.example/a?id=3&utm_medium=x", "krant.example/a?id=3"),
        ("https://krant.example/caf%C3%A9", "krant.example/café"),
        ("https://krant.example/a%20b", "krant.example/a%20b"),
        ("https://krant.example/a#deel", "krant.example/a#deel"),
    ],
)
def test_addresses_are_short_and_still_lead_there(url: str, printed: str) -> None:
    assert printed_address(url) == printed


@pytest.mark.parametrize("url", ["mailto:an@proef.example", "#slot", "tel:123", ""])
def test_other_links_have_no_address(url: str) -> None:
    with pytest.raises(ValueError, match="no web address"):
        printed_address(url)


def test_a_long_address_may_break_at_its_slashes_and_points() -> None:
    project = linking("Zie [dit](https://krant.example/een/twee.html).")
    note = section(book_of(project), "vooraf").notes[0].xhtml
    assert "krant<wbr/>.example/<wbr/>een/<wbr/>twee<wbr/>.html" in note
