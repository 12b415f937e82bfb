"""References: words that follow every move, and what is said when there is nothing to refer to."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from books import MANIFEST, VOORAF, small_book
from dinobook import xhtml
from dinobook.book.assemble import assemble
from dinobook.book.conventions import conventions_of
from dinobook.book.metadata import metadata_of
from dinobook.book.model import Book, Section
from dinobook.book.numbers.numbering import letters
from dinobook.book.references.references import starts_sentence
from dinobook.book.words.references import reference_words_for
from dinobook.languages import names
from dinobook.pipeline.editions import choose, rows_of
from dinobook.pipeline.sources import load
from dinobook.problems import Problem, Severity
from dinobook.storage.project import MemoryProject

LISTS = "  - generate: contents\n  - generate: figures\n  - generate: tables\n"
NO_BREAK = "\u00a0"


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
        conventions=conventions_of(sources.manifest, spec),
    )


def section(book: Book, name: str) -> Section:
    return next(one for one in book.sections if one.id == name)


def text_of(book: Book, name: str) -> str:
    said = xhtml.text_of(xhtml.parse(section(book, name).xhtml))
    return said.replace(NO_BREAK, " ")


def foreword(text: str) -> str:
    return VOORAF.replace("Het [eerste hoofdstuk](eerste) volgt straks.", text)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Zie [](#fig-driehoek).", "Zie figuur 1."),
        ("Zie [](#tab-uren).", "Zie tabel 1."),
        ("Zie [](tweede).", "Zie hoofdstuk 2."),
        ("Zie [](#tweede).", "Zie hoofdstuk 2."),
        ("Zie [](https://proef.example/eerste).", "Zie hoofdstuk 1."),
        ("Zie [](part-het-begin).", "Zie deel I."),
        ("Zie [](#slot).", "Zie “Het slot”."),
        ("Zie [](bronnen).", "Zie de bronnen."),
        ("Zie [](vooraf).", "Zie het woord vooraf."),
        ("Zin. [](#tab-uren) toont.", "Zin. Tabel 1 toont."),
        ("Zin. ([](#tab-uren) toont.)", "Zin. (Tabel 1 toont.)"),
        ("Zin (zoals in [](#tab-uren)).", "Zin (zoals in tabel 1)."),
        ("Zin. *[](bronnen) dus*.", "Zin. De bronnen dus."),
        ("Kijk b.v. [](#tab-uren).", "Kijk b.v. tabel 1."),
        ("[](#tab-uren) toont.", "Tabel 1 toont."),
        ("Zin.[^n] [](#tab-uren) toont.\n\n[^n]: En [](eerste).", "Tabel 1 toont."),
    ],
)
def test_a_reference_says_what_it_leads_to(written: str, read: str) -> None:
    book = book_of(small_book(vooraf=foreword(f"\n\n{written}")))
    assert read in text_of(book, "vooraf")


def test_a_reference_in_a_note() -> None:
    book = book_of(small_book(vooraf=foreword("Zin.[^n]\n\n[^n]: Zie [](#tab-uren).")))
    note = section(book, "vooraf").notes[0]
    assert xhtml.text_of(xhtml.parse(note.xhtml)).replace(NO_BREAK, " ") == "Zie tabel 1."


@pytest.mark.parametrize("language", names())
def test_references_speak_the_books_language(language: str) -> None:
    project = small_book(
        book=MANIFEST.replace("nl-BE", language), vooraf=foreword("Zie [](#tab-uren) en [](#slot).")
    )
    words = reference_words_for(language)
    said = text_of(book_of(project), "vooraf")
    assert words.table.format(1) in said
    assert " ".join(words.quoted("Het slot").split()) in said


PAGES = "".join(
    f"  - generate: {name}\n"
    for name in ("contents", "figures", "tables", "abbreviations", "about")
).replace("about\n", "about\n    file: bronnen\n")


@pytest.mark.parametrize(
    ("language", "read"),
    [
        ("nl-BE", "de inhoudsopgave, de lijst van figuren, de lijst van tabellen, "
         "de lijst van afkortingen, “Over de auteur”, het colofon"),
        ("en", "the table of contents, the list of figures, the list of tables, "
         "the list of abbreviations, “About the author”, the colophon"),
        ("fr", "la table des matières, la liste des figures, la liste des tableaux, "
         "la liste des abréviations, « À propos de l’auteur », le colophon"),
        ("de", "„Inhalt“, „Abbildungsverzeichnis“, „Tabellenverzeichnis“, „Abkürzungen“, "
         "„Über die Autorin oder den Autor“, „Impressum“"),
    ],
)  # fmt: skip
def test_a_reference_to_a_made_page(language: str, read: str) -> None:
    names = ("contents", "figures", "tables", "abbreviations", "bronnen", "colophon")
    text = f"\n\nZie {', '.join(f'[](#{name})' for name in names)}.\n\nOok een ABC.\n"
    manifest = MANIFEST.replace("  - generate: contents\n", PAGES).replace("  - bronnen\n", "")
    project = small_book(
        book=manifest.replace("nl-BE", language), vooraf=foreword(f"{text}\n*[ABC]: Iets\n")
    )
    assert f"Zie {read}." in text_of(book_of(project), "vooraf")


def test_a_made_page_goes_by_the_title_that_its_row_gives() -> None:
    manifest = MANIFEST.replace(
        "generate: contents\n", "generate: contents\n    title: Wat volgt\n"
    )
    project = small_book(book=manifest, vooraf=foreword("Zie [](contents)."))
    assert "Zie “Wat volgt”." in text_of(book_of(project), "vooraf")


def test_a_reference_to_a_page_with_nothing_to_show() -> None:
    manifest = MANIFEST.replace(
        "  - bronnen\n", "  - generate: bibliography\n  - generate: index\n"
    )
    project = small_book(book=manifest, vooraf=foreword("Zie [](bibliography) en [](#index)."))
    found = problems_of(project)
    assert {one.code for one in found} == {"refs-001"}
    assert {one.place.excerpt for one in found} == {"[](bibliography)", "[](#index)"}
    assert "let that edition print “index” too" in " ".join(one.hint for one in found)


def test_a_title_with_quotation_marks_gets_others_around_it() -> None:
    assert reference_words_for("nl").quoted("Wat is “werk”?") == "“Wat is ‘werk’?”"


@pytest.mark.parametrize(
    ("before", "starts"),
    [
        ("", True),
        ("Zin. ", True),
        ("“Zin?” ", True),
        ("Zin. (", True),
        ("Zin, ", False),
        ("Zie o.a. ", False),
        ("Zie bv. ", False),
        ("Zin: ", False),
        ("Zin.", False),
    ],
)
def test_where_a_sentence_begins(before: str, starts: bool) -> None:
    assert starts_sentence(before) is starts


def problems_of(project: MemoryProject) -> list[Problem]:
    return [one for one in load(project).problems if one.code.startswith("refs")]


def test_a_reference_to_what_an_edition_does_not_print() -> None:
    manifest = MANIFEST.replace("print:  {format: pdf,", "print:  {format: pdf, only: [vooraf],")
    project = small_book(book=manifest, vooraf=foreword("Zie\n[](#tab-uren)."))
    (problem,) = problems_of(project)
    assert (problem.code, problem.severity) == ("refs-001", Severity.ERROR)
    assert str(problem.place).startswith("manuscript/vooraf.md:5")
    assert "“print”" in problem.message
    assert "tab-uren" in problem.message
    assert "“tweede”" in problem.hint


def test_a_reference_to_a_part_that_an_edition_does_not_have() -> None:
    manifest = MANIFEST.replace("print:  {format: pdf,", "print:  {format: pdf, only: [vooraf],")
    project = small_book(book=manifest, vooraf=foreword("Zie [](part-het-begin)."))
    assert [one.code for one in problems_of(project)] == ["refs-001"]


def test_a_link_with_words_to_a_part_that_an_edition_does_not_have_is_text() -> None:
    manifest = MANIFEST.replace("print:  {format: pdf,", "print:  {format: pdf, only: [vooraf],")
    project = small_book(book=manifest, vooraf=foreword("Zie [het begin](#part-het-begin)."))
    assert "#part-het-begin" not in section(book_of(project), "vooraf").xhtml


@pytest.mark.parametrize("written", ["[](#los)", "[](https://elders.example/)"])
def test_a_reference_to_what_has_no_name(written: str) -> None:
    project = small_book(vooraf=foreword(f"Zie {written}.\n\n[Los]{{#los}} woord."))
    assert {one.code for one in problems_of(project)} == {"refs-002"}


def test_a_reference_that_leads_nowhere_is_said_once() -> None:
    project = small_book(vooraf=foreword("Zie [](#nergens)."))
    codes = [one.code for one in load(project).problems]
    assert codes == ["links-001"]


# numbers


def test_figures_count_by_chapter_when_the_manifest_says_so() -> None:
    manifest = MANIFEST.replace("  publisher:", "  numbering: chapter\n  publisher:")
    project = small_book(book=manifest, vooraf=foreword("Zie [](#fig-driehoek), [](#tab-uren)."))
    book = book_of(project)
    assert "Figuur 1.1 De driehoek" in text_of(book, "eerste")
    assert "Tabel 2.1 Uren" in text_of(book, "tweede")
    assert "Zie figuur 1.1, tabel 2.1." in text_of(book, "vooraf")


def test_appendices_have_letters() -> None:
    manifest = MANIFEST.replace("  - bronnen\n", "  - {id: bronnen, kind: appendix}\n")
    book = book_of(small_book(book=manifest, vooraf=foreword("Zie [](bronnen).")))
    assert section(book, "bronnen").label == "Bijlage A"
    assert "Zie bijlage A." in text_of(book, "vooraf")


@pytest.mark.parametrize(("number", "text"), [(1, "A"), (26, "Z"), (27, "AA"), (53, "BA")])
def test_letters_for_appendices(number: int, text: str) -> None:
    assert letters(number) == text


def test_an_equation_has_a_number_beside_it() -> None:
    formula = "/// vergelijking | Een breuk\n    id: eq-x\n\\frac{a}{b}\n///\n\nZie [](#eq-x)."
    book = book_of(small_book(vooraf=foreword(f"\n\n{formula}")))
    assert "(1)" in text_of(book, "vooraf")
    assert "Zie vergelijking 1." in text_of(book, "vooraf")


# lists


def test_lists_name_every_figure_and_table() -> None:
    book = book_of(small_book(book=MANIFEST.replace("  - generate: contents\n", LISTS)))
    assert "Figuur 1 De driehoek van het overleg" in text_of(book, "figures")
    assert "Tabel 1 Uren per dag" in text_of(book, "tables")
    assert 'href="#tab-uren"' in section(book, "tables").xhtml


def test_a_list_with_nothing_on_it_is_left_out_with_a_warning() -> None:
    manifest = MANIFEST.replace("  - generate: contents\n", LISTS)
    manifest = manifest.replace("print:  {format: pdf,", "print:  {format: pdf, only: [tweede],")
    project = small_book(book=manifest)
    (problem,) = problems_of(project)
    assert (problem.code, problem.severity) == ("refs-003", Severity.WARNING)
    assert "left out of print: no figure has a caption." in problem.message
    names = [one.id for one in book_of(project).sections]
    assert "tables" in names
    assert "figures" not in names


# any order

CHAPTERS = ("een", "twee", "drie", "vier")


def chapter(name: str, figures: int) -> str:
    """A chapter that refers to every chapter, and to every figure of its own."""
    parts = [f"Naar {other} is dit: [](#{other})." for other in CHAPTERS]
    for at in range(figures):
        parts.append(
            f'![Een driehoek](images/driehoek.svg "Beeld {name} {at}"){{#fig-{name}-{at}}}'
        )
        parts.append(f"Over beeld {name} {at} gaat dit: [](#fig-{name}-{at}).")
    return "---\ntitle: Over {}\n---\n{}\n".format(name, "\n\n".join(parts))


def shuffled_book(order: list[str], figures: dict[str, int], numbering: str) -> MemoryProject:
    rows = "".join(f"  - {name}\n" for name in order)
    manifest = f"""\
