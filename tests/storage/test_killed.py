"""A process may die, and a disk may fill up, at any operation: all of a set, or nothing."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest

from dinobook.errors import SetupError
from dinobook.storage import ABSENT, Write, digest_of
from dinobook.storage.project import MANIFEST, FolderProject
from storage.conftest import (
    BOOK,
    CHANGED,
    Dead,
    changes,
    contents,
    disk,
    everything,
    fill,
    full_from,
    killed_at,
)


def count_of(tmp_path: Path) -> int:
    """How many operations the whole set takes."""
    project = fill(tmp_path / "whole", BOOK)
    with disk(lambda number, name: None) as done:
        project.apply(changes())
    assert everything(project.root) == CHANGED
    return len(done)


def test_killed_at_every_operation_it_is_all_or_nothing(tmp_path: Path) -> None:
    seen = []
    total = count_of(tmp_path)
    for number in range(total):
        project = fill(tmp_path / str(number), BOOK)
        with disk(killed_at(number)), pytest.raises(Dead):
            project.apply(changes())
        told = tuple(problem.message for problem in project.recover())
        after = everything(project.root)
        assert after in (BOOK, CHANGED), number
        assert project.recover() == ()
        seen.append((after == CHANGED, told))
    assert {changed for changed, _ in seen} == {True, False}
    assert [changed for changed, _ in seen] == sorted(changed for changed, _ in seen)
    for changed, told in seen:
        if told:
            finished = "finished now" in told[0] or "had changed all" in told[0]
            assert (len(told), finished) == (1, changed)
    assert sum(not told for _, told in seen) <= 6, "before anything, and after everything"


def test_the_manifest_never_lists_what_is_not_there_yet(tmp_path: Path) -> None:
    """Whoever builds meanwhile, or never gives another command."""
    lists = 0
    for number in range(count_of(tmp_path)):
        project = fill(tmp_path / str(number), BOOK)
        with disk(killed_at(number)), pytest.raises(Dead):
            project.apply(changes())
        found = contents(project)
        if found[MANIFEST] != BOOK[MANIFEST]:
            lists += 1
            assert found == CHANGED, number
    assert lists


def test_killed_again_while_the_rest_is_finished(tmp_path: Path) -> None:
    total = count_of(tmp_path)
    for number in range(total):
        for again in itertools.count(number % 3, step=3):
            project = fill(tmp_path / f"{number}-{again}", BOOK)
            with disk(killed_at(number)), pytest.raises(Dead):
                project.apply(changes())
            try:
                with disk(killed_at(again)):
                    project.recover()
            except Dead:
                project.recover()
                assert everything(project.root) in (BOOK, CHANGED), (number, again)
            else:
                break


def test_killed_and_then_undone_at_every_operation(tmp_path: Path) -> None:
    """`new` begins anew where another one was killed."""
    for number in range(count_of(tmp_path)):
        for again in itertools.count(number % 3, step=3):
            project = fill(tmp_path / f"{number}-{again}", BOOK)
            with disk(killed_at(number)), pytest.raises(Dead):
                project.apply(changes())
            try:
                with disk(killed_at(again)):
                    project.recover(finish=False)
            except Dead:
                project.recover(finish=False)
                assert everything(project.root) in (BOOK, CHANGED), (number, again)
            else:
                assert everything(project.root) in (BOOK, CHANGED), number
                break


def applied(project: FolderProject, fails: Callable[[int, str], BaseException | None]) -> str:
    """What is said of a set that could not be made; empty when it could."""
    try:
        with disk(fails):
            project.apply(changes())
    except SetupError as error:
        return error.message
    return ""


@pytest.mark.parametrize("failures", [1, 2, 3, 10_000])
def test_a_full_disk_changes_nothing(failures: int, tmp_path: Path) -> None:
    refused = 0
    for number in range(count_of(tmp_path)):
        project = fill(tmp_path / str(number), BOOK)
        failure = applied(project, full_from(number, number + failures))
        refused += bool(failure)
        if failure:
            assert "No space left on device" in failure
        if "next command" not in failure:
            assert contents(project) == (BOOK if failure else CHANGED), number
        project.recover()
        assert contents(project) in (BOOK, CHANGED), number
        assert not [path for path in project.root.iterdir() if path.name.startswith(".")]
    assert refused > 10


def test_an_edit_after_the_kill_is_kept_and_the_rest_undone(tmp_path: Path) -> None:
    kept = 0
    for number, path in itertools.product(range(count_of(tmp_path)), CHANGED):
        project = fill(tmp_path / f"{number}-{Path(path).stem}", BOOK)
        with disk(killed_at(number)), pytest.raises(Dead):
            project.apply(changes())
        (project.root / path).parent.mkdir(parents=True, exist_ok=True)
        (project.root / path).write_bytes(b"met de hand")
        told = project.recover()
        after = everything(project.root)
        assert after.pop(path) == b"met de hand"
        book, changed = ({p: d for p, d in one.items() if p != path} for one in (BOOK, CHANGED))
        assert after in (book, changed), (number, path)
        if told and f"“{path}” was changed since" in told[0].message:
            assert after == book
            kept += 1
    assert kept > 10


def test_a_command_that_was_killed_before_is_ended_by_the_next_set(tmp_path: Path) -> None:
    """Also when nobody asked for it: `apply` begins where the killed one ended."""
    project = fill(tmp_path, BOOK)
    total = len(_whole(tmp_path / "x"))
    with disk(killed_at(total - 12)), pytest.raises(Dead):
        project.apply(changes())
    project.apply([Write("manuscript/nieuw.md", b"nieuw", ABSENT)])
    found = everything(tmp_path)
    assert found.pop("manuscript/nieuw.md") == b"nieuw"
    assert found == CHANGED


def _whole(root: Path) -> list[str]:
    project = fill(root, BOOK)
    with disk(lambda number, name: None) as done:
        project.apply(changes())
    for path in sorted(root.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    root.rmdir()
    return done


def test_permissions_are_kept(tmp_path: Path) -> None:
    project = fill(tmp_path, BOOK)
    modes = {"manuscript/een.md": 0o600, "manuscript/images/zee.svg": 0o640}
    for path, mode in modes.items():
        (tmp_path / path).chmod(mode)
    project.apply(changes())
    found = {path: (tmp_path / path).stat().st_mode & 0o777 for path in CHANGED}
    assert found["manuscript/een.md"] == 0o600
    assert found["manuscript/images/oceaan.svg"] == 0o640
    assert found["manuscript/blog/drie.md"] == 0o644


def test_permissions_come_back_with_what_is_undone(tmp_path: Path) -> None:
    total = count_of(tmp_path)
    undone = 0
    for number in range(total):
        project = fill(tmp_path / str(number), BOOK)
        (project.root / "manuscript/twee.md").chmod(0o600)
        with disk(killed_at(number)), pytest.raises(Dead):
            project.apply(changes())
        undone += not (project.root / "manuscript/twee.md").exists()
        project.recover(finish=False)
        if everything(project.root) == BOOK:
            assert (project.root / "manuscript/twee.md").stat().st_mode & 0o777 == 0o600
    assert undone


def test_a_book_on_two_disks_is_changed_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A container mounts `manuscript/` alone: nothing can be renamed into it from beside it."""
    import errno
    import os

    real = os.replace

    def across(source: Path, target: Path) -> None:
        if ("manuscript" in Path(source).parts) != ("manuscript" in Path(target).parts):
            raise OSError(errno.EXDEV, "Invalid cross-device link")
        real(source, target)

    monkeypatch.setattr("os.replace", across)
    project = fill(tmp_path, BOOK)
    (tmp_path / "manuscript/een.md").chmod(0o600)
    project.apply(changes())
    assert everything(tmp_path) == CHANGED
    assert (tmp_path / "manuscript/een.md").stat().st_mode & 0o777 == 0o600


def test_a_new_folder_goes_again_when_nothing_comes_into_it(tmp_path: Path) -> None:
    project = FolderProject(tmp_path / "boek")
    with disk(full_from(4, 10_000)), pytest.raises(SetupError):
        project.apply([Write("manuscript/a.md", b"a", ABSENT)])
    project.recover()
    project.apply([Write("manuscript/a.md", b"a", ABSENT)])
    assert project.digest("manuscript/a.md") == digest_of(b"a")
