"""Front and back matter in finished files: sides, folios, page numbers, roles, reading order."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pikepdf
import pypdfium2
import pytest

from books import SharedFolder
from dinobook.checks import epubcheck
from dinobook.epub.read import OpenedEpub, open_epub, parse_page
from dinobook.pipeline.build import Request, build
from dinobook.problems import Severity
from matter import matter_book, matter_manifest

NAME = "het-kleine-boek"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"


def quiet(_: object) -> None:
    """A step that nobody watches."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("matter")
    build(matter_book(), SharedFolder(folder), Request(), quiet)
    return folder


@pytest.fixture(scope="module")
def print_pdf(made: Path) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(made / f"{NAME}-print.pdf")


@pytest.fixture(scope="module")
def pages(print_pdf: pypdfium2.PdfDocument) -> list[str]:
    return texts(print_pdf)


@pytest.fixture(scope="module")
def epub(made: Path) -> OpenedEpub:
    return open_epub((made / f"{NAME}-ebook.epub").read_bytes())


def texts(pdf: pypdfium2.PdfDocument) -> list[str]:
    found = (page.get_textpage().get_text_bounded() for page in pdf)
    return [re.sub(r"\s+", " ", re.sub("[\ufffe\x02]", "", text)).strip() for text in found]


def page_with(pages: list[str], text: str) -> int:
    return next(index for index, page in enumerate(pages) if text in page)


def test_the_frontispiece_faces_the_title_page(
    print_pdf: pypdfium2.PdfDocument, pages: list[str]
) -> None:
    title = page_with(pages, "Met alles erin")
    assert title % 2 == 0
    assert pages[title - 1] == ""
    assert list(print_pdf[title - 1].get_objects()), "a drawing"


@pytest.mark.parametrize("text", ["Voor wie te laat kwam", "Alles komt terug, behalve de ‘stift’"])
def test_a_display_stands_alone_on_a_recto(pages: list[str], text: str) -> None:
    index = page_with(pages, text)
    assert index % 2 == 0
    assert pages[index].startswith(text), "no running head"
    assert not re.search(r" [ivx]+$", pages[index]), "no folio"


def test_the_glossary_prints_the_page_of_each_term(
    print_pdf: pypdfium2.PdfDocument, pages: list[str]
) -> None:
    glossary = pages[page_with(pages, "Begrippenlijst overleg")]
    for definition, title in (("Waar men zwijgt.", "Kort"), ("Wat daarna komt.", "Tweede")):
        label = print_pdf.get_page_label(page_with(pages, definition))
        assert f"{definition} {title} {label} " in glossary


def test_the_contents_give_the_pages_of_listed_pages_and_headings(
    print_pdf: pypdfium2.PdfDocument, pages: list[str]
) -> None:
    contents = pages[page_with(pages, "Inhoud Vooraf")]
    for title, text in {
        "Het slot": "De lade ging open",
        "Afkortingen": "Afkortingen API",
        "Begrippenlijst": "Begrippenlijst overleg",
        "Eerder verschenen": "Eerder verschenen Een eerste",
        "Over de auteur": "Over de auteur An schrijft",
        "Waar zij woont": "Aan de kaai",
    }.items():
        label = print_pdf.get_page_label(page_with(pages, text))
        assert re.search(rf"{title}[ .]+{label}\b", contents), (title, label, contents)
    assert "Opdracht" not in contents
    assert "Van dezelfde auteur" not in contents


def test_the_outline_names_what_the_contents_name(print_pdf: pypdfium2.PdfDocument) -> None:
    names = [one.get_title() for one in print_pdf.get_toc()]
    back = names[names.index("Bronnen") :]
    assert [name for name in back if name != "Waar zij woont"] == [
        *("Bronnen", "Afkortingen", "Begrippenlijst", "Eerder verschenen", "Over de auteur"),
    ]
    assert not {"Opdracht", "Motto", "Frontispice", "Van dezelfde auteur"} & set(names)


@pytest.mark.parametrize("edition", ["print", "screen"])
def test_lists_are_tagged_as_readers_expect(made: Path, edition: str) -> None:
    """ISO 32000-1, table 336: a list holds items, and an item a label and a body."""
    allowed = {"/L": {"/LI", "/L", "/Caption"}, "/LI": {"/Lbl", "/LBody"}}
    with pikepdf.open(made / f"{NAME}-{edition}.pdf") as pdf:
        pairs = set(tag_pairs(pdf.Root.StructTreeRoot))
    assert {
        (above, below) for above, below in pairs if below not in allowed.get(above, {below})
    } == (set())
    assert {above for above, below in pairs if below == "/LI"} == {"/L"}


def tag_pairs(element: pikepdf.Object) -> Iterator[tuple[str, str]]:
    kids: pikepdf.Object = element.get("/K", pikepdf.Array())
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield str(element.get("/S", "")), str(kid.S)
            yield from tag_pairs(kid)


