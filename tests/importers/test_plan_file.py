"""The plan as a file: what a person may change, and what happens when they slip."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinobook.importers.plan import Kind, Plan, PlanRow
from dinobook.importers.planfile import plan_to_yaml
from dinobook.importers.planread import from_yaml
from dinobook.importers.run import apply
from dinobook.importers.text import TextDump
from dinobook.importers.text.propose import propose
from dinobook.storage.project import MemoryProject

words = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=30
).map(lambda text: " ".join(text.split()))


def test_the_file_explains_itself_and_reads_back(plan: Plan) -> None:
    text = plan_to_yaml(plan)

    assert text.startswith("# What each part of fiets.txt becomes.")
    assert "  - {lines: 11-13, kind: list, confidence: 0.95," in text
    assert from_yaml(text) == (plan, ())


@given(words, words, st.sampled_from(["2016-07-14", "2016-07", ""]))
def test_any_words_read_back(said: str, why: str, date: str) -> None:
    entry = PlanRow(Kind.POST, 1, 2, said, 0.5, why, id="a", date=date, guessed_date=date)
    plan = Plan("text", "d.txt", "0" * 64, (entry,), ("abcdef",) * 20)

    assert from_yaml(plan_to_yaml(plan)) == (plan, ())


@pytest.mark.parametrize(
    "date",
    [
        "2016-07-14 10:00:00",
        "2016-07-14T10:00+02:00",
        "14-07-2016",
        "14 juli 2016",
        "do 14 juli 2016",
        "14/07/2016",
    ],
)
def test_a_date_is_read_as_people_write_it(plan: Plan, date: str) -> None:
    written = plan_to_yaml(plan).replace("kind: post,", f"kind: post, date: {date},", 1)
    read, problems = from_yaml(written)

    assert problems == ()
    assert read is not None
    assert read.entries[0].date == "2016-07-14"


def test_a_date_without_quotes_and_missing_remarks_are_fine(plan: Plan) -> None:
    text = (
        "importer: text\nsource: a.txt\nsha256: x\nentries:\n"
        "  - {lines: 1, kind: post, id: a, date: 2016-07-14}\n  - lines: 3-4\n    kind: drop\n"
    )
    read, problems = from_yaml(text)

    assert problems == ()
    assert read is not None
    assert [(e.kind, e.lines, e.date) for e in read.entries] == [
        (Kind.POST, "1", "2016-07-14"),
        (Kind.DROP, "3-4", ""),
    ]


@pytest.mark.parametrize(
    ("old", "new", "code", "said", "hint"),
    [
        ("kind: heading", "kind: hading", "import-007", "“hading”", "“heading”"),
        ("id: de-fiets-van-oma", f"id: {'a' * 400}", "import-007", "aaa", "Write “aaa"),
        ("kind: heading", "kindje: heading", "import-007", "“kindje”", "“kind”"),
        ("lines: 11-13", "lines: 13-11", "import-007", "“13-11”", "first-last"),
        ("lines: 11-13, ", "", "import-007", "“lines” is missing", "first-last"),
        ("id: de-fiets-van-oma", "id: De Fiets", "import-007", "“De Fiets”", "“de-fiets”"),
        ("[nbsp-to-space", "[nbsp-to-spase", "import-007", "“nbsp-to-spase”", "“nbsp-to-space”"),
        ("confidence: 0.9,", "confidence: veel,", "import-007", "not a number", ""),
        ('"2019-05-02"', '"2019-05-02", date: mei', "import-007", "“mei”", "2016-07-14"),
        ("lines: 11-13", "lines: 11-13, lines: 3", "import-006", "“lines” already", "new plan"),
        ("lines: 11-13", "date: 2016-02-31, lines: 11-13", "import-007", "“2016-02-31”", "2016-07"),
        ("lines: 11-13", "id: [a], lines: 11-13", "import-007", "“id” is not a text", ""),
        ("repairs: [", "repairs: [[a], ", "import-006", "not a list of texts", ""),
        ("sha256:", "sha:", "import-007", "“sha”", "“sha256”"),
        ("entries:", "entries: [", "import-006", "cannot be read", "new plan"),
        ("entries:", "entries: nee\nrest:", "import-006", "list of entries such as “- {lines", ""),
    ],
)
def test_a_slip_is_named_with_its_line_and_the_nearest_name(
    plan: Plan, old: str, new: str, code: str, said: str, hint: str
) -> None:
    text = plan_to_yaml(plan).replace(old, new, 1)
    read, problems = from_yaml(text, "plan.yaml")

    assert read is None
    problem = next(problem for problem in problems if said in problem.message)
    assert problem.code == code
    assert problem.place.path == "plan.yaml"
    assert problem.place.line > 0
    assert hint in problem.hint


@pytest.mark.parametrize(
    "text",
    [
        "",
        "- een lijst",
        "gewoon tekst",
        "\x00",
        "a: &x [*x]",
        "a: !!p b",
        "- " * 9000,
        "a: b\na: c",
    ],
)
def test_what_is_no_plan_is_refused(text: str) -> None:
    plan, problems = from_yaml(text)

    assert plan is None
    assert {problem.code for problem in problems} <= {"import-006", "import-007"}
    assert problems


@pytest.mark.parametrize(
    ("change", "code", "said"),
    [
        ({5: None}, "import-008", "Line 11 is in no entry of the plan: “1. de gang"),
        ({5: {"last": 15}}, "import-008", "Line 15 is in two entries: lines 11-15 and 15"),
        ({13: {"part": "weg.png"}}, "import-008", "Line 33 does not end in “weg.png”"),
        ({13: {"kind": Kind.VERSE}}, "import-008", "cannot be a verse"),
        ({12: {"first": 33, "last": 99}}, "import-008", "the dump has 34 lines"),
        ({11: {"source_line": 3}}, "import-008", "source line 3 is not one of lines 27-31"),
        ({6: {"kind": Kind.IMAGE}}, "import-008", "a dump has no pictures"),
        ({0: {"kind": Kind.PARAGRAPH}}, "import-010", "Line 1 comes before the first post"),
        ({8: {"id": "de-fiets-van-oma"}}, "import-009", "lines 1 and 21 have the same id"),
        ({8: {"id": ""}}, "import-009", "no id that can name a file"),
    ],
)
def test_a_plan_that_does_not_fit_its_dump_is_refused(
    importer: TextDump,
    plan: Plan,
    change: dict[int, dict[str, object] | None],
    code: str,
    said: str,
) -> None:
    entries = [
        replace(entry, **(change.get(index) or {}))  # type: ignore[arg-type]
        for index, entry in enumerate(plan.entries)
        if change.get(index, {}) is not None
    ]
    draft = importer.draft(replace(plan, entries=tuple(entries)))

    assert draft.files == ()
    assert any(p.code == code and said in p.message for p in draft.problems), draft.problems


def test_a_plan_that_drops_everything_is_refused(importer: TextDump, plan: Plan) -> None:
    entries = tuple(replace(entry, kind=Kind.DROP) for entry in plan.entries)
    (problem,) = importer.draft(replace(plan, entries=entries)).problems

    assert (problem.code, problem.message) == ("import-010", "The plan leaves everything out.")


def test_a_changed_dump_is_refused_and_the_changes_are_shown(plan: Plan, dump: str) -> None:
    rows = dump.split("\n")
    rows[2] = "Een heel andere zin."
    rows[10:10] = ["Een nieuwe regel.", ""]
    del rows[-2]
    whole, *changes = TextDump("fiets.txt", "\n".join(rows).encode()).changes(plan)

    assert whole.code == "import-005"
    assert "in 3 places" in whole.message
    assert [change.message for change in changes] == [
        "Changed: line 3 of the planned dump: “Vandaag stond er plots een oude fiets in …”; "
        "line 3 now: “Een heel andere zin.”.",
        "New: line 11 now: “Een nieuwe regel.”.",
        "Gone: line 33 of the planned dump: "
        "“#soep_dag is begonnen en a*b*c blijft gewoon staan. …”.",
    ]


def test_a_plan_of_another_kind_of_import_is_refused(
    project: MemoryProject, importer: TextDump, plan: Plan
) -> None:
    text = plan_to_yaml(replace(plan, importer="markdown", repairs=()))
    (problem,) = apply(project, importer, text, "p.yaml").problems

    assert problem.code == "import-006"
    assert "“markdown”" in problem.message


def test_a_dump_without_a_title_needs_one() -> None:
    text = (
        "Dit is een lange zin die meteen begint en nergens boven heeft gestaan wat ze is, en die.\n"
    )
    plan = propose(text * 2, "d.txt")
    (problem,) = TextDump("d.txt", (text * 2).encode()).draft(plan).problems

    assert problem.code == "import-010"
    assert "=== Title" in problem.hint


@pytest.mark.parametrize(
    ("old", "new"), [("  - {lines: 1,", "\t- {lines: 1,"), ("sha256: ", "sha256:\t\t- ")]
)
def test_a_tab_in_a_plan_is_called_a_tab(plan: Plan, old: str, new: str) -> None:
    text = plan_to_yaml(plan).replace(old, new, 1)
    read, (problem,) = from_yaml(text, "p.yaml")

    assert read is None
    assert "tab" in problem.message
    assert "\t" in text.split("\n")[problem.place.line - 1]


def test_a_source_that_is_no_address_is_refused(plan: Plan) -> None:
    text = plan_to_yaml(plan).replace("kind: post", "kind: post, source: mijn blog", 1)
    _, (problem,) = from_yaml(text, "p.yaml")

    assert (problem.code, problem.message) == (
        "import-007",
        "“mijn blog” is not a web address.",
    )
