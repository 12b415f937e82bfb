from __future__ import annotations

import time

import pytest

from dinobook.manifest import parse
from dinobook.manifest.model import ChapterRow, MatterRow, PartRow
from dinobook.manifest.page_rows import ContentsRow, OtherBooksRow
from dinobook.problems import Problem, Severity, nearest


def problems_of(text: str) -> tuple[Problem, ...]:
    return parse(text).problems


def only_problem(text: str) -> Problem:
    problems = problems_of(text)
    assert len(problems) == 1, problems
    return problems[0]


def test_the_example_of_the_manual_is_read_in_order(example: str) -> None:
    parsed = parse(example)
    assert parsed.problems == ()
    manifest = parsed.manifest
    assert manifest is not None
    assert manifest.book.title == "Koffie met een luiaard"
    assert manifest.book.authors[0].sort == "Peeters, An"
    assert manifest.book.subjects.nur == "770"
    assert manifest.book.date == "2026-03-01"
    lines = example.splitlines()
    assert lines[manifest.outline[0].line - 1].strip() == "- matter: front"
    assert lines[manifest.outline[-1].line - 1].strip() == "- nawoord"
    shown = [row for row in manifest.outline if isinstance(row, ChapterRow)]
    assert [row.id for row in shown] == [
        "voorwoord",
        "eerste-kop",
        "de-lange-weg-naar-huis",
        "onaf",
        "methode",
        "nawoord",
    ]
    assert shown[2].short == "Naar huis"
    assert shown[3].status == "hold"
    assert shown[4].editions == ("print", "ebook")
    assert [one.name for one in manifest.editions] == ["ebook", "screen", "print", "sample"]
    assert manifest.editions[3].only == ("voorwoord", "eerste-kop")
    assert manifest.aside == ("oude-post",)


def test_each_row_is_of_its_kind(manifest_text: str) -> None:
    manifest = parse(manifest_text).manifest
    assert manifest is not None
    kinds = [MatterRow, ContentsRow, ChapterRow, MatterRow, PartRow, ChapterRow, ChapterRow]
    assert [type(row) for row in manifest.outline] == kinds
    assert [row.line for row in manifest.outline] == [6, 7, 8, 9, 10, 11, 12]


@pytest.mark.parametrize("between", ["", "  - generate: colophon\n", "  - voorwoord-2\n"])
def test_a_frontispiece_must_face_the_title_page(manifest_text: str, between: str) -> None:
    rows = "  - {generate: frontispiece, image: x.png, alt: Iets}\n" + between
    text = manifest_text.replace("  - generate: contents\n", f"{rows}  - generate: title-page\n")
    problems = [(one.code, one.place.line) for one in problems_of(text)]
    assert problems == ([("manifest-042", 7)] if between else [])


def test_a_frontispiece_faces_the_title_page_of_its_own_editions(manifest_text: str) -> None:
    rows = """\
  - {generate: frontispiece, image: x.png, alt: Iets, editions: [print]}
  - {generate: contents, editions: [ebook]}
  - {generate: title-page}
"""
    assert problems_of(manifest_text.replace("  - generate: contents\n", rows)) == ()


def test_a_row_keeps_what_is_said_about_its_page(manifest_text: str) -> None:
    rows = """\
  - {generate: contents, depth: 2}
  - generate: other-books
    books: [{title: Thee, date: 2024}, {title: Melk}]
"""
    manifest = parse(manifest_text.replace("  - generate: contents\n", rows)).manifest
    assert manifest is not None
    contents, others = manifest.outline[1:3]
    assert isinstance(contents, ContentsRow)
    assert contents.depth == "2"
    assert isinstance(others, OtherBooksRow)
    assert [(one.title, one.date) for one in others.books] == [("Thee", "2024"), ("Melk", "")]


def test_a_part_gets_an_id_from_its_title(manifest_text: str) -> None:
    manifest = parse(manifest_text).manifest
    assert manifest is not None
    (part,) = [row for row in manifest.outline if isinstance(row, PartRow)]
    assert part.id == "part-deel-een"


