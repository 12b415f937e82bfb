"""Carrying out a plan: chapters and manifest, all or nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dinobook.importers.naming import is_id, unique_slugs
from dinobook.importers.plan import Kind, Plan
from dinobook.importers.planfile import plan_to_yaml
from dinobook.importers.run import apply
from dinobook.importers.text import TextDump
from dinobook.manifest.parse import parse
from dinobook.starter import example_files
from dinobook.storage.project import MANIFEST, MemoryProject

IDS = ("de-fiets-van-oma", "soep-op-maandag-wat-een-feest")
PATHS = tuple(f"manuscript/{name}.md" for name in IDS)


def test_the_proposal_is_carried_out_as_it_is(project: MemoryProject, importer: TextDump) -> None:
    report = apply(project, importer)

    assert (report.written, report.unchanged, report.listed) == (PATHS, (), IDS)
    assert not [problem for problem in report.problems if problem.is_error]
    manifest = parse(project.contents[MANIFEST].decode()).manifest
    assert manifest is not None
    assert manifest.aside == ("oud-stuk", *IDS)
    assert b"- voorwoord   # blijft vooraan" in project.contents[MANIFEST]


def test_a_second_time_changes_nothing(project: MemoryProject, importer: TextDump) -> None:
    apply(project, importer)
    before = dict(project.contents)
    report = apply(project, importer)

    assert (report.written, report.unchanged, report.listed) == ((), PATHS, ())
    assert project.contents == before


def test_a_chapter_that_has_a_place_in_the_outline_keeps_it(
    project: MemoryProject, importer: TextDump
) -> None:
    text = project.contents[MANIFEST].decode().replace("outline:\n", f"outline:\n  - {IDS[1]}\n")
    project.contents[MANIFEST] = text.encode()
    report = apply(project, importer)

    assert report.listed == (IDS[0],)


def test_an_edited_chapter_is_never_written_over(
    project: MemoryProject, importer: TextDump
) -> None:
    apply(project, importer)
    del project.contents[PATHS[0]]
    project.contents[PATHS[1]] += b"Met de hand bijgeschreven.\n"
    before = dict(project.contents)
    report = apply(project, importer)

    (problem,) = [one for one in report.problems if one.is_error]
    assert (problem.code, problem.place.path) == ("import-011", PATHS[1])
    assert report.written == ()
    assert project.contents == before


def test_a_name_that_differs_in_capitals_only_is_in_the_way(
    project: MemoryProject, importer: TextDump
) -> None:
    project.contents["manuscript/De-Fiets-van-Oma.md"] = b"---\nid: anders\n---\n\nTekst.\n"
    report = apply(project, importer)

    assert [p.code for p in report.problems if p.is_error] == ["import-011"]
    assert report.written == ()


def test_an_id_that_another_chapter_has_is_refused(
    project: MemoryProject, importer: TextDump
) -> None:
    project.contents["manuscript/oud.md"] = b"---\nid: de-fiets-van-oma\n---\n\nTekst.\n"
    (problem,) = [one for one in apply(project, importer).problems if one.is_error]

    assert (problem.code, problem.place.path) == ("import-009", "manuscript/oud.md")


@pytest.mark.parametrize("manifest", [None, b"book: [", b"outline: []\n"])
def test_without_a_sound_manifest_nothing_is_written(
    project: MemoryProject, importer: TextDump, manifest: bytes | None
) -> None:
    del project.contents[MANIFEST]
    if manifest is not None:
        project.contents[MANIFEST] = manifest
    before = dict(project.contents)
    report = apply(project, importer)

    assert [problem for problem in report.problems if problem.is_error]
    assert project.contents == before


def test_an_edited_plan_is_followed(project: MemoryProject, importer: TextDump, plan: Plan) -> None:
    entries = list(plan.entries)
    entries[8] = replace(entries[8], kind=Kind.HEADING, id="")
    report = apply(project, importer, plan_to_yaml(replace(plan, entries=tuple(entries))), "p.yaml")

    assert report.written == PATHS[:1]
    assert "## Soep op maandag: wat een feest" in project.contents[PATHS[0]].decode()


def test_a_broken_plan_or_dump_writes_nothing(
    project: MemoryProject, importer: TextDump, plan: Plan
) -> None:
    before = dict(project.contents)

    assert apply(project, importer, "geen plan").problems
    assert apply(project, TextDump("x.txt", b"\x00")).problems
    changed = replace(importer, data=importer.data + b"Nog een zin.\n")
    assert apply(project, changed, plan_to_yaml(plan)).problems[0].code == "import-005"
    assert project.contents == before


def test_a_post_called_like_an_example_chapter_of_a_new_book_gets_another_id(
    project: MemoryProject, importer: TextDump, plan: Plan
) -> None:
    examples = example_files()
    project.contents.update(examples)
    first = replace(plan.entries[0], id="welkom")
    text = plan_to_yaml(replace(plan, entries=(first, *plan.entries[1:])))
    report = apply(project, importer, text)

    assert report.listed[0] == "welkom-2"
    (told,) = [one for one in report.problems if one.code == "import-032"]
    assert "“welkom-2”" in told.message
    assert all(project.contents[path] == data for path, data in examples.items())

    project.contents["manuscript/welkom.md"] = b"# Mijn welkom\n"
    assert [one.code for one in apply(project, importer, text).problems if one.is_error] == [
        "import-011"
    ]


def test_ids_stay_short_enough_to_be_ids_when_two_are_the_same() -> None:
    long = "een-titel-die-zo-lang-is-dat-een-id-hem-maar-net-nog-houden-kan"
    first, second, third = unique_slugs([long, long, f"{long}-en-meer"])

    assert len({first, second, third}) == 3
    assert all(is_id(name) for name in (first, second, third))
    assert second.endswith("-2")


def test_no_chapter_is_called_like_a_page_that_the_book_makes() -> None:
    assert unique_slugs(["Index", "Contents", "index"]) == ("index-2", "contents-2", "index-3")
