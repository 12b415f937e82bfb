"""Rounds of builds: each round makes a book in every way once, so that noise meets all of them."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import json
import os
import platform
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Final

from bench.book import change_colour, change_word, grow_chapter, move_chapter, write_book
from bench.clock import Cost, middle, timed
from bench.numbers import Conditions, Measured
from bench.peers import PEERS, Peer, filled, has_pdf, there
from bench.watched import watched

COLD_ONE: Final = "cold, one process"
COLD_TWO: Final = "cold, two processes"
WHOLE: Final = "one document (WeasyPrint)"
NOTHING: Final = "nothing changed"
WORD: Final = "one word changed"
WATCHED: Final = "one word, while watching"
GROWTH: Final = "a chapter grows by four pages"
MOVE: Final = "a chapter moved"
COLOUR: Final = "a colour changed"

EDITS: Final[tuple[tuple[str, Callable[[Path], None]], ...]] = (
    (WORD, change_word),
    (GROWTH, grow_chapter),
    (MOVE, move_chapter),
    (COLOUR, change_colour),
)
_WARM_UP_PAGES: Final = 5
_ONE_PASS: Final = Path(__file__).with_name("one_pass.py")


class WrongResultError(Exception):
    """A build was quick because it did not do its work."""


@dataclass(frozen=True, slots=True)
class Lab:
    """A folder to work in, with a copy of the program that nobody edits meanwhile."""

    folder: Path
    environment: Mapping[str, str]

    def build(self, book: Path, out: Path, *options: str) -> Cost:
        command = (sys.executable, "-m", "dinobook", "build", "print", "--book", str(book))
        return self.time(*command, "--out", str(out), *options)

    def watch(self, book: Path, out: Path, edit: Callable[[], None]) -> Cost:
        command = (sys.executable, "-m", "dinobook", "watch", "print", "--book", str(book))
        return watched((*command, "--out", str(out), "--jobs", "2"), self.environment, edit)

    def time(self, *command: str) -> Cost:
        return timed(command, self.environment, self.folder / "said.txt")


@dataclass(frozen=True, slots=True)
class Plan:
    """Books of `pages` pages, `runs` rounds each.

    Longer books than `whole_limit` pages are not laid out as one document, nor by other programs.
    """

    runs: int = 3
    seed: int = 1
    whole_limit: int = 1200
    typst_python: str = ""


def equip(folder: Path, checkout: Path) -> Lab:
    """Copy the program from a checkout and let Python compile it and its libraries once.

    Without compiled files every start would compile all libraries anew, which no reader does.
    """
    for part in ("src", "styles"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(checkout / part, folder / "program" / part, ignore=ignored)
    environment = dict(os.environ)
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment["PYTHONPATH"] = str(folder / "program" / "src")
    environment["PYTHONPYCACHEPREFIX"] = str(folder / "compiled")
    lab = Lab(folder, environment)
    write_book(folder / "warm-up", _WARM_UP_PAGES)
    for options in (("--jobs", "2"), ("--whole",)):
        lab.build(folder / "warm-up", folder / "warm-up-out" / options[0], *options)
    return lab


def measure(lab: Lab, pages: int, plan: Plan, say: Callable[[str], None]) -> Measured:
    """Medians of all rounds for a book of about `pages` pages."""
    load = os.getloadavg()[0]
    whole = pages <= plan.whole_limit
    peers = there(plan.typst_python)
    costs: dict[str, list[Cost]] = {}
    made = 0
    for at in range(plan.runs):
        folder = lab.folder / f"{pages}-{at}"
        write_book(folder / "book", pages, plan.seed)
        timings = chain(_round(lab, folder, whole), _peers(lab, folder, peers if whole else {}))
        for name, cost in timings:
            costs.setdefault(name, []).append(cost)
            seconds = f"{cost.wall_s:.2f} s, {cost.cpu_s:.2f} s of processor"
            say(f"{pages} pages, round {at + 1}, {name}: {seconds}")
        made = _made(folder / "cold")[0]
        shutil.rmtree(folder)
    return Measured(
        pages,
        made,
        plan.runs,
        {name: middle(row) for name, row in costs.items()},
        tuple(sorted({one.name for one in PEERS} - {one.name for one in peers})),
        _conditions(load),
    )


def _round(lab: Lab, folder: Path, whole: bool) -> Iterator[tuple[str, Cost]]:
    """Every way to make one book; the book in `folder` is edited on the way."""
    book, plain, out = folder / "book", folder / "plain", folder / "out"
    shutil.copytree(book, plain)
    yield COLD_TWO, lab.build(book, out, "--jobs", "2")
    first = before = _made(out)[1]
    yield NOTHING, lab.build(book, out, "--jobs", "2")
    for name, edit in EDITS:
        edit(book)
        yield name, lab.build(book, out, "--jobs", "2")
        if _made(out)[1] == before and edit is not change_colour:  # print has one ink, always black
            raise WrongResultError(f"“{name}” left the file as it was")
        before = _made(out)[1]
    yield WATCHED, lab.watch(book, out, lambda: change_word(book))
    lab.build(plain, out, "--jobs", "2")
    yield COLD_ONE, lab.build(plain, folder / "cold", "--jobs", "1")
    if {_made(out)[1], _made(folder / "cold")[1]} != {first}:
        raise WrongResultError("the same book gave other bytes: after edits and back, or alone")
    if whole:
        (folder / "whole").mkdir()
        once = str(folder / "whole" / "once.pdf")
        yield WHOLE, lab.time(sys.executable, "-P", str(_ONE_PASS), str(plain), once)


def _made(out: Path) -> tuple[int, str]:
    """Pages and digest of the file, as the output folder remembers them."""
    row = next(iter(json.loads((out / ".dinobook.json").read_text())["record"]["files"].values()))
    return int(row["pages"]), str(row["sha256"])


def _peers(
    lab: Lab, folder: Path, peers: Mapping[Peer, Mapping[str, str]]
) -> Iterator[tuple[str, Cost]]:
    for peer, places in peers.items():
        yield peer.name, _peer(lab, folder / "plain", peer, places)


def _peer(lab: Lab, folder: Path, peer: Peer, places: Mapping[str, str]) -> Cost:
    (folder / "peer.pdf").unlink(missing_ok=True)
    inside = ("env", "-C", str(folder))
    for command in peer.prepare:
        lab.time(*inside, *filled(command, places))
    costs = [lab.time(*inside, *filled(command, places)) for command in peer.make]
    if not has_pdf(folder):
        raise WrongResultError(f"{peer.name} made no PDF")
    return Cost(
        sum(one.wall_s for one in costs),
        sum(one.cpu_s for one in costs),
        max(one.peak_mib for one in costs),
    )


def typst_wheel() -> str:
    """This interpreter when it has the Typst wheel, else nothing."""
    return sys.executable if importlib.util.find_spec("typst") else ""


def _conditions(load: float) -> Conditions:
    return Conditions(
        os.cpu_count() or 1,
        round(load, 1),
        platform.python_version(),
        importlib.metadata.version("weasyprint"),
    )