# what is replaced, by what, the code, the text of the line reported, words that must be said
FAULTS = [
    ('title: "Het boek"', "title: 2016", "007", "title: 2016", 'quotes: title: "2016"'),
    ('title: "Het boek"', "title: true", "007", "title: true", "read as yes or no"),
    ('title: "Het boek"', "title: [a]", "007", "title: [a]", "a list stands here"),
    ('title: "Het boek"', "title: {x: y}", "007", "title: {x: y}", "starts with “{” in quotes"),
    ('title: "Het boek"', "titel: x\n  title: y", "005", "titel: x", "Did you mean “title”?"),
    ('title: "Het boek"', "title:", "006", "title:", "no “title”"),
    ('title: "Het boek"', 'title: " "', "006", 'title: " "', "“title” is empty"),
    ('title: "Het boek"', "title: x\n  title: y", "004", "title: y", "on line 2"),
    ('title: "Het boek"', "title: x\n  line: 3", "005", "line: 3", "not a key of “book”"),
    ('title: "Het boek"', "title: x\n  authors: An", "007", "authors: An", "must be a list"),
    ('title: "Het boek"', "title: x\n  authors: [An]", "007", "authors: [An]", "{name: An P"),
    ('title: "Het boek"', "title: x\n  subjects: V", "007", "subjects: V", "subjects: {thema"),
    (
        'title: "Het boek"',
        "title: x\n  authors: [{naam: An, name: An}]",
        "005",
        "authors: [{naam: An, name: An}]",
        "Did you mean “name”?",
    ),
    ('title: "Het boek"', "title: x\n  language: Dutch", "016", "language: Dutch", "nl-BE"),
    ('title: "Het boek"', "title: x\n  date: maart", "012", "date: maart", "2016-07"),
    ('title: "Het boek"', "title: x\n  date: 2016-02-31", "012", "date: 2016-02-31", "calendar"),
    ('title: "Het boek"', "title: x\n  subjects: {nur: 1}", "015", "subjects: {nur: 1}", "801"),
    ('title: "Het boek"', 'title: "a\\e[31mb"', "031", None, "U+001B"),
    ('title: "Het boek"', 'title: "a\\ud800b"', "031", None, "U+D800"),
    ("urn:uuid:3f2b8c1e-", "urn:uuid:", "011", None, "not a UUID"),
    ("urn:uuid:3f2b8c1e-", "3f", "011", None, "not a URN"),
    ("  - voorwoord", "  - vooraf/voorwoord.md", "017", "- vooraf/voorwoord.md", "“voorwoord”"),
    ("  - voorwoord", "  - {id: een twee}", "017", "- {id: een twee}", "“een-twee”"),
    ("  - voorwoord", "  - generat: contents", "009", "- generat: contents", "“generate”"),
    ("  - voorwoord", "  -", "009", "-", "is empty"),
    ("  - voorwoord", "  - [a]", "009", "- [a]", "is a list"),
    ("  - voorwoord", "  - voorwoord: Titel", "009", "- voorwoord: Titel", "one of: matter"),
    ("  - voorwoord", "  - de-weg", "018", "- de-weg", "on line 8"),
    ("  - voorwoord", "  - De-Weg", "018", "- de-weg", "as “De-Weg”"),
    ("  - voorwoord", "  - contents", "018", "- contents", "another id"),
    ("  - voorwoord", '  - part: "Deel een"', "018", '- part: "Deel één"', "an id of its own"),
    ("  - voorwoord", "  - generate: contents", "018", "- generate: contents", "Delete one"),
    ("  - voorwoord", '  - part: "😀"', "026", '- part: "😀"', "id: "),
    ("  - voorwoord", "  - {id: x, sort: y}", "005", "- {id: x, sort: y}", "“short”"),
    ("  - voorwoord", "  - {id: x, editions: [prnt]}", "019", None, "Did you mean “print”?"),
    ("generate: contents", "generate: colofon", "008", "- generate: colofon", "“colophon”"),
    ("generate: contents", "generate: inhoud", "008", "- generate: inhoud", "contents"),
    ("- generate: contents", "- {generate: contents, dept: 2}", "005", None, "“depth”"),
    ("- generate: contents", "- {generate: contents, depth: 3}", "008", None, "can be: 1, 2"),
    ("- generate: contents", "- {generate: colophon, depth: 1}", "005", None, "generate: colophon"),
    (
        "- generate: contents",
        "- {generate: frontispeice, image: x, alt: y}",
        "008",
        None,
        "tispiece",
    ),
    ("- generate: contents", "- {generate: frontispiece, image: x}", "006", None, "no “alt”"),
    ("- generate: contents", "- {generate: about, text: x, file: y}", "041", None, "Keep one"),
    ("- generate: contents", "- {generate: about, text: x, image: y.png}", "006", None, "“alt”"),
    ("- generate: contents", "- {generate: about, file: y.md}", "017", None, "Write “y”"),
    (
        "- generate: contents",
        "- {generate: about, file: voorwoord}",
        "018",
        "- voorwoord",
        "Delete one",
    ),
    ("- generate: contents", "- {generate: about, file: oud}", "022", "aside: [oud]", "Keep one"),
    ("- generate: contents", "- {generate: other-books, books: Thee}", "007", None, "[Thee]"),
    (
        "- generate: contents",
        "- {generate: other-books, books: [{date: 2020}]}",
        "006",
        None,
        "“title”",
    ),
    ('title: "Het boek"', "title: x\n  depot: D/26/1", "040", "depot: D/26/1", "D/2026/12.345/1"),
    ('title: "Het boek"', "title: x\n  printings: [mei]", "012", "printings: [mei]", "2016-07"),
    ('title: "Het boek"', "title: x\n  printings: 2026", "007", "printings: 2026", "[2026]"),
    (
        'title: "Het boek"',
        "title: x\n  credits: {desing: An}",
        "005",
        "credits: {desing: An}",
        "Did you mean “design”?",
    ),
    ("matter: front", "matter: midden", "008", "- matter: midden", "front, body, back"),
    ("matter: body", "matter: front", "021", "- matter: front", "front, body, back"),
    ("  - matter: front\n", "  - x\n  - matter: front\n", "021", "- matter: front", "body matter"),
    ("status: hold", "status: holt", "008", "- {id: onaf, status: holt}", "“hold”"),
    ("status: hold", "status: [hold]", "008", "- {id: onaf, status: [hold]}", "one word"),
    ("aside: [oud]", "aside: [de-weg]", "022", "aside: [de-weg]", "on line 11"),
    ("aside: [oud]", "aside: oud", "007", "aside: oud", "must be a list"),
    ("aside: [oud]", "aside: [[oud]]", "007", "aside: [[oud]]", "not a chapter's id"),
    ("aside: [oud]", "typography: {quotes: enkel}", "008", None, "double, single"),
    ("aside: [oud]", "typography: {quote: single}", "005", None, "“quotes”"),
    ("aside: [oud]", "typography: single", "007", "typography: single", "keys with values"),
    ("aside: [oud]", "asid: [oud]", "005", "asid: [oud]", "“aside”"),
    ("format: epub", "format: ebook", "008", "ebook: {format: ebook}", "epub, pdf"),
    ("format: epub", "only: [voorwoord]", "006", "ebook: {only: [voorwoord]}", "format: epub"),
    ("  ebook: {format: epub}", "  ebook: epub", "007", "ebook: epub", "{format: epub}"),
    ("  ebook:", "  E-Boek:", "014", "E-Boek: {format: epub}", "“e-boek”"),
    ("  ebook:", "  con:", "014", "con: {format: epub}", "“con-x”"),
    ("format: epub", "format: epub, name: x", "005", None, "not a key of edition “ebook”"),
    ("format: epub", "format: epub, only: [de-wegg]", "020", None, "Did you mean “de-weg”?"),
    ("format: epub", "format: epub, only: [oud]", "020", None, "stands in “aside”"),
    ("format: epub", "format: epub, isbn: 9789000000006", "010", None, "6 where 5 belongs"),
    ("format: epub", "format: epub, isbn: 900000000", "010", None, "this has 9 digits"),
    ("page: a5", "page: A5", "013", None, "135x210"),
    ("page: a5", "page: 13.5x21", "013", None, "13.5 mm"),
    ("page: a5", "page: [a5]", "007", None, "a list stands here"),
]


