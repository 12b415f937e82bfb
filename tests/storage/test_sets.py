"""What a set of changes does, and what is refused: on disk and in memory alike."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dinobook.errors import SetupError, SourceError
from dinobook.storage import ABSENT, Change, Delete, Rename, Write, digest_of
from dinobook.storage.project import FolderProject, MemoryProject, Project
from storage.conftest import (
    BOOK,
    CHANGED,
    Dead,
    changes,
    contents,
    disk,
    everything,
    fill,
    killed_at,
)

ONE = "manuscript/een.md"


@pytest.fixture(params=["folder", "memory"])
def project(request: pytest.FixtureRequest, tmp_path: Path) -> Project:
    return fill(tmp_path, BOOK) if request.param == "folder" else MemoryProject(dict(BOOK))


def codes(project: Project, *wanted: Change) -> list[tuple[str, str]]:
    """Which file is refused, and why; nothing at all has changed then."""
    before = contents(project)
    with pytest.raises(SourceError) as failure:
        project.apply(wanted)
    assert contents(project) == before
    assert all(problem.hint for problem in failure.value.problems)
    return [(problem.place.path, problem.code) for problem in failure.value.problems]


def test_a_set_of_every_kind_of_change(project: Project) -> None:
    project.apply(changes())
    assert contents(project) == CHANGED


def test_a_digest_is_of_the_bytes(project: Project) -> None:
    assert project.digest(ONE) == digest_of(BOOK[ONE])
    assert project.digest("manuscript/nergens.md") == ABSENT
    with pytest.raises(SourceError, match="outside"):
        project.digest("../elders.md")


def test_a_file_that_an_editor_puts_back_in_that_moment_is_absent_or_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some editors move a file away before they write it anew."""
    project = fill(tmp_path, BOOK)
    name, aside = tmp_path / ONE, tmp_path / "aside.md"
    name.rename(aside)
    read = FolderProject.read_bytes

    def read_and_back(self: FolderProject, path: str) -> bytes:
        try:
            return read(self, path)
        finally:
            aside.rename(name)

    monkeypatch.setattr(FolderProject, "read_bytes", read_and_back)
    assert project.digest(ONE) == ABSENT
    assert name.is_file()


def test_every_file_that_is_another_now_is_named_and_none_is_changed(project: Project) -> None:
    wanted = changes()
    other = {"manuscript/twee.md": b"# Twee, anders\n", "manuscript/blog/drie.md": b"van een ander"}
    for path, data in other.items():
        project.apply([Write(path, data, project.digest(path))])
    project.apply(
        [Delete("manuscript/images/zee.svg", project.digest("manuscript/images/zee.svg"))]
    )
    assert codes(project, *wanted) == [
        ("manuscript/blog/drie.md", "project-010"),
        ("manuscript/images/zee.svg", "project-010"),
        ("manuscript/twee.md", "project-010"),
    ]


def test_what_was_seen_as_absent_may_not_be_there(project: Project) -> None:
    assert codes(project, Write(ONE, b"", ABSENT)) == [(ONE, "project-010")]
    there = Rename("manuscript/twee.md", ONE, digest_of(BOOK["manuscript/twee.md"]))
    assert codes(project, there) == [(ONE, "project-010")]


def test_a_file_that_went_away_is_not_written_again(project: Project) -> None:
    gone = Write("manuscript/weg.md", b"nieuw", digest_of(b"oud"))
    assert codes(project, gone) == [("manuscript/weg.md", "project-010")]


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("../elders.md", "project-002"),
        ("/etc/elders.md", "project-002"),
        ("manuscript\\elders.md", "project-006"),
        ("elders.md", "project-011"),
        ("manuscript", "project-011"),
        ("build/boek.pdf", "project-011"),
        (".git/hooks/post-commit", "project-011"),
        ("manuscript/.verborgen.md", "project-011"),
        ("manuscript/.git/hooks/post-commit", "project-011"),
        (".dinobook-changes/journal", "project-011"),
        ("manuscript/../venv/lib/x.pth", "project-011"),
    ],
)
def test_only_visible_files_of_the_book_are_changed(path: str, code: str, project: Project) -> None:
    for change in (Write(path, b"x", ABSENT), Rename(ONE, path, digest_of(BOOK[ONE]))):
        assert [found for _, found in codes(project, change)] == [code]


@pytest.mark.parametrize("name", ["manuscript/Een.md", "manuscript/IMAGES/meer.svg"])
def test_a_name_that_other_computers_take_for_one_that_is_there(
    name: str, project: Project
) -> None:
    assert codes(project, Write(name, b"x", ABSENT)) == [(name, "project-008")]


def test_capitals_of_a_name_can_be_changed(project: Project) -> None:
    project.apply([Rename(ONE, "manuscript/Een.md", digest_of(BOOK[ONE]))])
    assert "manuscript/Een.md" in contents(project)
    assert ONE not in contents(project)


def test_a_file_may_be_named_once(project: Project) -> None:
    seen = digest_of(BOOK[ONE])
    with pytest.raises(ValueError, match="twice"):
        project.apply([Delete(ONE, seen), Write("manuscript/./een.md", b"x", seen)])


def test_an_empty_set_leaves_no_trace(tmp_path: Path) -> None:
    FolderProject(tmp_path).apply([])
    assert everything(tmp_path) == {}


