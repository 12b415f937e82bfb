"""Steps are taken back and made again, byte for byte; what is wrong with the journal is said."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import threading
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from books import MANIFEST as BOOK
from dinobook import MANIFEST, OpenBook, book_in_memory, open_book
from dinobook.editing import Spot, add, drop, hold, move, part_add, part_rename, retitle, swap
from dinobook.editing.history import steps
from dinobook.errors import ManifestError, SetupError, SourceError, UsageError
from dinobook.starter import start_book
from dinobook.storage import Change, edit_entries, edit_session
from dinobook.storage.edit_entries import MOST_STEPS
from dinobook.storage.project import FolderProject, MemoryProject

CHAPTERS = ("vooraf", "eerste", "tweede", "bronnen")
JOURNAL = ".dinobook/journal.jsonl"


def memory(text: str = BOOK) -> OpenBook:
    return book_in_memory({MANIFEST: text})


@pytest.fixture
def book(tmp_path: Path) -> OpenBook:
    (tmp_path / "manuscript").mkdir()
    (tmp_path / MANIFEST).write_text(BOOK)
    return open_book(tmp_path)


def text_of(book: OpenBook) -> str:
    return book.project.read_bytes(MANIFEST).decode()


def save(book: OpenBook, text: str) -> None:
    """As a text editor does."""
    if isinstance(book.project, MemoryProject):
        book.project.write_bytes(MANIFEST, text.encode())
    else:
        (book.folder / MANIFEST).write_text(text)


def swapped(book: OpenBook, first: str = "eerste", second: str = "tweede") -> str:
    done = book.edit("swap", lambda text: swap(text, first, second), arguments={"a": first})
    return done.after


@st.composite
def verbs(draw: st.DrawFn) -> tuple[str, tuple[object, ...]]:
    one, two = draw(st.permutations(CHAPTERS))[:2]
    kind = draw(
        st.sampled_from(["move", "swap", "hold", "retitle", "part", "drop", "add", "rename"])
    )
    words = draw(st.text("abc", min_size=1, max_size=5))
    return kind, (one, two, words)


def carry_out(book: OpenBook, verb: tuple[str, tuple[object, ...]]) -> None:
    kind, given = verb
    one, two, words = (str(part) for part in given)
    changes: dict[str, Callable[[str], str]] = {
        "move": lambda text: move(text, [one], Spot(after=two)),
        "swap": lambda text: swap(text, one, two),
        "hold": lambda text: hold(text, [one]),
        "retitle": lambda text: retitle(text, one, words),
        "part": lambda text: part_add(text, words, Spot(before=one)),
        "rename": lambda text: part_rename(text, "Het begin", words),
        "drop": lambda text: drop(text, [one]),
        "add": lambda text: add(text, one),
    }
    with contextlib.suppress(ManifestError):  # a chapter that is already aside, and the like
        book.edit(kind, changes[kind])


@settings(max_examples=15, deadline=None)
@given(st.lists(verbs(), min_size=1, max_size=8), st.data())
@pytest.mark.parametrize("text", [BOOK, BOOK.replace("\n", "\r\n"), "\ufeff" + BOOK.rstrip("\n")])
def test_all_undone_gives_the_same_bytes_and_all_redone_the_last(
    text: str, every: list[tuple[str, tuple[object, ...]]], data: st.DataObject
) -> None:
    book = memory(text)
    for verb in every:
        carry_out(book, verb)
    last, steps = text_of(book), len(book.history().undoable)
    while left := len(book.history().undoable):
        book.undo(data.draw(st.integers(1, left)))
    assert text_of(book) == text
    assert len(book.history().redoable) == steps
    while left := len(book.history().redoable):
        book.redo(data.draw(st.integers(1, left)))
    assert text_of(book) == last
    if steps:
        book.undo(steps)
    assert text_of(book) == text


def test_a_new_step_ends_what_can_be_redone(book: OpenBook) -> None:
    swapped(book)
    book.undo()
    assert len(book.history().redoable) == 1
    swapped(book, "vooraf", "tweede")
    assert not book.history().redoable
    with pytest.raises(UsageError, match="nothing to redo"):
        book.redo()


def test_what_changes_nothing_is_no_step(book: OpenBook) -> None:
    done = book.edit("move", lambda text: text)
    assert not done.steps
    assert not done.is_changed
    with pytest.raises(UsageError, match="nothing to undo"):
        book.undo()


def test_a_dry_run_writes_nothing_at_all(book: OpenBook) -> None:
    done = book.edit("swap", lambda text: swap(text, "eerste", "tweede"), dry_run=True)
    assert done.is_changed
    assert not done.steps
    assert text_of(book) == BOOK
    assert sorted(path.name for path in book.folder.iterdir()) == ["manuscript"]


def test_more_steps_than_there_are(book: OpenBook) -> None:
    swapped(book)
    with pytest.raises(UsageError, match="There is only one step to undo"):
        book.undo(2)
    with pytest.raises(UsageError, match="from 1"):
        book.undo(0)


def test_history_tells_what_was_done(book: OpenBook) -> None:
    swapped(book)
    book.edit(
        "hold", lambda text: hold(text, ["eerste"]), arguments={"ids": ["eerste"]}, force=True
    )
    book.undo()
    (first, second, third) = open_book(book.folder).history().steps
    assert (first.verb, first.kind, first.arguments) == ("swap", "do", {"a": "eerste"})
    assert (second.verb, second.force) == ("hold", True)
    assert (third.kind, third.of, third.verb) == ("undo", second.number, "hold")
    assert first.book == "urn:uuid:0b9a7e0c-7c57-4b7e-9a54-6f6f5a5a9b11"
    assert first.time.tzinfo is not None


def test_what_was_done_by_hand_since_stays(book: OpenBook) -> None:
    after = swapped(book)
    save(book, after.replace("Met alles erin", "Met van alles erin"))
    book.undo()
    assert text_of(book) == BOOK.replace("Met alles erin", "Met van alles erin")
    book.redo()
    assert text_of(book) == after.replace("Met alles erin", "Met van alles erin")


def test_what_overlaps_is_refused_with_both_places(book: OpenBook) -> None:
    book.edit("retitle", lambda text: retitle(text, "eerste", "Langer"))
    mine = text_of(book).replace("Langer", "Nog langer").replace("publisher", "# x\n  publisher")
    save(book, mine)
    before = everything(book.folder)
    with pytest.raises(ManifestError) as error:
        book.undo()
    (problem,) = error.value.problems
    assert problem.code == "journal-004"
    line = mine.splitlines().index("  - {id: eerste, short: Nog langer}") + 1
    assert problem.place.line == line
    assert f"Line {line} is “- {{id: eerste, short: Nog langer}}” now" in problem.message
    assert f"line {line - 1} was “- {{id: eerste, short: Langer}}” then." in problem.message
    assert text_of(book) == mine
    assert everything(book.folder) == before
    assert len(book.history().undoable) == 1


def everything(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


NEW = "manuscript/nieuw.md"


def with_a_new_chapter(book: OpenBook) -> None:
    def make(text: str | None) -> str | None:
        assert text is None
        return "---\ntitle: Nieuw\n---\n"

    book.edit("add", lambda text: add(text, "nieuw"), files={NEW: make})


def test_a_new_chapter_goes_when_nobody_wrote_in_it(book: OpenBook) -> None:
    with_a_new_chapter(book)
    assert book.project.exists(NEW)
    book.undo()
    assert not book.project.exists(NEW)
    assert text_of(book) == BOOK
    book.redo()
    assert book.project.read_bytes(NEW) == b"---\ntitle: Nieuw\n---\n"


def test_and_stays_when_somebody_did(book: OpenBook) -> None:
    with_a_new_chapter(book)
    (book.folder / NEW).write_text("---\ntitle: Nieuw\n---\nMijn eerste zin.\n")
    done = book.undo()
    assert text_of(book) == BOOK
    assert [problem.code for problem in done.problems] == ["journal-005"]
    assert "Mijn eerste zin" in (book.folder / NEW).read_text()
    again = book.redo()
    assert "nieuw" in text_of(book)
    assert [problem.code for problem in again.problems] == []
    assert "Mijn eerste zin" in (book.folder / NEW).read_text()


def noted(number: int, text: str) -> str:
    return f"{BOOK}# T{number}\n"


def test_only_the_last_thousand_steps_are_kept(
    book: OpenBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert MOST_STEPS == 1000
    for module in (edit_entries, edit_session):
        monkeypatch.setattr(module, "MOST_STEPS", 50)
    for number in range(200):
        book.edit("note", partial(noted, number))
    assert len(book.history().undoable) == 50
    assert len(book.history().steps) <= 151
    assert len(list((book.folder / ".dinobook/texts").iterdir())) <= 152
    book.undo(50)
    assert text_of(book) == f"{BOOK}# T149\n"


# What may be wrong with the journal


@pytest.mark.parametrize("cut", [1, 40, 200])
def test_a_line_that_was_cut_off(cut: int, book: OpenBook) -> None:
    swapped(book)
    after = swapped(book, "vooraf", "tweede")
    whole = (book.folder / JOURNAL).read_bytes()
    (book.folder / JOURNAL).write_bytes(whole[:-cut])
    done = book.undo()
    codes = {problem.code for problem in done.problems}
    if cut == 1:  # the end of the line alone
        assert not codes
    else:
        assert "journal-002" in codes
        assert (book.folder / ".dinobook/damaged-1/journal.jsonl").read_bytes() == whole[:-cut]
    assert done.steps[0].of == (1 if cut == 200 else 2)
    assert not book.redo().problems
    assert text_of(book) == after


def test_lines_of_rubbish_are_passed_over(book: OpenBook) -> None:
    swapped(book)
    first = (book.folder / JOURNAL).read_bytes()
    rubbish = b"\xff\xfe\n{}\n[[[[\n" + b'{"sum": "x", "says": {}}\n' + b"[" * 100_000 + b"\n"
    (book.folder / JOURNAL).write_bytes(rubbish + first)
    done = book.undo()
    assert "5 lines of the journal" in done.problems[0].message
    assert text_of(book) == BOOK
    assert (book.folder / ".dinobook/damaged-1/journal.jsonl").read_bytes() == rubbish + first


def test_a_changed_line_is_no_line(book: OpenBook) -> None:
    swapped(book)
    data = (book.folder / JOURNAL).read_text()
    (book.folder / JOURNAL).write_text(data.replace('"swap"', '"swop"'))
    with pytest.raises(UsageError, match="nothing to undo"):
        book.undo()
    assert text_of(book) != BOOK


def test_the_journal_of_another_book_is_put_aside(book: OpenBook) -> None:
    swapped(book)
    mine = text_of(book).replace("0b9a7e0c", "0b9a7e0d")
    save(book, mine)
    before = (book.folder / JOURNAL).read_bytes()
    done = book.edit("hold", lambda text: hold(text, ["eerste"]))
    assert [problem.code for problem in done.problems] == ["journal-003"]
    assert (book.folder / ".dinobook/another-book-1/journal.jsonl").read_bytes() == before
    assert len(list((book.folder / ".dinobook/another-book-1/texts").iterdir())) == 2
    book.undo()
    assert text_of(book) == mine


def test_a_text_that_is_lost_is_told_of(book: OpenBook) -> None:
    after = swapped(book)
    for path in (book.folder / ".dinobook/texts").iterdir():
        path.write_text("iets anders")
    with pytest.raises(SourceError) as error:
        book.undo()
    assert [problem.code for problem in error.value.problems] == ["journal-006"]
    assert text_of(book) == after


def test_a_journal_of_a_newer_dinobook_is_not_touched(book: OpenBook) -> None:
    swapped(book)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(edit_entries, "VERSION", 2)
        newer = edit_entries.head()
    (book.folder / JOURNAL).write_text(newer)
    with pytest.raises(SetupError, match="newer dinobook"):
        book.undo()
    assert (book.folder / JOURNAL).read_text() == newer


@pytest.mark.parametrize("path", ["../../x", "/etc/passwd", "manuscript/.git/config", "build/x"])
def test_a_journal_names_files_of_the_book_alone(path: str, book: OpenBook) -> None:
    """Whoever sent the folder may have written it."""
    from dinobook.storage.changes import digest_of

    swapped(book)
    head, step, mark = (book.folder / JOURNAL).read_text().splitlines()
    says = json.loads(step)["says"]
    says["files"] = {path: ["", next(iter(says["files"].values()))[0]]}
    summed = digest_of(json.dumps(says, separators=(",", ":")).encode())
    line = json.dumps({"sum": summed, "says": says})
    (book.folder / JOURNAL).write_text(f"{head}\n{line}\n{mark}\n")
    with pytest.raises(UsageError, match="nothing to undo"):
        book.undo()


# A process that died


def stopped(book: OpenBook) -> None:
    """The journal without what became of the last step."""
    lines = (book.folder / JOURNAL).read_text().splitlines(keepends=True)
    assert '"done"' in lines[-1]
    (book.folder / JOURNAL).write_text("".join(lines[:-1]))


def test_stopped_when_the_step_was_made(book: OpenBook) -> None:
    swapped(book)
    stopped(book)
    done = book.undo()
    assert [problem.code for problem in done.problems] == ["journal-001"]
    assert "when it had made it" in done.problems[0].message
    assert text_of(book) == BOOK


def test_stopped_before_the_step_was_made(book: OpenBook) -> None:
    swapped(book)
    stopped(book)
    save(book, BOOK)
    assert not book.history().undoable
    done = book.edit("hold", lambda text: hold(text, ["eerste"]))
    assert "before anything was changed" in done.problems[0].message
    book.undo()
    assert text_of(book) == BOOK


@pytest.mark.parametrize("is_made", [True, False])
def test_stopped_and_changed_by_hand_since(is_made: bool, book: OpenBook) -> None:
    after = swapped(book)
    stopped(book)
    save(book, (after if is_made else BOOK) + "# een regel\n")
    assert bool(book.history().undoable) == is_made
    if is_made:
        assert "seems to have been made" in book.undo().problems[0].message
    else:
        with pytest.raises(UsageError, match="nothing to undo"):
            book.undo()
    assert text_of(book) == BOOK + "# een regel\n"


class Restless(MemoryProject):
    """Somebody saves the manifest each time that it is about to be written, so many times."""

    saves = 0

    def apply(self, changes: Iterable[Change]) -> None:
        if self.saves:
            self.saves -= 1
            self.contents[MANIFEST] += b"# met de hand\n"
        super().apply(changes)


@pytest.mark.parametrize(("saves", "is_done"), [(0, True), (3, True), (1000, False)])
def test_who_saves_meanwhile_wins_and_the_verb_is_made_again(
    saves: int, is_done: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steps, "_WAIT_SECONDS", 0)
    project = Restless({MANIFEST: BOOK.encode()})
    project.saves = saves
    book = replace(memory(), project=project)
    if is_done:
        swapped(book)
        assert text_of(book) == swap(BOOK, "eerste", "tweede") + "# met de hand\n" * saves
        assert [step.verb for step in book.history().steps] == ["swap"]
        book.undo()
    else:
        with pytest.raises(SourceError) as error:
            swapped(book)
        assert [problem.code for problem in error.value.problems] == ["project-010"]
        assert not book.history().steps
    assert text_of(book) == BOOK + "# met de hand\n" * (saves - project.saves)


# A folder that cannot be written


def test_where_the_hidden_folder_should_be_is_a_file(book: OpenBook) -> None:
    (book.folder / ".dinobook").write_text("van iemand anders")
    with pytest.raises(SetupError, match=r"\.dinobook is no folder"):
        swapped(book)
    assert text_of(book) == BOOK
    assert (book.folder / ".dinobook").read_text() == "van iemand anders"
    assert not book.history().steps


def test_the_hidden_folder_is_not_followed_elsewhere(book: OpenBook, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elders"
    elsewhere.mkdir()
    (book.folder / ".dinobook").symlink_to(elsewhere)
    with pytest.raises(SetupError):
        swapped(book)
    assert not list(elsewhere.iterdir())
    assert text_of(book) == BOOK


@pytest.mark.parametrize("is_there", [True, False])
def test_a_new_book_tells_git_what_to_leave_alone(is_there: bool, tmp_path: Path) -> None:
    if is_there:
        (tmp_path / ".gitignore").write_text("eigen\n")
    start_book(FolderProject(tmp_path), "Boek", "An", "0b9a7e0c-7c57-4b7e-9a54-6f6f5a5a9b11")
    text = (tmp_path / ".gitignore").read_text()
    assert text == "eigen\n" if is_there else "/.dinobook/\n" in text
    swapped(open_book(tmp_path), "welkom", "eerste-hoofdstuk")
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    ran = subprocess.run(
        ["git", "status", "--short", "-uall"], cwd=tmp_path, check=True, capture_output=True
    )
    assert ".gitignore" in ran.stdout.decode()
    assert ".dinobook" not in ran.stdout.decode()


def test_git_does_not_see_the_hidden_folder(book: OpenBook) -> None:
    swapped(book)
    subprocess.run(["git", "init", "-q"], cwd=book.folder, check=True)
    seen = subprocess.run(
        ["git", "status", "--short", "-uall"], cwd=book.folder, check=True, capture_output=True
    )
    assert seen.stdout.decode().split() == ["??", "manuscript/book.yaml"]


FULL = """
import resource, sys
from dinobook import open_book, UserError
from dinobook.editing import swap
book = open_book(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
try:
    if sys.argv[3] == "undo":
        book.undo()
    else:
        book.edit("swap", lambda text: swap(text, "eerste", "tweede"))
except UserError as error:
    print(type(error).__name__, error.message)
else:
    print("done")
"""


@pytest.mark.parametrize("what", ["edit", "undo"])
def test_a_disk_that_is_full(what: str, book: OpenBook, environment: dict[str, str]) -> None:
    """At any size of file: done and remembered, or refused and nothing changed."""
    done = 0
    for size in [*range(0, 3000, 300), 100_000]:
        if what == "undo":
            swapped(book)
        before = text_of(book)
        command = ["python", "-c", FULL, str(book.folder), str(size), what]
        ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        if ran.stdout.startswith("done"):
            done += 1
            assert text_of(book) != before
        else:
            assert ran.stdout.startswith("SetupError Cannot write into"), ran.stdout + ran.stderr
            assert text_of(book) == before
        while book.history().undoable:
            assert not [one for one in book.undo().problems if one.code == "journal-002"]
        assert text_of(book) == BOOK
    assert 0 < done < 10


@pytest.fixture
def environment(repository: Path) -> dict[str, str]:
    path = f"{Path(os.sys.executable).parent}:{os.environ['PATH']}"  # type: ignore[attr-defined]
    return {**os.environ, "PYTHONPATH": str(repository / "src"), "PATH": path}


def test_threads_of_one_program_take_turns() -> None:
    book = memory()

    def work(name: str) -> None:
        for number in range(20):
            book.edit("note", partial(str.__add__, f"# {name}-{number}\n"))

    threads = [threading.Thread(target=work, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(text_of(book).splitlines()) == len(BOOK.splitlines()) + 80
    book.undo(80)
    assert text_of(book) == BOOK
