"""A blog whose import is killed while it writes: the next import makes it whole."""

from __future__ import annotations

import random
import shutil
import signal
import time
from pathlib import Path

import pytest

from importers.wordpress.test_import import picture
from processes import PATIENCE_SECONDS, run, start
from wxr import SITE, Item, export

POSTS = 12
STAGING = ".dinobook-changes"
COLOURS = ("red", "blue", "green", "black", "white", "orange")
IMPORT = ("import", "wordpress", "blog.xml", "--media", "uploads", "--apply", "--book")


def post(number: int) -> Item:
    address = f"{SITE}/wp-content/uploads/2016/07/dak-{number % len(COLOURS)}.jpg"
    words = f'Dag {number} op het dak.\n\n<img src="{address}" alt="Het dak">\n\nEn weer naar huis.'
    return Item(str(number), f"Dag {number}", words, slug=f"dag-{number}")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new book, an export and its pictures, and the book as one import leaves it (`heel`)."""
    folder = tmp_path_factory.mktemp("bureau")
    (folder / "blog.xml").write_bytes(export(*map(post, range(1, POSTS + 1))))
    media = folder / "uploads/2016/07"
    media.mkdir(parents=True)
    for number, colour in enumerate(COLOURS):
        (media / f"dak-{number}.jpg").write_bytes(picture(colour))
    run(folder, "new", "boek")
    shutil.copytree(folder / "boek", folder / "heel")
    run(folder, *IMPORT, "heel")
    return folder


def files(book: Path) -> dict[str, bytes]:
    """All files of a book but what was built of it."""
    return {
        path.relative_to(book).as_posix(): path.read_bytes()
        for path in sorted(book.rglob("*"))
        if path.is_file() and path.relative_to(book).parts[0] != "build"
    }


def changed_at(book: Path) -> dict[str, int]:
    """When each file and folder of the manuscript and the hidden folder was last changed."""
    found = [*book.joinpath("manuscript").rglob("*"), *book.joinpath(".dinobook").rglob("*")]
    return {path.as_posix(): path.stat().st_mtime_ns for path in found}


def kill_amid_writing(desk: Path, chance: random.Random) -> bool:
    """Whether an import into `desk/boek` was killed before it ended, at a moment of chance."""
    staging, running = desk / "boek" / STAGING, start(desk, *IMPORT, "boek")
    staged = chance.randrange(1, 2 * POSTS)
    agreed = chance.random() < 0.5
    delay_seconds = chance.random() * 0.003
    while running.poll() is None and not (
        (staging / "journal").exists() if agreed else (staging / f"{staged}.new").exists()
    ):
        pass  # these moments are short
    time.sleep(delay_seconds)
    running.send_signal(signal.SIGKILL)
    running.communicate(timeout=PATIENCE_SECONDS)
    return running.returncode == -signal.SIGKILL


def check_killed(desk: Path, seed: int) -> bool:
    """Kill an import, import again, and once more; whether the kill came in time."""
    book, whole = desk / "boek", files(desk / "heel")
    came = kill_amid_writing(desk, random.Random(seed))  # noqa: S311 - no secret
    run(desk, *IMPORT, "boek")
    assert files(book) == whole
    before = changed_at(book)
    run(desk, *IMPORT, "boek")
    assert files(book) == whole
    assert changed_at(book) == before
    return came


@pytest.mark.parametrize("seed", range(3))
def test_after_a_kill_the_next_import_makes_it_whole(seed: int, desk: Path, tmp_path: Path) -> None:
    shutil.copytree(desk, tmp_path, dirs_exist_ok=True)
    assert check_killed(tmp_path, seed)
