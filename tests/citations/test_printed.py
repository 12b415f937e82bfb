"""What a source says is compared with what is printed; what is lost is named, with its line."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from books import SharedFolder
from citations.books import MANIFEST_WITH_SOURCES, book_of, citing_book, sound
from citations.test_book import text
from citations.test_dates_and_addresses import PLAIN, listed
from dinobook import pandoc
from dinobook.citations.bibtex import typed_sources, with_plain_values
from dinobook.citations.document import set_by_pandoc
from dinobook.citations.latex import letters, pieces
from dinobook.citations.model import Reference
from dinobook.citations.refused import RefusedError, not_followed
from dinobook.citations.style import packaged_style
from dinobook.pipeline.build import Request, build
from dinobook.pipeline.sources import load
from dinobook.problems import Place, Problem, Severity
from dinobook.storage.project import MemoryProject

ODD = (Path(__file__).parent / "fixtures" / "vreemd.bib").read_text(encoding="utf-8")
STYLES = ("apa", "chicago-notes-bibliography", "nature")


def project(sources: str, style: str = "apa", cited: str = "Zie [@x].") -> MemoryProject:
    manifest = MANIFEST_WITH_SOURCES.replace("  sources:", f"  csl: {style}\n  sources:")
    chapter = f"---\ntitle: Tweede\n---\n{cited}\n"
    return citing_book(sources, book=manifest, tweede=chapter, **PLAIN)


def told(sources: str, style: str = "apa") -> list[Problem]:
    return list(load(project(sources, style)).problems)


def entry(fields: str, kind: str = "book") -> str:
    return f"\n@{kind}{{x, author = {{Jansen, Piet}}, date = {{2001}}, {fields}}}\n"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("title = {Groei met 20% van het totaal}", "Groei met 20% van het totaal"),
        ('title = "Groei met 20% van het totaal"', "Groei met 20% van het totaal"),
        ("title = {Groei met 20\\% van het totaal}", "Groei met 20% van het totaal"),
        ("title = {5 % hier,\n 100% daar}", "5 % hier, 100% daar"),
        ("title = {Half} # { 50% vol}", "Half 50% vol"),
        ("title = {Het \\mbox{IJ} en \\nocase{NAVO}}", "Het IJ en NAVO"),
        ("title = {Voor 5$ en \\texteuro{} 6 \\textendash{} meer}", "Voor 5$ en € 6 – meer"),
        ("title = {Van 5$ tot 10$ per uur}", "Van 5$ tot 10$ per uur"),
        ("title = {H$_2$O, $x^2$ en $\\alpha$-deeltjes}", "H2O, x2 en α-deeltjes"),
        ("title = {Als $x<y$, $a>b$ en niet}", "Als x < y, a > b en niet"),
        ("title = {Over <i>Homo</i> en zo}", "Over Homo en zo"),
        ("title = {Titel}, url = {https://proef.example/a%20b}", "https://proef.example/a%20b"),
        ("title = {Titel},\n % note = {weg},\n publisher = {Proefdruk}", "Titel. Proefdruk"),
    ],
)
def test_a_percent_sign_loses_nothing(typed: str, printed: str) -> None:
    (work,) = listed(entry(typed))
    assert printed in work
    assert told(entry(typed)) == []


@pytest.mark.parametrize(
    ("typed", "lost"),
    [
        ("title = {Over \\vreemd{Antwerpen} en Gent}", "title “Antwerpen”"),
        ("title = {Over $\\frac{1}{2}$}", "title “Over $\\frac{1}{2}$”"),
        ("title = {Over Gent}, afterword = {Peeters, An}", "afterword “Peeters, An”"),
    ],
)
def test_what_is_not_read_is_named_at_its_line(typed: str, lost: str) -> None:
    (problem,) = told(f"% een regel\n{entry(typed)}")
    assert (problem.code, problem.severity) == ("sources-006", Severity.WARNING)
    assert str(problem.place) == "manuscript/bronnen.bib:3"
    assert f"“x”, the list of works does not print: {lost}." in problem.message
    assert "write it in another field" in problem.hint


def test_what_the_style_does_not_print_is_named() -> None:
    source = entry("title = {Proef}, editor = {Maes, Mia}, translator = {Goossens, Hans}")
    (problem,) = told(source, "nature")
    assert "does not print: editor “Maes”; translator “Goossens”." in problem.message
    assert "The style does not print it" in problem.hint
    assert told(source) == []


def test_names_that_a_style_cuts_short_are_a_note_for_all() -> None:
    names = " and ".join(f"Auteur{letter}, Jan" for letter in "abcdefgh")
    sources = f"@book{{x, author = {{{names}}}, title = {{P}}, publisher = {{P}}, date = 2001}}"
    (problem,) = told(sources, "nature")
    assert (problem.code, problem.severity) == ("sources-007", Severity.NOTE)
    assert "in x." in problem.message
    assert told(sources) == []


@pytest.mark.parametrize(
    "names",
    [
        "Jansen, Piet; Pieters, Karel",
        "Piet Jansen & Karel Pieters",
        "Jansen, Piet en Pieters, Karel",
        "Jansen, P., Pieters, K.",
        "Jansen et al.",
    ],
)
def test_names_that_are_read_as_one(names: str) -> None:
    problems = told(f"@book{{x, title = {{T}}, date = 2001, author = {{{names}}}}}")
    (problem,) = [one for one in problems if one.code == "sources-010"]
    assert problem.place.line == 1
    assert f"“{names}” of the source “x” is read as one author." in problem.message


@pytest.mark.parametrize(
    "names",
    [
        "{Inktvis & Zoon; en meer}",
        "Jansen, Jr., Piet and {Raes en {Tack}} and others",
        "van den Berg, Anna and de la Cruz, Ynez",
        "Jansen, Piet\n   and Ende, Mia",
    ],
)
def test_names_that_are_parted(names: str) -> None:
    assert told(f"@book{{x, title = {{T}}, date = 2001, author = {{{names}}}}}") == []


def test_a_source_that_nobody_cites_is_not_compared() -> None:
    assert told(entry("title = {T}") + "@book{y, title = {Over \\vreemd{Antwerpen}}}") == []


def test_a_style_without_places_tells_of_a_page_that_is_lost() -> None:
    problems = load(project(entry("title = {T}"), "nature", "Zie [@x, p. 3].")).problems
    (problem,) = problems
    assert (problem.code, str(problem.place)) == ("cite-006", "manuscript/tweede.md:4")
    assert "“3” of [@x, p. 3] is lost" in problem.message


def test_a_style_without_a_list() -> None:
    (problem,) = told(entry("title = {Proef}, publisher = {P}"), "art-history")
    assert (problem.code, problem.severity) == ("sources-009", Severity.NOTE)
    book = book_of(project(entry("title = {Proef}, publisher = {P}"), "art-history"))
    assert "bibliography" not in {one.id for one in book.sections}
    assert "Piet Jansen, Proef" in text(book, "tweede") + "".join(
        note.xhtml.replace("<em>", "").replace("</em>", "")
        for one in book.sections
        for note in one.notes
    )


def test_a_work_that_the_style_does_not_list_is_no_empty_line() -> None:
    source = entry("title = {In de la}, note = {Handschrift}", "unpublished")
    style = "chicago-notes-bibliography"
    book = book_of(project(source + entry("title = {T}").replace("{x,", "{y,"), style, "[@x] [@y]"))
    assert "title “In de la”" in told(source, style)[0].message
    page = next(one for one in book.sections if one.id == "bibliography")
    assert page.xhtml.count("<li") == 1
    chapter = next(one for one in book.sections if one.id == "tweede")
    links = "".join(note.xhtml for note in chapter.notes)
    assert "In de la" in links
    assert "#bibliography--y" in links
    assert "#bibliography--x" not in links


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (
            '"author": [{"family": [1]}], "title": "Y"',
            "set “author” of the source “y”: parsing Text failed, expected String",
        ),
        ('"title": {"a": 1}', "set “title” of the source “y”: expected String or Number"),
        ('"title": [1], "page": [1]', "set the source “y”: expected String or Number"),
    ],
)
def test_a_source_that_pandoc_cannot_set(
    fault: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    manifest = MANIFEST_WITH_SOURCES.replace("bronnen.bib", "b.json")
    manifest = manifest.replace("  sources:", "  nocite: all\n  sources:")
    book = citing_book(book=manifest, tweede="---\ntitle: T\n---\nZie [@y].\n", **PLAIN)
    rows = [f'{{"id": "x{n}", "type": "book", "title": "X{n}"}},\n' for n in range(200)]
    rows.append(f'{{"id": "y", "type": "book", {fault}}},\n{{"id": "z", "title": "Z"}}]')
    book.contents["manuscript/b.json"] = f"[{''.join(rows)}".encode()
    runs = []
    run = pandoc.run

    def counted(options: Sequence[str], text: bytes, more_seconds: int = 0) -> str:
        runs.append(text)
        return run(options, text, more_seconds)

    monkeypatch.setattr(pandoc, "run", counted)
    (problem,) = load(book).problems
    assert (problem.code, str(problem.place)) == ("sources-008", "manuscript/b.json:201")
    assert said in problem.message
    assert len(problem.message) < 200
    assert len(runs) < 12


def test_a_source_that_pandoc_does_not_name_is_found_by_halves() -> None:
    def make(items: Sequence[str]) -> None:
        if any('"n": 37' in item for item in items):
            raise pandoc.PandocError("stack overflow")

    rows = [Reference(f"k{n}", f'{{"id": "k{n}", "n": {n}}}', Place("b", n)) for n in range(40)]
    problem = not_followed(RefusedError(rows, "stack overflow"), make)
    assert (problem.place.line, problem.code) == (37, "sources-008")
    assert problem.message == "Pandoc cannot set “n” of the source “k37”: stack overflow"


def test_many_sources_get_more_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pandoc, "TIMEOUT_SECONDS", 0)
    style = packaged_style("apa") or ""
    items = [f'{{"id": "k{n}", "type": "book", "title": "T{n}"}}' for n in range(120)]
    keys = [f"k{n}" for n in range(120)]
    with pytest.raises(pandoc.PandocError, match="not done after 0 seconds"):
        set_by_pandoc((), items[:1], keys[:1], style, "nl")
    _, entries = set_by_pandoc((), items, keys, style, "nl")
    assert len(entries) == 120


def test_titles_in_json_are_compared() -> None:
    manifest = MANIFEST_WITH_SOURCES.replace(
        "  sources: bronnen.bib", "  csl: nature\n  sources: b.json"
    )
    book = citing_book(book=manifest, tweede="---\ntitle: T\n---\nZie [@x].\n", **PLAIN)
    book.contents["manuscript/b.json"] = (
        b'[{"id": "x", "type": "book", "title": "X", "issued": {"raw": "2001"},'
        b' "editor": [{"family": "Maes", "given": "Mia"}],'
        b' "author": [{"family": "Raes", "given": "Sam"}]}]'
    )
    (problem,) = load(book).problems
    assert "does not print: editor “Maes”" in problem.message


def test_a_journal_may_stand_under_its_short_name() -> None:
    fields = "title = {T}, journal = {Blad voor Proeven}, shortjournal = {Bl. Proev.}"
    assert told(entry(fields, "article"), "nature") == []


@pytest.mark.parametrize("style", STYLES)
def test_an_odd_bibliography_is_printed_or_named(style: str) -> None:
    """Two readings of the list: Pandoc's, as it is printed, and the fields as they are typed."""
    manifest = MANIFEST_WITH_SOURCES.replace(
        "  sources:", f"  csl: {style}\n  nocite: all\n  sources:"
    )
    book = citing_book(ODD, book=manifest, tweede="---\ntitle: T\n---\nTekst.\n", **PLAIN)
    named = "".join(one.message for one in sound(book).problems)
    printed = letters(text(book_of(book), "bibliography"))
    typed = typed_sources(ODD)
    assert len(typed) == ODD.count("\n@") + ODD.startswith("@") - ODD.count("\n@string")
    for source in typed:
        for field in ("title", "booktitle", "journaltitle"):
            for piece in pieces(source.fields.get(field, "")):
                assert letters(piece) in printed or f"“{source.key}”" in named, source.key
        for name in source.fields.get("author", "").removesuffix(" and others").split(" and "):
            last = name.split(",")[0].split()[-1] if name else ""
            found = letters("".join(pieces(last))) in printed
            assert found or f"“{source.key}”" in named, (source.key, last)


