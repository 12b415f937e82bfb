"""What builds keep for the next one: never needed, never trusted blindly, never in the way."""

from __future__ import annotations

import hashlib
import os
import pickle
import signal
import subprocess
from functools import partial
from pathlib import Path

import pytest

from books import BRONNEN, EERSTE, TWEEDE, VOORAF, SharedFolder, small_book
from dinobook.pipeline.build import Request, build
from dinobook.storage.cache import FolderStore, key_of
from dinobook.storage.outputs import CACHE, RECORD, OutputFolder, digest
from dinobook.storage.project import FolderProject, MemoryProject
from dinobook.storage.seal import own_seal
from processes import PATIENCE_SECONDS, in_session, run, start, wait_for, write_book

HOUR = 3600.0
PDF = "build/het-kleine-boek-print.pdf"


def changed() -> MemoryProject:
    """The small book with another last sentence in each chapter."""
    texts = {"vooraf": VOORAF, "eerste": EERSTE, "tweede": TWEEDE, "bronnen": BRONNEN}
    return small_book(**{name: f"{text}\nEn nog dit.\n" for name, text in texts.items()})


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The small book in print, as it is and `changed`."""
    found = {}
    for name, project in {"before": small_book(), "after": changed()}.items():
        folder = tmp_path_factory.mktemp(name)
        outcome = build(project, SharedFolder(folder), Request(("print",)), lambda _: None)
        found[name] = (folder / outcome.files[0].name).read_bytes()
    assert found["before"] != found["after"]
    return found


# the store by itself


def test_a_damaged_entry_counts_as_missing(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    key = key_of("noot")
    store.put(key, b"een noot")
    file = next(path for path in tmp_path.rglob("*") if path.is_file())
    whole = file.read_bytes()
    for at in range(len(whole)):
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert store.get(key) is None
        file.write_bytes(whole[:at])
        assert store.get(key) is None
    store.put(key, b"een noot")
    assert store.get(key) == b"een noot"


def test_what_was_not_used_for_longest_goes_first(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    keys = [key_of(str(number)) for number in range(5)]
    for age, key in enumerate(keys):
        store.put(key, bytes(1000))
        os.utime(tmp_path / key[:2] / key[2:], (1e6 - age * HOUR, 1e6 - age * HOUR))
    now = 1e6 + 2 * HOUR
    assert store.trim(now, 10_000) == 0
    gone = store.trim(now, 3200)
    assert 2000 <= gone <= 2100
    assert [store.get(key) is not None for key in keys] == [True, True, True, False, False]


def test_what_a_build_may_be_using_stays(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    store.put(key_of("nu"), bytes(1000))
    used = next(path for path in tmp_path.rglob("*") if path.is_file()).stat().st_mtime
    assert store.trim(used + HOUR / 2, 0) == 0
    assert store.trim(used + 2 * HOUR, 0) > 1000


def test_borders_between_parts_of_a_key_count() -> None:
    assert len({key_of("ab", "c"), key_of("a", "bc"), key_of("abc"), key_of("abc", "")}) == 4


# a build with a store


def test_a_damaged_cache_changes_nothing(tmp_path: Path, outputs: dict[str, bytes]) -> None:
    folder = OutputFolder(tmp_path)
    request = Request(("print",), jobs=1)
    build(changed(), folder, request, lambda _: None)
    entries = [path for path in (tmp_path / CACHE).rglob("*") if path.is_file()]
    assert len(entries) > 10
    for number, path in enumerate(entries):
        data = bytearray(path.read_bytes())
        data[number * 97 % len(data)] ^= 0x10
        path.write_bytes(bytes(data[: -(number % 3)] if number % 3 else data))
    made = build(small_book(), folder, request, lambda _: None).files[0]
    assert (tmp_path / made.name).read_bytes() == outputs["before"]


class Payload:
    """What pickle and its kind run when they are asked to read it."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def __reduce__(self) -> tuple[object, ...]:
        return Path.touch, (self.file,)


def test_a_planted_entry_runs_nothing_and_is_made_anew(
    tmp_path: Path, outputs: dict[str, bytes]
) -> None:
    """Keys and plain digests can be worked out by anybody who has the same release."""
    out = OutputFolder(tmp_path / "build")
    request = Request(("print",), jobs=1)
    build(small_book(), out, request, lambda _: None)
    entries = [path for path in (out.path / CACHE).rglob("*") if path.is_file()]
    planted = pickle.dumps(Payload(tmp_path / "ran"))
    for path in entries:
        path.write_bytes(hashlib.sha256(planted).digest() + planted)
    (out.path / RECORD).unlink()
    made = build(small_book(), out, request, lambda _: None).files[0]
    assert not (tmp_path / "ran").exists()
    assert (out.path / made.name).read_bytes() == outputs["before"]


def test_entries_under_other_keys_are_not_believed(
    tmp_path: Path, outputs: dict[str, bytes]
) -> None:
    out = OutputFolder(tmp_path)
    request = Request(("print",), jobs=1)
    build(changed(), out, request, lambda _: None)
    build(small_book(), out, request, lambda _: None)
    entries = sorted(path for path in (tmp_path / CACHE).rglob("*") if path.is_file())
    whole = [path.read_bytes() for path in entries]
    for path, data in zip(entries, [*whole[1:], whole[0]], strict=True):
        path.write_bytes(data)
    (tmp_path / RECORD).unlink()
    made = build(small_book(), out, request, lambda _: None).files[0]
    assert (tmp_path / made.name).read_bytes() == outputs["before"]


