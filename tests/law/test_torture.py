"""The court itself: it names the one case that is at fault, and sees what a reader would see."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from bench.torture import __main__ as command
from bench.torture import editions
from bench.torture import hunt as hunting
from bench.torture.cases import Case, Numbered
from bench.torture.editions import Fault, differences
from bench.torture.hunt import hunt, smallest
from bench.torture.law import Court, Verdict
from bench.torture.reading import Read, counted, squashed
from bench.torture.skeleton import of_html, of_markdown_it
from bench.torture.specification import examples

from dinobook.errors import EngineError
from dinobook.pipeline.request import Outcome, Request
from dinobook.problems import Place, Problem
from dinobook.storage.project import MemoryProject
from law import matrix
from law.constructs import BLOCKS, INLINE, LINES
from law.containers import BLOCK_CONTAINERS, BOXES, EDGES, LINE_CONTAINERS
from law.refusals import EXPECTED, unexpected

GOOD = [Case(f"goed {at}", f"Lepel {at} ligt klaar.", (f"Lepel {at} ligt",)) for at in range(3)]
NOTE = Case("noot", "Zin.[^1] Nog\n\n[^1]: De noot.\n", ("Zin.№ Nog", "№ De noot."), ("[^1]",))


@pytest.fixture(scope="module")
def court(tmp_path_factory: pytest.TempPathFactory) -> Court:
    return Court(tmp_path_factory.mktemp("court"))


def test_sound_cases_hold_in_every_edition(court: Court) -> None:
    verdict = court.judge([*GOOD, NOTE, Case("lijst", "- een\n- twee", ("• een • twee",))])
    assert (verdict.broken, verdict.refused) == ({}, {})


def test_the_case_that_lacks_a_word_is_named_with_its_text(court: Court) -> None:
    cases = [*GOOD, Case("fout", "Vork.", ("Vork en mes",))]
    verdict = court.judge(cases)
    assert [fault.kind for fault in verdict.broken["fout"]] == ["not shown"] * 4
    assert list(verdict.broken) == ["fout"]
    report = verdict.report(cases)
    assert "== fout\nVork.\n" in report
    assert "in ebook, parts: “Vork en mes” is not there; there is “" in report


def test_what_check_refuses_is_told_apart_from_its_neighbours(court: Court) -> None:
    verdict = court.judge([*GOOD, Case("script", "<script>x</script>")])
    assert {name: row[0].code for name, row in verdict.refused.items()} == {"script": "html-001"}
    assert verdict.broken == {}


def test_a_case_that_check_refuses_beside_another_is_refused(court: Court) -> None:
    """Two chapters may not have one id; alone each of them is fine."""
    twins = [Case(f"tweeling {at}", "## Kop {#dezelfde}\n\nx", alone=True) for at in range(2)]
    verdict = court.judge(twins)
    assert len(verdict.refused) == 1
    assert verdict.broken == {}


@pytest.mark.parametrize("together", [1, 12])
def test_a_build_that_stops_is_halved_until_its_cause_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, together: int
) -> None:
    def stops(project: MemoryProject, out: object, request: Request, step: object) -> Outcome:
        if any(b"Valkuil" in data for data in project.contents.values()):
            raise KeyError("g0--n1")
        return Outcome((), (), ())

    monkeypatch.setattr(editions, "build", stops)
    cases = [*GOOD, Case("diep", "Een Valkuil hier."), *(Case(f"x{at}", "x") for at in range(9))]
    verdict = Court(tmp_path, together, whole=False).judge(cases)
    assert list(verdict.broken) == ["diep"]
    assert verdict.broken["diep"][0].kind == "stop: KeyError"


def test_a_problem_without_a_line_breaks_the_law(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stops(project: object, out: object, request: Request, step: object) -> Outcome:
        raise EngineError("x", [Problem(Place("boek-print.pdf"), "layout-001", "Page 3.")])

    monkeypatch.setattr(editions, "build", stops)
    verdict = Court(tmp_path, whole=False).judge(GOOD[:1])
    assert verdict.broken["goed 0"] == [
        Fault("stop: layout-001", "boek-print.pdf layout-001 Page 3.")
    ]


def test_a_note_has_one_number_in_all_places() -> None:
    def kinds(text: str) -> list[str]:
        return [one.kind for one in differences(NOTE, Read(squashed(text)), text)]

    assert kinds("Zin. 3 Nog 3 De noot.") == []
    assert kinds("Zin. 3 Nog. 4 De noot.") == ["numbers differ"]
    assert kinds("Zin.[^1] Nog. 4 De noot.") == ["not shown", "printed raw"]


def test_code_is_compared_byte_for_byte_in_the_ebook_and_by_lines_on_pages() -> None:
    case = Case("code", "", code=("a  b\n c\n",))
    assert not list(differences(case, Read("", ("a  b\n c\n",)), ""))
    assert list(differences(case, Read("", ("a b\n c\n",)), ""))
    assert not list(differences(case, Read("xabcx"), ""))
    assert list(differences(case, Read("xbcx"), ""))


@pytest.mark.parametrize(
    ("number", "kind", "shown"),
    [(3, "1", "3"), (28, "a", "ab"), (2, "A", "B"), (14, "i", "xiv"), (9, "I", "IX")],
)
def test_lists_count_as_html_says(number: int, kind: str, shown: str) -> None:
    assert counted(number, kind) == shown


def test_the_skeleton_is_blocks_text_and_code() -> None:
    same = of_markdown_it("- een *twee*\n\n  > drie\n- vier\n")
    assert same == (
        ("ul", (("li", ("eentwee", ("blockquote", (("p", ("drie",)),)))), ("li", ("vier",)))),
    )
    assert of_markdown_it("```\na  b\n```\n") == (("pre", ("a  b",)),)
    assert of_html("<ol start='4'><li>a</li></ol>") != of_html("<ol><li>a</li></ol>")


def test_a_text_is_made_smaller_as_long_as_its_fault_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def judged(cases: Sequence[Case], folder: Path) -> Verdict:
        broken = {case.name: [Fault("kuil", "x")] for case in cases if "Valkuil" in case.text}
        return Verdict(broken=broken)

    monkeypatch.setattr(hunting, "judged", judged)
    body = "een\n\ntwee drie\nvier Valkuil vijf\n\nzes"
    assert smallest(body, Fault("kuil", "y"), time.monotonic() + 60)[0] == "Valkuil"
    monkeypatch.setattr(hunting, "drawn", lambda number, count: [body, "niets", body + " acht"])
    found = hunt(0.001, 1, tmp_path, lambda line: None)
    assert found.kept["kuil"].times == found.chapters * 2 / 3
    assert (tmp_path / "kuil.md").read_text(encoding="utf-8") == "Valkuil"
    assert (tmp_path / "kuil.txt").read_text(encoding="utf-8").startswith("kuil\n")
    assert "== kuil, " in found.summary()


def test_the_command_ends_with_a_summary(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["torture", "--minutes", "0", "--seed", "1", "--keep", str(tmp_path / "kept")]
    monkeypatch.setattr(sys, "argv", arguments)
    assert command.main() == 0
    assert capsys.readouterr().out == "0 chapters; 0 break the law, of 0 kinds.\n"


def test_a_chapter_keeps_its_id_in_every_part_of_a_batch() -> None:
    numbered = Numbered()
    first = numbered.chapter((GOOD[0],))
    assert numbered.chapters([GOOD[1], GOOD[0]], 1)[1] == first


def test_every_expected_refusal_is_about_something_in_the_matrix() -> None:
    cases = [*matrix.line_cases(), *matrix.block_cases(), *matrix.edge_cases()]
    known = {one.name for one in (*INLINE, *LINES, *BLOCKS)} | {case.name for case in cases}
    containers = (*LINE_CONTAINERS, *BLOCK_CONTAINERS, *BOXES, *EDGES)
    known |= {container.name for container in containers}
    assert sorted(EXPECTED.keys() - known) == []
    problem = Problem(Place("a.md", 1), "text-001", "Twee titels.")
    assert unexpected({"bullets in item": (problem,)}) == ["bullets in item: text-001 Twee titels."]
    assert unexpected({"two notes in note": (problem,)}) == []


def test_an_example_must_show_the_words_of_its_html() -> None:
    row = (
        '[{"markdown": "*foo* b", "html": "<p><em>foo</em> bar</p>", "example": 3, "section": "X"}]'
    )
    (case,) = examples(row)
    assert (case.name, case.shows) == ("example 3, X", ("foo", "bar"))
