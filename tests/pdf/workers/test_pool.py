"""Workers that stay for the next build: the same pages, sooner, whoever else builds meanwhile."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from books import VOORAF, small_book
from dinobook.errors import EngineError
from dinobook.pdf.workers.jobs import LayoutJob, LayoutSetup
from dinobook.pdf.workers.scheduler import Scheduler
from dinobook.pipeline.build import Request, build
from dinobook.processes.leftovers import temporary_folder
from dinobook.processes.pool import Pool, answer_of
from dinobook.storage.cache import Cache, FolderStore
from dinobook.storage.outputs import OutputFolder
from dinobook.storage.project import MemoryProject
from processes import (
    PATIENCE_SECONDS,
    SOURCE,
    run,
    start,
    wait_for,
    workers_of,
    write_book,
)

TWO = 2
Alone = Callable[[MemoryProject], str]


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    """What most of these tests ask: new workers take seconds to get ready."""
    with Pool(TWO) as pool:
        yield pool


def made(folder: Path, project: MemoryProject, pool: Pool | None = None) -> str:
    """The digest of the print edition."""
    request = Request(("print",), jobs=1)
    (file,) = build(project, OutputFolder(folder), request, lambda _: None, pool).files
    return hashlib.sha256((folder / file.name).read_bytes()).hexdigest()


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Alone:
    """What a book is when nothing of it was made before, by other workers; each made once."""
    known: dict[tuple[tuple[str, bytes], ...], str] = {}

    def digest_of(project: MemoryProject) -> str:
        key = tuple(sorted(project.contents.items()))
        if key not in known:
            known[key] = made(tmp_path_factory.mktemp("alone"), project)
        return known[key]

    return digest_of


def workers() -> set[int]:
    """The workers of this process, with those that other tests did not end yet."""
    return set(workers_of(os.getpid()))


SHORT = "---\ntitle: Kort\n---\nEen zin.\n"
BRIEF = small_book(vooraf=SHORT, eerste=SHORT, tweede=SHORT)


def longer(more: str) -> MemoryProject:
    return small_book(vooraf=f"{VOORAF}\n{more}\n")


def styled(project: MemoryProject, css: str = "p { margin-left: 9mm }") -> MemoryProject:
    return MemoryProject({**project.contents, "styles/print.css": css.encode()})


def test_the_same_workers_make_the_same_pages(tmp_path: Path, pool: Pool, alone: Alone) -> None:
    made(tmp_path / "kept", small_book(), pool)
    staff = workers()
    edited = made(tmp_path / "kept", longer("Nog een zin."), pool)
    assert workers() == staff
    assert edited == alone(longer("Nog een zin."))


def _grown(megabytes: int) -> int:
    """Of a worker: take so much memory for good, for longer than loky waits to look."""
    _kept.append(bytes(range(1, 256)) * (megabytes * 2**20 // 255))
    time.sleep(1.1)
    return os.getpid()


_kept: list[bytes] = []


def test_a_worker_that_needs_much_memory_goes_on() -> None:
    with Pool() as pool:
        asked = [pool.submit(_grown, megabytes) for megabytes in (0, 400, 0)]
        assert len({answer_of(one) for one in asked}) == 1


def test_other_styles_and_failures_are_for_the_same_workers(
    tmp_path: Path, pool: Pool, alone: Alone
) -> None:
    plain = made(tmp_path / "kept", small_book(), pool)
    staff = workers()
    with pytest.raises(EngineError):
        made(tmp_path / "kept", styled(BRIEF, "p { margin-left: 190mm }"), pool)
    shifted = made(tmp_path / "kept", styled(small_book()), pool)
    assert workers() == staff
    assert shifted != plain
    assert shifted == alone(styled(small_book()))


def test_builds_at_once_give_what_they_give_one_after_another(
    tmp_path: Path, pool: Pool, alone: Alone
) -> None:
    """Two books, twice each, in threads with one pool; afterwards the caches hold no mistake."""
    books = [small_book(), styled(longer("Nog een zin."))]
    one_by_one = [alone(book) for book in books]
    with ThreadPoolExecutor(4) as threads:
        for turn in range(3):
            folders = [tmp_path / f"{turn}-{at}" for at in range(4)]
            futures = [
                threads.submit(made, folder, books[at % 2], pool)
                for at, folder in enumerate(folders)
            ]
            assert [one.result(timeout=PATIENCE_SECONDS) for one in futures] == one_by_one * 2
    for at, folder in enumerate(folders):
        (folder / ".dinobook.json").unlink()
        assert made(folder, books[at % 2]) == one_by_one[at % 2]


def test_workers_that_died_between_builds_are_replaced(
    tmp_path: Path, pool: Pool, alone: Alone
) -> None:
    made(tmp_path / "kept", small_book(), pool)
    staff = workers()
    assert len(staff) >= TWO
    for one in staff:
        os.kill(one, signal.SIGKILL)
    wait_for(lambda: not staff & workers(), "a killed worker lives on")
    again = made(tmp_path / "kept", longer("Nog een zin."), pool)
    assert again == alone(longer("Nog een zin."))


def test_nobody_stays_when_the_pool_is_closed(tmp_path: Path) -> None:
    before = workers()
    with Pool(TWO) as pool:
        made(tmp_path, small_book(), pool)
        assert workers() - before
    wait_for(lambda: workers() <= before, "a worker lives on")


def test_work_that_nobody_waits_for_any_more_ends_without_a_word(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    store = FolderStore(tmp_path)
    jobs = [LayoutJob(f"job-{at}", "<html>") for at in range(2000)]

    def lay_out_without_a_cache() -> None:
        with (
            Pool() as pool,
            Scheduler(Cache(store, ""), {"": LayoutSetup((), {})}, pool) as scheduler,
        ):
            store.clear()
            scheduler.results("", jobs)

    with pytest.raises(EngineError, match="emptied"):
        lay_out_without_a_cache()
    assert caplog.messages == []


def test_a_build_leaves_no_temporary_files(tmp_path: Path) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    run(write_book(small_book(), tmp_path / "book"), "build", "print", TMPDIR=str(scratch))
    assert list(scratch.iterdir()) == []


def test_a_build_that_is_killed_leaves_no_temporary_files(tmp_path: Path) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    folder = write_book(small_book(), tmp_path / "book")
    with start(folder, "build", "print", TMPDIR=str(scratch)) as running:
        wait_for(lambda: any(scratch.glob("dinobook-*/weasyprint-*")), "no typeface was unpacked")
        running.kill()
    wait_for(lambda: not any(scratch.glob("dinobook-*")), "temporary files lie about")


def test_what_dead_processes_left_is_deleted() -> None:
    mine = temporary_folder("dinobook-proef")
    dead = mine.rename(mine.with_name(mine.name.replace(f"-{os.getpid()}-", "-999999999-")))
    lively = temporary_folder("dinobook-proef")
    again = temporary_folder("dinobook-proef")
    assert not dead.exists()
    assert lively.is_dir()
    lively.rmdir()
    again.rmdir()


SCRIPT = """
from pathlib import Path
from dinobook.pipeline.build import Request, build
from dinobook.storage.outputs import OutputFolder
from dinobook.storage.project import FolderProject

