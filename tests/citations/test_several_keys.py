"""Several sources in one citation with the author's words between them: cited at second hand."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from citations.books import CITING, MANIFEST_WITH_SOURCES, book_of, citing_book
from citations.test_book import text
from dinobook import xhtml
from dinobook.pipeline.sources import load
from dinobook.storage.cache import Cache, FolderStore
from dinobook.storage.project import MemoryProject

PETEERS, RAES = "Peeters, 2010", "Raes & Tack, 2009"


def cited(typed: str, style: str = "apa", cache: Cache | None = None) -> str:
    """The sentence “Zo <typed> staat het.” as the book prints it."""
    book = book_of(_project(typed, style), cache=cache or Cache())
    return text(book, "tweede").split("Zo", 1)[1].split(" staat het")[0].strip()


def _project(typed: str, style: str) -> MemoryProject:
    manifest = MANIFEST_WITH_SOURCES.replace("  sources:", f"  csl: {style}\n  sources:")
    plain = "---\ntitle: Eerste\n---\nTekst.\n"
    return citing_book(
        book=manifest, eerste=plain, tweede=f"---\ntitle: Tweede\n---\nZo {typed} staat het.\n"
    )


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Cache:
    return Cache(FolderStore(tmp_path_factory.mktemp("store")), "one program")


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("[@lade-open, aangehaald in @twee]", f"({PETEERS}, aangehaald in {RAES})"),
        ("[@lade-open, p. 3, aangehaald in @twee, p. 5 e.v.]",
         f"({PETEERS}, p. 3, aangehaald in {RAES}, p. 5 e.v.)"),
        ("[@lade-open, aangehaald\nin @twee]", f"({PETEERS}, aangehaald in {RAES})"),
        ("[@lade-open en @twee]", f"({PETEERS} en {RAES})"),
        ("[@lade-open & @twee]", f"({PETEERS} & {RAES})"),
        ("[@lade-open, in: @twee, p. 3]", f"({PETEERS}, in: {RAES}, p. 3)"),
        ("[@lade-open (in @twee)]", f"({PETEERS} (in {RAES}))"),
        ("[@lade-open, @twee]", f"({PETEERS}; {RAES})"),
        ("[zie @lade-open, in @twee; @drie]", f"(zie {PETEERS}, in {RAES}; Adams et al., 2012)"),
        ("[@vlaams; @lade-open, in @twee]", f"(Van der Berg, 2011; {PETEERS}, in {RAES})"),
        ("Peeters [-@lade-open, in @twee]", f"Peeters (2010, in {RAES})"),
        ("@lade-open [aangehaald in @twee]", f"Peeters (2010, aangehaald in {RAES})"),
        ("@lade-open [p. 4; zie @twee, p. 3]", f"Peeters (2010, p. 4; zie {RAES}, p. 3)"),
        ("@twee [p. 4, in: @lade-open]", f"Raes en Tack (2009, p. 4, in: {PETEERS})"),
        ("@jan [zie @twee]", f"@jan (zie {RAES})"),
        ("[@lade-open, volgens \\@twee]", f"({PETEERS}, volgens @twee)"),
    ],
)  # fmt: skip
def test_each_source_is_set_and_the_words_between_them_stay(
    typed: str, printed: str, cache: Cache
) -> None:
    assert cited(typed, cache=cache) == printed


@pytest.mark.parametrize(
    ("style", "typed", "printed"),
    [
        ("ieee", "[@lade-open, p. 2, aangehaald in @twee]", "[1, p. 2], aangehaald in [2]"),
        ("ieee", "@twee zegt: [@drie]", "Raes en Tack [1] zegt: [2]"),
        ("nature", "[@lade-open, aangehaald in @twee]", "1, aangehaald in 2"),
        ("modern-language-association", "@twee [in @drie]", "Raes en Tack (in Adams e.a.)"),
    ],
)  # fmt: skip
def test_other_styles_do_it_in_their_way(style: str, typed: str, printed: str) -> None:
    assert cited(typed, style) == printed


def test_notes_do_it_too() -> None:
    book = book_of(
        _project("[@lade-open, p. 3, aangehaald in @twee]", "chicago-notes-bibliography")
    )
    (note,) = next(one for one in book.sections if one.id == "tweede").notes
    assert "<em>De lade gaat open</em> (Proefdruk, 2010), 3</a>, aangehaald in <a" in note.xhtml
    assert "e.v." not in note.xhtml


def test_a_note_of_the_author_does_it_too() -> None:
    project = _project("[^1]", "chicago-notes-bibliography")
    chapter = project.contents["manuscript/tweede.md"]
    project.contents["manuscript/tweede.md"] = chapter + b"\n[^1]: Vgl. @twee [in @drie].\n"
    (note,) = next(one for one in book_of(project).sections if one.id == "tweede").notes
    said = xhtml.text_of(xhtml.parse(note.xhtml))
    assert said.startswith("Vgl. Sam Raes en Ugo Tack, Twee stemmen, 2e druk (Proefdruk, 2009), in")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("[@lade-open, aangehaald in @twe]", "cite-001"),
        ("@lade-open [aangehaald in @twe]", "cite-001"),
        ("@lade-open [in @twee; zomaar]", "cite-003"),
        ("@jan [zie @niemand]", "cite-002"),
    ],
)
def test_a_key_that_names_nothing_is_told_of(typed: str, code: str) -> None:
    problem = next(one for one in load(_project(typed, "apa")).problems)
    assert (problem.code, problem.place.path) == (code, "manuscript/tweede.md")
    assert problem.place.line == 4


KEYS = st.sampled_from(["lade-open", "lade-dicht", "twee", "drie", "vlaams"])
LINKS = st.sampled_from(
    [", aangehaald in ", " en ", ", in: ", ", ", "; ", "; zie ook ", ", p. 3, "]
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(keys=st.lists(KEYS, min_size=2, max_size=4, unique=True), data=st.data())
@pytest.mark.parametrize("style", ["apa", "ieee", "chicago-notes-bibliography"])
def test_no_key_is_printed_and_no_word_lost(
    style: str, keys: list[str], data: st.DataObject, cache: Cache
) -> None:
    links = [data.draw(LINKS) for _ in keys[1:]]
    typed = f"[@{keys[0]}" + "".join(f"{a}@{b}" for a, b in zip(links, keys[1:], strict=True)) + "]"
    book = book_of(_project(typed, style), cache=cache)
    chapter = next(one for one in book.sections if one.id == "tweede")
    said = text(book, "tweede") + "".join(note.xhtml for note in chapter.notes)
    assert "@" not in said
    assert said.count("aangehaald in") == typed.count("aangehaald in")
    leads = chapter.xhtml + "".join(note.xhtml for note in chapter.notes)
    assert all(f"#bibliography--{key}" in leads for key in keys)


def test_the_chapter_of_the_other_tests_still_has_its_citations() -> None:
    assert "Raes en Tack (2009) zeggen het ook" in text(
        book_of(citing_book(tweede=CITING)), "tweede"
    )
