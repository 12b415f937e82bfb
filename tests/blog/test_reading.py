"""Which chapters are read, what their authors accept, and where nothing is found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blog.conftest import HEAD, PATH, Read
from books import small_book
from dinobook.blog import Reading, read_chapter, read_chapters
from dinobook.markup.convert import convert
from dinobook.markup.fragment import ChapterMeta
from dinobook.pipeline.sources import load
from dinobook.storage.project import MemoryProject
from dinobook.theme import load_theme

THEME = load_theme(MemoryProject({}))
PIECES = [
    "gisteren", " ", "\n", "\n\n", "“", "”", "‘", "’", '"', "'", "> ", "/// citaat | X\n", "///\n",
    "/// tip\n    id: a\n", "`", "```\n", "<!--", "-->", "[", "](", ")", "[^a]", "#lift", "😉",
    "https://youtu.be/a", "<b>", "{.a}", "PEETERS: ", "in deze blogpost", "vorig", "jaar", "\\\n",
]  # fmt: skip
POST = HEAD + "Gisteren stond de lift stil, en gisteren ook. Eergisteren niet.\n"


def with_head(line: str) -> str:
    return HEAD.replace("source:", f"{line}\nsource:")


def found(reading: Reading) -> list[str]:
    return [finding.words for finding in reading.findings]


# which chapters


def read_book(project: MemoryProject, *, every: bool = False) -> dict[str, list[str]]:
    sources = load(project)
    readings = read_chapters(project, sources.printed(), sources.theme, every=every)
    return {reading.path: found(reading) for reading in readings}


def test_only_what_was_a_post_is_read() -> None:
    project = small_book(eerste=POST, vooraf="---\ntitle: Vooraf\n---\nGisteren was het stil.\n")
    assert read_book(project) == {"manuscript/eerste.md": ["Gisteren", "gisteren", "Eergisteren"]}
    assert read_book(project, every=True)["manuscript/vooraf.md"] == ["Gisteren"]


def test_a_chapter_on_hold_is_not_read() -> None:
    project = small_book(eerste=POST)
    manifest = project.contents["manuscript/book.yaml"].decode()
    manifest = manifest.replace("{id: eerste, short: Kort}", "{id: eerste, status: hold}")
    project.contents["manuscript/book.yaml"] = manifest.encode()
    assert read_book(project) == {}


def test_a_chapter_in_another_language_is_not_read_for_dutch_words(read: Read) -> None:
    reading = read("Gisteren, klik hier. 😉", with_head("lang: en"))
    assert [finding.code for finding in reading.findings] == ["blog-005"]


# dates


@pytest.mark.parametrize(
    ("date", "proposals"),
    [
        ("date: 2016-03-01", ["Op 29 februari 2016", "in 2015", "in februari 2016"]),
        ("date: 2016-01-01", ["Op 31 december 2015", "in 2015", "in december 2015"]),
        ("date: 2016-07", ["", "in 2015", "in juni 2016"]),
        ("", ["", "", ""]),
        ("date: 0001-01-01", ["", "", ""]),
    ],
)
def test_a_proposal_is_as_precise_as_the_date(date: str, proposals: list[str], read: Read) -> None:
    head = HEAD.replace("date: 2016-07-14", date).replace("\n\n", "\n")
    reading = read("Gisteren regende het, vorig jaar niet, vorige maand wel.", head)
    assert [finding.proposal for finding in reading.findings] == proposals
    assert [finding.safe for finding in reading.findings] == [bool(one) for one in proposals]


@pytest.mark.parametrize(
    ("date", "proposal"),
    [
        ("2016-06-07", "in de zomer van 2015"),
        ("2016-08-31", "in de zomer van 2015"),
        ("2016-09-01", ""),
    ],
)
def test_a_season_is_said_only_when_one_can_be_meant(date: str, proposal: str, read: Read) -> None:
    reading = read("Het was vorige zomer.", HEAD.replace("2016-07-14", date))
    assert [finding.proposal for finding in reading.findings] == [proposal]


def test_a_post_without_a_date_is_told_so(read: Read) -> None:
    head = HEAD.replace("date: 2016-07-14\n", "")
    (finding,) = read("Gisteren.", head).findings
    assert "has no date" in finding.problem().message


# what is said of a finding


def test_the_fallback_of_an_emoji_is_named(read: Read) -> None:
    (finding,) = read("Feest 🎉.").findings
    assert "Noto Emoji" in finding.message


def test_a_missing_picture_is_looked_for_where_the_post_was(read: Read) -> None:
    (finding,) = read("/// beeld-ontbreekt | IMG 1234\n///").findings
    assert finding.advice.startswith("Look for it in https://proef.example/post/")


def test_a_problem_says_what_to_write(read: Read) -> None:
    (finding,) = read("Dat was gisteren.").findings
    problem = finding.problem()
    assert str(problem.place) == "manuscript/proef.md:6"
    assert problem.place.excerpt == "Dat was gisteren."
    assert problem.message == "“gisteren”: it depends on the day of the post (2016-07-14)."
    assert problem.hint.startswith("Write “op 13 juli 2016”, or: say when")
    assert not problem.is_error


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_no_text_is_too_strange_to_read(body: str) -> None:
    """Marks that open and never close, in any order: words are still where they are said to be."""
    meta = ChapterMeta("proef", "Proef", date="2016-07-14")
    for finding in read_chapter(HEAD + body, PATH, meta, THEME).findings:
        found = (HEAD + body)[finding.start : finding.end]
        assert " ".join(found.split()) == finding.words
        assert finding.words


# accepting


@pytest.mark.parametrize(
    ("accept", "left"),
    [
        ("accept: [blog-004]", []),
        ("accept: blog-004", []),
        ("accept:\n  - blog-004", []),
        ("accept: [blog-004: gisteren]", ["Eergisteren"]),
        ("accept: [{blog-004: Eergisteren}]", ["Gisteren", "gisteren"]),
        ("accept: [blog-004: gisteren, blog-004: eergisteren]", []),
        ("accept:", ["Gisteren", "gisteren", "Eergisteren"]),
    ],
)
def test_what_is_accepted_is_not_found(accept: str, left: list[str], read: Read) -> None:
    reading = read(POST.removeprefix(HEAD), with_head(accept))
    assert found(reading) == left
    assert reading.accepted == 3 - len(left)
    assert reading.needless == ()


@pytest.mark.parametrize(
    ("accept", "said"),
    [
        ("accept: [blog-001]", "accepts blog-001, which is not found"),
        ("accept: [blog-004: vorige week]", "accepts “vorige week” (blog-004), which is not found"),
    ],
)
def test_an_acceptance_of_nothing_is_reported(accept: str, said: str, read: Read) -> None:
    reading = read(POST.removeprefix(HEAD), with_head(accept))
    (problem,) = reading.needless
    assert (problem.code, problem.place.line) == ("blog-011", 4)
    assert said in problem.message
    assert len(reading.findings) == 3


@pytest.mark.parametrize(
    ("accept", "said"),
    [
        ("accept: [blog-04]", "“blog-04” is no finding that can be accepted."),
        ("accept: [blog-011]", "“blog-011” is no finding that can be accepted."),
        ("accept: [text-001]", "“text-001” is no finding that can be accepted."),
        ("accept: [[blog-004]]", "“accept” takes a list of codes."),
        ("accept: [blog-004: [gisteren]]", "“accept” takes a list of codes."),
    ],
)
def test_an_acceptance_that_cannot_be_read_is_an_error(accept: str, said: str) -> None:
    problems = convert(with_head(accept) + "Tekst.\n", "manuscript/proef.md").problems
    assert [(p.code, p.place.line, p.message) for p in problems] == [("front-007", 4, said)]
