"""The commands as a person types them."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from dinobook.cli.app import run
from dinobook.errors import EXIT_BUG

FINE, FOUND, USAGE, MANIFEST, SOURCES, ENGINE = 0, 1, 2, 3, 4, 5


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A book that was just started."""
    folder = tmp_path / "boek"
    assert run(["new", str(folder), "--title", "Proef: één & twee", "--author", "An"]) == FINE
    return folder


def chapter(book: Path) -> Path:
    return book / "manuscript" / "welkom.md"


def test_a_new_book_checks_without_problems(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert run(["check", "--book", str(book)]) == FINE
    shown = capsys.readouterr()
    assert "No errors in 3 chapters" in shown.out
    assert shown.err == ""


@pytest.mark.parametrize(
    ("author", "filed"),
    [
        ("An Proef", "Proef, An"),
        ("Jan van den Berg", "Berg, Jan van den"),
        ("Jan Van den Berg", "Van den Berg, Jan"),
        ("Jan 't Hooft", "Hooft, Jan ’t"),
        ("Multatuli", "Multatuli"),
    ],
)
def test_a_new_book_files_its_author_as_a_library_does(
    author: str, filed: str, tmp_path: Path
) -> None:
    folder = tmp_path / "boek"
    assert run(["new", str(folder), "--author", author]) == FINE
    assert run(["build", "ebook", "--book", str(folder)]) == FINE
    (made,) = (folder / "build").glob("*.epub")
    with zipfile.ZipFile(made) as book:
        said = book.read("EPUB/content.opf").decode()
    assert f'property="file-as">{filed}<' in said


def test_check_counts_sources(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    manifest = book / "manuscript" / "book.yaml"
    text = manifest.read_text().replace("outline:", "  sources: b.json\n\noutline:", 1)
    manifest.write_text(text + "\n")
    (book / "manuscript" / "b.json").write_text(
        '[{"id": "a", "type": "book", "title": "Aa"}, {"id": "b", "type": "book", "title": "Bb"}]'
    )
    chapter(book).write_text(chapter(book).read_text() + "\nZie [@a].\n")
    capsys.readouterr()
    assert run(["check", "--book", str(book)]) == FINE
    assert "2 sources, of which 1 is cited." in capsys.readouterr().out


def test_a_new_book_builds_and_then_is_up_to_date(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["build", "ebook", "--book", str(book)]) == FINE
    assert (book / "build" / "proef-een-twee-ebook.epub").is_file()
    capsys.readouterr()
    assert run(["build", "ebook", "--book", str(book)]) == FINE
    assert "Everything is up to date" in capsys.readouterr().out


def test_new_never_writes_over_a_book(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    chapter(book).write_text("# Mijn eigen tekst\n\nDie blijft.\n")
    assert run(["new", str(book)]) == USAGE
    assert "nothing was written" in capsys.readouterr().err
    assert "Die blijft." in chapter(book).read_text()


@pytest.mark.parametrize(
    "arguments",
    [["bild"], ["build", "--nosuch"], ["new"], ["build", "nosuch"], ["import", "text", "nosuch"]],
)
def test_a_wrong_command_is_a_usage_error(
    book: Path, arguments: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(book)
    assert run(arguments) == USAGE


def test_no_book_here_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["build"]) == USAGE
    assert "dinobook new PATH" in capsys.readouterr().err


@pytest.mark.parametrize("inside", ["", "manuscript", "manuscript/images", "manuscript/book.yaml"])
def test_the_book_is_found_from_anywhere_inside_it(book: Path, inside: str) -> None:
    assert run(["check", "--book", str(book / inside)]) == FINE


def test_the_exit_code_says_whose_fault_it_is(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    manifest = book / "manuscript" / "book.yaml"
    good = manifest.read_text()
    manifest.write_text(good.replace("  - welkom\n", "  - welkon\n"))
    assert run(["build", "--book", str(book)]) == MANIFEST
    shown = capsys.readouterr().err
    assert "manuscript/book.yaml:" in shown
    assert "welkom" in shown
    manifest.write_text(good.replace("outline:", "outlin:"))
    assert run(["build", "--book", str(book)]) == MANIFEST
    assert "outline" in capsys.readouterr().err
    manifest.write_text(good)
    welcome = chapter(book).read_text()
    chapter(book).write_text(welcome + "\n[nergens](#nergens)\n")
    assert run(["build", "--book", str(book)]) == SOURCES
    assert run(["check", "--book", str(book)]) == FOUND
    assert f"manuscript/welkom.md:{welcome.count(chr(10)) + 2}:" in capsys.readouterr().err
    chapter(book).write_text(welcome)
    (book / "styles" / "print.css").write_text("p { colour: red }")
    assert run(["build", "print", "--book", str(book)]) == ENGINE
    assert list((book / "build").glob("[!.]*")) == []


def test_problems_for_machines(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    welcome = chapter(book).read_text()
    chapter(book).write_text(welcome + "\n[nergens](#nergens)\n")
    capsys.readouterr()
    assert run(["check", "--json", "--book", str(book)]) == FOUND
    rows = json.loads(capsys.readouterr().out)["problems"]
    link = next(row for row in rows if row["code"] == "links-001")
    line = welcome.count("\n") + 2
    assert (link["path"], link["line"], link["severity"]) == ("manuscript/welkom.md", line, "error")


def test_a_bug_of_ours_is_called_one(
    book: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("a wheel came off")

    monkeypatch.setattr("dinobook.pipeline.readiness.load", broken)
    assert run(["check", "--book", str(book)]) == EXIT_BUG
    shown = capsys.readouterr().err
    assert "a wheel came off" in shown
    assert "bug in dinobook" in shown


def test_out_may_be_anywhere(book: Path, tmp_path: Path) -> None:
    out = tmp_path / "elders"
    assert run(["build", "ebook", "--book", str(book), "--out", str(out)]) == FINE
    assert [path.suffix for path in out.glob("[!.]*")] == [".epub"]
    assert not (book / "build").exists()


DUMP = """\
=== Een proef met koffie | 2016-07-14

De eerste alinea staat er zoals ze getypt is. Ze heeft *sterretjes* en [haken].

Een kop

#hashtag vooraan, en 2016. geen lijst.
"""


def test_a_dump_goes_in_by_proposal_plan_and_apply(
    book: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("dump.txt").write_text(DUMP)
    at = ["--book", str(book)]
    before = sorted(path.name for path in (book / "manuscript").iterdir())
    assert run(["import", "text", "dump.txt", *at]) == FINE
    assert "post" in capsys.readouterr().out
    assert run(["import", "text", "dump.txt", "--plan", "plan.yaml", *at]) == FINE
    assert sorted(path.name for path in (book / "manuscript").iterdir()) == before
    assert run(["import", "text", "dump.txt", "--apply", "plan.yaml", *at]) == FINE
    made = (book / "manuscript" / "een-proef-met-koffie.md").read_text()
    assert "date: 2016-07-14" in made.replace('"', "")
    assert "een-proef-met-koffie" in (book / "manuscript" / "book.yaml").read_text()
    assert run(["check", *at]) == FINE
    Path("dump.txt").write_text(DUMP.replace("eerste", "tweede"))
    assert run(["import", "text", "dump.txt", "--apply", "plan.yaml", *at]) == SOURCES
    assert "dump.txt:3" in capsys.readouterr().err


def test_an_edited_plan_is_not_written_over(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("dump.txt").write_text(DUMP)
    at = ["--book", str(book)]
    assert run(["import", "text", "dump.txt", "--plan", *at]) == FINE
    plan = Path("dump.txt.plan.yaml")
    plan.write_text(plan.read_text() + "# mijn opmerking\n")
    assert run(["import", "text", "dump.txt", "--plan", *at]) == USAGE
    assert "mijn opmerking" in plan.read_text()


def test_a_folder_of_markdown_goes_in(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "posts"
    source.mkdir()
    (source / "2016-07-14-koffie.md").write_text("---\ntitle: Koffie\n---\n\nZwart graag.\n")
    assert run(["import", "markdown", str(source), "--apply", "--book", str(book)]) == FINE
    assert run(["check", "--book", str(book)]) == FINE
    assert "koffie" in capsys.readouterr().out
