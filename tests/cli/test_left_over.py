"""What a killed command left is ended by the next one, whichever that is, and told in one line."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from dinobook.cli.app import run
from dinobook.processes.leftovers import temporary
from dinobook.storage import ABSENT, Write, digest_of
from dinobook.storage.project import FolderProject
from storage.conftest import Dead, contents, disk, everything, killed_at, killed_at_replacing

NEW = "manuscript/nieuw.md"
TEXT = b"---\ntitle: Nieuw\n---\nEen nieuw stuk.\n"


UNDONE, FINISHED = 1, 2


def killed(folder: Path, where: int) -> None:
    """A command that lists a new chapter, killed before or after its changes are agreed on."""
    project = FolderProject(folder)
    manifest = "manuscript/book.yaml"
    text = project.read_bytes(manifest)
    changes = [
        Write(NEW, TEXT, ABSENT),
        Write(manifest, text + b"\naside: [nieuw]\n", digest_of(text)),
    ]
    with disk(killed_at_replacing(where)), pytest.raises(Dead):
        project.apply(changes)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    assert run(["new", str(tmp_path / "boek")]) == 0
    return tmp_path / "boek"


@pytest.mark.parametrize(
    "command",
    [["check"], ["clean"], ["words"], ["check", "--fix", "blog-004"], ["cover", "print"]],
    ids=" ".join,
)
@pytest.mark.parametrize(
    ("where", "said"),
    [(UNDONE, "before it had changed any file"), (FINISHED, "is finished now")],
)
def test_the_next_command_ends_it_and_says_so(
    where: int, said: str, command: list[str], book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(FolderProject(book))
    killed(book, where)
    capsys.readouterr()
    run([*command, "--book", str(book)])
    shown = capsys.readouterr().err
    assert shown.count("An earlier command was stopped") == 1
    assert [line for line in shown.splitlines() if said in line]
    found = contents(FolderProject(book))
    found.pop("manuscript/words.yaml", None)
    assert (found == before) == (where == UNDONE)
    assert (NEW in found) == (where == FINISHED)
    assert not (book / ".dinobook-changes").exists()
    run([*command, "--book", str(book)])
    assert "An earlier command" not in capsys.readouterr().err


def test_it_is_ended_from_a_folder_inside_the_book(
    book: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    killed(book, FINISHED)
    monkeypatch.chdir(book / "manuscript")
    assert run(["clean"]) == 0
    assert "is finished now" in capsys.readouterr().err


def test_json_stays_json(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    killed(book, UNDONE)
    capsys.readouterr()
    assert run(["check", "--json", "--book", str(book)]) == 0
    assert json.loads(capsys.readouterr().out)["problems"] == []


def test_a_book_that_was_not_begun_yet_is_swept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "boek"
    project = FolderProject(folder)
    with disk(killed_at(6)), pytest.raises(Dead):
        project.apply([Write("manuscript/book.yaml", b"x", ABSENT)])
    assert run(["clean", "--book", str(folder)]) == 2
    assert "There is no book" in capsys.readouterr().err
    assert everything(folder) == {}
    assert run(["new", str(folder)]) == 0


def dead_process() -> int:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    return ended.pid


def left_by_a_dead_one(folder: Path, name: str) -> Path:
    """As a version before this one left it, beside the file that it wrote."""
    own = temporary(folder, f".{name}", b"half")
    host = own.name.split(".")[-1].split("-")[0]
    own.unlink()
    left = folder / f".{name}.{host}-{dead_process()}-abcdefgh"
    left.write_bytes(b"half")
    return left


def test_half_written_files_of_earlier_versions_are_swept(book: Path, tmp_path: Path) -> None:
    chapter = left_by_a_dead_one(book / "manuscript" / "images", "zee.svg")
    own = book / "manuscript" / ".aantekeningen.md"
    own.write_text("van mij")
    plan = left_by_a_dead_one(tmp_path, "posts.plan.yaml")
    (tmp_path / "dump.txt").write_text("=== Stuk | 2016-07-14\n\nEen regel.\n")
    made = tmp_path / "posts.plan.yaml"
    line = ["import", "text", str(tmp_path / "dump.txt"), str(made), "--plan"]
    assert run(["clean", "--book", str(book)]) == 0
    assert run(line) == 0
    assert [path.exists() for path in (chapter, own, plan, made)] == [False, True, False, True]
