"""A command that is stopped tells the truth: it changed all its files, or none."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from dinobook import OutputFolder
from dinobook.cli.app import run
from dinobook.cli.files import write_file
from dinobook.errors import SetupError
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


@pytest.fixture(scope="module")
def built(book: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book that was built, with all that its next build needs."""
    folder = tmp_path_factory.mktemp("gemaakt") / "boek"
    shutil.copytree(book, folder)
    assert run(["build", "print", "ebook", "--book", str(folder)]) == 0
    return folder


def finished(folder: Path) -> dict[str, bytes]:
    """What came out of a command, without what is on its way and what is kept for the next one."""
    return {
        path.name: path.read_bytes()
        for path in folder.glob("*")
        if path.is_file() and not path.name.startswith(".")
    }


WRITING: dict[str, tuple[list[str], str]] = {
    "build": (["build", "print", "ebook", "--jobs", "1"], "een-nieuw-boek-print.pdf"),
    "cover": (["cover", "print", "--proof"], "een-nieuw-boek-print-front.jpg"),
    "impose": (["impose", "{out}/een-nieuw-boek-print.pdf"], "een-nieuw-boek-print-booklet.pdf"),
    "preflight": (["preflight", "print", "--html", "{out}/verslag.html"], "verslag.html"),
    "plan": (["import", "text", "{dump}", "--plan", "{out}/plan.yaml"], "plan.yaml"),
    "clean": (["clean", "--all"], ""),
}
"""Commands that write where their files go, and a file whose coming says that they do."""


@pytest.mark.parametrize("name", WRITING)
@pytest.mark.parametrize("moment", ["staged", "there"])
def test_ctrl_c_never_hides_that_files_came_out(
    name: str, moment: str, built: Path, book: Path, tmp_path: Path
) -> None:
    """Stopped, it has changed nothing; else all of it is there, and told of."""
    folder, out = tmp_path / "boek", tmp_path / "boek" / "build"
    shutil.copytree(built, folder)
    line, file = WRITING[name]
    if name == "build":  # what was laid out is known, so that files come out soon
        for path in out.glob("*.*"):
            if path.is_file():
                path.unlink()
    before = finished(out)
    words = [one.format(out=out, dump=book.parent / "dump.txt") for one in line]
    running = start(folder, *words)
    while running.poll() is None and not _is_at(moment, out, file, before):
        pass
    running.send_signal(signal.SIGINT)
    _, err = running.communicate(timeout=PATIENCE_SECONDS)
    after = finished(out)
    if running.returncode == STOPPED:
        assert SAID in err
        assert after == before
    else:
        assert running.returncode == 0, err
        assert after != before
        assert file in after or not file
    assert not [path for path in out.rglob("*") if path.name.startswith(f".{file}.")]


def _is_at(moment: str, out: Path, file: str, before: dict[str, bytes]) -> bool:
    if not file:
        return not before.keys() <= {path.name for path in out.glob("*")}
    if moment == "there":
        return (out / file).exists()
    return any(path.name.startswith((".part", f".{file}.")) for path in out.iterdir())


def test_ctrl_c_at_any_line_leaves_no_half_a_file(tmp_path: Path) -> None:
    """The file is there, whole, or it is not; nothing stands beside it."""
    target, line = tmp_path / "plan.yaml", 0
    while _is_interrupted_at(line := line + 1, lambda: write_file(target, b"plan")):
        assert [path.read_bytes() for path in tmp_path.iterdir()] in ([], [b"plan"]), line
        target.unlink(missing_ok=True)
    assert line > 10
    assert target.read_bytes() == b"plan"


def _is_interrupted_at(line: int, work: Callable[[], object]) -> bool:
    """Whether so many lines of dinobook were run, and then an interrupt came."""
    run_so_far, before = 0, sys.gettrace()

    def trace(frame: FrameType, event: str, _: object) -> Callable[..., Any] | None:
        nonlocal run_so_far
        if "dinobook" not in frame.f_code.co_filename:
            return None
        run_so_far += event == "line"
        if event == "line" and run_so_far == line:
            signal.raise_signal(signal.SIGINT)
        return trace

    sys.settrace(trace)
    try:
        work()
    except KeyboardInterrupt:
        return True
    finally:
        sys.settrace(before)
    return False


def test_ctrl_c_amid_the_renames_comes_when_all_are_done(tmp_path: Path) -> None:
    """Also in a program that has no commands: all files, or none."""
    folder = OutputFolder(tmp_path, on_agreed=lambda: signal.raise_signal(signal.SIGINT))
    with pytest.raises(KeyboardInterrupt):
        folder.add_covers([("print", 8, {"a.pdf": b"a", "b.jpg": b"b"})])
    assert finished(tmp_path) == {"a.pdf": b"a", "b.jpg": b"b"}
    assert folder.record().covers["print"].pages == 8


def test_what_cannot_be_written_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "b.jpg").mkdir()
    with pytest.raises(SetupError, match=r"b\.jpg is a folder"):
        OutputFolder(tmp_path).add_covers([("print", 8, {"a.pdf": b"a", "b.jpg": b"b"})])
    assert [path.name for path in tmp_path.iterdir()] == ["b.jpg"]


def test_a_report_may_go_to_a_pipe_and_a_file_keeps_its_permissions(
    built: Path, tmp_path: Path
) -> None:
    file = str(built / "build" / "een-nieuw-boek-print.pdf")
    assert run(["impose", file, "--out", "/dev/null"]) == 0
    assert Path("/dev/null").is_char_device()
    target = tmp_path / "echt.pdf"
    target.write_bytes(b"x")
    target.chmod(0o600)
    (tmp_path / "link.pdf").symlink_to(target)
    assert run(["impose", file, "--out", str(tmp_path / "link.pdf")]) == 0
    assert (tmp_path / "link.pdf").is_symlink()
    assert target.read_bytes().startswith(b"%PDF")
    assert target.stat().st_mode & 0o777 == 0o600
