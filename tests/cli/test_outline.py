"""`dinobook outline`: the order as an editor sees it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from books import small_book
from commands import ran
from processes import write_book


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return write_book(small_book(), tmp_path / "boek")


def edit(book: Path, old: str, new: str) -> None:
    manifest = book / "manuscript" / "book.yaml"
    text = manifest.read_text()
    assert old in text
    manifest.write_text(text.replace(old, new))


def line_of(shown: str, name: str) -> str:
    return next(line for line in shown.splitlines() if f" {name} " in f"{line} ")


def test_every_row_stands_in_its_place(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = ran(book, capsys, "outline").out
    names = ["front matter", "contents", "vooraf", "body matter", "part-het-begin", "eerste"]
    places = [shown.index(name) for name in [*names, "tweede", "back matter", "bronnen"]]
    assert places == sorted(places)
    assert "2016-07-14" in line_of(shown, "eerste")
    assert "Een eerste hoofdstuk met een lange titel" in line_of(shown, "eerste")
    assert "4 chapters" in shown


def test_a_chapter_in_a_part_is_set_in(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = ran(book, capsys, "outline").out
    assert line_of(shown, "part-het-begin").startswith("  Het begin")
    assert line_of(shown, "eerste").startswith("    Een eerste")
    assert line_of(shown, "vooraf").startswith("  Vooraf")


def test_what_is_worth_a_look(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(book, "  - tweede", "  - {id: tweede, status: hold, editions: [print], after: bronnen}")
    edit(book, "  - bronnen", "  - bronnen\n  - weg")
    edit(book, "editions:\n", "aside: [los]\n\neditions:\n")
    (book / "manuscript" / "los.md").write_text("# Los blad\n\nEen ::kapot woord.\n\n## \n")
    shown = ran(book, capsys, "outline").out
    assert (
        line_of(shown, "tweede").rstrip().endswith("on hold; only in print; breaks after: bronnen")
    )
    assert line_of(shown, "weg").rstrip().endswith("no file")
    assert "Los blad" in line_of(shown, "los")
    assert shown.index("aside") < shown.index("Los blad")
    assert "5 chapters (1 on hold, 1 aside)" in shown


def test_faults_of_a_chapter_are_counted(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    chapter = next((book / "manuscript").rglob("tweede.md"))
    chapter.write_text(chapter.read_text() + "\n<script>alert(1)</script>\n")
    assert "1 error" in line_of(ran(book, capsys, "outline").out, "tweede")
    chapter.write_bytes(b"\xff\xfe\x00")
    assert "1 error" in line_of(ran(book, capsys, "outline").out, "tweede")


def test_pages_are_those_of_the_last_build(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "page (" not in ran(book, capsys, "outline").out
    assert ran(book, capsys, "build", "print", "screen").code == 0
    shown = ran(book, capsys, "outline").out
    assert "page (print)" in shown
    rows = json.loads(ran(book, capsys, "outline", "--json").out)["rows"]
    pages = json.loads(next((book / "build").glob("*-print.pages.json")).read_text())
    eerste = next(row for row in rows if row["id"] == "eerste")
    span = next(one for one in eerste["pages"] if one["edition"] == "print")
    mapped = [one for one in pages["pages"] if one["chapter"] == "eerste" and not one["blank"]]
    assert (span["folio"], span["pages"]) == (mapped[0]["folio"], len(mapped))
    assert {one["edition"] for one in eerste["pages"]} == {"print", "screen"}


def test_an_arrangement_is_shown_in_its_own_order(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(book, "editions:\n", (
        "arrangements:\n  andersom: [bronnen, tweede, eerste, vooraf]\n\neditions:\n"
    ))  # fmt: skip
    rows = json.loads(ran(book, capsys, "outline", "--arrangement", "andersom", "--json").out)
    assert [row["id"] for row in rows["rows"]] == ["bronnen", "tweede", "eerste", "vooraf"]
    wrong = ran(book, capsys, "outline", "--arrangement", "anderom")
    assert wrong.code == 2
    assert "Did you mean “andersom”?" in wrong.err


def test_words_of_what_is_on_hold_do_not_count(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def words() -> int:
        found = json.loads(ran(book, capsys, "outline", "--json").out)["words"]
        assert isinstance(found, int)
        return found

    before = words()
    edit(book, "  - tweede", "  - {id: tweede, status: hold}")
    assert 0 < words() < before
