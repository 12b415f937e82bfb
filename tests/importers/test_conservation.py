"""The words of the dump against the words of the chapters, by someone who trusts neither."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dinobook.importers.conservation import differences, words_of_chapter, words_of_dump
from dinobook.importers.plan import Kind, NewFile, Plan
from dinobook.importers.text import TextDump
from dinobook.importers.text.propose import propose

lines = st.sampled_from(
    [
        "",
        "",
        "\u00a0",
        "Een kop",
        "Een hele gewone zin die eindigt met een punt. #tag",
        "  1. item",
        "• punt\u00a0twee",
        "IMG_0001.png",
        "kort vers",
        "=== Met streep | 2016-07-14",
        "(Uit “Iets” van iemand)",
        "# _geen_ *kop* {x} <b> & [y]",
        "/// tip | nee",
        "***",
        "Zin. foto.png",
        "JAN: ‘ja’",
    ]
)


def chapter(body: str) -> NewFile:
    return NewFile("manuscript/a.md", f'---\ntitle: "Een \\"kop\\""\n---\n\n{body}'.encode(), "a")


def test_a_chapter_is_read_as_its_reader_does() -> None:
    body = "/// citaat | Bron\n*Tekst* &lt;x&gt;\n///\n\n/// beeld-ontbreekt | foto.png\n///\n"
    words = [word.text for word in words_of_chapter(chapter(body).data.decode())]

    assert words == ["Een", "kop", "Tekst", "x", "Bron", "foto", "png"]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("een twee vier", "“drie” of the source is in no chapter"),
        ("een twee drie drie vier", "“drie” is in a chapter but not there"),
        ("een drie twee vier", "“drie” is in a chapter but not there"),
    ],
)
def test_a_word_lost_doubled_or_moved_is_named(body: str, said: str) -> None:
    (problem,) = differences(
        "d.txt", words_of_dump("Een kop\neen twee\ndrie vier"), [chapter(body)]
    )

    assert problem.code == "import-012"
    assert problem.place.line in (2, 3)
    assert said in problem.message


def test_an_emoji_counts_as_a_word() -> None:
    assert differences("d.txt", words_of_dump("Een kop\nja 😉"), [chapter("ja")])


def test_text_that_was_left_out_is_not_missed() -> None:
    words = words_of_dump("Een kop\nja. foto.png\nweg hier", [(2, "foto.png"), (3, "weg hier")])

    assert not differences("d.txt", words, [chapter("ja.")])


def test_a_draft_that_loses_a_word_is_an_error(
    importer: TextDump, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = importer.draft(plan).files
    short = (replace(files[0], data=files[0].data.replace(b"krap", b"")), *files[1:])
    monkeypatch.setattr("dinobook.importers.text.dump.chapters", lambda *_: short)

    (problem,) = [one for one in importer.draft(plan).problems if one.is_error]
    assert "“krap”" in problem.message


@settings(deadline=None)
@given(st.lists(lines, max_size=25))
def test_no_dump_loses_a_word(rows: list[str]) -> None:
    text = "\n".join(["Titel van alles", "", *rows])
    draft = TextDump("d.txt", text.encode()).draft(propose(text, "d.txt"))

    assert not [problem.message for problem in draft.problems if problem.is_error]


@settings(deadline=None)
@given(st.lists(lines, max_size=15), st.data())
def test_no_change_of_kind_loses_a_word(rows: list[str], data: st.DataObject) -> None:
    text = "\n".join(["Titel van alles", "", *rows])
    plan = propose(text, "d.txt")
    kinds = st.sampled_from([kind for kind in Kind if kind not in (Kind.POST, Kind.IMAGE)])
    entries = tuple(
        entry
        if entry.kind is Kind.POST or entry.part
        else replace(entry, kind=data.draw(kinds), source_line=0)
        for entry in plan.entries
    )
    draft = TextDump("d.txt", text.encode()).draft(replace(plan, entries=entries))

    assert not [problem.message for problem in draft.problems if problem.is_error]
