"""A second process works from the end until it meets the first; when it fails, nobody notices."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from books import small_book
from dinobook import chapters
from dinobook.ahead import from_the_end
from dinobook.project import MemoryProject
from dinobook.sources import Sources, load
from dinobook.store import FolderStore, Memory
from processes import PATIENCE_SECONDS, SOURCE

NAMES = ["een", "twee", "drie", "vier", "vijf"]


def wait_for_it() -> None:
    for process in multiprocessing.active_children():
        process.join(timeout=60)
        assert process.exitcode == 0


def made_in(folder: Path, at_first: str) -> list[str]:
    """What the second process makes, in its order, when `at_first` is there already."""
    log = folder / "log"
    (folder / at_first).touch()

    def make(name: str) -> None:
        (folder / name).touch()
        with log.open("a") as stream:
            print(name, file=stream)

    from_the_end(make, NAMES, lambda name: (folder / name).exists())
    wait_for_it()
    return log.read_text().split() if log.exists() else []


def test_it_works_from_the_end_up_to_what_is_there(tmp_path: Path) -> None:
    assert made_in(tmp_path, "twee") == ["vijf", "vier", "drie"]
    assert not (tmp_path / "een").exists()


def test_it_makes_nothing_when_the_last_one_is_there(tmp_path: Path) -> None:
    assert made_in(tmp_path, "vijf") == []


def test_its_failure_is_silent(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    def fail(name: str) -> None:
        raise ValueError(name)

    from_the_end(fail, NAMES, lambda _: False)
    wait_for_it()
    assert capfd.readouterr() == ("", "")


def test_without_room_for_a_process_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def full() -> int:
        raise BlockingIOError("too many processes")

    monkeypatch.setattr(os, "fork", full)
    from_the_end(print, NAMES, lambda _: False)
    assert multiprocessing.active_children() == []
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())


KILLED = """
import os, signal, sys, time
from dinobook import chapters
from dinobook.ahead import from_the_end

def work(name):
    print(name, flush=True)
    time.sleep(0.5)

from_the_end(work, [str(number) for number in range(40)], lambda _: False)
time.sleep(0.2)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_it_does_not_outlive_the_first_one() -> None:
    """The pipe is closed by the last process that has it."""
    environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
    done = subprocess.run(
        [sys.executable, "-c", KILLED], env=environment, capture_output=True, text=True,
        timeout=PATIENCE_SECONDS, check=False,
    )  # fmt: skip
    assert done.returncode == -signal.SIGKILL
    assert 1 <= len(done.stdout.split()) < 10
    assert not done.stderr


def book_of_many() -> MemoryProject:
    """A book with chapters enough for a second reader, one of them at fault."""
    book = small_book()
    texts = {f"manuscript/los-{name}.md": f"# Los {name}\n\nTekst van {name}.\n" for name in NAMES}
    texts["manuscript/los-fout.md"] = "# Los fout\n\n![Een foto](fotos/weg.png)\n"
    return MemoryProject({**book.contents, **{path: text.encode() for path, text in texts.items()}})


def read_by(readers: int, folder: Path) -> Sources:
    sources = load(book_of_many(), memory=Memory(FolderStore(folder), "test"), readers=readers)
    wait_for_it()
    return sources


@pytest.mark.parametrize(("readers", "begun"), [(1, 0), (2, 1)])
def test_a_second_reader_is_asked_for(
    readers: int, begun: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Sequence[str]] = []

    def ask(
        work: Callable[[str], object], items: Sequence[str], is_done: Callable[[str], bool]
    ) -> None:
        asked.append(items)
        from_the_end(work, items, is_done)

    monkeypatch.setattr(chapters, "from_the_end", ask)
    read_by(readers, tmp_path)
    assert len(asked) == begun
    read_by(readers, tmp_path)
    assert len(asked) == begun, "nothing is new"


def test_two_readers_read_what_one_reads(tmp_path: Path) -> None:
    alone, together = read_by(1, tmp_path / "alone"), read_by(2, tmp_path / "together")
    assert together == alone
    assert len(alone.fragments) > len(NAMES)
    kept = [{path.name for path in (tmp_path / name).rglob("*") if path.is_file()}
            for name in ("alone", "together")]  # fmt: skip
    assert kept[0] == kept[1]