book:
  title: Een boek
  identifier: urn:uuid:0b9a7e0c-7c57-4b7e-9a54-6f6f5a5a9b11
  numbering: {numbering}
outline:
{rows}editions:
  print: {{format: pdf}}
"""
    files = {f"manuscript/{name}.md": chapter(name, figures[name]) for name in order}
    drawing = small_book().contents["manuscript/images/driehoek.svg"]
    texts = {path: text.encode() for path, text in files.items()}
    return MemoryProject(
        {
            "manuscript/book.yaml": manifest.encode(),
            "manuscript/images/driehoek.svg": drawing,
            **texts,
        }
    )


@settings(deadline=None, max_examples=25)
@given(
    order=st.permutations(CHAPTERS),
    figures=st.fixed_dictionaries({name: st.integers(0, 3) for name in CHAPTERS}),
    numbering=st.sampled_from(["book", "chapter"]),
)
def test_references_and_numbers_agree_in_any_order(
    order: list[str], figures: dict[str, int], numbering: str
) -> None:
    book = book_of(shuffled_book(order, figures, numbering))
    texts = {name: text_of(book, name) for name in order}
    for name, text in texts.items():
        for other in CHAPTERS:
            said = re.search(rf"Naar {other} is dit: hoofdstuk (\d+)\.", text)
            assert said is not None
            assert int(said[1]) == order.index(other) + 1
        for at in range(figures[name]):
            label = re.search(rf"Figuur ([\d.]+) Beeld {name} {at}", text)
            said = re.search(rf"Over beeld {name} {at} gaat dit: figuur ([\d.]+)\.", text)
            assert label is not None
            assert said is not None
            assert label[1] == said[1]
    everything = " ".join(texts[name] for name in order)
    numbers = re.findall(r"Figuur ([\d.]+) Beeld", everything)
    if numbering == "book":
        assert numbers == [str(at + 1) for at in range(sum(figures.values()))]
    assert len(set(numbers)) == len(numbers)


def test_a_chapter_that_keeps_its_numbers_stays_the_same_when_others_move() -> None:
    figures = dict.fromkeys(CHAPTERS, 1)
    kept = "Er staat niets in."

    def section_of(order: list[str]) -> str:
        project = shuffled_book(order, figures, "book")
        text = f"---\ntitle: Stil\n---\n{kept} Zie [](#een).\n"
        project.contents["manuscript/een.md"] = text.encode()
        project.contents["manuscript/twee.md"] = b"---\ntitle: Twee\n---\nTekst.\n"
        for name in ("drie", "vier"):
            project.contents[f"manuscript/{name}.md"] = f"---\ntitle: {name}\n---\nZin.\n".encode()
        return section(book_of(project), "een").xhtml

    assert section_of(["een", "twee", "drie", "vier"]) == section_of(
        ["een", "vier", "drie", "twee"]
    )
