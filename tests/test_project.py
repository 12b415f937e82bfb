"""The author's folder: what may be read, what may not, and how it is saved."""

from __future__ import annotations

from pathlib import Path

import pytest

from dinobook.errors import SourceError
from dinobook.processes.leftovers import write_atomically
from dinobook.storage import ABSENT, Write
from dinobook.storage.project import (
    FolderProject,
    MemoryProject,
    Project,
    read_text,
)


@pytest.fixture(params=["folder", "memory"])
def project(request: pytest.FixtureRequest, tmp_path: Path) -> Project:
    return FolderProject(tmp_path) if request.param == "folder" else MemoryProject()


def write(project: Project, path: str, data: bytes) -> None:
    project.apply([Write(path, data, ABSENT)])


def test_what_is_written_is_read(project: Project) -> None:
    write(project, "manuscript/a.md", b"een")
    write(project, "manuscript/b/c.md", b"twee")
    assert project.exists("manuscript/a.md")
    assert project.read_bytes("manuscript/b/../a.md") == b"een"
    assert project.files("manuscript") == ("manuscript/a.md", "manuscript/b/c.md")


@pytest.mark.parametrize(
    "path", ["../x", "/etc/hostname", "a/../../x", "C:/x", "file:///etc/hostname"]
)
def test_nothing_outside_is_reached(project: Project, path: str) -> None:
    with pytest.raises(SourceError) as failure:
        project.read_bytes(path)
    assert failure.value.problems[0].code == "project-002"


@pytest.mark.parametrize("path", ["a\\b", "a\0b", "a\nb", "a\x1b[31mb", "caf\udce9"])
def test_a_name_that_no_file_should_have_is_refused(project: Project, path: str) -> None:
    with pytest.raises(SourceError) as failure:
        project.read_bytes(path)
    (problem,) = failure.value.problems
    assert (problem.code, problem.place.path.isprintable()) == ("project-006", True)
    assert problem.hint


def test_a_link_that_leads_outside_is_refused(tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text("x")
    root = tmp_path / "book"
    root.mkdir()
    (root / "a.md").symlink_to(secret)
    with pytest.raises(SourceError, match="outside"):
        FolderProject(root).read_bytes("a.md")


def test_missing_file_and_folder_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "map.md").mkdir()
    with pytest.raises(SourceError, match="does not exist"):
        FolderProject(tmp_path).read_bytes("nosuch.md")
    with pytest.raises(SourceError, match="is a folder"):
        FolderProject(tmp_path).read_bytes("map.md")


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        (b"goed\nslecht \xe9\n", "project-003", 2),
        (b"goed\n\nnul \0", "project-004", 3),
        (b"\x0c", "project-004", 1),
        ("a".encode("utf-16"), "project-003", 1),
        (b"x" * 1_000_001, "project-005", 0),
    ],
)
def test_text_that_is_no_text(project: Project, data: bytes, code: str, line: int) -> None:
    write(project, "manuscript/a.md", data)
    with pytest.raises(SourceError) as failure:
        read_text(project, "manuscript/a.md")
    problem = failure.value.problems[0]
    assert (problem.code, problem.place.line) == (code, line)
    assert problem.hint


def test_every_kind_of_line_end_and_a_mark_are_understood(project: Project) -> None:
    write(project, "manuscript/a.md", b"\xef\xbb\xbfeen\r\ntwee\rdrie\n")
    assert read_text(project, "manuscript/a.md") == "een\ntwee\ndrie\n"


def test_a_failed_write_leaves_the_old_file_and_no_rubbish(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.md"
    file.write_text("oud")

    def full(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="no space left"):
        write_atomically(file, b"nieuw")
    assert file.read_text() == "oud"
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]
