"""`python -m bench.editing`: what an editor waits for, in medians of a few rounds.

Verbs on 200 rows, the outline of 1,000, and the impact of a move in a book of 300 pages, beside
what a watched build of the same move takes. Times in seconds on the clock; commands also those of
processors.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from bench.book import MANIFEST, move_chapter, write_book
from bench.clock import timed
from dinobook import Request, open_book
from dinobook.editing import Spot, move

_ROOT = Path(__file__).parents[1]
_ROWS = 200
_MANY_ROWS = 1000
_PAGES = 300


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.editing", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="How often each is measured.")
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        _verbs(folder / "rows", rounds)
        _outline(folder / "many", rounds)
        _impact(folder / "pages", rounds)


def _verbs(folder: Path, rounds: int) -> None:
    text = _rows_book(folder, _ROWS)
    _say("a move among 200 rows", _median(rounds * 4, lambda: _there(text)))
    book = open_book(folder)
    _say("the same as an edit, remembered and undone", _median(rounds, lambda: _edited(folder)))
    command = ["move", "hoofdstuk-0150", "--after", "hoofdstuk-0050", "--book", str(book.folder)]
    _say_command("the command, impact included", folder, command, rounds)


def _there(text: str) -> None:
    move(text, ["hoofdstuk-0150"], Spot(after="hoofdstuk-0050"))


def _edited(folder: Path) -> None:
    book = open_book(folder)
    book.edit("move", lambda text: move(text, ["hoofdstuk-0150"], Spot(after="hoofdstuk-0050")))
    book.undo()


def _outline(folder: Path, rounds: int) -> None:
    _rows_book(folder, _MANY_ROWS)
    book = open_book(folder)
    book.outline()
    _say("the outline of 1,000 rows", _median(rounds, book.outline))
    _say_command("the command", folder, ["outline", "--book", str(folder)], rounds)


def _impact(folder: Path, rounds: int) -> None:
    write_book(folder, _PAGES)
    book = open_book(folder)
    before = (folder / MANIFEST).read_text(encoding="utf-8")
    with book.rebuilder() as rebuilder:
        rebuilder.build(Request())
        move_chapter(folder)
        after = (folder / MANIFEST).read_text(encoding="utf-8")
        watched = []
        for _ in range(rounds):
            for text in (after, before):
                (folder / MANIFEST).write_text(text, encoding="utf-8")
                start = time.perf_counter()
                rebuilder.build(Request())
                watched.append(time.perf_counter() - start)
    _say("a watched build of a move and back, of about 300 pages", median(watched))
    book.impact(after)
    command = ["move", "hoofdstuk-004", "--after", "hoofdstuk-001", "--book", str(folder)]
    _say_command("the command of a move, with that estimate", folder, command, rounds)
    _say("the estimate of that move", _median(rounds, lambda: book.impact(after)))
    exact = [_seconds(lambda: book.impact(after, exact=True)) for _ in range(rounds)]
    _say("the move laid out (--exact)", median(exact))


def _rows_book(folder: Path, rows: int) -> str:
    """A book of so many short chapters; its manifest."""
    manuscript = folder / "manuscript"
    manuscript.mkdir(parents=True)
    names = [f"hoofdstuk-{number:04}" for number in range(1, rows + 1)]
    for number, name in enumerate(names, start=1):
        head = f"---\ntitle: Hoofdstuk {number}\ndate: 2016-01-15\n---\n"
        (manuscript / f"{name}.md").write_text(f"{head}{'Er was eens een rij. ' * 60}\n")
    text = (
        "book:\n  title: Rijen\n  identifier: urn:uuid:00000000-0000-4000-8000-000000000001\n\n"
        "outline:\n" + "".join(f"  - {name}\n" for name in names) + "\n"
        "editions:\n  print: {format: pdf, page: a5}\n"
    )
    (folder / MANIFEST).write_text(text, encoding="utf-8")
    return text


def _median(rounds: int, work: Callable[[], object]) -> float:
    return median(_seconds(work) for _ in range(rounds))


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _say(what: str, seconds: float) -> None:
    sys.stdout.write(f"{what}: {seconds * 1000:.0f} ms\n")
    sys.stdout.flush()


def _say_command(what: str, folder: Path, arguments: list[str], rounds: int) -> None:
    """A command from its start to its end, each time on the same manifest."""
    with _unchanged(folder / MANIFEST) as restore:
        costs = []
        for _ in range(rounds + 1):  # the first compiles, as a user's program is compiled
            costs.append(
                timed(
                    [sys.executable, "-m", "dinobook", *arguments],
                    _environment(folder),
                    folder / "log",
                )
            )
            restore()
    wall, cpu = (
        median(values) for values in zip(*((c.wall_s, c.cpu_s) for c in costs[1:]), strict=True)
    )
    _say(f"{what} ({cpu * 1000:.0f} ms of processor)", wall)


def _environment(folder: Path) -> dict[str, str]:
    """That of this process, with compiled Python files in a place of their own."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    compiled = str(folder.parent / "compiled")
    return {**kept, "PYTHONPATH": str(_ROOT / "src"), "PYTHONPYCACHEPREFIX": compiled}


@contextmanager
def _unchanged(file: Path) -> Iterator[Callable[[], object]]:
    data = file.read_bytes()
    yield lambda: file.write_bytes(data)
    file.write_bytes(data)


if __name__ == "__main__":
    main()
