"""Several writers of one book at once: no word of any is lost, and none is told a lie."""

from __future__ import annotations

import fcntl
import itertools
import subprocess
import sys
import threading
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from dinobook.errors import SetupError, SourceError
from dinobook.importers.run import apply
from dinobook.importers.text import TextDump
from dinobook.manifest.parse import parse
from dinobook.starter import start_book
from dinobook.storage import ABSENT, Change, Write, staging
from dinobook.storage.project import MANIFEST, FolderProject, MemoryProject, Project
from processes import PATIENCE_SECONDS, SOURCE, start
from storage.conftest import BOOK, everything, fill

UUID = "0b9a7e0c-7c57-4b7e-9a54-6f6f5a5a9b11"
ADD = """
import sys
from pathlib import Path
from dinobook.errors import SourceError
from dinobook.storage.project import FolderProject
from dinobook.storage import ABSENT, Write

project, name = FolderProject(Path(sys.argv[1])), sys.argv[2]
tries = 0
for number in range(15):
    while True:
        seen = project.digest("manuscript/book.yaml")
        text = project.read_bytes("manuscript/book.yaml")
        line = f"- {name}-{number}\\n".encode()
        try:
            project.apply([
                Write("manuscript/book.yaml", text + line, seen),
                Write(f"manuscript/{name}-{number}.md", line, ABSENT),
            ])
            break
        except SourceError as error:
            assert [one.code for one in error.problems] == ["project-010"], error.problems
            tries += 1
print(tries)
"""


def test_two_processes_that_add_to_one_manifest_lose_no_line(tmp_path: Path) -> None:
    fill(tmp_path, {MANIFEST: b""})
    command = [sys.executable, "-c", ADD, str(tmp_path)]
    running = [
        subprocess.Popen([*command, name], env={"PYTHONPATH": str(SOURCE)}, stdout=subprocess.PIPE)
        for name in ("an", "bob", "cas")
    ]
    for one in running:
        one.communicate(timeout=PATIENCE_SECONDS)
    assert [one.returncode for one in running] == [0, 0, 0]
    lines = sorted((tmp_path / MANIFEST).read_text().splitlines())
    assert lines == sorted(f"- {name}-{n}" for name in ("an", "bob", "cas") for n in range(15))
    assert len(everything(tmp_path)) == 46


def test_of_those_that_saw_the_same_file_one_writes(tmp_path: Path) -> None:
    project = fill(tmp_path, BOOK)
    ready = threading.Barrier(4)

    def won(text: bytes) -> bool:
        seen = project.digest(MANIFEST)
        ready.wait()
        try:
            project.apply([Write(MANIFEST, text, seen)])
        except SourceError:
            return False
        return True

    for turn in range(10):
        texts = [f"{turn}: {number}".encode() for number in range(4)]
        with ThreadPoolExecutor(4) as pool:
            winners = list(itertools.compress(texts, pool.map(won, texts)))
        assert winners == [project.read_bytes(MANIFEST)]


class Meanwhile(MemoryProject):
    """A book that somebody else saves just before a set of changes is made."""

    def apply(self, changes: Iterable[Change]) -> None:
        self.contents[MANIFEST] += b"# a line by hand\n"
        MemoryProject.apply(self, changes)


def dump(title: str) -> TextDump:
    text = f"=== {title} | 2016-07-14\n\nGisteren stond de lift stil.\n"
    return TextDump("dump.txt", text.encode())


def test_an_import_does_not_write_over_a_manifest_that_was_saved_meanwhile(tmp_path: Path) -> None:
    start_book(FolderProject(tmp_path), "Boek", "An", UUID)
    files = {path: data for path, data in everything(tmp_path).items() if "manuscript" in path}
    project: Project = Meanwhile(dict(files))
    report = apply(project, dump("De lift"))
    (problem,) = (one for one in report.problems if one.is_error)
    assert (problem.code, problem.place.path) == ("project-010", MANIFEST)
    assert "Run the command again" in problem.hint
    assert report.written == ()
    assert isinstance(project, MemoryProject)
    assert project.contents == {**files, MANIFEST: files[MANIFEST] + b"# a line by hand\n"}


def test_two_imports_at_once_list_all_their_chapters_or_say_why_not(tmp_path: Path) -> None:
    start_book(FolderProject(tmp_path / "boek"), "Boek", "An", UUID)
    titles = [f"Stuk van {name}" for name in ("An", "Bob", "Cas", "Dirk")]
    for title in titles:
        text = f"=== {title} | 2016-07-14\n\nGisteren stond de lift stil.\n"
        (tmp_path / f"{title}.txt").write_text(text, encoding="utf-8")
    line = ["--apply", "--book", str(tmp_path / "boek")]
    running = [start(tmp_path, "import", "text", f"{title}.txt", *line) for title in titles]
    said = [one.communicate(timeout=PATIENCE_SECONDS)[1] for one in running]
    done = [one.returncode == 0 for one in running]
    assert True in done
    manifest = parse((tmp_path / "boek" / MANIFEST).read_text(encoding="utf-8")).manifest
    assert manifest is not None
    names = [title.lower().replace(" ", "-") for title in titles]
    assert set(manifest.aside) == {
        name for name, is_done in zip(names, done, strict=True) if is_done
    }
    for name, is_done, err in zip(names, done, said, strict=True):
        assert (tmp_path / f"boek/manuscript/{name}.md").exists() == is_done
        assert is_done or ("project-010" in err and "nothing was written" in err)


def test_whoever_waits_too_long_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = fill(tmp_path, BOOK)
    monkeypatch.setattr(staging, "_LOOKS", 3)
    with staging.opened(tmp_path), pytest.raises(SetupError, match="Another dinobook"):
        project.apply([Write("manuscript/x.md", b"", ABSENT)])
    project.apply([Write("manuscript/x.md", b"", ABSENT)])
    assert everything(tmp_path) == {**BOOK, "manuscript/x.md": b""}


def test_the_lock_of_one_that_has_left_keeps_nobody_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is deleted between the moment that we open it and the moment that it is ours."""
    lock = tmp_path / staging.STAGING / "lock"
    real = fcntl.flock
    leaving = [True]

    def flock(handle: int, what: int) -> None:
        if leaving:
            leaving.clear()
            lock.unlink()
        real(handle, what)

    monkeypatch.setattr("fcntl.flock", flock)
    with staging.opened(tmp_path):
        assert lock.exists()
