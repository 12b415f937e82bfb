"""A book in a language that dinobook has no words for, and the file that gives them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import find, given
from hypothesis import strategies as st

from books import MANIFEST, SharedFolder, small_book
from dinobook.book.words.author import NO_WORDS, WORDS_FILE, OwnWords
from dinobook.book.words.file import load_words, template
from dinobook.cli.app import run
from dinobook.epub.read import text_of
from dinobook.languages import names
from dinobook.pipeline.build import Outcome, Request, build
from dinobook.pipeline.sources import load
from dinobook.problems import Problem, Severity
from dinobook.storage.project import MemoryProject
from matter import matter_book, matter_manifest

SPANISH = """\
words:
  contents: Índice
  chapter: Capítulo {}
  part: Parte {}
  figure: Figura {}
  notes: Notas
  months: [enero, febrero, marzo, abril, mayo, junio, julio, agosto, septiembre, octubre,
           noviembre, diciembre]
  date: "{day} de {month} de {year}"
references:
  figure: figura {}
  chapter: capítulo {}
  see: véase
  page: pág. {}
  quotes: [«, »]
  inner: [“, ”]
  known: {Vooraf: el prólogo}
matter: {printing: "{}.ª edición", credits: {design: "Diseño: {}"}}
callouts: {note: Nota}
"""


def book_in(language: str, words: str = "") -> MemoryProject:
    book = small_book()
    manifest = book.contents["manuscript/book.yaml"].decode().replace("nl-BE", language)
    book.contents["manuscript/book.yaml"] = manifest.encode()
    if words:
        book.contents[WORDS_FILE] = words.encode()
    return book


def said_of(project: MemoryProject) -> list[Problem]:
    return [one for one in load(project).problems if one.code.startswith("language-")]


@pytest.mark.parametrize("language", ["es", "it", "fy", "pt-BR"])
def test_a_language_without_words_is_not_passed_over_in_silence(language: str) -> None:
    (problem,) = said_of(book_in(language))
    assert (problem.code, problem.severity) == ("language-001", Severity.WARNING)
    assert problem.place.path == "manuscript/book.yaml"
    line = MANIFEST.split("\n").index("  language: nl-BE") + 1
    assert problem.place.line == line
    assert "in English" in problem.message
    assert WORDS_FILE in problem.hint


@pytest.mark.parametrize("language", ["nl", "nl-BE", "en-GB", "fr-CH", "de-AT"])
def test_our_own_languages_need_no_file(language: str) -> None:
    assert said_of(book_in(language)) == []


def test_what_is_still_in_english_is_named() -> None:
    (problem,) = said_of(book_in("es", "words: {contents: Índice, chapter: 'Capítulo {}'}"))
    assert (problem.code, problem.severity) == ("language-002", Severity.WARNING)
    assert problem.place.path == WORDS_FILE
    assert "“words: index”" in problem.message
    assert "“words: contents”" not in problem.message


def test_a_file_that_nobody_translated_is_still_english() -> None:
    (problem,) = said_of(book_in("es", template("es")))
    assert problem.code == "language-002"
    assert "“words: contents”" in problem.message


def translated(text: str) -> str:
    """Every word of the file as another one."""
    return re.sub(r'(?<=[:\[,] )"([^"]*)"', lambda found: f'"{found[1]} ø"', text)


def test_a_translated_file_leaves_nothing_to_say() -> None:
    text = re.sub(r"\[(.*)\]", lambda found: found[0].replace('["', '[ "'), template("es"))
    assert said_of(book_in("es", translated(text))) == []


def test_months_and_dates_need_no_translation() -> None:
    """Spanish ones are known; those of a language that nobody knows are English."""
    text = re.sub(r"(?m)^  (months|first_day|date|month_year):.*\n", "", translated(template("es")))
    assert said_of(book_in("es", text)) == []
    (problem,) = said_of(book_in("tlh", text))
    assert "English for “words: months”." in problem.message


def test_one_word_may_be_changed_in_a_language_that_has_all(tmp_path: Path) -> None:
    book = book_in("nl-BE", "words: {contents: Wat erin staat}")
    assert said_of(book) == []
    build(book, SharedFolder(tmp_path), Request(("ebook",)), lambda _: None)
    words = " ".join(text for _, text in text_of((tmp_path / f"{NAME}-ebook.epub").read_bytes()))
    assert "Wat erin staat" in words
    assert "Inhoud" not in words
    assert "Colofon" in words


@pytest.mark.parametrize(
    ("words", "code", "line", "message", "hint"),
    [
        ("words:\n  contens: X\n", "language-003", 2, "“contens” is no key of “words”.",
         "Did you mean “contents”?"),
        ("wrds: {}\n", "language-003", 1, "“wrds” is no key of the file.",
         "Did you mean “words”?"),
        ("matter: {credits: {desing: x}}\n", "language-003", 1,
         "“desing” is no key of “matter: credits”.", "Did you mean “design”?"),
        ("words:\n  chapter: Capítulo\n", "language-005", 2,
         "“words: chapter” must hold {}, as in “Chapter {}”.", "dinobook words"),
        ("words:\n  contents: Índice {}\n", "language-005", 2,
         "“words: contents” must hold no braces, as in “Contents”.", "dinobook words"),
        ("words: {date: '{dia} {month} {year}'}\n", "language-005", 1,
         "“words: date” must hold {day} {month} {year}, as in “{day} {month} {year}”.",
         "dinobook words"),
        ("words: {contents: [a]}\n", "language-005", 1, "“words: contents” takes a text.",
         "dinobook words"),
        ("words: {months: [enero, febrero]}\n", "language-005", 1,
         "“words: months” takes 12 words, and there are 2.", "dinobook words"),
        ("words: {months: enero}\n", "language-005", 1, "“words: months” takes a list of words.",
         "dinobook words"),
        ("words: Índice\n", "language-005", 1, "“words” takes keys with words.",
         "dinobook words"),
        ("words: {contents: }\n", "language-005", 1, "“words: contents” takes a text.",
         "dinobook words"),
        ("words:\n  contents: a: b\n", "language-004", 2, "A colon is not expected here.",
         "Put a text"),
        ("words: {contents: a, contents: b}\n", "language-004", 1,
         "“contents” already stands on line 1.", "Keep one"),
        ("words: &a {contents: a}\n", "language-004", 1,
         "A value cannot start with “&” or “*”: the file would read a reference in it.",
         "Write the text in full"),
    ],
)  # fmt: skip
def test_a_fault_in_the_file_is_told_with_its_line(
    words: str, code: str, line: int, message: str, hint: str
) -> None:
    problem = next(one for one in said_of(book_in("es", words)) if one.is_error)
    assert (problem.code, problem.place.path, problem.place.line) == (code, WORDS_FILE, line)
    assert problem.message == message
    assert hint in problem.hint


def test_a_word_that_no_typeface_has_is_told_on_its_line() -> None:
    found = load(book_in("nl", "words:\n  contents: 𒀀\n")).problems
    assert [(one.code, one.place.path, one.place.line) for one in found] == [
        ("fonts-001", WORDS_FILE, 2)
    ]


KEYS = ("contents", "chapter", "months", "date", "draft", "known", "quotes", "contens", "42")
SCRAPS = st.text("{}[]&*!%@\n -#\"'\\áé1:|>\t", max_size=12)
SAID = st.one_of(
    SCRAPS,
    st.sampled_from(
        ["Índice", '"Capítulo {}"', "|\n    Klad", ">\n    a\n    b", "[«, »]", '"a\\tb"']
    ),
)
FILES = st.lists(
    st.tuples(
        st.sampled_from(("words", "references", "matter", "callouts", "word")),
        st.dictionaries(st.sampled_from(KEYS), SAID, min_size=1, max_size=4),
    ),
    max_size=3,
).map(
    lambda groups: "".join(
        f"{group}:\n" + "".join(f"  {key}: {text}\n" for key, text in said.items())
        for group, said in groups
    )
)


@given(FILES)
def test_no_file_of_words_stops_the_program(text: str) -> None:
    found = load_words(MemoryProject({WORDS_FILE: text.encode()}), "es")
    assert found.own is NO_WORDS or found.own.language == "es"
    assert all(one.place.path == WORDS_FILE for one in found.problems)
    for word in found.own.words.values():
        assert word
        assert "\n" not in str(word)


def test_texts_like_these_hold_words() -> None:
    """Else the test above would try nothing."""
    assert own_of(find(FILES, lambda text: bool(own_of(text).words))).words


def own_of(text: str) -> OwnWords:
    return load_words(MemoryProject({WORDS_FILE: text.encode()}), "es").own


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("|\n    Klad\n", "Klad"),
        (">\n    Nog niet\n\n    af\n", "Nog niet af"),
        ("|\n    Nog niet  \n      af\n", "Nog niet af"),
        ('"Klad\\r\\n\\taf\\u2028"', "Klad af"),
        ('"blz.\u00a0x "', "blz.\u00a0x "),
    ],
)
def test_a_word_is_one_line(text: str, word: str) -> None:
    assert own_of(f"words:\n  draft: {text}\n").words["draft"] == word


@pytest.mark.parametrize("language", [*names(), "es", "pl"])
def test_the_file_that_is_written_is_a_file_that_is_read(language: str) -> None:
    text = template(language)
    found = load_words(MemoryProject({WORDS_FILE: text.encode()}), language)
    assert not [one for one in found.problems if one.is_error]
    assert template(language, found.own) == text


NAME = "het-kleine-boek"
Build = Callable[..., Outcome]


def test_a_spanish_book_says_everything_in_spanish(tmp_path: Path) -> None:
    """Pages and e-book: made pages, labels, references, dates, marks of quotation."""
    book = matter_book()
    manifest = matter_manifest().replace("nl-BE", "es")
    book.contents["manuscript/book.yaml"] = manifest.encode()
    book.contents[WORDS_FILE] = SPANISH.encode()
    chapter = book.contents["manuscript/tweede.md"].decode()
    book.contents["manuscript/tweede.md"] = (
        f"{chapter}\n\"Hola\", dijo l'amico 'Juan'. Zie [](vooraf) en [](eerste).\n\n"
        "> [!note]\n> Uno.\n"
    ).encode()
    build(book, SharedFolder(tmp_path), Request(("ebook", "print")), lambda _: None)
    pdf = pypdfium2.PdfDocument(tmp_path / f"{NAME}-print.pdf")
    pages = " ".join(page.get_textpage().get_text_bounded() for page in pdf)
    shop = " ".join(text for _, text in text_of((tmp_path / f"{NAME}-ebook.epub").read_bytes()))
    for text in (re.sub(r"\s+", " ", pages), re.sub(r"\s+", " ", shop)):
        for said in ("Índice", "Figura 1", "14 de julio de 2016", "2.ª edición", "Diseño: Bo Vorm",
                     "«Hola», dijo l’amico “Juan”", "el prólogo", "Nota"):  # fmt: skip
            assert said in text
        for english in ("Contents", "Figure 1", "July", "Second printing", "Design:"):
            assert english not in text
    assert "(véase pág." in re.sub(r"\s+", " ", pages)


def test_words_writes_the_file_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "libro"
    assert run(["new", str(folder)]) == 0
    path = folder / WORDS_FILE
    assert run(["words", "--book", str(folder)]) == 0
    assert 'contents: "Inhoud"' in path.read_text(encoding="utf-8")
    path.write_text("words: {contents: Wat erin staat}\n", encoding="utf-8")
    capsys.readouterr()
    assert run(["words", "--book", str(folder)]) == 0
    shown = capsys.readouterr().out
    assert 'contents: "Wat erin staat"' in shown
    assert 'index: "Register"' in shown
    assert path.read_text(encoding="utf-8") == "words: {contents: Wat erin staat}\n"
    path.write_text("words: {contens: x}\n", encoding="utf-8")
    assert run(["words", "--book", str(folder)]) == 4


def test_words_writes_nothing_for_a_manifest_at_fault(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whose language is not known: the words would be Dutch."""
    folder = tmp_path / "libro"
    assert run(["new", str(folder)]) == 0
    manifest = folder / "manuscript/book.yaml"
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(text.replace("  title:", "  titel:"), encoding="utf-8")
    capsys.readouterr()
    assert run(["words", "--book", str(folder)]) == 3
    assert "titel" in capsys.readouterr().err
    assert not (folder / WORDS_FILE).exists()


@pytest.mark.parametrize(
    ("callout", "codes"),
    [
        ("> [!note]\n> Una.", ["language-006"]),
        ("> [!note] Nota\n> Una.", []),
        ("> [!dino]\n> Una.", []),
    ],
)
def test_a_box_with_an_english_title_in_another_language_is_told(
    callout: str, codes: list[str]
) -> None:
    book = small_book()
    text = f"---\ntitle: X\nlang: es\n---\nTexto.\n\n{callout}\n"
    book.contents["manuscript/tweede.md"] = text.encode()
    found = [one for one in load(book).problems if one.code.startswith("language")]
    assert [one.code for one in found] == codes
    assert all(one.place.line == 7 for one in found)