def test_a_name_is_the_one_that_the_disk_has(tmp_path: Path) -> None:
    """An Apple disk holds `é` as two characters; a project path has it as one."""
    apart = "manuscript/cafe\u0301.md"
    project = fill(tmp_path, {apart: b"oud"})
    project.apply([Write("manuscript/caf\u00e9.md", b"nieuw", digest_of(b"oud"))])
    assert everything(tmp_path) == {apart: b"nieuw"}
    project.apply([Rename("manuscript/caf\u00e9.md", "manuscript/bar.md", digest_of(b"nieuw"))])
    assert everything(tmp_path) == {"manuscript/bar.md": b"nieuw"}


def test_a_link_inside_the_book_keeps_leading_there(tmp_path: Path) -> None:
    project = fill(tmp_path, BOOK)
    (tmp_path / "manuscript/link.md").symlink_to("een.md")
    project.apply([Write("manuscript/link.md", b"nieuw", digest_of(BOOK[ONE]))])
    assert (tmp_path / "manuscript/link.md").is_symlink()
    assert project.read_bytes(ONE) == b"nieuw"


def test_one_file_with_two_names_gets_one_text(tmp_path: Path) -> None:
    project = fill(tmp_path, BOOK)
    (tmp_path / "manuscript/link.md").symlink_to("een.md")
    seen = digest_of(BOOK[ONE])
    two = [Write(ONE, b"a", seen), Write("manuscript/link.md", b"b", seen)]
    with pytest.raises(SourceError, match="cannot be changed"):
        project.apply(two)
    assert project.read_bytes(ONE) == BOOK[ONE]
    project.apply([two[0], Write("manuscript/link.md", b"a", seen)])
    assert project.read_bytes(ONE) == b"a"


@pytest.mark.parametrize("change", ["delete", "rename"])
def test_a_link_is_not_taken_for_its_file(change: str, tmp_path: Path) -> None:
    project = fill(tmp_path, BOOK)
    (tmp_path / "manuscript/link.md").symlink_to("een.md")
    seen = digest_of(BOOK[ONE])
    wanted: Change = Delete("manuscript/link.md", seen)
    if change == "rename":
        wanted = Rename("manuscript/link.md", "manuscript/x.md", seen)
    with pytest.raises(SourceError) as failure:
        project.apply([wanted])
    assert [problem.code for problem in failure.value.problems] == ["project-011"]
    assert project.read_bytes(ONE) == BOOK[ONE]


@pytest.mark.parametrize("leads_to", ["../buiten", "../boek/venv"])
def test_no_link_leads_a_change_elsewhere(leads_to: str, tmp_path: Path) -> None:
    project = fill(tmp_path / "boek", BOOK)
    for folder in ("buiten", "boek/venv"):
        (tmp_path / folder).mkdir()
    (tmp_path / "boek/manuscript/ginds").symlink_to(f"../{leads_to}")
    with pytest.raises(SourceError) as failure:
        project.apply([Write("manuscript/ginds/x.md", b"x", ABSENT)])
    assert failure.value.problems[0].code in ("project-002", "project-011")
    assert not [*(tmp_path / "buiten").iterdir(), *(tmp_path / "boek/venv").iterdir()]


def test_a_file_that_its_author_locked_stays(tmp_path: Path) -> None:
    project = fill(tmp_path, BOOK)
    (tmp_path / ONE).chmod(0o444)
    with pytest.raises(SourceError) as failure:
        project.apply(changes())
    (problem,) = failure.value.problems
    assert (problem.place.path, problem.code) == (ONE, "project-011")
    assert "read-only" in problem.message
    assert everything(tmp_path) == BOOK


def test_a_staging_folder_that_is_none_is_left_alone(tmp_path: Path) -> None:
    project = fill(tmp_path / "boek", BOOK)
    (tmp_path / "elders").mkdir()
    (tmp_path / "elders/brief.txt").write_text("van mij")
    (tmp_path / "boek/.dinobook-changes").symlink_to("../elders")
    assert project.recover() == ()
    with pytest.raises(SetupError, match="no folder of yours"):
        project.apply(changes())
    assert (tmp_path / "elders/brief.txt").read_text() == "van mij"


NAMES = st.sampled_from(
    ["book.yaml", "een.md", "twee.md", "drie.md", "Een.md", "a/een.md", "a/b/drie.md", "zee.svg"]
).map("manuscript/".__add__)
DATA = st.sampled_from([b"", b"een", b"twee", b"drie"])
SEEN = st.sampled_from([ABSENT, *(digest_of(data) for data in (b"", b"een", b"twee"))])
CHANGES = st.one_of(
    st.builds(Write, NAMES, DATA, SEEN),
    st.builds(Delete, NAMES, SEEN),
    st.builds(Rename, NAMES, NAMES, SEEN),
)


@settings(max_examples=300, deadline=None)
@given(
    files=st.dictionaries(NAMES, DATA),
    wanted=st.lists(CHANGES, min_size=1, max_size=4),
    number=st.integers(0, 70),
)
def test_any_set_is_done_as_in_memory_or_not_at_all(
    files: dict[str, bytes],
    wanted: list[Change],
    number: int,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Whatever the set, and wherever the process dies: disk and dictionary agree."""
    cache = MemoryProject(dict(files))
    try:
        cache.apply(wanted)
    except (SourceError, ValueError) as error:
        refused: type[Exception] | None = type(error)
        assert cache.contents == files
    else:
        refused = None
    project = fill(tmp_path_factory.mktemp("boek"), files)
    if refused:
        with pytest.raises(refused):
            project.apply(wanted)
        assert contents(project) == files
        return
    try:
        with disk(killed_at(number)):
            project.apply(wanted)
    except Dead:
        project.recover()
        assert contents(project) in (files, cache.contents)
    else:
        assert contents(project) == cache.contents
    assert all(not name.startswith(".") for name in everything(project.root))
