from __future__ import annotations

import pytest

from dinobook.manifest import Manifest, check_files, check_names, parse
from dinobook.pipeline.editions import empty_parts, without_chapters
from dinobook.problems import Severity

FILES = [
    ("voorwoord", "manuscript/voorwoord.md"),
    ("de-weg", "manuscript/blog/de-weg.md"),
    ("onaf", "manuscript/blog/onaf.md"),
    ("oud", "manuscript/blog/oud.md"),
]


@pytest.fixture
def manifest(manifest_text: str) -> Manifest:
    found = parse(manifest_text).manifest
    assert found is not None
    return found


def without(name: str) -> list[tuple[str, str]]:
    return [pair for pair in FILES if pair[0] != name]


def test_a_complete_folder_has_no_problems(manifest: Manifest) -> None:
    assert check_files(manifest, FILES) == ()
    assert check_files(manifest, reversed(FILES)) == ()


def test_a_listed_chapter_without_file_is_an_error_on_its_row(manifest: Manifest) -> None:
    (problem,) = check_files(manifest, without("de-weg"))
    assert (problem.code, problem.severity) == ("manifest-027", Severity.ERROR)
    assert (problem.place.line, problem.place.excerpt) == (11, "de-weg")
    assert "de-weg.md" in problem.hint


def test_the_file_of_a_made_page_is_listed_and_must_exist(manifest_text: str) -> None:
    row = "  - {generate: dedication, file: opdracht}\n  - voorwoord\n"
    found = parse(manifest_text.replace("  - voorwoord\n", row)).manifest
    assert found is not None
    assert check_files(found, [*FILES, ("opdracht", "manuscript/opdracht.md")]) == ()
    (problem,) = check_files(found, FILES)
    assert (problem.code, problem.place.line) == ("manifest-027", 8)
    assert problem.severity is Severity.ERROR


def test_a_renamed_file_is_both_missing_and_new(manifest: Manifest) -> None:
    files = [*without("de-weg"), ("de-wegen", "manuscript/blog/de-wegen.md")]
    missing, unlisted = check_files(manifest, files)
    assert missing.hint == "Did you mean “de-wegen”?"
    assert (unlisted.code, unlisted.severity) == ("manifest-028", Severity.WARNING)
    assert unlisted.place.path == "manuscript/blog/de-wegen.md"
    assert "- de-wegen" in unlisted.hint


@pytest.mark.parametrize("name", ["onaf", "oud"])
def test_a_chapter_not_printed_may_be_missing(manifest: Manifest, name: str) -> None:
    (problem,) = check_files(manifest, without(name))
    assert (problem.code, problem.severity) == ("manifest-027", Severity.WARNING)
    assert f"“{name}”" in problem.message


@pytest.mark.parametrize("name", ["oud", "Oud"])
def test_two_files_with_one_id_name_each_other(manifest: Manifest, name: str) -> None:
    problems = check_files(manifest, [*FILES, (name, "manuscript/zolder/oud.md")])
    twice = [one for one in problems if one.code == "manifest-029"]
    assert len(twice) == 1
    assert twice[0].severity is Severity.ERROR
    assert twice[0].place.path == "manuscript/zolder/oud.md"
    assert "manuscript/blog/oud.md" in twice[0].message


def test_an_empty_folder_names_every_chapter(manifest: Manifest) -> None:
    named = [one.place.excerpt for one in check_files(manifest, [])]
    assert named == ["voorwoord", "de-weg", "oud", "onaf"]


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("format: epub", "format: epub, only: [onaf]", ["ebook"]),
        ("format: epub", "format: epub, only: [de-weg]", []),
    ],
)
def test_an_edition_without_chapters_is_no_book(
    manifest_text: str, old: str, new: str, named: list[str]
) -> None:
    parsed = parse(manifest_text.replace(old, new))
    assert parsed.manifest is not None
    found = without_chapters(parsed.manifest)
    assert [(one.code, one.place.excerpt) for one in found] == [
        ("manifest-030", name) for name in named
    ]
    assert all(one.place.line and one.hint for one in found)


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('part: "Deel één"\n', 'part: "Deel één"\n  - part: Leeg\n', ["Deel één"]),
        ("{id: onaf, status: hold}", "part: Slot\n  - generate: index", ["Slot"]),
        ("  - de-weg\n", "", []),  # what is left is on hold, and the author knows
        ("aside:", "arrangements: {kort: [{part: Leeg}, voorwoord]}\naside:", []),  # not printed
    ],
)
def test_a_part_without_chapters_is_told_of(
    manifest_text: str, old: str, new: str, named: list[str]
) -> None:
    parsed = parse(manifest_text.replace(old, new))
    assert parsed.manifest is not None, parsed.problems
    found = empty_parts(parsed.manifest)
    assert [(one.code, one.place.excerpt) for one in found] == [
        ("manifest-055", name) for name in named
    ]
    assert all(one.place.line and not one.is_error for one in found)


def test_a_part_without_chapters_in_an_arrangement_that_is_printed(manifest_text: str) -> None:
    orders = "arrangements:\n  kort:\n    - part: Leeg\n    - part: Vol\n    - voorwoord\n\naside:"
    text = manifest_text.replace("aside:", orders).replace(
        "format: epub", "format: epub, arrangement: kort"
    )
    parsed = parse(text)
    assert parsed.manifest is not None, parsed.problems
    assert [one.place.excerpt for one in empty_parts(parsed.manifest)] == ["Leeg"]


@pytest.mark.parametrize(
    ("names", "code", "is_error"),
    [
        (["café.md", "café.md"], "project-008", True),
        (["images/Kop.png", "images/kop.png"], "project-008", False),
        (["Een.MD"], "project-009", False),
        (["een.markdown"], "project-009", False),
        (["een.md.txt"], "project-009", False),
    ],
)
def test_names_of_files_that_mislead_are_named(names: list[str], code: str, is_error: bool) -> None:
    (problem,) = check_names([f"manuscript/{name}" for name in names])
    assert (problem.code, problem.is_error) == (code, is_error)
    assert problem.place.path.startswith("manuscript/")
    assert problem.hint
