"""`--json`: one object on stdout whatever happens, with the keys that docs/commands.md names."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from dinobook.cli.app import run
from wxr import Item, export

GENERAL = {"format", "version", "exit_code", "message", "problems"}
FINE, FOUND, USAGE, MANIFEST, SOURCES, BUG = 0, 1, 2, 3, 4, 70


@pytest.fixture
def book(tmp_path: Path) -> Path:
    folder = tmp_path / "boek"
    assert run(["new", str(folder)]) == FINE
    return folder


def answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    capsys.readouterr()
    code = run([*arguments, "--json"])
    given: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert given["exit_code"] == code
    assert given["version"] == 1
    return given


@pytest.fixture(scope="module")
def described(repository: Path) -> dict[str, set[str]]:
    """The keys of each command, as the page has them."""
    page = (repository / "docs" / "commands.md").read_text(encoding="utf-8")
    part = page.split("\n## For machines\n")[1].split("\n## ")[0]
    rows = re.findall(r"^\| (`.+?`) \| (.+) \|$", part, re.MULTILINE)
    return {
        command: set(re.findall(r"`(\w+)`", keys))
        for commands, keys in rows
        for command in re.findall(r"`([^`]+)`", commands)
    }


def of_the_editor(at: tuple[str, ...]) -> dict[str, list[tuple[str, ...]]]:
    """Commands that change the order and take it back, in the book that `new` makes."""
    typed = [
        *("outline", "move welkom --last", "swap welkom eerste-hoofdstuk", "hold welkom"),
        *("release welkom", "retitle welkom Hallo", "drop welkom", "add welkom", "sort --by title"),
        *("part add Deel --first", "part rename Deel Begin", "part move Begin --first"),
        *("part remove Begin", "arrangement new anders", "arrangement show anders"),
        *("arrangement compare anders", "arrangement use anders print", "arrangement list"),
        *("arrangement use outline print", "arrangement rename anders nieuw"),
        *("arrangement promote nieuw --keep-as oud", "arrangement delete oud"),
        *("history", "diff", "undo", "redo"),
    ]
    asked: dict[str, list[tuple[str, ...]]] = {}
    for line in typed:
        words = line.split()
        name = " ".join(words[: 2 if words[0] in ("part", "arrangement") else 1])
        asked.setdefault(name, []).append((*words, *at))
    lines = Path(at[1]) / "lines.txt"
    lines.write_text(
        "matter front\npage title-page\npage colophon\npage contents\nmatter body\n"
        "welkom\neerste-hoofdstuk\ntweede-hoofdstuk\n"
    )
    return {**asked, "arrange": [("arrange", "--from", str(lines), *at)]}


def test_every_command_adds_the_keys_on_its_page(
    book: Path, tmp_path: Path, described: dict[str, set[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    posts, folder = tmp_path / "posts.txt", tmp_path / "posts"
    posts.write_text("=== De trein | 2019-05-02\n\nDe trein kwam te laat.\n")
    folder.mkdir()
    (folder / "bus.md").write_text("# De bus\n\nDe bus reed niet.\n")
    blog, thesis = tmp_path / "blog.xml", tmp_path / "scriptie.docx"
    blog.write_bytes(export(Item()))
    made = Document()
    made.add_heading("De brug", 1)
    made.add_paragraph("Een brug is er om over te gaan.")
    made.save(str(thesis))
    at = ("--book", str(book))
    asked: dict[str, list[tuple[str, ...]]] = {
        "new": [("new", str(tmp_path / "ander"))],
        "build": [("build", *at)],
        "check": [("check", *at), ("check", "--fix", "blog-004", "--dry-run", *at)],
        "explain": [("explain", "text-031"), ("explain",)],
        "words": [("words", *at)],
        "preflight": [],
        "paper": [("paper", *at)],
        "cover": [("cover", *at)],
        "printers": [("printers", "lulu"), ("printers",)],
        "proof": [("proof", "print", *at)],
        "remarks": [("remarks", str(book / "build" / "een-nieuw-boek-print-proof.pdf"), *at)],
        **of_the_editor(at),
        "impose": [("impose", str(book / "build" / "een-nieuw-boek-print.pdf"))],
        "import text": [
            ("import", "text", str(posts), *at),
            ("import", "text", str(posts), str(tmp_path / "plan.yaml"), "--plan", *at),
            ("import", "text", str(posts), "--apply", *at),
        ],
        "import markdown": [("import", "markdown", str(folder), *at)],
        "import wordpress": [("import", "wordpress", str(blog), "--apply", *at)],
        "import docx": [("import", "docx", str(thesis), *at)],
        "clean": [("clean", "--all", *at)],
    }
    for command, several in asked.items():
        for words in several:
            given = answer(capsys, *words)
            assert given["exit_code"] == FINE, given
            assert given["format"] == f"dinobook-{command.replace(' ', '-')}"
            assert set(given) > GENERAL, f"{command} says nothing of its own"
            assert set(given) - GENERAL <= described[command], command
    assert set(asked) == set(described) - GENERAL


def test_a_book_that_fails_says_so_with_its_problems(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (book / "manuscript" / "welkom.md").open("a") as chapter:
        chapter.write("\n[nergens](#nergens)\n")
    given = answer(capsys, "build", "--book", str(book))
    assert given["exit_code"] == SOURCES
    assert given["message"] == "The book cannot be built yet. 1 error to mend; nothing was written."
    assert "links-001" in [problem["code"] for problem in given["problems"]]
    given = answer(capsys, "check", "--book", str(book))
    assert given["exit_code"] == FOUND
    assert "1 error to mend" in given["message"]


def test_a_command_that_was_typed_wrongly_answers_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for words, name, message in (
        (["build"], "dinobook-build", "There is no book in"),
        (["build", "--nosuch"], "dinobook-build", "No such option: --nosuch"),
        (["import", "text"], "dinobook-import-text", "Missing argument"),
        (["bild"], "dinobook", "No such command"),
        (["explain", "text-31"], "dinobook-explain", "Did you mean “text-031”?"),
    ):
        given = answer(capsys, *words)
        assert (given["format"], given["exit_code"]) == (name, USAGE)
        assert message in given["message"]


def test_a_bug_of_ours_answers_too(
    book: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("a wheel came off")

    monkeypatch.setattr("dinobook.pipeline.readiness.load", broken)
    given = answer(capsys, "check", "--book", str(book))
    assert given["exit_code"] == BUG
    assert "bug in dinobook" in given["message"]


def test_people_still_read_what_is_wrong(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (book / "manuscript" / "book.yaml").write_text("book: {titel: x}\n")
    given = answer(capsys, "build", "--book", str(book))
    assert given["exit_code"] == MANIFEST
    run(["build", "--book", str(book), "--json"])
    assert "Did you mean “title”?" in capsys.readouterr().err
