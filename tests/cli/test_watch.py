"""`dinobook watch`: what it says of the pages, and that it sees an edit."""

from __future__ import annotations

import signal
import threading
from collections.abc import Sequence
from pathlib import Path
from queue import Empty, Queue

from hypothesis import given
from hypothesis import strategies as st

from books import EERSTE, TWEEDE, small_book
from dinobook.pagemap.model import MappedPage, PageMap
from dinobook.pipeline.watch import changes, summary
from processes import PATIENCE_SECONDS, in_session, start, wait_for, write_book


def book(*chapters: tuple[str, int], front: int = 0, recto: bool = False) -> PageMap:
    """A page map with chapters of so many pages, after `front` pages with roman folios."""
    pages = [_page(number, "i" * number, "vooraf") for number in range(1, front + 1)]
    for name, count in chapters:
        if recto and len(pages) % 2:
            pages.append(_page(len(pages) + 1, str(len(pages) + 1 - front), name, blank=True))
        for _ in range(count):
            pages.append(_page(len(pages) + 1, str(len(pages) + 1 - front), name))
    return PageMap("boek.pdf", tuple(pages), ())


def _page(number: int, folio: str, chapter: str, *, blank: bool = False) -> MappedPage:
    return MappedPage(number, folio, number % 2 == 1, blank, chapter, None, (), 0, 1.0)


def test_a_chapter_that_grows_moves_what_follows() -> None:
    before, after = book(("a", 3), ("b", 4), ("c", 5)), book(("a", 3), ("b", 5), ("c", 5))
    assert changes(before, after) == ("chapter b: 4 → 5 pages", "pages 8–12 move by 1")


def test_a_blank_page_takes_up_what_a_chapter_grows() -> None:
    before = book(("a", 3), ("b", 4), recto=True)
    after = book(("a", 4), ("b", 4), recto=True)
    assert changes(before, after) == ("chapter a: 3 → 4 pages",)


def test_chapters_that_change_places_move_by_their_lengths() -> None:
    before, after = book(("a", 3), ("b", 1), ("c", 5)), book(("b", 1), ("a", 3), ("c", 5))
    assert changes(before, after) == ("pages 1–3 move by 1", "page 4 moves by −3")


def test_chapters_come_and_go() -> None:
    before, after = book(("a", 3), ("b", 4)), book(("n", 1), ("b", 4))
    assert changes(before, after) == (
        "chapter n: new, 1 page",
        "chapter a: gone",
        "pages 4–7 move by −2",
    )


def test_arabic_folios_stay_when_the_front_grows() -> None:
    before, after = book(("a", 3), front=2), book(("a", 3), front=4)
    assert changes(before, after) == ("chapter vooraf: 2 → 4 pages",)


@given(st.lists(st.integers(1, 9), min_size=1, max_size=6))
def test_nothing_changed_says_nothing(lengths: Sequence[int]) -> None:
    same = book(*((f"h{at}", length) for at, length in enumerate(lengths)))
    assert changes(same, same) == ()
    assert summary("print", 0, same, same).startswith("print: ")


@given(
    st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9)), min_size=1, max_size=6),
)
def test_what_is_said_adds_up(lengths: Sequence[tuple[int, int]]) -> None:
    """The last chapter moves by as much as those before it grew."""
    before = book(*((f"h{at}", old) for at, (old, _) in enumerate(lengths)), ("slot", 2))
    after = book(*((f"h{at}", new) for at, (_, new) in enumerate(lengths)), ("slot", 2))
    grown = sum(new - old for old, new in lengths)
    said = changes(before, after)
    assert sum(line.startswith("chapter") for line in said) == sum(a != b for a, b in lengths)
    last = before.pages[-1].folio
    moved = [line for line in said if f"{last} move" in line]
    assert moved == [line for line in said if line.endswith(f"by {grown}".replace("-", "−"))][-1:]


def test_an_edit_is_seen_and_an_error_ends_nothing(tmp_path: Path) -> None:
    write_book(small_book(), tmp_path)
    chapter = tmp_path / "manuscript" / "eerste.md"
    with start(tmp_path, "watch", "print", "--jobs", "1") as running:
        try:
            said, talked = _listen(running.stdout), _listen(running.stderr)
            assert "pages" in _next(said, "print: ")
            _next(talked, "Watching")
            longer = "\nEen alinea die er gisteren niet stond, en die niemand miste.\n" * 120
            chapter.write_text(EERSTE.replace("\n* * *\n", longer + "\n* * *\n"))
            line = _next(said, "print: ")
            assert "chapter eerste: " in line
            assert " move by " in line
            assert "redrawn" in line
            chapter.write_text(EERSTE + "\n[nergens](#nergens)\n")
            assert "nergens" in _next(talked, "manuscript/eerste.md:")
            chapter.write_text(EERSTE)
            (tmp_path / "manuscript" / "tweede.md").write_text(TWEEDE + "\nNog iets.\n")
            assert "chapter eerste: " in _next(said, "print: ")
            _next(talked, "Watching")
            (tmp_path / "styles").mkdir(exist_ok=True)
            sheet = tmp_path / "styles" / "print.css"
            sheet.write_text("@page { margin: 30mm }\n")
            assert "move by" in _next(said, "print: ")
            sheet.write_text("@page { margin: 31mm }\np { color: #111 }\n")
            assert "redrawn" in _next(said, "print: ")
            _next(talked, "Watching")
            running.send_signal(signal.SIGINT)
            assert running.wait(PATIENCE_SECONDS) == 0
        finally:
            running.kill()
    wait_for(lambda: not in_session(running.pid), "a worker lives on")


def _listen(stream: object) -> Queue[str]:
    """The lines of a stream, as they come."""
    lines: Queue[str] = Queue()

    def read() -> None:
        for line in stream:  # type: ignore[attr-defined]
            lines.put(line)

    threading.Thread(target=read, daemon=True).start()
    return lines


def _next(lines: Queue[str], beginning: str) -> str:
    """The next line that begins so; those before it are passed over."""
    passed: list[str] = []
    while True:
        try:
            line = lines.get(timeout=PATIENCE_SECONDS)
        except Empty:
            raise AssertionError(f"no “{beginning}” after {passed}") from None
        if line.startswith(beginning):
            return line
        passed.append(line)
