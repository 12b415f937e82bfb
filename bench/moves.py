"""`python -m bench.moves`: random changes of order, estimated and laid out, and who was right.

Two books of about a hundred pages: the one of `bench.book`, full of figures and references by page,
and one of chapters without any, as a blog has them.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final

from bench.book import MANIFEST, WORDS_PER_PAGE, write_book
from bench.prose import Prose
from dinobook import OpenBook, Request, open_book

_PLAIN: Final = """\
book:
  title: Een boek zonder verwijzingen
  authors: [{name: Niemand Bijzonder, sort: "Bijzonder, Niemand"}]
  language: nl-BE
  identifier: urn:uuid:00000000-0000-4000-8000-000000000100
  date: 2026-01-15
  publisher: Proefdruk

outline:
  - matter: front
  - generate: title-page
  - generate: contents
  - woord-vooraf
  - matter: body
"""
_EDITIONS: Final = """
editions:
  print:
    {format: pdf, use: print, page: 135x210, printer: generic, print: {multiple: 4, last_blank: 1}}
"""
_CHAPTERS: Final = 18
_PER_PART: Final = 6
_MEAN_PAGES: Final = 5.0


@dataclass(frozen=True, slots=True)
class Round:
    """One change of order: pages and blanks by both ways, and seconds."""

    change: str
    about: bool
    agree: bool
    estimate_s: float
    exact_s: float


def write_plain_book(folder: Path, seed: int = 1) -> None:
    """Chapters of very different lengths in three parts, without figures, notes or references."""
    draw = random.Random(f"{seed}/plain")  # noqa: S311 - no secret
    prose = Prose(draw)
    (folder / "manuscript").mkdir(parents=True)
    rows: list[str] = []
    for at in range(_CHAPTERS + 1):
        name = f"stuk-{at:02}" if at else "woord-vooraf"
        words = round(draw.uniform(0.2, 1.8) * (_MEAN_PAGES if at else 1.0) * WORDS_PER_PAGE)
        blocks = [f"---\ntitle: Stuk {at}\n---"]
        while sum(len(one.split()) for one in blocks) < words:
            blocks.append(prose.paragraph())
        text = "\n\n".join(blocks) + "\n"
        (folder / "manuscript" / f"{name}.md").write_text(text, encoding="utf-8")
        if at and at % _PER_PART == 1:
            rows.append(f"  - part: Deel {at // _PER_PART + 1}\n")
        if at:
            rows.append(f"  - {name}\n")
    manifest = _PLAIN + "".join(rows) + _EDITIONS
    (folder / MANIFEST).write_text(manifest, encoding="utf-8")


def changed(text: str, draw: random.Random) -> tuple[str, str]:
    """The manifest with another order, and what was done."""
    lines = text.splitlines(keepends=True)
    start = next(at for at, line in enumerate(lines) if line.startswith("outline:")) + 1
    end = next(at for at, line in enumerate(lines) if line.startswith("editions:")) - 1
    chapters = [at for at in range(start, end) if _is_chapter(lines[at])]
    kind = draw.choice(("move", "move", "move", "swap", "hold", "part"))
    at = draw.choice(chapters)
    name = lines[at].strip(" -\n")
    if kind == "hold":
        lines[at] = f"  - {{id: {name}, status: hold}}\n"
    elif kind == "swap":
        other = draw.choice([one for one in chapters if one != at])
        lines[at], lines[other] = lines[other], lines[at]
    else:
        parts = [row for row in range(start, end) if lines[row].startswith("  - part:")]
        at = draw.choice(parts) if kind == "part" and parts else at
        line = lines.pop(at)
        name = line.strip(" -\n")
        lines.insert(draw.choice([one for one in chapters if one < end - 1]), line)
    return "".join(lines), f"{kind} {name}"


def _is_chapter(line: str) -> bool:
    return line.startswith(("  - stuk-", "  - hoofdstuk-"))


def rounds(book: OpenBook, count: int, seed: int = 1) -> Iterator[Round]:
    """So many changes, each from the order of the last build."""
    text = (book.folder / MANIFEST).read_text(encoding="utf-8")
    draw = random.Random(f"{seed}/moves")  # noqa: S311 - no secret
    book.build(Request(editions=("print",)))
    for _ in range(count):
        new, change = changed(text, draw)
        begun = time.perf_counter()
        guess = book.impact(new, "print")
        between = time.perf_counter()
        exact = book.impact(new, "print", exact=True)
        (one,), (two,) = guess.pages, exact.pages
        agree = (one.pages, one.blanks) == (two.pages, two.blanks)
        ended = time.perf_counter()
        yield Round(change, guess.about, agree, between - begun, ended - between)


def report(name: str, done: list[Round]) -> Iterator[str]:
    sure = [one for one in done if not one.about]
    unsure = [one for one in done if one.about]
    right, close = (sum(one.agree for one in row) for row in (sure, unsure))
    yield f"{name}: {len(done)} changes"
    yield f"  sure: {len(sure)}, of which right {right}"
    yield f"  about: {len(unsure)}, of which right all the same {close}"
    estimates, exacts = ([getattr(one, key) for one in done] for key in ("estimate_s", "exact_s"))
    yield f"  seconds (median): estimate {median(estimates):.2f}, exact {median(exacts):.2f}"


_BOOKS: Final[dict[str, Callable[[Path], None]]] = {
    "figures and references": lambda folder: write_book(folder, 100),
    "plain chapters": write_plain_book,
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.moves", description=__doc__)
    parser.add_argument("--moves", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--book", choices=_BOOKS, help="this one only")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="moves-") as folder:
        for at, (name, write) in enumerate(_BOOKS.items()):
            if asked.book not in (None, name):
                continue
            home = Path(folder, str(at))
            home.mkdir()
            write(home)
            done = []
            for one in rounds(open_book(home), asked.moves, asked.seed):
                done.append(one)
                if not (one.agree or one.about):
                    sys.stderr.write(f"wrong and sure: {one}\n")
            sys.stdout.write("\n".join(report(name, done)) + "\n")


if __name__ == "__main__":
    main()