outcome = build(FolderProject(Path()), OutputFolder(Path("uit")), Request(("print",)), print)
print(outcome.files[0].pages)
"""


def test_a_script_may_build_at_its_top_level(tmp_path: Path) -> None:
    """Workers do not run the script again, so it needs no `if __name__ == "__main__"`."""
    write_book(small_book(), tmp_path)
    (tmp_path / "maak.py").write_text(SCRIPT)
    ran = subprocess.run(
        [sys.executable, "maak.py"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
        check=True,
    )
    assert ran.stdout.count("'Reading chapters', stage=1, stages=4, done=0") == 1
    assert int(ran.stdout.split()[-1]) > 5


COMMANDS = [
    ("build",),
    ("build", "print", "--whole"),
    ("build", "--jobs", "1", "--draft"),
    ("check", "--typography"),
    ("cover", "print"),
    ("clean",),
]

ENGINE_IN_SIGHT = """
import json
import sys
from dinobook.cli.app import run
for command in json.loads(sys.argv[1]):
    code = run(command)
    assert not code, (command, code)
    names = [name for name in sys.modules if name.split(".")[0] in ("weasyprint", "pydyf")]
    print("\\nloaded by", *command, names)
"""


def test_the_page_engine_is_loaded_by_workers_alone(tmp_path: Path) -> None:
    """One command after another in one process: what one has loaded, all later ones show."""
    write_book(small_book(), tmp_path)
    ran = subprocess.run(
        [sys.executable, "-c", ENGINE_IN_SIGHT, json.dumps(COMMANDS)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    said = [line for line in ran.stdout.splitlines() if line.startswith("loaded by")]
    assert said == [f"loaded by {' '.join(command)} []" for command in COMMANDS]
