"""Front and back matter: what each made page says, and that no order of rows breaks it."""

from __future__ import annotations

import re
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dinobook import xhtml
from dinobook.book.assemble import assemble
from dinobook.book.metadata import metadata_of
from dinobook.book.model import Book, Kind, Section
from dinobook.book.outline import LISTED, tree
from dinobook.book.references.addresses import pieces_of, printed_address
from dinobook.book.words.matter import matter_words_for
from dinobook.languages import names
from dinobook.manifest.model import MatterRow, Row
from dinobook.pipeline.editions import choose, rows_of
from dinobook.pipeline.sources import Sources, load
from dinobook.storage.project import MemoryProject
from matter import BACK, matter_book, matter_manifest


def sources_of(project: MemoryProject) -> Sources:
    sources = load(project)
    assert not sources.failed, sources.problems
    return sources


def assembled(sources: Sources, edition: str, rows: tuple[Row, ...] | None = None) -> Book:
    assert sources.manifest is not None
    spec = choose(sources.manifest, [edition])[0]
    return assemble(
        rows_of(sources.manifest, spec) if rows is None else rows,
        sources.fragments,
        metadata_of(sources.manifest, spec, "2026-01-15T00:00:00Z"),
        sources.theme,
        sources.assets,
        "Vollkorn",
    )


def book_of(manifest: str = "", edition: str = "print") -> Book:
    return assembled(sources_of(matter_book(manifest)), edition)


@pytest.fixture(scope="module")
def sources() -> Sources:
    return sources_of(matter_book())


@pytest.fixture(scope="module")
def book(sources: Sources) -> Book:
    return assembled(sources, "print")


def section_of(book: Book, name: str) -> Section:
    return next(one for one in book.sections if one.id == name)


def lines_of(book: Book, name: str, *tags: str) -> list[str]:
    root = xhtml.parse(section_of(book, name).xhtml)
    return [xhtml.text_of(one) for tag in tags for one in root.iter(xhtml.tag(tag))]


def test_nothing_is_wrong_with_a_book_of_all_pages() -> None:
    assert load(matter_book()).problems == ()


def test_the_colophon_says_all_that_the_manifest_says(book: Book) -> None:
    root = xhtml.parse(section_of(book, "colophon").xhtml)
    said = [re.sub(r"\s*\n\s*", " ", "\n".join(xhtml.strings(one))) for one in root.iter("{*}p")]
    assert said[1:] == [
        "Uitgegeven door Proefdruk, 2026",
        "Eerste druk, maart\xa02025 Tweede druk, 15\xa0januari\xa02026",
        "Vormgeving: Bo Vorm Tekeningen: Cas Lijn",
        "Gezet in Vollkorn Samengesteld met dinobook",
        "© 2026 An Proef Licentie: CC BY-SA 4.0",
        "Verantwoordelijke uitgever: An Proef, Kaai 1, 9000 Gent",
        "ISBN 978-94-6400-000-9 (e-book) ISBN 978-90-00-00000-5 (papier) D/2026/12.345/1 NUR 801",
    ]
    (deed,) = [one.get("href") for one in root.iter(xhtml.tag("a"))]
    assert deed == "https://creativecommons.org/licenses/by-sa/4.0/"


def test_a_number_that_can_only_be_of_this_edition_does_not_say_of_what() -> None:
    manifest = matter_manifest().replace(", isbn: 978-94-6400-000-9", "")
    own = lines_of(book_of(manifest), "colophon", "p")[-1]
    other = lines_of(book_of(manifest, "ebook"), "colophon", "p")[-1]
    assert own.startswith("ISBN 978-90-00-00000-5D/")
    assert other.startswith("ISBN 978-90-00-00000-5 (papier)")


@pytest.mark.parametrize("licence", ["Alle rechten voorbehouden", "CC BY", "CC BY-ND-SA 4.0"])
def test_another_licence_is_printed_as_it_stands(licence: str) -> None:
    book = book_of(matter_manifest().replace("CC BY-SA 4.0", licence))
    assert any(one.endswith(f"Licentie: {licence}") for one in lines_of(book, "colophon", "p"))
    assert lines_of(book, "colophon", "a") == []


