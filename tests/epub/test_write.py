from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from books import MANIFEST
from dinobook.book.metadata import metadata_of
from dinobook.book.model import Author, Book, Kind, Matter, Metadata, Section
from dinobook.book.words.model import words_for
from dinobook.epub.inspect import check_epub
from dinobook.epub.read import text_of
from dinobook.epub.theme import EpubTheme
from dinobook.epub.write import write_epub
from dinobook.errors import EngineError
from dinobook.manifest import parse
from dinobook.problems import Problem

Validate = Callable[[bytes], tuple[Problem, ...]]
H = "{http://www.w3.org/1999/xhtml}"
TYPE = "{http://www.idpf.org/2007/ops}type"
PLAIN = EpubTheme("", words_for("nl"))


@pytest.fixture(scope="module")
def made(book: Book, theme: EpubTheme) -> bytes:
    return write_epub(book, theme)


def files(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def page(data: bytes, name: str) -> etree._Element:
    return etree.fromstring(files(data)[f"EPUB/{name}"])


def by_id(root: etree._Element, name: str) -> etree._Element:
    (found,) = (one for one in root.iter("*") if one.get("id") == name)
    return found


def package(data: bytes) -> str:
    return files(data)["EPUB/content.opf"].decode()


def spine(data: bytes) -> list[str]:
    return [name for name in re.findall(r'<itemref idref="([^"]+)"', package(data))]


def nav_lines(root: etree._Element, role: str) -> list[tuple[str, str]]:
    (nav,) = (one for one in root.iter(f"{H}nav") if one.get(TYPE) == role)
    return [("".join(map(str, a.itertext())), a.get("href", "")) for a in nav.iter(f"{H}a")]


def test_epubcheck_has_nothing_to_say_not_even_on_usage(made: bytes, validate: Validate) -> None:
    assert validate(made) == ()


def test_our_own_look_finds_nothing(made: bytes) -> None:
    assert check_epub(made) == ()


def test_a_book_without_cover_fonts_contents_page_parts_or_notes_is_valid(
    make_section: Callable[..., Section], book: Book, validate: Validate
) -> None:
    small = Book(
        Metadata("Klein", (), "nl", "urn:isbn:9789464000009", "2026-01-01T00:00:00Z"),
        (make_section("a", "A"), make_section("b", "B")),
    )
    data = write_epub(small, PLAIN)
    assert validate(data) == ()
    assert spine(data) == ["nav", "page-a", "page-b"]


def test_the_same_book_gives_the_same_bytes(book: Book, theme: EpubTheme, made: bytes) -> None:
    assert write_epub(book, theme) == made


def test_entries_carry_the_time_of_the_book_and_mimetype_comes_first(made: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        infos = archive.infolist()
    assert {info.date_time for info in infos} == {(2026, 2, 3, 4, 5, 6)}
    assert made[30:58] == b"mimetypeapplication/epub+zip"
    assert 'dcterms:modified">2026-02-03T04:05:06Z<' in package(made)
    assert all(re.fullmatch(r"[A-Za-z0-9._/-]+", info.filename) for info in infos)


def test_reading_order_is_the_order_of_the_book(made: bytes, book: Book) -> None:
    assert spine(made) == ["cover", *(f"page-{one.id}" for one in book.sections)]


def test_the_contents_name_parts_and_chapters_on_two_levels(made: bytes) -> None:
    nav = page(made, "nav.xhtml")
    assert nav_lines(nav, "toc") == [
        ("Vooraf", "voorwoord.xhtml"),
        ("Deel I. Bevlogen", "deel-een.xhtml"),
        ("Hoofdstuk 1. Ei & ik: <klein> “groot” 🦕 > 'alles'", "koffie.xhtml"),
        ("Hoofdstuk 2. De methode", "methode.xhtml"),
        ("The end", "the-end.xhtml"),
    ]
    languages = {a.get("href"): a.get("lang") for a in nav.iter(f"{H}a")}
    assert (languages["the-end.xhtml"], languages["methode.xhtml"]) == ("en", None)
    part = next(li for li in nav.iter(f"{H}li") if li[0].get("href") == "deel-een.xhtml")
    assert [a.get("href") for a in part[1].iter(f"{H}a")] == ["koffie.xhtml", "methode.xhtml"]


def test_the_navigation_goes_as_deep_as_the_contents(book: Book, theme: EpubTheme) -> None:
    data = write_epub(replace(book, contents_depth=2), theme)
    nav = page(data, "nav.xhtml")
    lines = nav_lines(nav, "toc")
    at = lines.index(("Een tafel", "koffie.xhtml#koffie--tafel"))
    assert lines[at - 1][1] == "koffie.xhtml"
    heading = next(li for li in nav.iter(f"{H}li") if li[0].text == "Een tafel")
    levels = sum(1 for one in heading.iterancestors() if one.tag == f"{H}ol")
    assert levels == 3, "below its chapter, which is below its part"
    assert not check_epub(data)
    old = page(data, "toc.ncx")
    assert "Een tafel" not in "".join(map(str, old.itertext())), "Kindle knows two levels"


def test_old_readers_find_the_same_contents(made: bytes) -> None:
    ncx = page(made, "toc.ncx")
    labels = ["".join(map(str, one.itertext())).strip() for one in ncx.iter("{*}navLabel")]
    assert labels == [label for label, _ in nav_lines(page(made, "nav.xhtml"), "toc")]
    uid = ncx.xpath("string(//*[@name='dtb:uid']/@content)")
    assert uid == "urn:uuid:5f0d2f6c-6f0e-5d37-9d0b-3d1c8b6fd0a1"


def test_landmarks_lead_to_the_cover_the_contents_and_the_start_of_the_text(made: bytes) -> None:
    marks = dict(nav_lines(page(made, "nav.xhtml"), "landmarks"))
    assert marks["Omslag"] == "cover.xhtml"
    assert marks["Inhoud"] == "inhoud.xhtml"
    assert marks["Titelpagina"] == "titel.xhtml"
    assert marks["Begin van de tekst"] == "deel-een.xhtml"


def test_links_lead_from_file_to_file_and_stay_short_on_their_own_page(made: bytes) -> None:
    links = [a.get("href") for a in page(made, "koffie.xhtml").iter(f"{H}a")]
    assert "methode.xhtml#methode" in links
    assert "methode.xhtml#tab-maten" in links
    assert "#fig-plan" in links
    assert "https://example.org/?a=1&b=2" in links
    back = [a.get("href") for a in page(made, "methode.xhtml").iter(f"{H}a")]
    assert back == ["koffie.xhtml#koffie--tafel", "koffie.xhtml#koffie--n1"]


def test_pictures_with_like_names_stay_apart(made: bytes) -> None:
    sources = [img.get("src") for img in page(made, "koffie.xhtml").iter(f"{H}img")]
    assert sources == ["images/plan-een.svg", "images/plan-een-2.png"]
    assert files(made)["EPUB/images/plan-een-2.png"].startswith(b"\x89PNG")


def test_a_note_opens_from_its_call_and_leads_back(made: bytes) -> None:
    root = page(made, "koffie.xhtml")
    call = by_id(root, "koffie--r1")
    assert (call.get("role"), call.get(TYPE)) == ("doc-noteref", "noteref")
    note = by_id(root, (call.get("href") or "")[1:])
    assert (note.tag, note.get("role"), note.get(TYPE)) == (
        f"{H}aside",
        "doc-footnote",
        "footnote",
    )
    back = next(note.iter(f"{H}a"))
    assert back.get("href") == "#koffie--r1"
    assert back.get("aria-label") == "Terug naar noot 1"
    assert "".join(map(str, note[0].itertext())) == "1 Een blauwe kop."


def test_a_note_that_begins_with_a_list_gets_a_line_for_its_number(made: bytes) -> None:
    note = by_id(page(made, "koffie.xhtml"), "koffie--n2")
    assert [child.tag for child in note] == [f"{H}p", f"{H}ul"]
    assert next(note.iter(f"{H}ul"))[0][0].get("href") == "methode.xhtml#methode"


def test_pages_say_what_they_are(made: bytes) -> None:
    meaning = {
        name: by_id(page(made, f"{name}.xhtml"), name).get("role")
        for name in ("titel", "colofon", "inhoud", "voorwoord", "deel-een", "koffie")
    }
    assert meaning == {
        "titel": None,
        "colofon": "doc-colophon",
        "inhoud": "doc-toc",
        "voorwoord": None,
        "deel-een": "doc-part",
        "koffie": "doc-chapter",
    }


def test_titles_with_signs_come_through_whole(made: bytes) -> None:
    root = page(made, "koffie.xhtml")
    odd = "Ei & ik: <klein> “groot” 🦕 > 'alles'"
    assert root.findtext(f"{H}head/{H}title") == f"Hoofdstuk 1. {odd}"
    assert next(root.iter(f"{H}h1")).text == odd


def test_languages_are_said_twice_and_directions_kept(made: bytes) -> None:
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    root = page(made, "the-end.xhtml")
    assert (root.get("lang"), root.get(lang)) == ("en", "en")
    lines = {a.text: a for a in page(made, "nav.xhtml").iter(f"{H}a")}
    assert (lines["The end"].get("lang"), lines["The end"].get(lang)) == ("en", "en")
    assert lines["Vooraf"].get("lang") is None
    span = next(one for one in page(made, "koffie.xhtml").iter(f"{H}span") if one.get("dir"))
    assert (span.get("lang"), span.get(lang), span.get("dir")) == ("he", "he", "rtl")
    assert re.search(r'<package [^>]*xml:lang="nl-BE"', package(made))


def test_drawings_keep_their_spelling_and_are_announced(made: bytes) -> None:
    assert b"<linearGradient" in files(made)["EPUB/koffie.xhtml"]
    assert b'viewBox="0 0 4 4"' in files(made)["EPUB/koffie.xhtml"]
    assert re.search(r'<item href="koffie.xhtml"[^>]* properties="svg"', package(made))
    assert not re.search(r'<item href="methode.xhtml"[^>]* properties=', package(made))


def test_what_the_author_noted_for_herself_stays_at_home(made: bytes) -> None:
    assert b"opmerking" not in files(made)["EPUB/koffie.xhtml"]


def test_white_space_between_words_is_left_alone(make_section: Callable[..., Section]) -> None:
    text = "<p><em>a</em><strong>b</strong> <i>c</i></p><pre>x  y</pre>"
    made = write_epub(Book(META, (make_section("een", "Een", text),)), PLAIN)
    lines = text.replace("x  y", '<span class="code-line">x  y</span>')
    assert lines.encode() in files(made)["EPUB/een.xhtml"]


META = Metadata("Klein", (), "nl", "urn:uuid:0", "2026-01-01T00:00:00Z")


def test_the_package_describes_the_book(made: bytes) -> None:
    root = page(made, "content.opf")
    dc = "{http://purl.org/dc/elements/1.1/}"

    def texts(name: str) -> list[str | None]:
        return [one.text for one in root.iter(dc + name)]

    assert texts("title") == ["Het Ei & de rest <1>", "Een boek “over” niets"]
    assert texts("creator") == ["Ann O’Dino", "Bert Buster"]
    assert texts("identifier")[1] == "urn:isbn:9789464000009"
    assert texts("date") == ["2026-02-03T00:00:00Z"]
    assert texts("subject") == ["DNP", "NUR 801"]
    sorted_names = [m.text for m in root.iter("*") if m.get("property") == "file-as"]
    assert sorted_names == ["O’Dino, Ann", "Buster, Bert"]


def test_nothing_is_said_of_how_a_name_is_filed_when_nobody_said(
    make_section: Callable[..., Section],
) -> None:
    """The displayed name would put An Proef under A, and keep the reader's own rule from it."""
    manifest = parse(MANIFEST.replace(', sort: "Proef, An"', "")).manifest
    assert manifest is not None
    meta = metadata_of(manifest, manifest.editions[0], "2026-01-01T00:00:00Z")
    made = write_epub(Book(meta, (make_section("een", "Een", "<p>a</p>"),)), PLAIN)
    assert ">An Proef</dc:creator>" in package(made)
    assert "file-as" not in package(made)


def accessibility(data: bytes, name: str) -> list[str]:
    return re.findall(rf'property="schema:{name}">([^<]+)<', package(data))


def test_accessibility_is_claimed_from_facts(made: bytes, book: Book) -> None:
    assert accessibility(made, "accessMode") == ["textual", "visual"]
    assert accessibility(made, "accessModeSufficient") == ["textual", "textual,visual"]
    assert "alternativeText" in accessibility(made, "accessibilityFeature")
    assert accessibility(made, "accessibilityHazard") == ["none"]
    assert "inhoudsopgave" in accessibility(made, "accessibilitySummary")[0]
    assert "conformsTo" not in package(made)


def test_a_book_of_words_alone_claims_no_pictures(make_section: Callable[..., Section]) -> None:
    data = write_epub(Book(META, (make_section("een", "Een"),)), PLAIN)
    assert accessibility(data, "accessMode") == ["textual"]
    assert "alternativeText" not in accessibility(data, "accessibilityFeature")


@pytest.mark.parametrize(
    ("words", "claimed"), [("x kwadraat", True), ("x^2", False), ("", False), ("een half b", True)]
)
def test_formulas_are_claimed_to_be_described_where_they_are_there_in_words(
    words: str, claimed: bool, make_section: Callable[..., Section]
) -> None:
    math = (
        f'<math xmlns="http://www.w3.org/1998/Math/MathML" alttext="{words}"><semantics>'
        "<msup><mi>x</mi><mn>2</mn></msup>"
        '<annotation encoding="application/x-tex">x^2</annotation></semantics></math>'
    )
    data = write_epub(Book(META, (make_section("een", "Een", f"<p>{math}</p>"),)), PLAIN)
    assert ("describedMath" in accessibility(data, "accessibilityFeature")) is claimed


def test_a_picture_without_description_takes_the_claim_away(
    book: Book, make_section: Callable[..., Section]
) -> None:
    bare = make_section("een", "Een", '<p><img src="manuscript/foto/Plan één.PNG"/></p>')
    data = write_epub(Book(META, (bare,), book.assets), PLAIN)
    assert accessibility(data, "accessModeSufficient") == ["textual,visual"]
    assert "alternativeText" not in accessibility(data, "accessibilityFeature")


PULSE = "@keyframes puls { from { opacity: 0.2 } to { opacity: 1 } } h1 { animation: puls 2s }"


@pytest.mark.parametrize("inside", ["<animate/>", f"<style>{PULSE}</style>"])
def test_a_moving_picture_is_a_hazard_that_nobody_judged(book: Book, inside: str) -> None:
    moving = replace(book.assets[0], data=f"<svg>{inside}</svg>".encode())
    data = write_epub(replace(book, assets=(moving, book.assets[1])), PLAIN)
    assert accessibility(data, "accessibilityHazard") == ["unknown"]


@pytest.mark.parametrize(
    ("css", "hazard"),
    [
        (PULSE, "unknown"),
        (f"@media (prefers-reduced-motion: no-preference) {{ {PULSE} }}", "unknown"),
        (PULSE.replace("@keyframes", "@-webkit-keyframes"), "unknown"),
        (PULSE.replace("@keyframes", "@KEYFRAMES"), "unknown"),
        ("h1 { color: red }", "none"),
    ],
)
def test_what_moves_by_a_style_sheet_is_one_too(
    book: Book, validate: Validate, css: str, hazard: str
) -> None:
    """And it reaches the reader whole."""
    data = write_epub(replace(book, metadata=META_VALID), replace(PLAIN, css=css))
    assert accessibility(data, "accessibilityHazard") == [hazard]
    assert css in files(data)["EPUB/book.css"].decode()
    assert validate(data) == ()


def test_fonts_are_declared_once_and_apple_is_told(made: bytes) -> None:
    inside = files(made)
    css = inside["EPUB/book.css"].decode()
    assert css.count('font-family: "Vollkorn"') == 1
    assert 'url("fonts/vollkorn-regular.ttf")' in css
    assert "EPUB/fonts/vollkorn-regular.ttf" in inside
    assert b"specified-fonts" in inside["META-INF/com.apple.ibooks.display-options.xml"]
    plain = write_epub(Book(META, ()), PLAIN)
    assert "META-INF/com.apple.ibooks.display-options.xml" not in files(plain)


def test_the_cover_is_found_by_old_and_new_readers(made: bytes) -> None:
    assert 'properties="cover-image"' in package(made)
    assert '<meta name="cover" content="cover-image"' in package(made)
    image = next(page(made, "cover.xhtml").iter(f"{H}img"))
    assert image.get("alt") == "Omslag van Het Ei: een groen vlak."
    assert text_of(made)[0] == ("EPUB/cover.xhtml", "")


def test_names_that_readers_cannot_hold_are_refused() -> None:
    spoiled = replace(META, authors=(Author("An\x07n", ""),))
    with pytest.raises(EngineError, match=r"creator.*U\+0007"):
        write_epub(Book(spoiled, ()), PLAIN)


def test_ids_that_differ_in_case_or_are_taken_get_files_of_their_own(
    make_section: Callable[..., Section], validate: Validate
) -> None:
    names = ("nav", "Nav", "cover", "één", "een", "🦕")
    book = Book(META_VALID, tuple(make_section(name, f"T {name}") for name in names))
    data = write_epub(book, PLAIN)
    assert [path for path, _ in text_of(data)] == [
        f"EPUB/{name}.xhtml"
        for name in ("nav", "nav-2", "nav-3", "cover-2", "een", "een-2", "page")
    ]
    assert validate(data) == ()


META_VALID = replace(META, identifier="urn:uuid:5f0d2f6c-6f0e-5d37-9d0b-3d1c8b6fd0a1")


@settings(max_examples=40, deadline=None)
@given(shape=st.lists(st.sampled_from(["part", "inside", "alone", "front"]), max_size=12))
def test_the_contents_list_every_chapter_once_in_reading_order(shape: list[str]) -> None:
    sections = tuple(
        Section(
            f"s{number}",
            Kind.PART if what == "part" else Kind.CHAPTER,
            Matter.FRONT if what == "front" else Matter.BODY,
            f"Titel {number}",
            f'<section xmlns="http://www.w3.org/1999/xhtml" id="s{number}"><h1>T</h1></section>',
            depth=1 if what == "inside" else 0,
        )
        for number, what in enumerate(shape)
    )
    data = write_epub(Book(META, sections), PLAIN)
    listed = [href for _, href in nav_lines(page(data, "nav.xhtml"), "toc")]
    assert listed == [f"s{number}.xhtml" for number in range(len(shape))]
    assert [path for path, _ in text_of(data) if not path.endswith("nav.xhtml")] == [
        f"EPUB/{href}" for href in listed
    ]
