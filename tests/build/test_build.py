"""The recipe: what comes out, when it is made again, and what happens when it fails."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from books import EERSTE, MANIFEST, TWEEDE, small_book
from dinobook.errors import EngineError, ManifestError, SourceError, UsageError
from dinobook.pdf.file.readback import read_pages
from dinobook.pipeline.build import Outcome, Request, build
from dinobook.problems import Problem
from dinobook.starter import start_book
from dinobook.storage.outputs import OutputFolder
from dinobook.storage.project import FolderProject

Build = Callable[..., Outcome]


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if not path.name.startswith(".")}


def codes(problems: tuple[Problem, ...]) -> set[str]:
    return {problem.code for problem in problems}


def test_every_edition_becomes_a_file(built: Path) -> None:
    assert names(built) == {
        "het-kleine-boek-ebook.epub",
        "het-kleine-boek-screen.pdf",
        "het-kleine-boek-screen.pages.json",
        "het-kleine-boek-print.pdf",
        "het-kleine-boek-print.pages.json",
    }


def test_the_same_book_gives_the_same_bytes(built: Path, tmp_path: Path) -> None:
    build(small_book(), OutputFolder(tmp_path), Request(), lambda _: None)
    for name in names(built):
        assert (tmp_path / name).read_bytes() == (built / name).read_bytes(), name


def test_nothing_changed_makes_nothing(build_into: Build, tmp_path: Path) -> None:
    first = build_into(small_book(), "print")
    before = (tmp_path / first.files[0].name).stat().st_mtime_ns
    again = build_into(small_book(), "print")
    assert first.fresh == ("print",)
    assert again.fresh == ()
    assert again.files == first.files
    assert (tmp_path / first.files[0].name).stat().st_mtime_ns == before


@pytest.mark.parametrize(
    "change", [{"eerste": EERSTE.replace("koffie en", "thee en")}, {"book": MANIFEST + "\n#\n"}]
)
def test_a_changed_file_makes_the_book_again(build_into: Build, change: dict[str, str]) -> None:
    build_into(small_book(), "print")
    assert build_into(small_book(**change), "print").fresh == ("print",)


def test_warnings_stay_until_they_are_mended(build_into: Build) -> None:
    project = small_book()
    project.contents["manuscript/vergeten.md"] = b"---\ntitle: Vergeten\n---\nTekst.\n"
    first = build_into(project, "ebook")
    again = build_into(project, "ebook")
    assert codes(first.problems) == {"manifest-028"}
    assert again.problems == first.problems
    assert again.fresh == ()


def test_an_unclosed_style_sheet_cannot_change_the_page_size(build_into: Build) -> None:
    project = small_book()
    project.contents["styles/print.css"] = b"p { color: black"
    with pytest.raises(SourceError) as failure:
        build_into(project, "print")
    assert codes(failure.value.problems) == {"theme-001"}


def test_a_spoilt_output_is_made_again(build_into: Build, tmp_path: Path) -> None:
    made = build_into(small_book(), "print").files[0]
    file = tmp_path / made.name
    whole = file.read_bytes()
    file.write_bytes(whole[:1000])
    assert build_into(small_book(), "print").fresh == ("print",)
    assert file.read_bytes() == whole


def test_an_edition_that_is_not_there_is_named(build_into: Build) -> None:
    with pytest.raises(UsageError, match="Did you mean “print”"):
        build_into(small_book(), "prnt")


def test_all_problems_of_all_files_come_at_once(build_into: Build, tmp_path: Path) -> None:
    broken = small_book(
        eerste=EERSTE.replace("(eerste)", "").replace("(#tab-uren)", "(#tab-urne)"),
        tweede=TWEEDE.replace("(https://elders.example/)", "(javascript:alert(1))"),
        driehoek="this is no drawing",
    )
    with pytest.raises(SourceError) as failure:
        build_into(broken)
    found = {(p.place.path, p.code) for p in failure.value.problems}
    assert ("manuscript/eerste.md", "links-001") in found
    assert ("manuscript/eerste.md", "images-005") in found
    assert any(path == "manuscript/tweede.md" for path, _ in found)
    assert names(tmp_path) == set()
    link = next(p for p in failure.value.problems if p.code == "links-001")
    assert "tab-uren" in link.hint
    assert EERSTE.split("\n")[link.place.line - 1].count("(#tab-uren)") == 1


def test_a_failed_build_leaves_the_last_good_one(build_into: Build, tmp_path: Path) -> None:
    build_into(small_book(), "print")
    before = (tmp_path / "het-kleine-boek-print.pdf").read_bytes()
    with pytest.raises(ManifestError):
        build_into(small_book(book="book: {titel: x}"), "print")
    with pytest.raises(SourceError):
        build_into(small_book(eerste="# Leeg"), "print")
    assert (tmp_path / "het-kleine-boek-print.pdf").read_bytes() == before


def test_an_unknown_rule_in_the_style_sheet_stops_the_build(build_into: Build) -> None:
    project = small_book()
    project.contents["styles/print.css"] = b"p { hyphenate-limit-cheers: 3 }"
    with pytest.raises(EngineError) as failure:
        build_into(project, "print")
    problem = next(p for p in failure.value.problems if p.code == "theme-002")
    assert "hyphenate-limit-cheers" in problem.message


def test_a_style_sheet_cannot_reach_outside(build_into: Build) -> None:
    project = small_book()
    project.contents["styles/print.css"] = b"p { background: url(file:///etc/hostname) }"
    with pytest.raises(EngineError) as failure:
        build_into(project, "print")
    assert codes(failure.value.problems) == {"engine-001"}


def test_a_missing_picture_is_a_box_in_a_draft(build_into: Build) -> None:
    project = small_book()
    del project.contents["manuscript/images/driehoek.svg"]
    with pytest.raises(SourceError) as failure:
        build_into(project, "print")
    assert codes(failure.value.problems) == {"images-001"}
    outcome = build_into(project, "print", draft=True)
    assert codes(outcome.problems) == {"images-001"}
    assert outcome.fresh == ("print",)


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    with pytest.raises(Exception, match="Cannot write into"):
        OutputFolder(blocked).publish([], [])


def test_a_killed_build_leaves_the_last_good_one(tmp_path: Path) -> None:
    start_book(FolderProject(tmp_path), "Proef", "An", "0b9a7e0c-7c57-4b7e-9a54-6f6f5a5a9b11")
    command = [sys.executable, "-m", "dinobook", "build", "print", "--jobs=1"]
    source = Path(__file__).resolve().parents[2] / "src"
    environment = {**os.environ, "PYTHONPATH": str(source)}
    out, request = OutputFolder(tmp_path / "build"), Request(("print",))
    build(FolderProject(tmp_path), out, request, lambda _: None)
    output = tmp_path / "build" / "proef-print.pdf"
    before = output.read_bytes()
    chapter = tmp_path / "manuscript" / "welkom.md"
    chapter.write_text(chapter.read_text() + "\nNog een zin die er gisteren niet stond.\n")
    for pause in (0.4, 1.5):
        running = subprocess.Popen(
            command,
            cwd=tmp_path,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(pause)
        running.send_signal(signal.SIGKILL)
        running.wait()
        assert output.read_bytes() in (before, _rebuilt(output, before))
    build(FolderProject(tmp_path), out, request, lambda _: None)
    assert output.read_bytes() != before


def _rebuilt(output: Path, before: bytes) -> bytes:
    """The whole new file, when the build was done before it was killed."""
    data = output.read_bytes()
    return data if data.startswith(b"%PDF") and data.rstrip().endswith(b"%%EOF") else before


def test_a_note_that_is_longer_than_its_page_goes_on_over_pages(
    build_into: Build, tmp_path: Path
) -> None:
    long = "[^koffie]: " + "De koffie was van gisteren en stond er nog steeds. " * 120
    project = small_book(eerste=EERSTE[: EERSTE.index("[^koffie]: ")] + long + "\n")
    outcome = build_into(project, "print")
    assert not any(one.code == "layout-002" for one in outcome.problems)
    pages = read_pages((tmp_path / outcome.files[0].name).read_bytes())
    shown = " ".join(" ".join(page.text for page in pages).split())
    assert shown.count("stond er nog steeds") == 120
    assert not any(page.cut_off for page in pages)


def test_a_character_without_a_glyph_is_named_with_its_line(build_into: Build) -> None:
    project = small_book(
        book=MANIFEST.replace("Het begin", "Het begin 𓀁"),
        tweede=TWEEDE + "\nEen 𓀀 zonder letter.\n",
    )
    with pytest.raises(ManifestError) as failure:
        build_into(project, "print")
    places = {str(p.place) for p in failure.value.problems if p.code == "fonts-001"}
    lines = (TWEEDE + "\nEen 𓀀").count("\n") + 1
    assert f"manuscript/tweede.md:{lines}" in places
    assert any(place.startswith("manuscript/book.yaml:") for place in places)


def test_a_fault_of_a_style_sheet_is_said_once_at_its_line(build_into: Build) -> None:
    rules = [
        "/* mijn eigen",
        "   huis */",
        "p { colr: red }",
        "h1 { font-size: var(--size) groot }",
        "p::nergens { color: red }",
        "@onbekend x;",
    ]
    project = small_book()
    house = Path("styles/base.css").read_text(encoding="utf-8")
    project.contents["styles/base.css"] = ("\n".join(rules) + "\n" + house).encode()
    with pytest.raises(EngineError) as failure:
        build_into(project, "print", "screen")
    found = [(str(one.place), one.code) for one in failure.value.problems if one.is_error]
    assert found == [(f"styles/base.css:{line}", "theme-002") for line in (3, 4, 5, 6)]
    said = " ".join(one.message for one in failure.value.problems)
    assert "“colr: red”: unknown property" in said
    assert "“font-size: var(--size) groot”" in said
