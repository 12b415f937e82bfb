"""Tab in a real shell: commands, options, and the names of this book and of dinobook."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dinobook.cli.app import run
from terminals import SOURCES

pytestmark = pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")

COMPLETE = """\
eval "$(dinobook --show-completion bash)"
COMP_WORDS=({words})
COMP_CWORD={last}
_dinobook_completion dinobook
printf '%s\n' "${{COMPREPLY[@]}}"
"""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tab") / "boek"
    assert run(["new", str(folder)]) == 0
    return folder


@pytest.fixture(scope="module")
def commands(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `dinobook` as it is installed."""
    folder = tmp_path_factory.mktemp("bin")
    (folder / "dinobook").write_text(
        f'#!/bin/sh\nPYTHONPATH={SOURCES} exec {sys.executable} -m dinobook "$@"\n'
    )
    (folder / "dinobook").chmod(0o755)
    return folder


def offered(commands: Path, folder: Path, *typed: str) -> list[str]:
    words = " ".join(f"'{word}'" for word in ("dinobook", *typed))
    done = subprocess.run(
        ["bash", "--norc", "-c", COMPLETE.format(words=words, last=len(typed))],
        cwd=folder,
        env={**os.environ, "PATH": f"{commands}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    return done.stdout.split()


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        (["bu"], ["build"]),
        (["build", ""], ["ebook", "screen", "print"]),
        (["build", "ebook", ""], ["screen", "print"]),
        (["build", "sc"], ["screen"]),
        (["cover", ""], ["print"]),
        (["paper", ""], ["print"]),
        (["preflight", ""], ["screen", "print"]),
        (["preflight", "print", "--printer", "kdp"], ["kdp-hardcover", "kdp-paperback"]),
        (["printers", "lu"], ["lulu"]),
        (
            ["explain", "text-03"],
            ["text-030", "text-031", "text-032", "text-033", "text-034", "text-035"],
        ),
        (["check", "--fix", ""], ["blog-002", "blog-004"]),
    ],
)
def test_names_are_offered(commands: Path, book: Path, typed: list[str], names: list[str]) -> None:
    assert sorted(offered(commands, book, *typed)) == sorted(names)


def test_editions_of_another_book_are_offered(commands: Path, book: Path, tmp_path: Path) -> None:
    assert offered(commands, tmp_path, "build", "--book", str(book), "e") == ["ebook"]


def test_a_broken_book_offers_nothing_and_says_nothing(commands: Path, tmp_path: Path) -> None:
    (tmp_path / "manuscript").mkdir()
    (tmp_path / "manuscript" / "book.yaml").write_text("book: [\n")
    assert offered(commands, tmp_path, "build", "") == []
    assert offered(commands, tmp_path / "manuscript", "build", "") == []