@pytest.mark.parametrize("language", names())
def test_made_pages_speak_the_language_of_the_book(language: str) -> None:
    words = matter_words_for(language)
    book = book_of(matter_manifest().replace("nl-BE", language))
    titles = {one.kind: one.title for one in book.sections}
    assert titles[Kind.ABBREVIATIONS] == words.abbreviations
    assert titles[Kind.GLOSSARY] == words.glossary
    assert titles[Kind.SOURCES] == words.sources
    assert titles[Kind.ABOUT] == words.about
    assert words.printing_number(2) in " ".join(lines_of(book, "colophon", "p"))
    design = words.credits["design"].format("Bo Vorm").replace("\u00a0", " ")
    assert design in " ".join(lines_of(book, "colophon", "p"))


def test_two_authors_have_a_page_about_the_authors() -> None:
    two = matter_manifest().replace('sort: "Proef, An"}', 'sort: "Proef, An"}, {name: Bo}')
    assert section_of(book_of(two), "about").title == "Over de auteurs"


def test_lines_of_the_manifest_stay_lines(book: Book) -> None:
    (paragraph,) = xhtml.parse(section_of(book, "dedication").xhtml).iter(xhtml.tag("p"))
    assert [text.strip() for text in xhtml.strings(paragraph)] == [
        "Voor wie te laat kwam",
        "en toch bleef.",
    ]


def test_an_epigraph_is_typeset_and_has_its_source(book: Book) -> None:
    assert lines_of(book, "epigraph", "p") == ["Alles komt terug, behalve de ‘stift’.", "Een bode"]


def test_signs_in_a_row_are_text_and_no_markup() -> None:
    book = book_of(matter_manifest().replace("Een bode", "Ei & <b>ik</b>"))
    assert lines_of(book, "epigraph", "p")[1] == "Ei & <b>ik</b>"


def test_a_file_is_shown_with_its_notes_links_and_headings(book: Book) -> None:
    about = section_of(book, "about")
    root = xhtml.parse(about.xhtml)
    links = {xhtml.text_of(one): one.get("href") for one in root.iter(xhtml.tag("a"))}
    assert links["het slot"] == "#slot"
    assert "Een titel die niemand ziet" not in xhtml.text_of(root)
    assert [xhtml.text_of(xhtml.parse(note.xhtml)) for note in about.notes] == [
        "Aan de linkerkant."
    ]
    assert "over-an" in about.ids()
    assert about.place.path == "manuscript/over-an.md"


def test_pictures_of_rows_belong_to_the_book(book: Book) -> None:
    shown = {one.path for one in book.assets}
    assert {"manuscript/images/kaai.svg", "manuscript/images/an.svg"} <= shown
    (picture,) = xhtml.parse(section_of(book, "frontispiece").xhtml).iter(xhtml.tag("img"))
    assert (picture.get("src"), picture.get("alt")) == (
        "manuscript/images/kaai.svg",
        "Een kaai in de mist",
    )


@pytest.mark.parametrize(
    ("image", "code"),
    [("images/weg.svg", "images-001"), ("https://x.example/a.png", "address-002")],
)
def test_a_picture_that_cannot_be_shown_is_said_of_its_row(image: str, code: str) -> None:
    text = matter_manifest().replace("images/kaai.svg", image)
    line = next(at for at, row in enumerate(text.splitlines(), 1) if "frontispiece" in row)
    found = [(one.code, one.place.line) for one in load(matter_book(text)).problems]
    assert found == [(code, line)]


def test_contents_of_depth_two_list_headings(book: Book) -> None:
    assert lines_of(book, "contents", "a") == [
        "Vooraf",
        "I Het begin",
        "1 Een eerste hoofdstuk met een lange titel 14 juli 2016",
        "2 Tweede",
        "Het slot",
        "Bronnen",
        "Afkortingen",
        "Begrippenlijst",
        "Eerder verschenen",
        "Over de auteur",
        "Waar zij woont",
    ]
    flat = book_of(matter_manifest().replace(", depth: 2", ""))
    assert "Het slot" not in lines_of(flat, "contents", "a")


def test_depth_may_differ_by_edition() -> None:
    two = matter_manifest().replace(
        "  - {generate: contents, depth: 2}\n",
        "  - {generate: contents, depth: 2, editions: [print]}\n"
        "  - {generate: contents, editions: [ebook, screen]}\n",
    )
    assert "Het slot" in lines_of(book_of(two), "contents", "a")
    assert "Het slot" not in lines_of(book_of(two, "ebook"), "contents", "a")


