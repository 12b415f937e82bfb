"""A small book on disk, spoiled by a test, and what `dinobook` then says about it."""

from __future__ import annotations

import hashlib
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from dinobook.cli.app import run
from dinobook.codes import CODES

CHECKED, FOUND, SOURCES = 0, 1, 4

MANIFEST = """\
book:
  title: "Proef"
  authors: [{name: "An"}]
  language: nl-BE
  identifier: urn:uuid:3f1b7a52-2a3c-4a87-9d1c-6a0a2c4a7f10
  date: 2026-01-15
outline:
  - generate: contents
  - part: Deel
  - welkom
  - tweede
editions:
  ebook: {format: epub}
  screen: {format: pdf, use: screen, page: a5}
"""
SECOND = "---\ntitle: Tweede\n---\n\nEen tweede hoofdstuk.\n"
FIRST_LINE = 5
"""The line of the file where the body of `Desk.chapter` begins."""

_PROBLEM = re.compile(
    r"(?P<path>[^:\n]+?)(?::(?P<line>\d+))?: (?P<severity>error|warning|note): (?P<message>.*) "
    r"\[(?P<code>[a-z]+-\d{3})\]"
)


@dataclass(frozen=True)
class Said:
    """One problem as the terminal showed it."""

    where: str
    severity: str
    code: str
    message: str
    hint: str


@dataclass(frozen=True)
class Desk:
    """The author's desk. `book` is the book's folder; its chapters are `welkom` and `tweede`."""

    book: Path
    capsys: pytest.CaptureFixture[str]

    @property
    def manuscript(self) -> Path:
        return self.book / "manuscript"

    def write(self, name: str, content: str | bytes) -> Path:
        path = self.manuscript / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def chapter(self, body: str, front: str = "title: Welkom") -> None:
        """The chapter `welkom`; with a front matter of one line, `body` begins on line 5."""
        self.write("welkom.md", f"---\n{front}\n---\n\n{body}\n")

    def manifest(self, old: str, new: str) -> None:
        assert old in MANIFEST
        self.write("book.yaml", MANIFEST.replace(old, new, 1))

    def picture(self, name: str, data: bytes) -> None:
        """A picture that line 7 of `welkom` shows."""
        self.write(f"images/{name}", data)
        self.chapter(f"Tekst.\n\n![Een bord](images/{name})")

    def run(self, *arguments: str) -> tuple[int, str, list[Said]]:
        """A command on this book: exit code, all that was shown, the problems among it."""
        self.capsys.readouterr()
        code = run([*arguments, "--book", str(self.book)])
        shown = self.capsys.readouterr()
        assert "Traceback" not in shown.err
        return code, shown.out + shown.err, list(_problems(shown.err))

    def refused(self, *arguments: str, exit_code: int = FOUND) -> list[Said]:
        """The errors of a command that must fail and leave every file as it was."""
        before = snapshot(self.book)
        code, shown, problems = self.run(*(arguments or ("check",)))
        assert code == exit_code, shown
        assert snapshot(self.book) == before
        errors = [one for one in problems if one.severity == "error"]
        assert errors != []
        for error in errors:
            assert error.code in CODES
            assert error.hint != ""
        return errors

    def accepted(self, *arguments: str) -> list[Said]:
        """The warnings of a command that must not fail."""
        code, shown, problems = self.run(*(arguments or ("check",)))
        assert code == CHECKED, shown
        return problems


def snapshot(folder: Path) -> dict[str, tuple[int, str]]:
    """Every file with its kind and content, but for what a build keeps hidden for the next one.

    Pipes and devices are not opened.
    """
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if name == "build" or name.startswith("build/."):
            continue
        mode = path.lstat().st_mode
        data = path.read_bytes() if stat.S_ISREG(mode) else b""
        found[str(path)] = (mode, hashlib.sha256(data).hexdigest())
    return found


def _problems(text: str) -> Iterator[Said]:
    lines = text.splitlines()
    for index, line in enumerate(lines):
        if match := _PROBLEM.fullmatch(line):
            below = lines[index + 1 : index + 3]
            hint = next((one.strip() for one in below if one.startswith("    → ")), "")
            where = match["path"] + (f":{match['line']}" if match["line"] else "")
            yield Said(where, match["severity"], match["code"], match["message"], hint)


def places(errors: list[Said]) -> list[tuple[str, str]]:
    """Where and what, for comparing: paths below the manuscript."""
    return [(one.where.removeprefix("manuscript/"), one.code) for one in errors]