def test_the_pages_have_every_title(tmp_path: Path) -> None:
    manifest = MANIFEST_WITH_SOURCES.replace("  sources:", "  nocite: all\n  sources:")
    book = citing_book(ODD, book=manifest, tweede="---\ntitle: T\n---\nTekst.\n", **PLAIN)
    build(book, SharedFolder(tmp_path), Request(("print",)), lambda _: None)
    document = pypdfium2.PdfDocument(tmp_path / "het-kleine-boek-print.pdf")
    pages = letters("".join(one.get_textpage().get_text_range() for one in document))
    for source in typed_sources(ODD):
        for piece in pieces(source.fields["title"]):
            assert letters(piece) in pages, source.key


WORDS = st.text(st.sampled_from('abc XYZéß 12%\\{}"$&#~-\n@=,'), max_size=30)


@pytest.mark.parametrize(
    "typed",
    ["@book{x, title = {{T}\n", '@book{x, title = "T\n', '@book{x, title = {T"\n'],
)
def test_entries_that_never_close_are_read_in_one_pass(typed: str) -> None:
    begun = time.process_time()
    assert len(typed_sources(typed * 4_000)) == 4_000
    assert time.process_time() - begun < 3


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("{T {in} T}", "T {in} T"),
        ('{T "in T}', 'T "in T'),
        ('"T {"}in{"} T"', 'T {"}in{"} T'),
        (r'"T \" T"', r"T \" T"),
        (r"{T \} T}", r"T \} T"),
        ('"T', "T"),
    ],
)
def test_where_a_value_ends(typed: str, title: str) -> None:
    (source,) = typed_sources(f'}} "\n@book{{x, title = {typed}}}\n@')
    assert source.fields["title"] == title


@given(WORDS)
def test_any_list_is_read_without_a_fault_and_keeps_its_lines(typed: str) -> None:
    list_of_one = f"@book{{x,\n title = {{{typed}}},\n year = 2001}}\n"
    assert with_plain_values(list_of_one).count("\n") == list_of_one.count("\n")
    assert with_plain_values(with_plain_values(list_of_one)) == with_plain_values(list_of_one)
    assert typed_sources(list_of_one)[0].key == "x"


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.sampled_from(["20%", "half", "C\\#", "{\\'e}t{\\'e}", "5 %", "{\\o}re", "10\\%"]),
        min_size=1,
    )
)
def test_a_title_of_any_signs_is_printed_whole(words: list[str]) -> None:
    title = " ".join(words)
    (work,) = listed(entry(f"title = {{Zo {title} einde}}"))
    assert letters("".join(pieces(f"Zo {title} einde"))) in letters(work)
