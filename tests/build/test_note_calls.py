"""Calls and numbers of notes as a reader sees them: in a title, in a row, past a hundred."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pypdfium2
import pytest

from books import MANIFEST, SharedFolder, small_book
from dinobook import xhtml
from dinobook.book.numbers.note_calls import part_neighbours, with_calls_in_title
from dinobook.pipeline.build import Request, build

WORDS = [
    "een",
    "kauw",
    "zat",
    "op",
    "het",
    "sluishuis",
    "en",
    "keek",
    "naar",
    "de",
    "boten",
    "die",
    "traag",
    "voorbij",
    "kwamen",
    "varen",
]
ENDS = ".?!…"


def chapter() -> str:
    """More than a hundred notes, called behind every stop, at the end of lines of all lengths."""
    rows = ["# Kauwen[^titel] en boten", "", "Twee[^a][^b] na elkaar.", "", "## Kop[^kop] erin", ""]
    notes = ["[^titel]: Bij de titel.", "[^a]: Ah.", "[^b]: Beh.", "[^kop]: Bij de kop."]
    for number in range(100):
        words = (WORDS * 4)[number % 7 : number % 7 + 10 + number % 29]
        rows += [f"{' '.join(words).capitalize()}{ENDS[number % 4]}[^n{number}]", ""]
        notes.append(f"[^n{number}]: Woord{number:03} {' '.join(WORDS[: 4 + number % 14])}.")
    return "\n".join([*rows, *(f"{note}\n" for note in notes)])


EDITIONS = """\
  ends:   {format: pdf, use: print, page: 135x210, notes: chapter}
"""
PAGED = ("print", "screen", "ends")


@pytest.fixture(scope="module")
def noted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("noted")
    book = small_book(eerste=chapter(), book=MANIFEST + EDITIONS)
    build(book, SharedFolder(folder), Request((*PAGED, "ebook")), lambda _: None)
    return folder


def document(folder: Path, edition: str) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(folder / f"het-kleine-boek-{edition}.pdf")


def said(folder: Path, edition: str) -> str:
    pages = document(folder, edition)
    return "\n".join(page.get_textpage().get_text_range() for page in pages)


@pytest.mark.parametrize("edition", PAGED)
def test_a_call_stands_on_the_line_of_its_word(noted: Path, edition: str) -> None:
    text = said(noted, edition)
    assert len(re.findall(r"[?!…]\d", text)) >= 75
    assert not re.findall(r"[?!…]\s+\d+\r?\n", text)


@pytest.mark.parametrize("edition", PAGED)
def test_two_calls_in_a_row_are_two_numbers(noted: Path, edition: str) -> None:
    assert re.search(r"Twee2,\s3\s", said(noted, edition))


@pytest.mark.parametrize("edition", PAGED)
def test_a_number_over_a_hundred_stands_beside_its_note(noted: Path, edition: str) -> None:
    found = 0
    for page in document(noted, edition):
        text = page.get_textpage()
        for note in re.finditer(r"(1\d\d)\s+(Woord\d)", text.get_text_range()):
            number_end = text.get_charbox(note.end(1) - 1)
            begin = text.get_charbox(note.start(2))
            assert number_end[2] + 1 < begin[0]
            assert abs(number_end[1] - begin[1]) < 1, "both on one line"
            found += 1
    assert found == 5, "from 100 to 104"


def test_every_number_behind_the_text_is_on_the_page_of_its_note(noted: Path) -> None:
    assert len(re.findall(r"\d\s+Woord\d", said(noted, "ends"))) == 100


@pytest.mark.parametrize("edition", PAGED)
def test_lists_name_a_heading_without_the_number_of_its_note(noted: Path, edition: str) -> None:
    titles = [mark.get_title() for mark in document(noted, edition).get_toc()]
    assert "Kauwen en boten" in titles
    assert "Kop erin" in titles
    assert re.search(r"Kauwen en boten\s*[. ]+\d", said(noted, edition)), "in the contents"


@pytest.mark.parametrize("edition", PAGED)
def test_a_title_has_its_note(noted: Path, edition: str) -> None:
    text = said(noted, edition)
    assert re.search(r"Kauwen en boten\s?1\s", text)
    assert re.search(r"1\s+Bij de titel\.", text)


def test_the_ebook_has_calls_in_title_and_row(noted: Path) -> None:
    with zipfile.ZipFile(noted / "het-kleine-boek-ebook.epub") as epub:
        texts = {name: epub.read(name).decode() for name in epub.namelist() if "xhtml" in name}
    page = next(text for text in texts.values() if "Bij de titel" in text)
    title = re.search(r"<h1>(.*?)</h1>", page, re.DOTALL)
    assert title is not None
    assert 'role="doc-noteref">1</a>' in title[1]
    assert re.search(r'<a class="noteref next"[^>]*>3</a>', page)
    assert re.search(r'<span class="keep">\?<a class="noteref"', page)
    nav = next(text for name, text in texts.items() if name.endswith("nav.xhtml"))
    assert "Kauwen en boten</a>" in nav


def test_a_text_may_speak_of_notes_in_titles() -> None:
    text = '<section xmlns="http://www.w3.org/1999/xhtml"><p>title-notes</p></section>'
    assert "<p>title-notes</p>" in with_calls_in_title(text)


@pytest.mark.parametrize(
    ("inside", "parted"),
    [
        ("a{1}{2}", [2]),
        ("a{1} {2}", []),
        ("<em>a{1}</em>{2}<b>{3}</b>", [2, 3]),
        ('a{1}<span class="citation">{2}</span>b{3}', [2]),
        ("<ul><li>a{1}</li><li>{2}</li></ul>", []),
    ],
)
def test_only_what_touches_is_parted(inside: str, parted: list[int]) -> None:
    calls = {str(n): f'<a class="noteref" href="#n{n}">{n}</a>' for n in range(1, 4)}
    for number, call in calls.items():
        inside = inside.replace(f"{{{number}}}", call)
    root = xhtml.parse(f'<p xmlns="{xhtml.XHTML}">{inside}</p>')
    part_neighbours(root)
    found = [one for one in root.iter(xhtml.tag("a")) if xhtml.has_class(one, "next")]
    assert [int(one.text or 0) for one in found] == parted
