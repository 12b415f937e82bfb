"""A command that is stopped tells the truth: it changed all its files, or none."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from dinobook.cli.app import run
from processes import PATIENCE_SECONDS, start

POSTS = 30
STOPPED = 130
SAID = "changed no file"
HEAD = "---\ntitle: Stuk {n}\ndate: 2016-07-14\nsource: https://stad.example/{n}/\n---\n"
STAGING = ".dinobook-changes"

MOMENTS: dict[str, Callable[[Path], bool]] = {
    "starting": lambda folder: True,
    "first": lambda folder: (folder / STAGING / "0.new").exists(),
    "staging": lambda folder: (folder / STAGING / "5.new").exists(),
    "agreed": lambda folder: (folder / STAGING / "journal").exists(),
    "late": lambda folder: (
        (folder / STAGING / "journal").exists() and not (folder / STAGING / "5.new").exists()
    ),
}
"""When a command is stopped, or as soon after that as the signal arrives: what must be true must be
so at every moment."""


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


class Command:
    """A command that can be stopped, each time in a book of its own."""

    def __init__(self, book: Path | None, folder: Path, words: Sequence[str]) -> None:
        self.book, self.folder, self.words = book, folder, words
        self.before = files(book) if book else {}
        whole = self.begin("whole")
        _, err = whole.communicate(timeout=PATIENCE_SECONDS)
        assert whole.returncode == 0, err
        self.after = files(folder / "whole")
        assert self.after != self.before

    def begin(self, name: str) -> subprocess.Popen[str]:
        if self.book:
            shutil.copytree(self.book, self.folder / name)
        dump = str(self.book.parent / "dump.txt") if self.book else ""
        words = [one.format(dump=dump, book=self.folder / name) for one in self.words]
        return start(self.folder, *words)

    def stop(self, moment: str, how: signal.Signals) -> tuple[int, str]:
        """Exit code, and what was said."""
        running = self.begin(moment)
        if moment == "starting":
            time.sleep(0.2)
        while running.poll() is None and not MOMENTS[moment](self.folder / moment):
            pass  # these moments are short
        running.send_signal(how)
        _, err = running.communicate(timeout=PATIENCE_SECONDS)
        return running.returncode, err

    def is_done(self, moment: str) -> bool:
        """Whether all of it is done; it fails when only a part is."""
        found = _plain(files(self.folder / moment))
        assert found in (_plain(self.before), _plain(self.after))
        return found == _plain(self.after)


def _plain(found: dict[str, bytes]) -> dict[str, bytes]:
    """Each new book has an identifier of its own."""
    return {path: re.sub(rb"urn:uuid:\S+", b"", data) for path, data in found.items()}


@pytest.fixture(params=["import", "fix", "new"])
def command(request: pytest.FixtureRequest, tmp_path: Path, book: Path, posts: Path) -> Command:
    words = {
        "import": (book, ["import", "text", "{dump}", "--apply", "--book", "{book}"]),
        "fix": (posts, ["check", "--fix", "blog-004", "--book", "{book}"]),
        "new": (None, ["new", "{book}"]),
    }
    start_with, line = words[request.param]
    return Command(start_with, tmp_path, line)


def test_ctrl_c_changes_nothing_or_comes_too_late(command: Command) -> None:
    for moment in MOMENTS:
        code, err = command.stop(moment, signal.SIGINT)
        done = command.is_done(moment)
        if code == STOPPED:
            assert SAID in err
        # or so early that Python itself did not listen yet
        assert (code, done) in ((STOPPED, False), (-signal.SIGINT, False), (0, True)), moment


def test_what_a_kill_left_is_ended_by_the_next_command(command: Command) -> None:
    for moment in MOMENTS:
        code, _ = command.stop(moment, signal.SIGKILL)
        folder = command.folder / moment
        next_one = start(command.folder, "clean", "--book", str(folder))
        _, err = next_one.communicate(timeout=PATIENCE_SECONDS)
        done = command.is_done(moment)
        assert err.count("An earlier command was stopped") <= 1
        if "finished now" in err:
            assert (code, done) == (-signal.SIGKILL, True)
        if "before it had changed" in err:
            assert (code, done) == (-signal.SIGKILL, False)


def test_a_new_book_begins_anew_where_another_was_killed(tmp_path: Path) -> None:
    command = Command(None, tmp_path, ["new", "{book}", "--title", "Het oude"])
    for moment in MOMENTS:
        command.stop(moment, signal.SIGKILL)
        folder = tmp_path / moment
        if (folder / "manuscript/book.yaml").exists() and not MOMENTS["agreed"](folder):
            continue  # it was too quick
        again = start(tmp_path, "new", str(tmp_path / moment), "--title", "Het nieuwe")
        _, err = again.communicate(timeout=PATIENCE_SECONDS)
        assert again.returncode == 0, err
        found = files(tmp_path / moment)
        assert sorted(found) == sorted(command.after)
        assert b"Het nieuwe" in found["manuscript/book.yaml"]
