"""A command that is stopped tells the truth: it changed all its files, or none."""

from __future__ import annotations

import random
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from dinobook.cli.app import run
from processes import start

POSTS = 120
WAITS = 14
"""How often a command is stopped, at moments spread over the time that it takes."""

STOPPED = 130
SAID = "changed no file"
HEAD = "---\ntitle: Stuk {n}\ndate: 2016-07-14\nsource: https://stad.example/{n}/\n---\n"


def files(folder: Path) -> dict[str, bytes]:
    """Every file of the book, and what a killed command left."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "build" not in path.relative_to(folder).parts
    }


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new book, and beside it a dump of posts that are not in it yet."""
    folder = tmp_path_factory.mktemp("gestopt") / "boek"
    assert run(["new", str(folder)]) == 0
    posts = (
        f"=== Stuk {n} | 2016-07-14\n\nGisteren stond lift {n} stil. Vandaag werkt ze weer.\n\n"
        for n in range(POSTS)
    )
    (folder.parent / "dump.txt").write_text("".join(posts), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def posts(book: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The book with many chapters that `check --fix` has something to mend in."""
    folder = tmp_path_factory.mktemp("posts") / "boek"
    shutil.copytree(book, folder)
    for n in range(POSTS):
        text = f"{HEAD.format(n=n)}Gisteren stond lift {n} stil.\n"
        (folder / f"manuscript/stuk-{n}.md").write_text(text, encoding="utf-8")
    manifest = folder / "manuscript" / "book.yaml"
    rows = "".join(f"  - stuk-{n}\n" for n in range(POSTS))
    text = manifest.read_text(encoding="utf-8").replace("  - welkom\n", f"  - welkom\n{rows}")
    manifest.write_text(text, encoding="utf-8")
    return folder


class Stopped:
    """A command that is stopped at moments spread over its time, each in a book of its own."""

    def __init__(self, book: Path | None, folder: Path, command: Sequence[str]) -> None:
        self.book, self.folder, self.command = book, folder, command
        self.before = files(book) if book else {}
        began = time.monotonic()
        whole = self.begin("whole")
        _, err = whole.communicate(timeout=120)
        assert whole.returncode == 0, err
        self.seconds = time.monotonic() - began
        self.after = files(folder / "whole")
        self.moments = random.Random(7)

    def begin(self, name: str) -> subprocess.Popen[str]:
        if self.book:
            shutil.copytree(self.book, self.folder / name)
        dump = str(self.book.parent / "dump.txt") if self.book else ""
        words = [one.format(dump=dump, book=self.folder / name) for one in self.command]
        return start(self.folder, *words)

    def stop(self, name: str, how: signal.Signals) -> tuple[int, str]:
        """Exit code, and what was said."""
        running = self.begin(name)
        time.sleep(self.seconds * self.moments.uniform(0.4, 1))
        running.send_signal(how)
        _, err = running.communicate(timeout=120)
        return running.returncode, err

    def is_same(self, found: dict[str, bytes], wanted: dict[str, bytes]) -> bool:
        """Whether the files are these. Each new book has an identifier of its own."""
        return _plain(found) == _plain(wanted)


def _plain(found: dict[str, bytes]) -> dict[str, bytes]:
    return {path: re.sub(rb"urn:uuid:\S+", b"", data) for path, data in found.items()}


IMPORT = ["import", "text", "{dump}", "--apply", "--book", "{book}"]
FIX = ["check", "--fix", "blog-004", "--book", "{book}"]
NEW = ["new", "{book}"]


@pytest.fixture(params=["import", "fix", "new"])
def stopped(request: pytest.FixtureRequest, tmp_path: Path) -> Stopped:
    book: Path = request.getfixturevalue("posts" if request.param == "fix" else "book")
    command = {"import": IMPORT, "fix": FIX, "new": NEW}[request.param]
    if request.param == "fix":
        (book.parent / "dump.txt").write_text("")
    return Stopped(None if request.param == "new" else book, tmp_path, command)


def test_ctrl_c_changes_nothing_or_comes_too_late(stopped: Stopped) -> None:
    codes = []
    for number in range(WAITS):
        code, err = stopped.stop(str(number), signal.SIGINT)
        codes.append(code)
        found = files(stopped.folder / str(number))
        if code == STOPPED:
            assert SAID in err
            assert found == stopped.before
        else:
            assert code in (0, -signal.SIGINT), err  # so early that Python was not ready to listen
            assert stopped.is_same(found, stopped.after if code == 0 else stopped.before)
    assert STOPPED in codes


def test_what_a_kill_left_is_ended_by_the_next_command(stopped: Stopped) -> None:
    ends = []
    for number in range(WAITS):
        stopped.stop(str(number), signal.SIGKILL)
        folder = stopped.folder / str(number)
        again = start(stopped.folder, "check", "--book", str(folder))
        _, err = again.communicate(timeout=120)
        found = files(folder)
        assert stopped.is_same(found, stopped.before) or stopped.is_same(found, stopped.after), err
        ends.append(stopped.is_same(found, stopped.after))
        if "finished now" in err:
            assert ends[-1]
        if "before it had changed" in err:
            assert not ends[-1]
    assert False in ends