@pytest.mark.parametrize(("old", "new", "code", "line", "said"), FAULTS)
def test_one_fault_is_one_problem_with_line_and_hint(
    manifest_text: str, old: str, new: str, code: str, line: str | None, said: str
) -> None:
    text = manifest_text.replace(old, new, 1)
    assert text != manifest_text
    problem = only_problem(text)
    assert problem.code == f"manifest-{code}"
    assert said in f"{problem.message} {problem.hint}"
    assert problem.hint
    written = text.splitlines()[problem.place.line - 1].strip()
    assert problem.place.excerpt == written
    assert written == (line or next(one for one in text.splitlines() if new in one).strip())
    assert parse(text).manifest is None


def test_messages_name_no_classes_and_no_library(manifest_text: str) -> None:
    for old, new, *_ in FAULTS:
        problem = only_problem(manifest_text.replace(old, new, 1))
        for word in ("Row", "BookInfo", "EditionSpec", "pydantic", "ruamel", "None", "tuple"):
            assert word not in problem.message + problem.hint


@pytest.mark.parametrize("key", ["book", "outline", "editions"])
def test_a_missing_or_empty_main_key_is_said(key: str, manifest_text: str) -> None:
    blocks = [block for block in manifest_text.split("\n\n") if not block.startswith(key)]
    missing = only_problem("\n\n".join(blocks))
    assert (missing.code, missing.place.line) == ("manifest-006", 0)
    assert f"{key}:" in missing.hint
    empty = only_problem("\n\n".join(blocks) + f"\n{key}:\n")
    assert (empty.code, empty.place.excerpt) == ("manifest-006", f"{key}:")


