"""What killed builds left half-written goes with the next build, and nothing else does."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from books import small_book
from dinobook.pipeline.build import build
from dinobook.pipeline.request import Request
from dinobook.processes.leftovers import is_left_over, temporary
from dinobook.storage.cache import FolderStore
from dinobook.storage.outputs import OutputFolder

KEY = "ab" * 32
CODE = """
import os, sys
from pathlib import Path
from dinobook.storage.outputs import OutputFolder
from dinobook.storage.cache import FolderStore
folder = Path(sys.argv[1])
Path.replace = lambda *_: os.kill(os.getpid(), 9)
if sys.argv[2] == "store":
    FolderStore(folder / ".dinobook-cache").put("ab" * 32, bytes(100_000))
OutputFolder(folder).add_covers([("print", 1, {"a.pdf": bytes(100_000), "b.pdf": bytes(100_000)})])
"""


def killed(folder: Path, where: str) -> int:
    """A process that dies while it renames its files; its exit code."""
    source = Path(__file__).resolve().parents[1] / "src"
    environment = {**os.environ, "PYTHONPATH": str(source)}
    command = [sys.executable, "-c", CODE, str(folder), where]
    return subprocess.run(command, env=environment, check=False).returncode


def hidden(folder: Path) -> list[Path]:
    """Temporary files, whatever they are called."""
    every = (path for path in folder.rglob(".*") if path.is_file())
    return [path for path in every if path.name not in (".dinobook.json", ".dinobook-drafts.json")]


@pytest.mark.parametrize(("where", "count"), [("outputs", 3), ("store", 1)])
def test_the_next_build_sweeps_what_a_killed_one_left(
    where: str, count: int, tmp_path: Path
) -> None:
    assert killed(tmp_path, where) == -signal.SIGKILL
    assert len(hidden(tmp_path)) == count
    build(small_book(), OutputFolder(tmp_path), Request(("ebook",)), lambda _: None)
    assert hidden(tmp_path) == []
    assert killed(tmp_path, where) == -signal.SIGKILL
    again = build(small_book(), OutputFolder(tmp_path), Request(("ebook",)), lambda _: None)
    assert (again.fresh, hidden(tmp_path)) == ((), [])


def test_files_of_others_stay(tmp_path: Path) -> None:
    own = temporary(tmp_path, ".part", b"being written")
    host = own.name.split(".")[2].split("-")[0]
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    names = [
        f".part.{'0' * 8}-{dead.pid}-abcdefgh",  # of another machine
        f".part.{host}-1-abcdefgh",  # of a process that lives, and is not ours
        ".part-abcdefgh",  # of an earlier dinobook
        ".partij.odt",
        f"brief.{host}-{dead.pid}-abcdefgh",
        ".env",
    ]
    for name in names:
        (tmp_path / name).write_bytes(b"x")
    gone = tmp_path / f".part.{host}-{dead.pid}-abcdefgh"
    gone.write_bytes(b"12345")
    assert OutputFolder(tmp_path).sweep() == 5
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([own.name, *names])


def test_a_store_that_others_use_stays_as_it_is(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    store.put(KEY, b"kept")
    being_written = temporary(tmp_path / KEY[:2], f".{KEY[2:]}", b"now")
    assert store.sweep() == 0
    assert being_written.exists()
    assert store.get(KEY) == b"kept"


def test_the_hour_rule_is_for_files_that_name_no_process(tmp_path: Path) -> None:
    old = tmp_path / ".part-abcdefgh"
    old.write_bytes(b"123")
    folder = OutputFolder(tmp_path)
    assert folder.tidy(time.time()) == 0
    assert folder.tidy(time.time() + 4000) == 3


def test_a_name_without_a_process_is_nobodys() -> None:
    for name in ("", "a", ".part-abc", ".part.x-1-abcdefgh", ".part.12345678-99999999999-abcdefgh"):
        assert not is_left_over(name)
