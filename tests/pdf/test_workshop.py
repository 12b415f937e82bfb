"""Where and how often a chapter is laid out makes no difference to the book."""

from __future__ import annotations

import hashlib
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from books import EERSTE, VOORAF, small_book
from dinobook.pipeline.build import Outcome, Request, build
from dinobook.processes.capacity import BYTES_EACH, available_bytes, most
from dinobook.storage.outputs import OutputFolder
from dinobook.storage.project import FolderProject, MemoryProject
from processes import PATIENCE_SECONDS, SOURCE, run, start, wait_for, workers_of, write_book
from varied import varied_book

EDITIONS = ("print", "screen")
ENGINE_ERROR = 5
UP_TO_DATE_SECONDS = 3
"""Of processor time; it takes under 0.5, but a busy machine's processors are slow."""
TIMED = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime)
"""


def sums(folder: Path) -> dict[str, str]:
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.glob("*.pdf"))
    }


def made(folder: Path, project: MemoryProject, jobs: int = 1) -> tuple[Outcome, dict[str, str]]:
    request = Request(EDITIONS, jobs=jobs)
    outcome = build(project, OutputFolder(folder), request, lambda _: None)
    return outcome, sums(folder)


@pytest.fixture(scope="module")
def one_process(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What one process makes of the small book, without a cache."""
    _, found = made(tmp_path_factory.mktemp("one"), small_book())
    assert len(found) == len(EDITIONS)
    return found


def test_two_processes_give_the_same_bytes(tmp_path: Path, one_process: dict[str, str]) -> None:
    assert made(tmp_path, small_book(), jobs=2)[1] == one_process


def test_an_edit_and_back_gives_the_same_bytes(tmp_path: Path, one_process: dict[str, str]) -> None:
    made(tmp_path, small_book())
    outcome, edited = made(tmp_path, small_book(vooraf=VOORAF + "\nNog een zin.\n"))
    assert not set(edited.values()) & set(one_process.values())
    assert set(outcome.drawn.values()) == {1}, "the page with the edit, and no other"
    assert made(tmp_path, small_book())[1] == one_process


def test_another_folder_and_another_hash_seed_give_the_same_bytes(
    tmp_path: Path, one_process: dict[str, str]
) -> None:
    """Another seed than a book of many chapters has in `journeys/test_example_book.py`."""
    folder = write_book(small_book(), tmp_path / "een map – 1")
    run(folder, "build", *EDITIONS, "--jobs", "2", PYTHONHASHSEED="1", TZ="Asia/Tokyo", LANG="C")
    assert sums(folder / "build") == one_process


def test_a_longer_chapter_draws_no_other_chapter_again(tmp_path: Path) -> None:
    made(tmp_path, small_book())
    longer = EERSTE.replace("* * *", "Een alinea erbij. " * 300 + "\n\n* * *")
    outcome, _ = made(tmp_path, small_book(eerste=longer))
    by_edition = {one.edition: one.pages for one in outcome.files}
    for edition, drawn in outcome.drawn.items():
        assert 2 < drawn < by_edition[edition] - 6


def test_a_move_draws_no_chapter_again(tmp_path: Path) -> None:
    """Numbers of chapters, figures and tables are filled in, whatever they have become.

    One reference is far from its target now, and says on which page that is.
    """
    book = varied_book(8)
    made(tmp_path / "kept", book)
    manifest = book.contents["manuscript/book.yaml"].decode()
    there, swapped = "  - h03\n  - h04\n", "  - h04\n  - h03\n"
    assert there in manifest
    book.contents["manuscript/book.yaml"] = manifest.replace(there, swapped).encode()
    moved, sums_kept = made(tmp_path / "kept", book)
    contents, far = 1, 1
    assert set(moved.drawn.values()) == {contents, contents + far}
    assert sums_kept == made(tmp_path / "fresh", book)[1]


def test_a_dead_worker_is_named_with_its_chapter_and_the_rest_is_kept(tmp_path: Path) -> None:
    """Also where no program of the system helps to find the processes that are left."""
    write_book(varied_book(8), tmp_path)
    with start(tmp_path, "build", "print", "--jobs", "2", PATH=str(tmp_path)) as running:
        wait_for(lambda: len(workers_of(running.pid)) == 2, "no workers come")
        assert running.stderr is not None
        assert any("Making" in line for line in running.stderr), "chapters are never handed out"
        os.kill(workers_of(running.pid)[0], signal.SIGKILL)
        _, err = running.communicate(timeout=PATIENCE_SECONDS)
    assert running.returncode == ENGINE_ERROR, err
    assert re.search(r"A process died while “(h\d\d|contents|[\w-]+)”.* was laid out", err), err
    assert "Traceback" not in err
    assert not list((tmp_path / "build").glob("*.pdf"))
    request = Request(("print",))
    build(FolderProject(tmp_path), OutputFolder(tmp_path / "build"), request, lambda _: None)
    assert len(list((tmp_path / "build").glob("*.pdf"))) == 1


def test_nothing_to_do_loads_no_engine(tmp_path: Path) -> None:
    write_book(small_book(), tmp_path)
    out = OutputFolder(tmp_path / "build")
    build(FolderProject(tmp_path), out, Request(("print",)), lambda _: None)
    ran = subprocess.run(
        [sys.executable, "-c", TIMED, sys.executable, "-m", "dinobook", "build", "print"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(SOURCE), "PYTHONPROFILEIMPORTTIME": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "Everything is up to date" in ran.stdout
    assert float(ran.stdout.split()[-1]) < UP_TO_DATE_SECONDS
    loaded = {
        line.rsplit("|")[-1].strip() for line in ran.stderr.splitlines() if "import time" in line
    }
    assert "dinobook.storage.fingerprint" in loaded
    engines = {"weasyprint", "markdown", "pypdfium2", "fontTools", "PIL", "lxml", "ebooklib"}
    assert not loaded & (engines | {"jinja2", "ruamel.yaml", "pydyf", "dinobook.pipeline.recipe"})


# how many processes


@pytest.mark.parametrize(
    ("processors", "free", "processes"),
    [(8, None, 8), (8, 8 * BYTES_EACH, 8), (8, 3 * BYTES_EACH - 1, 2), (8, 0, 1), (0, None, 1)],
)
def test_processes_fit_into_memory(processors: int, free: int | None, processes: int) -> None:
    assert most(processors, free) == processes


def test_free_memory_is_read_from_the_systems_report() -> None:
    report = "MemTotal:       24682156 kB\nMemFree:  1 kB\nMemAvailable:   24105560 kB\n"
    assert available_bytes(report) == 24105560 * 1024
    assert available_bytes("") is None