@pytest.mark.parametrize("empty", ["[]", "~", ""])
def test_an_outline_without_rows_is_an_error(manifest_text: str, empty: str) -> None:
    start = manifest_text.index("outline:")
    end = manifest_text.index("aside:")
    problem = only_problem(f"{manifest_text[:start]}outline: {empty}\n{manifest_text[end:]}")
    assert problem.code == "manifest-006"


def test_everything_wrong_is_said_at_once(manifest_text: str) -> None:
    text = manifest_text
    for old, new in [
        ('title: "Het boek"', "title: 2016\n  titel: x"),
        ("urn:uuid:", "urn:"),
        ("generate: contents", "generate: inhoud"),
        ("  - de-weg", "  - de-weg\n  - de-weg\n  - weg/x.md"),
        ("status: hold", "status: hold, editions: [papier]"),
        ("aside: [oud]", "aside: [oud, de-weg, oud]"),
        ("format: epub", "format: epub, only: [niets], isbn: 123"),
        ("page: a5", "page: a5, pagina: a4"),
    ]:
        text = text.replace(old, new, 1)
    codes = sorted(problem.code[-3:] for problem in problems_of(text))
    expected = "005 005 007 008 010 011 017 018 019 020 022 023"
    assert codes == expected.split()


@pytest.mark.parametrize("text", ["", "\n\n", "# alleen een opmerking\n", "\ufeff", "~\n", "---\n"])
def test_an_empty_file_is_said_to_be_empty(text: str) -> None:
    problem = only_problem(text)
    assert problem.code == "manifest-002"
    assert "book:" in problem.hint


@pytest.mark.parametrize("text", ["- a\n- b\n", "zomaar tekst\n"])
def test_a_file_without_keys_is_no_manifest(text: str) -> None:
    assert only_problem(text).code == "manifest-007"


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("book:\n  title: Een: twee\n", 2, "quotes"),
        ("book:\n  title: 'Foto's'\n", 2, "quote"),
        ('book:\n  title: "open\n  date: 2016\n', 2, "not closed"),
        ("book:\n  title: @home\n", 2, "cannot start with “@”"),
        ("book:\n  subjects: {nur: 770\noutline: []\n", 2, "not closed"),
        ("aside: [a,\n  b\noutline: x\n", 1, "“]”"),
        ("book:\n  title: x\noutline\n", 3, "colon"),
        ("outline:\n  - a\n - b\n", 3, "in line"),
        ('book:\n  title: "Een" twee\n', 2, "quote the whole text"),
        ("book:\n  date: 2016\n  title: a\tb\n", 3, "tab"),
        ("book:\n  title: a\x01b\n", 2, "U+0001"),
    ],
)
def test_broken_yaml_is_reported_on_its_line(text: str, line: int, said: str) -> None:
    problem = only_problem(text)
    assert problem.code == "manifest-001"
    assert problem.place.line == line
    assert said in f"{problem.message} {problem.hint}"