def test_what_somebody_else_built_is_built_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, outputs: dict[str, bytes]
) -> None:
    """The folder of a book comes with files, a record that calls them good, and a cache."""
    out = OutputFolder(tmp_path / "build")
    request = Request(("print",), jobs=1)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "theirs"))
    own_seal.cache_clear()
    made = build(small_book(), out, request, lambda _: None).files[0]
    assert build(small_book(), out, request, lambda _: None).fresh == ()
    planted = out.path / made.name
    planted.write_bytes(b"%PDF-1.7 something else")
    record = (out.path / RECORD).read_text().replace(made.sha256, digest(planted.read_bytes()))
    (out.path / RECORD).write_text(record)
    monkeypatch.undo()
    own_seal.cache_clear()
    again = build(small_book(), out, request, lambda _: None)
    assert again.fresh == ("print",)
    assert planted.read_bytes() == outputs["before"]


def test_a_changed_record_deletes_nothing(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("van mij")
    out = OutputFolder(tmp_path / "build")
    made = build(small_book(), out, Request(("print",), jobs=1), lambda _: None).files[0]
    record = (out.path / RECORD).read_text().replace(made.name, "../mine.txt")
    (out.path / RECORD).write_text(record.replace(made.sha256, digest(b"van mij")))
    out.clean(outputs=True)
    assert (tmp_path / "mine.txt").read_text() == "van mij"


def test_what_a_killed_build_left_is_tidied_up_later(tmp_path: Path) -> None:
    left = tmp_path / ".part-abc"
    left.write_bytes(bytes(5000))
    now = left.stat().st_mtime
    folder = OutputFolder(tmp_path)
    assert folder.tidy(now + 60) == 0, "a build that is under way may need it"
    assert folder.tidy(now + 2 * HOUR) == 5000
    assert not left.exists()


def test_two_builds_at_once_both_succeed(tmp_path: Path, outputs: dict[str, bytes]) -> None:
    write_book(small_book(), tmp_path)
    both = [start(tmp_path, "build", "print", "--jobs", "1") for _ in range(2)]
    for one in both:
        _, err = one.communicate(timeout=PATIENCE_SECONDS)
        assert one.returncode == 0, err
    assert (tmp_path / PDF).read_bytes() == outputs["before"]
    assert "Everything is up to date" in run(tmp_path, "build", "print")


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGKILL])
def test_a_build_that_is_stopped_leaves_the_last_one(
    tmp_path: Path, outputs: dict[str, bytes], stop: signal.Signals
) -> None:
    """Ctrl-C goes to every process of the terminal, kill -9 to one."""
    write_book(small_book(), tmp_path)
    _build(tmp_path)
    write_book(changed(), tmp_path)
    for processes in (4, 2, 1):
        with start(tmp_path, "build", "print", "--jobs", "2") as running:
            _stop(running, stop, processes)
            _, err = running.communicate(timeout=PATIENCE_SECONDS)
        wait_for(partial(_are_gone, running.pid), "a process lives on")
        if processes < 4 and running.returncode == 0:  # what was kept made it too quick to stop
            assert (tmp_path / PDF).read_bytes() == outputs["after"]
            break
        assert (tmp_path / PDF).read_bytes() == outputs["before"]
        if stop is signal.SIGINT and processes > 1:
            assert running.returncode == 130
            assert "Stopped." in err
            assert "Traceback" not in err
            assert not list((tmp_path / "build").glob(".part-*"))
    _build(tmp_path)
    assert (tmp_path / PDF).read_bytes() == outputs["after"]


def _build(folder: Path) -> None:
    """Print, by workers that stay for the next test."""
    out = OutputFolder(folder / "build")
    build(FolderProject(folder), out, Request(("print",)), lambda _: None)


def _stop(running: subprocess.Popen[str], stop: signal.Signals, processes: int) -> None:
    """Send the signal when there are so many processes: 4 is when the first worker is there."""
    wait_for(lambda: len(in_session(running.pid)) >= processes, "it starts no workers")
    if stop is signal.SIGINT and processes > 1:
        os.killpg(running.pid, stop)
    else:
        running.kill()


def _are_gone(session: int) -> bool:
    return not in_session(session)


# clean


def test_clean_gives_back_room_and_keeps_the_books(tmp_path: Path) -> None:
    write_book(small_book(), tmp_path)
    _build(tmp_path)
    (tmp_path / "build" / "brief.pdf").write_bytes(b"mijn brief")
    assert "MB deleted" in run(tmp_path, "clean")
    assert not list((tmp_path / "build" / CACHE).rglob("*"))
    assert (tmp_path / PDF).is_file()
    said = run(tmp_path, "clean", "--all")
    assert "deleted  het-kleine-boek-print.pdf" in said
    assert [path.name for path in (tmp_path / "build").iterdir()] == ["brief.pdf"]
    assert "nothing to delete" in run(tmp_path, "clean", "--all")
