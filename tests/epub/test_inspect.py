"""One defect at a time, put into a good EPUB: the problem that a reader would meet is named."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from dinobook.book.model import Book
from dinobook.epub.inspect import check_epub
from dinobook.epub.theme import EpubTheme
from dinobook.epub.write import write_epub
from dinobook.problems import Problem

Rewrite = Callable[..., bytes]


@pytest.fixture(scope="module")
def good(book: Book, theme: EpubTheme) -> bytes:
    return write_epub(book, theme)


def swap(old: str, new: str) -> Callable[[bytes], bytes]:
    return lambda data: data.replace(old.encode(), new.encode(), 1)


def erase(pattern: str) -> Callable[[bytes], bytes]:
    return lambda data: re.sub(pattern.encode(), b"", data, flags=re.DOTALL)


DEFECTS = [
    ("epub-001", "META-INF/container.xml", lambda _: None, "META-INF/container.xml"),
    ("epub-001", "EPUB/content.opf", swap('idref="page-koffie"', 'idref="weg"'), "weg"),
    ("epub-002", "EPUB/koffie.xhtml", swap("</h2>", ""), "not well-formed"),
    ("epub-003", "EPUB/book.css", lambda _: b"", "empty"),
    ("epub-003", "EPUB/voorwoord.xhtml", erase(r"<section.*</section>"), "empty"),
    ("epub-004", "EPUB/images/plan-een.svg", lambda _: None, "images/plan-een.svg"),
    ("epub-005", "EPUB/nav.xhtml", erase(r'<li><a href="voorwoord.xhtml">.*?</li>'), "navigation"),
    ("epub-006", "EPUB/content.opf", swap(' properties="cover-image"', ""), "cover"),
    ("epub-007", "EPUB/nav.xhtml", swap("De methode", "Iets anders"), "De methode"),
    ("epub-008", "EPUB/koffie.xhtml", swap('id="fig-foto"', 'id="fig-plan"'), "fig-plan"),
    ("epub-009", "EPUB/koffie.xhtml", swap("#tab-maten", "#tab-weg"), "#tab-weg"),
    ("epub-009", "EPUB/koffie.xhtml", swap("images/plan-een.svg", "images/x.svg"), "images/x.svg"),
    ("epub-009", "EPUB/book.css", swap("vollkorn-regular", "weg"), "fonts/weg.ttf"),
    (
        "epub-010",
        "EPUB/koffie.xhtml",
        swap("images/plan-een.svg", "https://example.org/x.svg"),
        "https://example.org/x.svg",
    ),
    ("epub-010", "EPUB/book.css", swap("p {", '@import "//example.org/x.css"; p {'), "example.org"),
    ("epub-011", "EPUB/koffie.xhtml", swap('href="#koffie--r2"', 'href="#koffie--r1"'), "note 2"),
    ("epub-012", "EPUB/methode.xhtml", erase(r"<h1.*?</h1>"), "no main heading"),
    ("epub-012", "EPUB/koffie.xhtml", swap("<p>Er", "<h1>Nog een</h1><p>Er"), "2 main headings"),
    ("epub-013", "EPUB/koffie.xhtml", swap(' alt="Een plan."', ""), "no description"),
    ("epub-013", "EPUB/koffie.xhtml", swap("Een plan.", "plan.SVG"), "a file name"),
]


@pytest.mark.parametrize(("code", "path", "edit", "words"), DEFECTS)
def test_a_defect_is_found_where_it_is(
    good: bytes, rewrite: Rewrite, code: str, path: str, edit: object, words: str
) -> None:
    found = [one for one in check_epub(rewrite(good, path, edit)) if one.code == code]
    assert len(found) == 1
    assert words in found[0].message
    assert found[0].hint


def test_what_is_no_zip_is_one_problem() -> None:
    (problem,) = check_epub(b"nothing")
    assert problem.code == "epub-001"
    assert "no ZIP archive" in problem.message


def test_places_name_the_page(good: bytes, rewrite: Rewrite) -> None:
    spoiled = rewrite(good, "EPUB/koffie.xhtml", swap("#tab-maten", "#tab-weg"))
    places: list[Problem] = list(check_epub(spoiled))
    assert [str(one.place) for one in places] == ["EPUB/koffie.xhtml"]
