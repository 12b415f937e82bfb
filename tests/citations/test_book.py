"""What a reader of the book finds: citations, the list of works, and the way between them."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from citations.books import CITING, MANIFEST_WITH_SOURCES, SOURCES, book_of, citing_book, section
from dinobook import xhtml
from dinobook.book.model import Book, Kind
from dinobook.book.outline import tree
from dinobook.storage.cache import Cache, FolderStore
from dinobook.storage.project import MemoryProject


def text(book: Book, name: str) -> str:
    return xhtml.text_of(xhtml.parse(section(book, name).xhtml)).replace("\u00a0", " ")


def links(book: Book, name: str) -> dict[str, str]:
    """The words of each link of a section, with where it leads."""
    root = xhtml.parse(section(book, name).xhtml)
    return {xhtml.text_of(one): one.get("href", "") for one in root.iter(xhtml.tag("a"))}


@pytest.fixture(scope="module")
def book() -> Book:
    return book_of(citing_book())


def test_citations_stand_in_the_text_in_captions_and_in_notes(book: Book) -> None:
    said = text(book, "tweede")
    assert "De lade blijft dicht (Peeters, 2010a, p. 4). Raes en Tack (2009) zeggen het" in said
    assert "Uren per dag, naar (Adams et al., 2012)" in said
    (note,) = section(book, "tweede").notes
    assert xhtml.text_of(xhtml.parse(note.xhtml)) == (
        "Zie (Peeters, 2010b) en mail an@proef.example."
    )


def test_lists_of_tables_show_captions_as_they_are_printed() -> None:
    manifest = MANIFEST_WITH_SOURCES.replace(
        "generate: contents\n", "generate: contents\n  - generate: tables\n"
    )
    caption = "*Uren* en $u_1$ per [dag](#slot), naar [@drie]"
    chapter = CITING.replace("Uren per dag, naar [@drie]", caption)
    book = book_of(citing_book(book=manifest, tweede=chapter))
    assert "Tabel 1 Uren en u1 per dag, naar (Adams et al., 2012)" in text(book, "tables")
    page = section(book, "tables").xhtml
    assert "<em>Uren</em> en <math" in page
    assert "bibliography--" not in page, "a line is one link, to its table"


def test_a_name_of_a_social_medium_stays_what_it_is(book: Book) -> None:
    assert "en @jefgrosemans antwoordt" in text(book, "tweede")
    assert "<cite" not in section(book, "tweede").xhtml


def test_the_bibliography_lists_what_is_cited_and_no_more(book: Book) -> None:
    page = section(book, "bibliography")
    assert (page.kind, page.title) == (Kind.BIBLIOGRAPHY, "Bronnen")
    items = [xhtml.text_of(one) for one in xhtml.parse(page.xhtml).iter(xhtml.tag("li"))]
    assert items == [
        "Adams, B., Bos, C., & Claes, D. (2012). Drie aan tafel. Proefdruk.",
        "Peeters, A. (2010a). De lade gaat dicht. Proefdruk.",
        "Peeters, A. (2010b). De lade gaat open. Proefdruk.",
        "Raes, S., & Tack, U. (2009). Twee stemmen (2e druk). Proefdruk.",
    ]


def test_the_bibliography_stands_in_the_contents(book: Book) -> None:
    assert [entry.title for entry in tree(book.sections)][-1] == "Bronnen"


def test_every_citation_leads_to_its_work(book: Book) -> None:
    found = links(book, "tweede")
    assert found["Peeters, 2010a, p. 4"] == "#bibliography--lade-dicht"
    assert found["2009"] == "#bibliography--twee"
    assert "bibliography--drie" in section(book, "bibliography").ids()


def test_a_doi_is_a_link() -> None:
    book = book_of(citing_book(tweede=CITING.replace("@drie", "@artikel")))
    assert links(book, "bibliography") == {
        "https://doi.org/10.1000/xyz123": "https://doi.org/10.1000/xyz123"
    }


def test_an_address_that_runs_a_script_is_no_link() -> None:
    evil = SOURCES.replace("https://proef.example/praten", "javascript:alert(1)")
    book = book_of(citing_book(evil, tweede=CITING.replace("@drie", "@web")))
    assert links(book, "bibliography") == {}
    assert "javascript:" not in "".join(one.xhtml for one in book.sections if "href" in one.xhtml)


@pytest.mark.parametrize("nocite", ["[tekens]", "tekens"])
def test_works_can_be_listed_that_nobody_cites(nocite: str) -> None:
    manifest = MANIFEST_WITH_SOURCES.replace("  sources:", f"  nocite: {nocite}\n  sources:")
    said = text(book_of(citing_book(book=manifest)), "bibliography")
    assert "Vraag & antwoord: a < b in R&D" in said
    assert "Zonder datum" not in said


def test_all_works_can_be_listed() -> None:
    manifest = MANIFEST_WITH_SOURCES.replace("  sources:", "  nocite: all\n  sources:")
    page = section(book_of(citing_book(book=manifest)), "bibliography")
    assert page.xhtml.count("<li ") == SOURCES.count("\n@")


def test_an_edition_that_cites_nothing_has_no_bibliography() -> None:
    manifest = MANIFEST_WITH_SOURCES.replace(
        "print:  {format: pdf,", "print:  {format: pdf, only: [vooraf],"
    )
    kinds = [one.kind for one in book_of(citing_book(book=manifest)).sections]
    assert Kind.BIBLIOGRAPHY not in kinds


def test_without_a_bibliography_citations_lead_nowhere() -> None:
    manifest = MANIFEST_WITH_SOURCES.replace("  - generate: bibliography\n", "")
    book = book_of(citing_book(book=manifest))
    assert "(Peeters, 2010a" in text(book, "tweede")
    assert "#bibliography" not in section(book, "tweede").xhtml


def test_a_style_by_its_name_and_from_a_file(library_style: str) -> None:
    named = MANIFEST_WITH_SOURCES.replace("  sources:", "  csl: ieee\n  sources:")
    own = MANIFEST_WITH_SOURCES.replace("  sources:", "  csl: eigen.csl\n  sources:")
    project = citing_book(book=own)
    project.contents["manuscript/eigen.csl"] = library_style.encode()
    for book in (book_of(citing_book(book=named)), book_of(project)):
        assert "De lade blijft dicht [1, p. 4]." in text(book, "tweede")
        assert "[1] A. Peeters, De lade gaat dicht. Proefdruk, 2010." in text(book, "bibliography")


@pytest.mark.parametrize(
    ("language", "words", "heading"),
    [
        ("en", "Raes and Tack (2009)", "Sources"),
        ("fr", "Raes et Tack (2009)", "Sources"),
        ("de", "Raes und Tack (2009)", "Quellen"),
        ("nl", "Raes en Tack (2009)", "Bronnen"),
    ],
)
def test_the_words_are_those_of_the_book(language: str, words: str, heading: str) -> None:
    manifest = MANIFEST_WITH_SOURCES.replace("language: nl-BE", f"language: {language}")
    book = book_of(citing_book(book=manifest))
    assert words in text(book, "tweede")
    assert section(book, "bibliography").title == heading


# laws


KEYS = ("lade-open", "lade-dicht", "drie", "drie-anders", "twee", "zonder", "vdab", "nederlands")


def three_chapters(order: list[int], cited: list[list[str]]) -> MemoryProject:
    rows = "".join(f"  - deel-{number}\n" for number in order)
    manifest = MANIFEST_WITH_SOURCES.replace(
        "  - {id: eerste, short: Kort}\n  - tweede\n", rows
    ).replace("outline:", "aside: [eerste, tweede]\noutline:")
    project = citing_book(book=manifest, vooraf="---\ntitle: Vooraf\n---\nWoorden.\n")
    for number, keys in enumerate(cited):
        body = " ".join(f"Zie [@{key}, p. 2] en @{key}." for key in keys) or "Niets."
        path = f"manuscript/deel-{number}.md"
        project.contents[path] = f"---\ntitle: Deel {number}\n---\n{body}\n".encode()
    return project


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Cache:
    """So that Pandoc need not read the same sources again and again."""
    return Cache(FolderStore(tmp_path_factory.mktemp("store")), "one program")


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.permutations([0, 1, 2]),
    st.lists(st.lists(st.sampled_from(KEYS), max_size=4), min_size=3, max_size=3),
)
def test_a_moved_chapter_changes_no_citation(
    cache: Cache, order: list[int], cited: list[list[str]]
) -> None:
    """Its text, its links and the list of works stay; only numbers of chapters move."""
    before = book_of(three_chapters([0, 1, 2], cited), cache=cache)
    after = book_of(three_chapters(order, cited), cache=cache)
    for number in range(3):
        name = f"deel-{number}"
        assert text(after, name).split(" ", 1)[1] == text(before, name).split(" ", 1)[1]
        assert links(after, name) == links(before, name)
    if any(cited):
        assert section(after, "bibliography").xhtml == section(before, "bibliography").xhtml
        home = after.home()
        targets = [href for n in range(3) for href in links(after, f"deel-{n}").values()]
        assert all(home[href[1:]] == "bibliography" for href in targets)


def test_a_chapter_stays_the_same_when_another_cites_something_new() -> None:
    """Its pages are kept by its XHTML."""
    before = book_of(three_chapters([0, 1, 2], [["twee"], ["drie"], []]))
    after = book_of(three_chapters([0, 1, 2], [["twee"], ["drie"], ["zonder"]]))
    assert section(after, "deel-0").xhtml == section(before, "deel-0").xhtml
    assert section(after, "deel-1").xhtml == section(before, "deel-1").xhtml


def test_a_second_work_of_one_year_gives_both_a_letter() -> None:
    before = book_of(three_chapters([0, 1, 2], [["lade-open"], [], []]))
    after = book_of(three_chapters([0, 1, 2], [["lade-open"], [], ["lade-dicht"]]))
    assert "Peeters (2010)" in text(before, "deel-0")
    assert "Peeters (2010b)" in text(after, "deel-0")


def test_the_same_book_gives_the_same_bytes() -> None:
    assert book_of(citing_book()) == book_of(citing_book(), cache=Cache())
