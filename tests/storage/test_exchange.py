"""What a text editor saves in the moment in which a file is replaced is not lost."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import IO

import pytest

from dinobook.errors import SourceError
from dinobook.storage import Change, Delete, Write, digest_of, swap
from dinobook.storage.exchange import is_being_written, swap_names
from dinobook.storage.project import MANIFEST, FolderProject
from storage.conftest import BOOK, Dead, everything, fill

OURS, HAND = b"outline: [twee, een]\n", b"outline: [een, twee]\n# met de hand\n"
SEEN = digest_of(BOOK[MANIFEST])


def by_rename(file: Path) -> None:
    beside = file.with_name("book.yaml.tmp")
    beside.write_bytes(HAND)
    beside.replace(file)


def in_place(file: Path) -> None:
    file.write_bytes(HAND)


def with_a_backup(file: Path) -> None:
    """As editors do that keep the old file: it goes away, and then there is a new one."""
    file.rename(file.with_name("book.yaml~"))
    file.write_bytes(HAND)


def in_the_window(
    monkeypatch: pytest.MonkeyPatch, save: Callable[[Path], object], *, after: bool = False
) -> None:
    """Somebody saves between the look at the file and its replacement, once, or right after."""
    turns = [True]

    def exchanging(left: Path, right: Path) -> bool:
        first = bool(turns) and right.name == "book.yaml"
        if first and not after:
            save(right)
        done = swap_names(left, right)
        if first:
            turns.clear()
        if first and after:
            save(left)
        return done

    monkeypatch.setattr(swap, "swap_names", exchanging)


CHANGES: list[list[Change]] = [
    [Write(MANIFEST, OURS, SEEN)],
    [
        Write(MANIFEST, OURS, SEEN),
        Write("manuscript/een.md", b"# Beter\n", digest_of(BOOK["manuscript/een.md"])),
        Delete("manuscript/twee.md", digest_of(BOOK["manuscript/twee.md"])),
        Write("manuscript/drie.md", b"# Drie\n", ""),
    ],
]


@pytest.mark.parametrize("changes", CHANGES)
@pytest.mark.parametrize("save", [by_rename, in_place, with_a_backup])
def test_a_save_in_the_window_stays_and_nothing_else_changes(
    save: Callable[[Path], object],
    changes: list[Change],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    project = fill(tmp_path, BOOK)
    in_the_window(monkeypatch, save)
    with pytest.raises(SourceError) as failure:
        project.apply(changes)
    assert [one.code for one in failure.value.problems] == ["project-010"]
    found = everything(tmp_path)
    found.pop("manuscript/book.yaml~", None)
    assert found == {**BOOK, MANIFEST: HAND}


@pytest.mark.parametrize("save", [by_rename, in_place, with_a_backup])
def test_killed_right_after_the_exchange_it_stays_too(
    save: Callable[[Path], object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What came out of its place lies in the staging folder then."""
    project = fill(tmp_path, BOOK)
    in_the_window(monkeypatch, save)
    with monkeypatch.context() as patch:
        exchanging = vars(swap)["swap_names"]

        def dying(left: Path, right: Path) -> bool:
            exchanging(left, right)
            raise Dead

        patch.setattr(swap, "swap_names", dying)
        patch.setattr(swap.Swap, "undo", lambda self: (_ for _ in ()).throw(Dead()))
        with pytest.raises(Dead):
            project.apply(CHANGES[0])
    assert (tmp_path / MANIFEST).read_bytes() == OURS
    (told,) = project.recover()
    assert "was changed since and stays as it is" in told.message
    found = everything(tmp_path)
    found.pop("manuscript/book.yaml~", None)
    assert found == {**BOOK, MANIFEST: HAND}


def test_who_has_the_file_open_to_write_has_it_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An editor that writes into the file itself, and has opened it when it is replaced."""
    project = fill(tmp_path, BOOK)
    editor: list[IO[bytes]] = []
    in_the_window(monkeypatch, lambda file: editor.append(file.open("rb+")))
    with pytest.raises(SourceError):
        project.apply(CHANGES[0])
    with editor[0] as stream:
        stream.write(HAND)
    assert everything(tmp_path) == {**BOOK, MANIFEST: HAND}


def test_whether_somebody_writes_is_seen(tmp_path: Path) -> None:
    file = tmp_path / "x"
    file.write_bytes(b"x")
    with file.open("rb"):
        assert not is_being_written(file)
    with file.open("ab"):
        assert is_being_written(file)
    assert not is_being_written(file)


def test_a_new_file_does_not_replace_one_that_comes_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = fill(tmp_path, BOOK)
    real = os.link

    def link(source: Path, target: Path, **named: bool) -> None:
        Path(target).write_bytes(HAND)
        real(source, target, **named)

    monkeypatch.setattr(os, "link", link)
    with pytest.raises(SourceError, match="cannot be changed like this"):
        project.apply([Write("manuscript/drie.md", b"# Drie\n", "")])
    assert everything(tmp_path) == {**BOOK, "manuscript/drie.md": HAND}


def test_a_file_that_is_saved_while_it_is_deleted_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = fill(tmp_path, BOOK)
    real = os.rename
    file = tmp_path / "manuscript/twee.md"

    def rename(source: Path, target: Path, **named: int) -> None:
        if Path(source) == file:
            file.write_bytes(HAND)
        real(source, target, **named)

    monkeypatch.setattr(os, "rename", rename)
    with pytest.raises(SourceError):
        project.apply([Delete("manuscript/twee.md", digest_of(BOOK["manuscript/twee.md"]))])
    assert everything(tmp_path) == {**BOOK, "manuscript/twee.md": HAND}


def test_where_nothing_can_change_places_files_are_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = FolderProject(fill(tmp_path, BOOK).root)
    monkeypatch.setattr(swap, "swap_names", lambda left, right: False)
    project.apply(CHANGES[0])
    assert everything(tmp_path) == {**BOOK, MANIFEST: OURS}