def test_abbreviations_are_in_dutch_order_with_all_their_meanings(book: Book) -> None:
    root = xhtml.parse(section_of(book, "abbreviations").xhtml)
    listed = [xhtml.text_of(one) for one in root.iter(xhtml.tag("dt"), xhtml.tag("dd"))]
    assert listed == [
        *("API", "toegang voor programma’s"),
        *("ÉÉN", "‘Eén’ is een zender"),
        *("EU", "Europese Unie", "Eenheid van Uren"),
        *("VN", "Verenigde Naties"),
    ]


def test_the_glossary_gathers_definitions_and_leads_back(book: Book) -> None:
    root = xhtml.parse(section_of(book, "glossary").xhtml)
    listed = [xhtml.text_of(one) for one in root.iter(xhtml.tag("dt"), xhtml.tag("dd"))]
    assert listed == [
        *("overleg", "Waar men zit.", "Waar men zwijgt. Kort", "Wat daarna komt. Tweede"),
        *("Trap", "De hoogste trap, zie de tabel. Kort"),
        *("Vergadering", "Waar men zit.", "Waar men zwijgt. Kort"),
    ]
    places = [one for one in root.iter(xhtml.tag("a")) if xhtml.has_class(one, "place")]
    assert [one.get("href") for one in places] == [
        *("#eerste--overleg", "#tweede--overleg", "#eerste--trap", "#eerste--vergadering"),
    ]
    homes = book.home()
    assert [homes[one.get("href", "")[1:]] for one in places] == [
        *("eerste", "tweede", "eerste", "eerste"),
    ]


def test_sources_tell_when_and_where_chapters_appeared(book: Book) -> None:
    assert lines_of(book, "sources", "li") == [
        "Een eerste hoofdstuk met een lange titel, 14 juli 2016 proef.example/eerste"
    ]


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://www.proef.example/eerste/", "www|.proef|.example/|eerste"),
        ("http://proef.example", "proef|.example"),
        ("https://a.be/x-y?id=3&utm_source=brief", "a|.be/|x|-y|?id|=3"),
    ],
)
def test_an_address_breaks_without_hyphens(address: str, shown: str) -> None:
    assert "|".join(pieces_of(printed_address(address))) == shown


def test_other_books_are_in_the_order_of_the_row(book: Book) -> None:
    assert lines_of(book, "other-books", "li") == [
        "Thee met een haas (Proefdruk, 2024)",
        "Melk. en wat er overbleef, ISBN 978-90-00-00001-2",
    ]


def test_the_file_of_a_made_page_has_numbered_figures_and_references(book: Book) -> None:
    assert "Aan de kaai, zie figuur 2." in lines_of(book, "about", "p")
    assert lines_of(book, "about", "figcaption") == ["Figuur 2 De bank van An"]


def test_a_reference_in_the_file_of_a_made_page_must_have_a_name() -> None:
    project = matter_book()
    text = project.contents["manuscript/over-an.md"].decode()
    project.contents["manuscript/over-an.md"] = text.replace(
        "#fig-bank).", "#los). [Los]{#los}."
    ).encode()
    codes = {(one.place.path, one.code) for one in load(project).problems}
    assert codes == {("manuscript/over-an.md", "refs-002")}


def test_a_foreword_has_no_number_and_no_label(book: Book) -> None:
    foreword = section_of(book, "vooraf")
    assert (foreword.number, foreword.label, foreword.title) == ("", "", "Vooraf")


EMPTY = """\
  - bronnen
  - generate: abbreviations
  - generate: glossary
  - generate: sources
  - generate: about
  - {generate: other-books, books: []}
  - generate: dedication
"""


def test_a_page_with_nothing_to_show_is_left_out_and_said() -> None:
    text = matter_manifest().replace(BACK, EMPTY).replace("  - {id: eerste, short: Kort}\n", "")
    dedication = text[text.index("  - generate: dedication") : text.index("  - {generate: epigr")]
    text = text.replace(dedication, "", 1).replace("  - tweede\n", "")
    text = text.replace("outline:", "aside: [eerste, tweede, over-an]\n\noutline:")
    project = matter_book(text)
    project.contents["manuscript/vooraf.md"] = b"---\ntitle: Vooraf\n---\nEen zin.\n"
    sources = load(project)
    said = {one.place.excerpt: one.message for one in sources.problems if one.code == "matter-001"}
    assert {place: message.rpartition(": ")[2] for place, message in said.items()} == {
        "generate: abbreviations": "no chapter explains an abbreviation that it uses.",
        "generate: glossary": "no chapter has a block of terms.",
        "generate: sources": "no chapter says where it was published first.",
        "generate: about": "it has no text.",
        "generate: other-books": "it lists no books.",
        "generate: dedication": "it has no text.",
    }
    assert "ebook, screen and print" in said["generate: glossary"]
    left = {one.kind for one in assembled(sources, "print").sections}
    assert left.isdisjoint({Kind.ABBREVIATIONS, Kind.GLOSSARY, Kind.SOURCES, Kind.ABOUT})
    assert left.isdisjoint({Kind.OTHER_BOOKS, Kind.DEDICATION})