@pytest.mark.parametrize("edition", ["print", "screen"])
def test_the_page_map_knows_every_page_that_is_made(made: Path, edition: str) -> None:
    read = json.loads((made / f"{NAME}-{edition}.pages.json").read_text(encoding="utf-8"))
    assert [one["id"] for one in read["chapters"]] == [
        *("half-title", "frontispiece", "title-page", "colophon", "dedication", "epigraph"),
        *("contents", "vooraf", "part-het-begin", "eerste", "tweede", "bronnen", "abbreviations"),
        *("glossary", "sources", "about", "other-books"),
    ]


MEANINGS = {
    "frontispiece": (None, None),
    "title-page": ("titlepage", None),
    "colophon": ("colophon", "doc-colophon"),
    "dedication": ("dedication", "doc-dedication"),
    "epigraph": ("epigraph", "doc-epigraph"),
    "vooraf": (None, None),
    "abbreviations": (None, None),
    "glossary": ("glossary", "doc-glossary"),
    "sources": ("other-credits", "doc-credits"),
    "about": (None, None),
    "other-books": (None, None),
}


@pytest.mark.parametrize("name", MEANINGS)
def test_each_page_of_the_e_book_says_what_it_is(epub: OpenedEpub, name: str) -> None:
    page = parse_page(epub.files[f"EPUB/{name}.xhtml"])
    (section,) = [one for one in page.iter("{*}section") if one.get("id") == name]
    assert (section.get(EPUB_TYPE), section.get("role")) == MEANINGS[name]


def test_the_e_book_is_read_in_the_order_of_the_outline(epub: OpenedEpub) -> None:
    assert [path.rsplit("/", 1)[-1].removesuffix(".xhtml") for path in epub.spine] == [
        *("cover", "frontispiece", "title-page", "colophon", "dedication", "epigraph"),
        *("contents", "vooraf", "part-het-begin", "eerste", "tweede", "bronnen", "abbreviations"),
        *("glossary", "sources", "about", "other-books"),
    ]


def test_landmarks_lead_to_pages_that_no_list_names(epub: OpenedEpub) -> None:
    nav = parse_page(epub.files[epub.nav_path])
    marks = next(one for one in nav.iter("{*}nav") if one.get("id") == "landmarks")
    assert [(one.get(EPUB_TYPE), one.text) for one in marks.iter("{*}a")] == [
        ("cover", "Omslag"),
        ("frontmatter", "Frontispice"),
        ("titlepage", "Titelpagina"),
        ("colophon", "Colofon"),
        ("dedication", "Opdracht"),
        ("epigraph", "Motto"),
        ("toc", "Inhoud"),
        ("bodymatter", "Begin van de tekst"),
        ("glossary", "Begrippenlijst"),
        ("backmatter", "Van dezelfde auteur"),
    ]


def test_the_glossary_of_the_e_book_leads_back_without_page_numbers(epub: OpenedEpub) -> None:
    page = parse_page(epub.files["EPUB/glossary.xhtml"])
    (place,) = [one for one in page.iter("{*}a") if one.get("href", "").endswith("eerste--trap")]
    assert (place.get("href"), place.text) == ("eerste.xhtml#eerste--trap", "Kort")


def test_the_official_validator_finds_nothing(made: Path) -> None:
    if reason := epubcheck.available():
        pytest.skip(reason)
    found = epubcheck.check((made / f"{NAME}-ebook.epub").read_bytes())
    assert [one for one in found if one.severity is not Severity.NOTE] == []


def shuffled(seed: int) -> str:
    """The manifest with its rows in another order; each matter keeps one chapter or more."""
    text = matter_manifest()
    start, end = text.index("  - generate: half-title"), text.index("\neditions:")
    rows = re.split(r"(?m)^(?=  - )", text[start:end])[1:]
    rows = [row for row in rows if "matter:" not in row]
    Random(seed).shuffle(rows)  # noqa: S311 - the same order each time
    third = len(rows) // 3
    ordered = [*rows[:third], "  - matter: body\n", *rows[third : 2 * third]]
    ordered += ["  - matter: back\n", *rows[2 * third :]]
    return text[:start] + "".join(ordered) + text[end:]


@pytest.mark.parametrize("seed", [1, 2])
def test_any_order_of_rows_gives_files_with_every_word(seed: int, tmp_path: Path) -> None:
    """A build compares each file with the book and fails when a sentence is lost."""
    outcome = build(matter_book(shuffled(seed)), SharedFolder(tmp_path), Request(), quiet)
    assert {one.code for one in outcome.problems} <= {"manifest-042", "manifest-055"}
    for edition in ("print", "screen"):
        text = " ".join(texts(pypdfium2.PdfDocument(tmp_path / f"{NAME}-{edition}.pdf")))
        for said in ("Voor wie te laat kwam", "Waar men zwijgt.", "Verenigde Naties", "2024"):
            assert said in text


def test_the_plain_path_prints_the_same_pages_in_the_glossary(
    made: Path, tmp_path: Path, pages: list[str]
) -> None:
    build(matter_book(), SharedFolder(tmp_path), Request(("print",), whole=True), quiet)
    whole = texts(pypdfium2.PdfDocument(tmp_path / f"{NAME}-print.pdf"))
    at = page_with(pages, "Begrippenlijst overleg")
    assert whole[at] == pages[at]