def test_every_line_indented_with_a_tab_is_named() -> None:
    problems = problems_of("book:\n\ttitle: x\n\tdate: 2016\noutline:\n\t- a\n")
    assert [(one.code, one.place.line) for one in problems] == [
        ("manifest-001", 2),
        ("manifest-001", 3),
        ("manifest-001", 5),
    ]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ('title: "Het boek"', "title: &t Het boek", 2),
        ('title: "Het boek"', "title: *t", 2),
        ('title: "Het boek"', "title: !!str 2016", 2),
        ('title: "Het boek"', "title: !!python/object/apply:os.getcwd []", 2),
        ('title: "Het boek"', "<<: *t\n  title: x", 2),
        ("book:", "%YAML 1.1\n---\nbook:", 1),
        ("outline:", "---\noutline:", 5),
        ('title: "Het boek"', "title: " + "[" * 50 + "]" * 50, 2),
        ("book:", "? [a]\n: b\nbook:", 1),
        ('title: "Het boek"', "title: {{ x }}", 2),
    ],
)
def test_dangerous_yaml_is_refused(manifest_text: str, old: str, new: str, line: int) -> None:
    problems = problems_of(manifest_text.replace(old, new, 1))
    assert ("manifest-003", line) in [(one.code, one.place.line) for one in problems]


def test_a_bomb_of_aliases_or_brackets_costs_nothing() -> None:
    layers = "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9 if n else ['x'])}]\n" for n in range(30)
    )
    started = time.process_time()
    assert all(one.code in ("manifest-003", "manifest-005", "manifest-006")
               for one in problems_of(layers))  # fmt: skip
    assert problems_of("book: " + "[" * 20_000)[0].code == "manifest-003"
    assert time.process_time() - started < 10


def test_text_is_taken_as_it_is_written(manifest_text: str) -> None:
    text = (
        manifest_text.replace("- voorwoord", "- 2016\n  - 007\n  - no")
        .replace('title: "Het boek"', "title: no\n  language: no\n  date: 2016")
        .replace("format: epub", "format: epub, isbn: 9789000000005, only: [007, 2016]")
        .replace("[oud]", "[1e3]")
    )
    parsed = parse(text)
    assert parsed.problems == ()
    manifest = parsed.manifest
    assert manifest is not None
    assert (manifest.book.title, manifest.book.language, manifest.book.date) == ("no", "no", "2016")
    ids = [row.id for row in manifest.outline if isinstance(row, ChapterRow)]
    assert ids == ["2016", "007", "no", "de-weg", "onaf"]
    assert manifest.editions[0].isbn == "9789000000005"
    assert manifest.editions[0].only == ("007", "2016")
    assert manifest.aside == ("1e3",)


def test_ids_match_whatever_their_unicode_form(manifest_text: str) -> None:
    composed, decomposed = "caf\u00e9", "cafe\u0301"
    text = manifest_text.replace("voorwoord", decomposed).replace(
        "format: epub", f"format: epub, only: [{composed}]"
    )
    parsed = parse(text)
    assert parsed.problems == ()
    assert parsed.manifest is not None
    assert parsed.manifest.editions[0].only == (composed,)


def test_a_byte_order_mark_and_windows_newlines_change_nothing(manifest_text: str) -> None:
    assert parse("\ufeff" + manifest_text) == parse(manifest_text)
    assert parse(manifest_text.replace("\n", "\r\n")) == parse(manifest_text)
    problem = only_problem("\ufeff" + manifest_text.replace("\n", "\r\n").replace("oud", "oud/x"))
    assert (problem.place.line, problem.place.excerpt) == (14, "aside: [oud/x]")


def test_optional_keys_may_stand_there_empty(manifest_text: str) -> None:
    text = manifest_text.replace("[oud]", "").replace("book:", 'book:\n  subtitle:\n  date: ""', 1)
    parsed = parse(text)
    assert parsed.problems == ()
    assert parsed.manifest is not None
    assert parsed.manifest.aside == ()