def test_a_page_may_be_empty_in_one_edition_alone() -> None:
    only = matter_manifest().replace(
        "  print:  {format: pdf,", "  print:  {format: pdf, only: [vooraf, bronnen],"
    )
    sources = sources_of(matter_book(only))
    said = [one.message for one in sources.problems if one.code == "matter-001"]
    assert len(said) == 3
    assert all(" left out of print:" in one for one in said)
    assert Kind.GLOSSARY in {one.kind for one in assembled(sources, "ebook").sections}


def test_a_character_without_a_glyph_in_a_row_is_named() -> None:
    problems = load(matter_book(matter_manifest().replace("Een bode", "Een 𓂀"))).problems
    assert [one.code for one in problems] == ["fonts-001"]


def shuffled(sources: Sources) -> st.SearchStrategy[tuple[Row, ...]]:
    """The rows in any order; front, body and back matter keep theirs, as the manifest asks."""
    assert sources.manifest is not None
    outline = sources.manifest.outline
    matter = [row for row in outline if isinstance(row, MatterRow)]
    others: list[Row] = [row for row in outline if not isinstance(row, MatterRow)]

    def order(drawn: tuple[list[Row], list[int]]) -> tuple[Row, ...]:
        rows, cuts = drawn
        for row, at in zip(reversed(matter), sorted(cuts, reverse=True), strict=True):
            rows = [*rows[:at], row, *rows[at:]]
        return tuple(rows)

    cuts = st.lists(st.integers(0, len(others)), min_size=3, max_size=3)
    return st.tuples(st.permutations(others), cuts).map(order)


ALL = sources_of(matter_book())


@settings(max_examples=60, deadline=None)
@given(rows=shuffled(ALL))
def test_any_order_of_rows_keeps_numbers_links_and_lists(rows: tuple[Row, ...]) -> None:
    plain = assembled(ALL, "print")
    book = assembled(ALL, "print", rows)
    assert sorted(one.id for one in book.sections) == sorted(one.id for one in plain.sections)
    ids = [name for section in book.sections for name in section.ids()]
    assert len(ids) == len(set(ids))
    numbers = [one.number for one in book.sections if one.kind is Kind.CHAPTER and one.number]
    assert numbers == [str(at) for at in range(1, len(numbers) + 1)]
    listed = [entry for top in tree(book.sections) for entry in (top, *top.children)]
    assert [one.id for one in listed] == [one.id for one in book.sections if one.kind in LISTED]
    for section in book.sections:
        for link in xhtml.parse(section.xhtml).iter(xhtml.tag("a")):
            href = link.get("href", "")
            assert not href.startswith("#") or href[1:] in ids, (section.id, href)
    for name in ("abbreviations", "glossary", "sources", "other-books"):
        for tag in ("dt", "li"):
            assert sorted(lines_of(book, name, tag)) == sorted(lines_of(plain, name, tag))


@pytest.mark.parametrize("place", ["chapter", "book"])
def test_notes_behind_the_text_keep_what_made_pages_gather(
    sources: Sources, book: Book, place: Literal["chapter", "book"]
) -> None:
    assert sources.manifest is not None
    spec = choose(sources.manifest, ["print"])[0]
    rows = rows_of(sources.manifest, spec)
    other = assemble(
        rows, sources.fragments, book.metadata, sources.theme, sources.assets, "", notes=place
    )
    assert lines_of(other, "abbreviations", "dt", "dd") == lines_of(
        book, "abbreviations", "dt", "dd"
    )
    assert lines_of(other, "glossary", "dt", "dd") == lines_of(book, "glossary", "dt", "dd")
    home = "about" if place == "chapter" else "notes"
    assert "Aan de linkerkant." in " ".join(lines_of(other, home, "aside"))
