"""Before anything is written: what would be lost or faulty, and what the plan lets go."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import ClassVar

import pytest

from dinobook import book_in_memory
from dinobook.importers.accounts import account_json, account_text
from dinobook.importers.compiled import inventory_of
from dinobook.importers.inventory import Inventory, LeftOut
from dinobook.importers.plan import AcceptedLoss, Draft, Kind, NewFile, Origin, Plan, PlanRow
from dinobook.importers.planfile import plan_to_yaml
from dinobook.importers.planread import from_yaml
from dinobook.importers.run import apply, carry_out
from dinobook.manifest.parse import parse
from dinobook.markup.convert import convert
from dinobook.problems import Problem, has_errors
from dinobook.storage.project import MANIFEST, MemoryProject

SOURCE = """\
---
title: Het dak
---

Het regent. Lees [dit](https://example.org/a).

- emmer
- dweil
"""


def inventory(text: str) -> Inventory:
    fragment = convert(text, "manuscript/x.md").fragment
    assert fragment is not None
    return inventory_of(fragment)


@dataclass(frozen=True)
class Roofs:
    """One chapter that should say what `source` says and says `written`."""

    format: ClassVar[str] = "markdown"

    written: str
    source: str = SOURCE
    left_out: tuple[LeftOut, ...] = ()
    into: str = ""
    name: str = "dak"
    lists: tuple[str, ...] = ()

    def propose(self) -> tuple[Plan | None, tuple[Problem, ...]]:
        row = PlanRow(Kind.POST, 0, 0, "Het regent", file="dak.html", id=self.name)
        return Plan(self.format, "blog", "0" * 64, (row,)), ()

    def changes(self, _plan: Plan) -> tuple[Problem, ...]:
        return ()

    def draft(self, plan: Plan) -> Draft:
        data = self.written.encode()
        files = [NewFile(f"manuscript/{self.name}.md", data, self.name, self.into)]
        files += [NewFile(path, b"[]") for path in self.lists]
        origin = Origin(self.name, "dak.html", inventory(self.source), self.left_out)
        return Draft(tuple(files), sources=self.lists, origins=(origin,))


def outline(project: MemoryProject) -> list[str]:
    manifest = parse(project.contents[MANIFEST].decode()).manifest
    assert manifest is not None
    return [getattr(row, "id", "") or getattr(row, "part", "") for row in manifest.outline]


def test_a_whole_chapter_is_written(project: MemoryProject) -> None:
    report = apply(project, Roofs(SOURCE), day="2026-12-01")
    assert report.written == ("manuscript/dak.md",)
    assert [one.differences for one in report.conserved] == [()]
    assert project.contents["manuscript/dak.md"].decode() == SOURCE


def test_the_text_as_imported_is_kept_with_what_it_came_from(project: MemoryProject) -> None:
    apply(project, Roofs(SOURCE), day="2026-12-01")
    assert project.contents[".dinobook/imports/dak.md"].decode() == SOURCE
    assert json.loads(project.contents[".dinobook/imports/dak.json"]) == {
        "importer": "markdown",
        "source": "blog",
        "sha256": "0" * 64,
        "row": "dak.html",
        "imported": "2026-12-01",
    }


def test_the_second_time_nothing_changes(project: MemoryProject) -> None:
    apply(project, Roofs(SOURCE), day="2026-12-01")
    before = dict(project.contents)
    report = apply(project, Roofs(SOURCE), day="2027-01-01")
    assert (report.written, project.contents) == ((), before)


def test_a_chapter_that_nobody_touched_is_renewed_by_its_own_source(
    project: MemoryProject,
) -> None:
    apply(project, Roofs(SOURCE), day="2026-12-01")
    more = SOURCE.replace("- dweil\n", "- dweil\n- trekker\n")
    report = apply(project, Roofs(more, more))
    assert (report.written, report.renewed) == ((), ("manuscript/dak.md",))
    assert project.contents["manuscript/dak.md"].decode() == more
    assert project.contents[".dinobook/imports/dak.md"].decode() == more


@pytest.mark.parametrize("whose", ["edited", "another source"])
def test_a_chapter_that_is_no_longer_what_was_imported_stays(
    whose: str, project: MemoryProject
) -> None:
    apply(project, Roofs(SOURCE), day="2026-12-01")
    if whose == "edited":
        project.contents["manuscript/dak.md"] += b"Van mij.\n"
    else:
        origin = ".dinobook/imports/dak.json"
        project.contents[origin] = project.contents[origin].replace(b"blog", b"dagboek")
    before = dict(project.contents)
    more = SOURCE + "\nMeer.\n"
    (problem,) = apply(project, Roofs(more, more)).problems
    assert problem.code == "import-011"
    assert project.contents == before


def test_a_loss_stops_the_import_and_names_its_place_and_the_way_out(
    project: MemoryProject,
) -> None:
    before = dict(project.contents)
    written = SOURCE.replace("[dit](https://example.org/a)", "dit").replace("- dweil\n", "")
    report = apply(project, Roofs(written))
    assert project.contents == before
    assert {one.code for one in report.problems} == {"import-070"}
    said = " ".join(f"{one.place} {one.message} {one.hint}" for one in report.problems)
    assert "“dweil” did not come through (after" in said
    assert "“https://example.org/a” did not come through" in said
    assert 'accept-losses: [{file: "dak.html", class: links, count: 1, reason: …}]' in said
    assert "DIFFERS   links: “dit” did not come through" in account_text(report)


def test_the_plan_lets_go_what_it_names(project: MemoryProject) -> None:
    importer = Roofs(SOURCE.replace("[dit](https://example.org/a)", "dit"))
    plan, _ = importer.propose()
    assert plan is not None
    lets = tuple(AcceptedLoss("dak.html", kind, 1, "dood") for kind in ("links", "addresses"))
    text = plan_to_yaml(replace(plan, accepted=lets))
    assert from_yaml(text)[0] == replace(plan, accepted=lets)
    report = apply(project, importer, text)
    assert report.written == ("manuscript/dak.md",)
    assert [len(one.accepted) for one in report.conserved] == [2]
    said = json.loads(account_json(report))
    assert [one["class"] for one in said["chapters"][0]["accepted"]] == ["links", "addresses"]


def test_more_accepted_than_lost_is_told(project: MemoryProject) -> None:
    plan, _ = Roofs(SOURCE).propose()
    assert plan is not None
    plan = replace(plan, accepted=(AcceptedLoss("dak.html", "notes", 2),))
    (problem,) = carry_out(project, Roofs(SOURCE), plan).problems
    assert (problem.code, problem.is_error) == ("import-072", False)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("{file: dak.htm, class: links}", "“dak.htm”"),
        ("{file: dak.html, class: linkks}", "“linkks” is not a class"),
        ("{file: dak.html, class: links, cuont: 3}", "“cuont” is not a key"),
        ("{file: dak.html, class: links, count: veel}", "not a number"),
    ],
)
def test_a_slip_in_what_is_accepted_is_told_with_its_line(row: str, said: str) -> None:
    plan, _ = Roofs(SOURCE).propose()
    assert plan is not None
    text = plan_to_yaml(plan) + f"accept-losses:\n  - {row}\n"
    made, (problem, *_) = from_yaml(text, "p.yaml")
    assert made is None
    assert said in problem.message
    assert problem.place.line == text.count("\n")


def test_what_was_left_out_on_purpose_is_no_loss_and_is_told(project: MemoryProject) -> None:
    gone = (
        LeftOut("items", "dweil", "a button", place="item 2"),
        LeftOut("words", "", "none"),
    )
    report = apply(project, Roofs(SOURCE.replace("- dweil\n", ""), left_out=gone))
    assert report.written
    assert "1 × items “dweil”: a button (item 2)" in account_text(report)


def test_a_chapter_that_check_refuses_is_named_before_it_is_written(
    project: MemoryProject,
) -> None:
    before = dict(project.contents)
    faulty = SOURCE + "\n![](images/niets.png)\n"
    report = apply(project, Roofs(faulty, faulty))
    assert project.contents == before
    assert {one.code for one in report.problems} == {"import-071"}
    assert "manuscript/dak.md:10" in report.problems[0].message
    plan, _ = Roofs(faulty).propose()
    assert plan is not None
    count = len(report.problems)
    lets = replace(plan, accepted=(AcceptedLoss("dak.html", "faults", count),))
    assert not has_errors(carry_out(project, Roofs(faulty, faulty), lets).problems)


def test_the_whole_book_is_looked_at_before(project: MemoryProject) -> None:
    """A link that leads nowhere in the book is seen, which a chapter alone cannot tell."""
    book = book_in_memory(dict(project.contents))
    broken = SOURCE + "\nZie [de zolder](zolder-die-er-niet-is).\n"
    report = book.bring_in(Roofs(broken, broken))
    assert {one.code for one in report.problems} == {"import-071"}


def test_chapters_go_into_the_part_that_is_asked_for(project: MemoryProject) -> None:
    apply(project, Roofs(SOURCE, into="Wonen"))
    report = apply(project, Roofs(SOURCE, into="Wonen", name="gevel"))
    assert report.placed == ("gevel",)
    rows = outline(project)
    assert rows[rows.index("dak") - 1] in ("part-wonen", "Wonen")
    assert rows[rows.index("dak") + 1] == "gevel"


def test_lists_of_sources_are_named_in_the_manifest(project: MemoryProject) -> None:
    apply(project, Roofs(SOURCE, lists=("manuscript/een.json",)))
    apply(project, Roofs(SOURCE, name="gevel", lists=("manuscript/twee.json",)))
    manifest = parse(project.contents[MANIFEST].decode()).manifest
    assert manifest is not None
    assert manifest.book.sources == ("een.json", "twee.json")


def test_a_part_asked_for_holds_for_rows_that_name_none(project: MemoryProject) -> None:
    report = apply(project, Roofs(SOURCE), into="Buiten")
    assert report.placed == ("dak",)
    rows = outline(project)
    assert rows[-1] == "dak"


def test_a_part_goes_by_the_id_that_its_title_makes(project: MemoryProject) -> None:
    apply(project, Roofs(SOURCE, into="Ons huis"))
    apply(project, Roofs(SOURCE, into="part-ons-huis", name="gevel"))
    assert project.contents[MANIFEST].decode().count("- part:") == 1
    assert outline(project)[-2:] == ["dak", "gevel"]


def test_a_list_of_sources_with_any_name_stays_in_the_manifest(project: MemoryProject) -> None:
    text = project.contents[MANIFEST].decode()
    project.contents[MANIFEST] = text.replace(
        "  title: Proefboek\n", '  title: Proefboek\n  sources: ["a, b.bib"]\n'
    ).encode()
    report = apply(project, Roofs(SOURCE, lists=("manuscript/een.json",)))
    assert not has_errors(report.problems)
    manifest = parse(project.contents[MANIFEST].decode()).manifest
    assert manifest is not None
    assert manifest.book.sources == ("a, b.bib", "een.json")


def test_too_little_accepted_is_not_called_too_much(project: MemoryProject) -> None:
    plan, _ = Roofs(SOURCE).propose()
    assert plan is not None
    other = SOURCE.replace("Het regent. ", "")
    lets = replace(plan, accepted=(AcceptedLoss("dak.html", "words", 1),))
    codes = {one.code for one in carry_out(project, Roofs(other), lets).problems}
    assert "import-072" not in codes
    assert "import-070" in codes


@dataclass(frozen=True)
class Nothing(Roofs):
    def draft(self, plan: Plan) -> Draft:
        return Draft(dropped=plan.entries)


def test_a_source_of_which_nothing_becomes_a_chapter_is_told(project: MemoryProject) -> None:
    (problem,) = apply(project, Nothing("")).problems
    assert (problem.code, problem.is_error) == ("import-073", False)
    assert "blog" in problem.message
