"""Verbs and a text editor at work on one manifest, and processes that are killed."""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from books import MANIFEST as BOOK
from dinobook import MANIFEST, open_book
from dinobook.editing import hold, swap
from processes import PATIENCE_SECONDS, SOURCE

TURNS = int(os.environ.get("DINOBOOK_TURNS", "16"))
"""Of each writer; a thousand are tried by hand."""

KILLS = int(os.environ.get("DINOBOOK_KILLS", "6"))

VERBS = """
import random, sys
from dinobook import SourceError, open_book
from dinobook.editing import Spot, add, move
book, name = open_book(sys.argv[1]), sys.argv[2]
def change(text):
    text = add(text, f"{name}-{number}")
    return move(text, ["eerste"], Spot(first=number % 2 == 0, last=number % 2 == 1))
def done():
    # who saves all the time is in the way of verbs, which say so: typed again
    try:
        book.edit("add", change)
    except SourceError as error:
        assert [problem.code for problem in error.problems] == ["project-010"], error.problems
        return False
    return True

for number in range(int(sys.argv[3])):
    while not done():
        pass
"""

EDITOR = """
import os, random, sys, time
from pathlib import Path
file, how, turns = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])

def edited(text, number):
    place = text.index("editions:")
    return f"{text[:place]}# {how}-{number}\\n{text[place:]}"

def by_backup(number):
    # the old file goes aside; a new one is written when it was what was read
    backup, new = file.with_name("book.yaml~"), file.with_name("book.yaml.new")
    try:
        text = file.read_text()
        new.unlink(missing_ok=True)
        new.write_text(edited(text, number))
        file.rename(backup)
        if backup.read_text() != text:
            os.link(backup, file)
            return False
        os.link(new, file)
    except (FileNotFoundError, FileExistsError):
        return False
    return True

def in_place(number):
    # "this file has changed on disk": begin anew
    text = file.read_text()
    with file.open("r+") as stream:
        if not os.path.samestat(os.fstat(stream.fileno()), file.stat()) or stream.read() != text:
            return False
        stream.seek(0)
        stream.truncate()
        stream.flush()
        stream.write(edited(text, number))
    return True

def by_rename(number):
    text = file.read_text()
    new = file.with_name("book.yaml.new")
    new.write_text(edited(text, number))
    if file.read_text() != text:
        return False
    new.replace(file)
    return True

save = {"backup": by_backup, "place": in_place, "rename": by_rename}[how]
for number in range(turns):
    time.sleep(random.uniform(0, 0.1))
    while not save(number):
        pass
"""


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(SOURCE)}


def book_at(folder: Path) -> Path:
    (folder / "manuscript").mkdir(parents=True)
    (folder / MANIFEST).write_text(BOOK)
    return folder


def at_work(script: str, *arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.Popen(
        command, env=environment(), text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def finish(every: list[subprocess.Popen[str]]) -> None:
    """All must end well; when one does not, the others are stopped."""
    try:
        for one in every:
            _, err = one.communicate(timeout=PATIENCE_SECONDS)
            assert one.returncode == 0, err
    finally:
        for one in every:
            one.kill()
            one.communicate()


@pytest.mark.parametrize("how", ["backup", "place", "rename"])
def test_verbs_and_a_text_editor_lose_nothing_of_each_other(how: str, tmp_path: Path) -> None:
    """An editor that looks once more, but then renames, may save over a verb: it is in the journal.

    What the editor saved is never lost.
    """
    book = book_at(tmp_path)
    finish(
        [
            at_work(VERBS, book, "v", TURNS),
            at_work(EDITOR, book / MANIFEST, how, TURNS),
        ]
    )
    text = (book / MANIFEST).read_text()
    assert sorted(re.findall(rf"# {how}-(\d+)", text), key=int) == [str(n) for n in range(TURNS)]
    found = set(map(int, re.findall(r"- v-(\d+)", text)))
    lost = set(range(TURNS)) - found
    if how != "rename":
        assert not lost
    for number in lost:
        texts = (book / ".dinobook/texts").iterdir()
        assert any(f"- v-{number}\n" in path.read_text() for path in texts)
    assert len(re.findall(r"eerste, short", text)) == 1
    assert len(open_book(book).history().undoable) == TURNS


def test_two_that_run_verbs_wait_for_each_other(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    finish([at_work(VERBS, book, name, TURNS // 2) for name in ("an", "bob")])
    text = (book / MANIFEST).read_text()
    for name in ("an", "bob"):
        assert len(re.findall(rf"- {name}-\d+\n", text)) == TURNS // 2
    opened = open_book(book)
    assert len(opened.history().undoable) == TURNS // 2 * 2
    opened.undo(TURNS // 2 * 2)
    assert (book / MANIFEST).read_text() == BOOK


BUSY = """
import sys
from dinobook import open_book
from dinobook.editing import swap
book = open_book(sys.argv[1])
print("ready", flush=True)
while True:
    book.edit("swap", lambda text: swap(text, "eerste", "tweede"))
    book.undo()
    book.redo()
    book.undo()
"""


def test_killed_at_any_moment_the_text_is_old_or_new_and_the_journal_good(tmp_path: Path) -> None:
    book = book_at(tmp_path / "boek")
    new = swap(BOOK, "eerste", "tweede")
    chance = random.Random(18)  # noqa: S311 - no secret
    seen = set()
    for _ in range(KILLS):
        with at_work(BUSY, book) as busy:
            assert busy.stdout is not None
            busy.stdout.readline()
            time.sleep(chance.uniform(0, 0.25))
            busy.kill()
        text = (book / MANIFEST).read_text()
        assert text in (BOOK, new)
        seen.add(text == new)
        opened = open_book(book)
        text = (book / MANIFEST).read_text()
        assert text in (BOOK, new)
        undoable = len(opened.history().undoable)
        assert undoable == (text == new)
        done = opened.edit("hold", lambda text: hold(text, ["vooraf"]))
        assert {problem.code for problem in done.problems} <= {"journal-001"}
        opened.undo(1 + undoable)
        assert (book / MANIFEST).read_text() == BOOK
    left = {path.name for path in book.iterdir()}
    assert left == {"manuscript", ".dinobook"}
    assert {path.name for path in (book / "manuscript").iterdir()} == {"book.yaml"}
    assert seen
