"""An author's own page template is filled in before a build: what it cannot fill, `check` says."""

from __future__ import annotations

from pathlib import Path

import pytest

from books import SharedFolder, small_book
from dinobook.errors import UserError
from dinobook.pipeline.build import build
from dinobook.pipeline.readiness import ready
from dinobook.pipeline.request import Request
from dinobook.problems import Severity
from dinobook.storage.project import MemoryProject
from dinobook.theme.house import house_files
from matter import matter_book


def own(project: MemoryProject, name: str, *, end: str = "\n{{ nope.x }}\n") -> MemoryProject:
    project.write_bytes(f"styles/{name}", house_files()[name] + end.encode())
    return project


@pytest.mark.parametrize(
    "name",
    ["pages/chapter.xhtml", "pages/contents.xhtml", "pages/cover.xhtml", "cover/front.xhtml"],
)
def test_what_a_build_cannot_fill_in_check_says(name: str, tmp_path: Path) -> None:
    project = own(small_book(), name)
    errors = [one for one in ready(project).problems if one.is_error]
    line = house_files()[name].count(b"\n") + 2
    assert [(one.code, str(one.place)) for one in errors] == [
        ("theme-001", f"styles/{name}:{line}")
    ]
    assert "nope" in errors[0].message
    with pytest.raises(UserError):
        build(project, SharedFolder(tmp_path), Request(("screen",)), lambda _: None)


@pytest.mark.parametrize("name", ["pages/chapter.xhtml", "pages/title-page.xhtml"])
@pytest.mark.parametrize("end", ["<p>", "&nope;", "een woord", "<p>&</p>"])
def test_a_page_that_is_no_xhtml_is_refused(name: str, end: str, tmp_path: Path) -> None:
    project = own(matter_book(), name, end=end)
    (problem,) = [one for one in ready(project).problems if one.is_error]
    assert (problem.code, problem.place.path) == ("theme-001", f"styles/{name}")
    assert "not well-formed" in problem.message
    with pytest.raises(UserError):
        build(project, SharedFolder(tmp_path), Request(("screen",)), lambda _: None)


@pytest.mark.parametrize("page", ["<div/>", "<p>Niets</p>", "<section><h1/></section>", " "])
@pytest.mark.parametrize("name", ["chapter", "part", "title-page", "index"])
def test_no_page_of_an_authors_own_stops_the_program(name: str, page: str) -> None:
    project = matter_book()
    project.write_bytes(f"styles/pages/{name}.xhtml", page.encode())
    for one in ready(project).problems:
        assert not one.is_error or one.place.path == f"styles/pages/{name}.xhtml"


def test_each_template_at_fault_is_told_of() -> None:
    names = ["pages/chapter.xhtml", "pages/colophon.xhtml", "pages/glossary.xhtml"]
    project = matter_book()
    for name in names:
        own(project, name)
    found = {one.place.path for one in ready(project).problems if one.code == "theme-001"}
    assert found >= {f"styles/{name}" for name in names[:2]}


def test_the_wrap_is_told_of_before_it_is_asked_for() -> None:
    project = own(small_book(), "cover/wrap.xhtml")
    found = [one for one in ready(project).problems if one.code == "theme-001"]
    assert [(one.place.path, one.severity) for one in found] == [
        ("styles/cover/wrap.xhtml", Severity.WARNING)
    ]


@pytest.mark.parametrize("name", ["pages/chapter.xhtml", "pages/part.xhtml", "cover/wrap.xhtml"])
def test_a_template_that_can_be_filled_in_is_passed_in_silence(name: str) -> None:
    project = own(small_book(), name, end="{# de mijne #}\n")
    assert [one for one in ready(project).problems if one.code.startswith("theme-")] == []


def test_a_template_that_is_no_utf_8_is_refused(tmp_path: Path) -> None:
    project = small_book()
    text = house_files()["pages/chapter.xhtml"] + "<!-- één -->".encode("latin-1")
    project.write_bytes("styles/pages/chapter.xhtml", text)
    (problem,) = [one for one in ready(project).problems if one.is_error]
    assert (problem.code, problem.place.line) == ("theme-001", text.count(b"\n") + 1)
    assert "not UTF-8" in problem.message
    with pytest.raises(UserError):
        build(project, SharedFolder(tmp_path), Request(("ebook",)), lambda _: None)
