"""A disk for which `Een.md` and `een.md` are one name, as those of macOS and Windows are."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from dinobook.errors import SourceError
from dinobook.storage import ABSENT, Change, Rename, Write, digest_of
from dinobook.storage.project import FolderProject
from storage.conftest import BOOK, Dead, disk, everything, fill, killed_at, killed_at_replacing

ONE = "manuscript/een.md"
NEW = "manuscript/Een.md"
RENAMED = {NEW if path == ONE else path: data for path, data in BOOK.items()}
RENAME: list[Change] = [Rename(ONE, NEW, digest_of(BOOK[ONE]))]
BY_NAME = ("stat", "lstat", "open", "mkdir", "unlink", "rmdir", "access")
"""What `os` does with one name; `replace` has two."""


def spelt(root: str, path: Any) -> Any:
    """The name as the disk has it below `root`, whatever the capitals that are asked for."""
    wanted = os.fspath(path) if isinstance(path, str | os.PathLike) else ""
    if not isinstance(wanted, str) or not wanted.startswith(f"{root}/"):
        return path
    found = root
    for name in wanted.removeprefix(f"{root}/").split("/"):
        try:
            there = os.listdir(found)  # noqa: PTH208 - `Path` asks us
        except OSError:
            there = []
        found += "/" + next((one for one in there if one.casefold() == name.casefold()), name)
    return found


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    root = str(tmp_path)

    def one_name(real: Callable[..., Any]) -> Callable[..., Any]:
        return lambda path, *given, **named: real(spelt(root, path), *given, **named)

    for name in BY_NAME:
        monkeypatch.setattr(os, name, one_name(getattr(os, name)))
    monkeypatch.setattr(io, "open", one_name(io.open))
    replace = os.replace
    monkeypatch.setattr(os, "replace", lambda old, new: replace(spelt(root, old), spelt(root, new)))
    yield tmp_path
    monkeypatch.undo()


def test_the_disk_is_as_it_says(folder: Path) -> None:
    (folder / "een.md").write_bytes(b"een")
    assert (folder / "EEN.md").read_bytes() == b"een"
    (folder / "EEN.md").write_bytes(b"twee")
    assert [path.name for path in folder.iterdir()] == ["een.md"]


def test_capitals_of_a_name_can_be_changed(folder: Path) -> None:
    project = fill(folder, BOOK)
    project.apply(RENAME)
    assert everything(folder) == RENAMED


def test_and_a_kill_loses_nothing(folder: Path) -> None:
    ends = []
    for number in range(100):
        project = fill(folder / str(number), BOOK)
        try:
            with disk(killed_at(number)):
                project.apply(RENAME)
        except Dead:
            project.recover(finish=number % 2 == 0)
            ends.append(everything(project.root))
            assert ends[-1] in (BOOK, RENAMED), number
        else:
            break
    assert BOOK in ends
    assert RENAMED in ends


def test_what_was_done_is_known_as_done(folder: Path) -> None:
    """The new name is not taken for the old one, which is still to be deleted."""
    project = fill(folder, BOOK)
    with disk(killed_at_replacing(3)), pytest.raises(Dead):  # journal, file, end of the set
        project.apply(RENAME)
    (problem,) = project.recover()
    assert "finished now" in problem.message
    assert everything(folder) == RENAMED


def test_a_file_of_other_capitals_is_not_written_over(folder: Path) -> None:
    project = FolderProject(folder)
    fill(folder, BOOK)
    with pytest.raises(SourceError) as failure:
        project.apply([Write(NEW, b"nieuw", ABSENT)])
    assert {problem.code for problem in failure.value.problems} == {"project-008", "project-010"}
    assert everything(folder) == BOOK