def test_generated_pages_may_differ_by_edition(manifest_text: str) -> None:
    two = (
        "- {generate: contents, editions: [ebook]}\n"
        "  - {generate: contents, title: Wat, editions: [print]}"
    )
    assert problems_of(manifest_text.replace("- generate: contents", two)) == ()


def test_one_isbn_for_two_editions_is_an_error(manifest_text: str) -> None:
    text = manifest_text.replace("format: epub", "format: epub, isbn: 978-90-00-00000-5")
    text = text.replace("page: a5", "page: a5, isbn: 9789000000005")
    problem = only_problem(text)
    assert problem.code == "manifest-024"
    assert "“ebook” and “print”" in problem.message


def test_a_key_without_effect_is_a_warning(manifest_text: str) -> None:
    text = manifest_text.replace("format: epub", "format: epub, page: a5, use: screen")
    parsed = parse(text)
    assert [(one.code, one.severity) for one in parsed.problems] == [
        ("manifest-025", Severity.WARNING)
    ] * 2
    assert parsed.manifest is not None


def test_an_id_twice_in_a_list_is_a_warning(manifest_text: str) -> None:
    text = manifest_text.replace("[oud]", "[oud, oud]")
    problem = only_problem(text)
    assert (problem.code, problem.severity) == ("manifest-023", Severity.WARNING)
    assert parse(text).manifest is not None


def test_problems_name_the_file_that_was_read(manifest_text: str) -> None:
    parsed = parse(manifest_text.replace("aside", "asid"), "elders/boek.yaml")
    assert str(parsed.problems[0].place) == "elders/boek.yaml:14"


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ("format: epub, icc: x.icc", "“icc” does nothing in “ebook”: an e-book has no pages."),
        ("format: pdf, icc: x.icc", "“icc” does nothing in “ebook”: it is for no printer."),
        (
            "format: pdf, printer: generic, icc: x.icc",
            "“icc” does nothing in “ebook”: its printer asks for no inks.",
        ),
        (
            "format: pdf, printer: generic, standard: a-2b",
            "“standard” does nothing in “ebook”: its printer decides.",
        ),
    ],
)
def test_a_key_for_print_without_effect_is_a_warning(
    keys: str, message: str, manifest_text: str
) -> None:
    problem = only_problem(manifest_text.replace("format: epub", keys))
    assert (problem.code, problem.severity) == ("manifest-025", Severity.WARNING)
    assert problem.message == message


@pytest.mark.parametrize(
    "keys", ["standard: x-4", "standard: a-1b", "dpi: veel", "dpi: -1", "icc: [x.icc]"]
)
def test_a_value_for_print_that_cannot_be_is_an_error(keys: str, manifest_text: str) -> None:
    assert only_problem(manifest_text.replace("page: a5", f"page: a5, {keys}")).is_error


@pytest.mark.parametrize(
    ("name", "form", "said"),
    [
        ("print-draft", "pdf", "the draft of “print”"),
        ("ebook-draft", "epub", "the draft of “ebook”"),
        ("print-cover", "pdf", "the cover of “print”"),
        ("print-booklet", "pdf", "“print” as a booklet"),
        ("print-signature-16", "pdf", "“print” in signatures"),
    ],
)
def test_no_edition_has_the_name_of_anothers_file(
    manifest_text: str, name: str, form: str, said: str
) -> None:
    text = f"{manifest_text}\n  {name}: {{format: {form}}}\n"
    (problem,) = parse(text).problems
    assert problem.code == "manifest-047"
    assert said in problem.message
    assert text.splitlines()[problem.place.line - 1].startswith(f"  {name}:")


@pytest.mark.parametrize("name", ["ebook-cover", "proef-draft", "print-draft"])
def test_a_name_that_no_file_has_is_free(manifest_text: str, name: str) -> None:
    assert parse(f"{manifest_text}\n  {name}: {{format: epub}}\n").problems == ()


def test_the_beginning_of_a_name_is_a_misspelling_too() -> None:
    names = ["koffie-voor-negen", "de-lade", "de-laatste-koffie", "bronnen"]
    assert nearest("negen", names) == "koffie-voor-negen"
    assert nearest("koffie", names) is None
    assert nearest("lade", names) == "de-lade"
