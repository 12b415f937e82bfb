"""`dinobook check` for what a blog left behind, as a person types it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dinobook.cli.app import run

FINE, FOUND, USAGE = 0, 1, 2

POST = """\
---
title: De lift
date: 2016-07-14
source: https://proef.example/lift/
accept: [blog-005]
---

Gisteren stond de lift stil. Klik hier voor de lift.

In deze blogpost gaat het over de lift 😉.
"""


@pytest.fixture
def book(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A book that was just started, with a post in it."""
    folder = tmp_path / "boek"
    assert run(["new", str(folder), "--title", "Proef", "--author", "An"]) == FINE
    post(folder).write_bytes(POST.replace("\n", "\r\n").encode())
    capsys.readouterr()
    return folder


def post(book: Path) -> Path:
    return book / "manuscript" / "tweede-hoofdstuk.md"


def check(book: Path, *options: str) -> int:
    return run(["check", "--book", str(book), *options])


def test_findings_are_grouped_by_chapter_and_rule(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(book) == FINE
    shown = capsys.readouterr()
    assert shown.err.splitlines() == [
        "manuscript/tweede-hoofdstuk.md",
        "  blog-001 words ask for a click, a reaction or a subscription",
        "       8  stond de lift stil. [Klik hier] voor de lift.",
        "        → Name what is there, and put its address in a note.",
        "  blog-002 words speak of the post, the blog or the site",
        "      10  deze blogpost → dit hoofdstuk",
        "        → Say “hoofdstuk” or “boek”, or delete it.",
        "  blog-004 words depend on the day of the post",
        "       8  Gisteren → Op 13 juli 2016",
        "        → Say when, or leave it out; accept it where the story needs it.",
    ]
    assert "Leftovers of the blog: 3 in 2 chapters read, 1 accepted." in shown.out
    assert "--fix blog-004 --dry-run shows 1 safe change." in shown.out


def test_a_chapter_without_a_source_is_read_when_asked(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [line for line in POST.splitlines() if not line.startswith(("source", "accept"))]
    post(book).write_text("\n".join(lines), encoding="utf-8")
    assert check(book) == FINE
    assert "blog-004" not in capsys.readouterr().err
    assert check(book, "--blog") == FINE
    assert "blog-004" in capsys.readouterr().err


def test_no_chapter_is_read_when_not_wanted(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(book, "--no-blog") == FINE
    shown = capsys.readouterr()
    assert "blog" not in shown.err + shown.out


def test_findings_for_machines(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(book, "--json") == FINE
    rows = json.loads(capsys.readouterr().out)["problems"]
    assert [(row["code"], row["line"], row["severity"]) for row in rows] == [
        ("blog-004", 8, "warning"),
        ("blog-001", 8, "warning"),
        ("blog-002", 10, "warning"),
    ]


def test_a_dry_run_shows_the_lines_and_writes_nothing(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = post(book).read_bytes()
    assert check(book, "--fix", "blog-004", "--dry-run") == FINE
    shown = capsys.readouterr().out
    assert "  - Gisteren stond de lift stil." in shown
    assert "  + Op 13 juli 2016 stond de lift stil." in shown
    assert "1 place would change; nothing was written." in shown
    assert post(book).read_bytes() == before


def test_fix_changes_the_words_and_keeps_the_line_ends(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(book, "--fix", "blog-004", "--fix", "blog-002") == FINE
    assert "Changed 2 places." in capsys.readouterr().out
    expected = POST.replace("Gisteren", "Op 13 juli 2016").replace("deze blogpost", "dit hoofdstuk")
    assert post(book).read_bytes() == expected.replace("\n", "\r\n").encode()
    assert check(book, "--fix", "blog-004") == FINE
    assert "There is nothing that is safe to change." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--fix", "blog-04"], "Did you mean “blog-004”?"),
        (["--fix", "gisteren"], "The rules are blog-001"),
        (["--fix", "blog-003"], "Rules with safe changes: blog-002, blog-004."),
        (["--dry-run"], "name a rule with --fix"),
        (["--fix", "blog-004", "--no-blog"], "nothing would be read"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    options: list[str], said: str, book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(book, *options) == USAGE
    assert said in capsys.readouterr().err


def test_a_draft_forgives_a_missing_picture_and_does_not_advise_a_draft(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    post(book).write_text("# De lift\n\n![Een lift](lift.png)\n", encoding="utf-8")
    assert check(book) == FOUND
    assert "build with --draft" in capsys.readouterr().err
    assert check(book, "--draft") == FINE
    shown = capsys.readouterr().err
    assert "warning: The picture “manuscript/lift.png” does not exist. [images-001]" in shown
    assert "--draft" not in shown
    assert "The draft shows a labelled box" in shown


def test_a_folder_is_proposed_imported_and_led_to_the_reading_for_leftovers(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    posts = tmp_path / "posts"
    posts.mkdir()
    for number in range(5):
        text = f"---\ntitle: Stuk {number}\nkey: x\n---\nZie [ons](/leden) en ![Kat](kat.png).\n"
        (posts / f"stuk-{number}.md").write_text(text, encoding="utf-8")
    at = ("--book", str(book))

    assert run(["import", "markdown", str(posts), *at]) == FINE
    shown = capsys.readouterr()
    assert "kat.png" in shown.out
    assert "image-missing" in shown.out
    assert "changed    5 × link-gone" in shown.out
    assert shown.err.count("no use for “key”") == 1
    assert "stuk-0.md, stuk-1.md, stuk-2.md and 2 more" in shown.err

    assert run(["import", "markdown", str(posts), "--apply", *at]) == FINE
    shown = capsys.readouterr()
    assert "The 5 chapters stand under “aside” in manuscript/book.yaml" in shown.out
    assert "stuk-0, stuk-1, stuk-2 and 2 more." in shown.out
    assert shown.out.rstrip().endswith("dinobook check --blog")

    manifest = book / "manuscript/book.yaml"
    rows = manifest.read_text(encoding="utf-8").replace("  - welkom\n", "  - welkom\n  - stuk-0\n")
    manifest.write_text(rows.replace("aside:\n  - stuk-0\n", "aside:\n"), encoding="utf-8")
    assert check(book, "--draft") == FINE
    assert "1 chapter came from an import: check --blog reads it" in capsys.readouterr().out
    assert check(book, "--draft", "--blog") == FINE
    assert "came from an import" not in capsys.readouterr().out


def test_slips_of_an_imported_chapter_are_shown_and_counted(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    head = "---\ntitle: De lift\n# imported from lift.txt, lines 1-3\n---\n"
    text = f"{head}\nDe keuken.Ik kan kan het.\n"
    post(book).write_text(text, encoding="utf-8")
    assert check(book) == FINE
    shown = capsys.readouterr()
    assert shown.err.splitlines() == [
        "manuscript/tweede-hoofdstuk.md",
        "  blog-012 something in a post looks like a slip of the pen",
        "       6  De [keuken.Ik] kan kan het.",
        "       6  De keuken.Ik [kan kan] het.",
        "        → Mend it, or accept it if it is meant so.",
    ]
    assert "Perhaps slips of the pen: 2 in 1 chapter." in shown.out
    assert "1 chapter came from an import: check --blog reads it" in shown.out


def test_the_command_that_is_offered_finds_what_was_counted(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A chapter that was no post is read with --blog alone."""
    lines = [line for line in POST.splitlines() if not line.startswith(("source", "accept"))]
    post(book).write_text("\n".join(lines), encoding="utf-8")
    assert check(book, "--blog") == FINE
    said = capsys.readouterr().out
    assert "--blog --fix blog-004 --dry-run shows 1 safe change." in said
    assert check(book, "--blog", "--fix", "blog-004", "--dry-run") == FINE
    assert "1 place would change" in capsys.readouterr().out
    assert check(book, "--fix", "blog-004", "--dry-run") == FINE
    assert "With --blog, chapters that were no posts are read too." in capsys.readouterr().out
